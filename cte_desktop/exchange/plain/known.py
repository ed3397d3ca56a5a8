"""What a file is checked against: the catalog, the students that are known, and today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.exchange.answers.answers import DIFFERENT, SKIP, Answers
from cte_desktop.exchange.answers.questions import Asked
from cte_desktop.exchange.plain.rule_names import RuleNames


@dataclass(frozen=True, slots=True)
class Person:
    """What tells whether two students may be one; `birth_date` is ISO text, "" if not known."""

    student_id: str
    last_name: str
    first_name: str
    birth_date: str
    school: str
    graduation_year: int


def _nobody() -> Iterable[Person]:
    return ()


@dataclass(slots=True)
class Known:
    """What is known before a file is read; grows while the files of one call are read.

    `students` holds the graduation year under each student id: those of the store, then those that
    the call brings. `catalog` takes up the catalog files of the call, `rules` what its files of
    rules name; before them they are those of the shipped rules unless given.

    `answers` is what a person has said of values that files leave open, `asked` collects what is
    to be asked. `persons` gives the students of the store, so that it shows who looks like whom
    (`services/answering_imports.py: persons_of`); it is asked when a file of students is read.
    `set_here` names the entries of catalog files (by kind) that a person set under Settings.
    """

    catalog: Catalog
    today: date
    students: dict[str, int] = field(default_factory=dict)
    rules: RuleNames = field(default_factory=RuleNames)
    answers: Answers = field(default_factory=Answers)
    asked: Asked = field(default_factory=Asked)
    persons: Callable[[], Iterable[Person]] = _nobody
    set_here: Mapping[str, frozenset[tuple[str, ...]]] = field(default_factory=dict)

    def same_person(self, student_id: str) -> str | None:
        """Return the known student who the student of this id is as well, as a person said."""
        other = self.belongs_to(student_id)
        return other if other in self.students else None

    def belongs_to(self, student_id: str) -> str | None:
        """Return the id to which the rows of this one belong, as a person said, known or not."""
        given, last = self.answers.given("look_alike"), student_id
        if last not in given:
            return None
        met = {last}
        while (other := given.get(last)) not in {None, SKIP, DIFFERENT}:
            last = str(other)
            if last in met:  # each is said to be the other: nobody knows who is left
                return None
            met.add(last)
        return last if last != student_id else None

    @property
    def school_year(self) -> int:
        """Return the present school year."""
        return school_year_of(self.today)
