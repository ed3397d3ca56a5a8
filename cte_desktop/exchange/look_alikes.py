"""Students who may be one person: the same name and birth date under two ids.

Looked for among the rows of a file and the students of the store. Without a birth date, name,
school and class must agree; that is only asked, not reported.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.students.student import folded
from cte_desktop.exchange.known import Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.exchange.known import Known

CODE = "look_alike"
Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two students that look alike: `value` is asked about, `other` was there before.

    `seen`: the one of them that is not in the row at hand. `sure`: their birth dates agree.
    """

    value: str
    other: str
    seen: str
    sure: bool


class LookAlikes:
    """Who looks like whom; learns the students of a file row by row."""

    def __init__(self, known: Known) -> None:
        """Know the students of the store."""
        self._answers = known.answers
        self._folded: dict[str, str] = {}
        self._stored: set[str] = set()
        self._named: dict[Name, dict[str, Person]] = {}
        self._told: set[frozenset[str]] = set()
        for person in known.persons():
            self._stored.add(person.student_id)
            self._learn(person)

    def met(self, person: Person) -> Iterator[Pair]:
        """Learn a row's student; yield the pairs with others that nobody has spoken of."""
        person, others = self._learn(person)
        for other in others:
            ids = frozenset({person.student_id, other.student_id})
            sure = bool(person.birth_date) and person.birth_date == other.birth_date
            if ids in self._told or not (sure or _may_be_one(person, other)):
                continue
            self._told.add(ids)
            value, before = self._ordered(person.student_id, other.student_id)
            if not self._is_settled(value, before):
                yield Pair(value, before, other.student_id, sure)

    def _learn(self, person: Person) -> tuple[Person, list[Person]]:
        """Keep a student; return them as they are known by now, and the others of the name."""
        name = (self._fold(person.last_name), self._fold(person.first_name))
        same = self._named.get(name)
        if same is None:
            self._named[name] = {person.student_id: person}
            return person, []
        before = same.get(person.student_id)
        if before is not None and not person.birth_date:  # the file has none, the store may
            person = replace(person, birth_date=before.birth_date)
        same[person.student_id] = person
        return person, [one for one in same.values() if one.student_id != person.student_id]

    def _fold(self, text: str) -> str:
        found = self._folded.get(text)
        if found is None:
            found = self._folded[text] = folded(text)
        return found

    def _ordered(self, present: str, other: str) -> tuple[str, str]:
        """Return the newer student first; of two that the store has, the one of the greater id."""
        stored = (present in self._stored, other in self._stored)
        if stored == (True, True):
            return max(present, other), min(present, other)
        return (other, present) if stored == (True, False) else (present, other)

    def _is_settled(self, value: str, other: str) -> bool:
        if self._answers.of(CODE, value) is not None:
            return True
        both = value in self._stored and other in self._stored
        return both and self._answers.of(CODE, other) is not None


def _may_be_one(person: Person, other: Person) -> bool:
    """Tell whether school and class agree where a birth date is missing."""
    if person.birth_date and other.birth_date:
        return False
    return person.school == other.school and person.graduation_year == other.graduation_year
