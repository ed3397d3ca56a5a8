"""Students who may be one person: the same name and birth date under two ids.

Looked for among the rows of a file and the students of the store. Without a birth date, name,
school and class must agree; that is only asked, not reported. A name that very many have (rows that
somebody made up, a placeholder) tells nothing: each row is held against a few others at most.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from cte_desktop.domain.students.student import folded
from cte_desktop.exchange.plain.known import Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.exchange.plain.known import Known

CODE = "look_alike"
MOST_OTHERS = 5  # that one student is said to look like
MOST_NAMESAKES = 20  # of one school and class, or of one birth date, that are looked at

Name = tuple[str, str]
Group = tuple[str, int]  # school and class; or birth date and 0


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
        self._named: dict[Name, _Namesakes] = {}
        self._told: set[frozenset[str]] = set()
        for person in known.persons():
            self._stored.add(person.student_id)
            self._learn(person)

    def met(self, person: Person) -> Iterator[Pair]:
        """Learn a row's student; yield the pairs with others that nobody has spoken of."""
        namesakes, person = self._learn(person)
        told = 0
        for other, sure in namesakes.others(person):
            ids = frozenset({person.student_id, other.student_id})
            if ids in self._told:
                continue
            self._told.add(ids)
            value, before = self._ordered(person.student_id, other.student_id)
            if self._is_settled(value, before):
                continue
            yield Pair(value, before, other.student_id, sure)
            told += 1
            if told == MOST_OTHERS:
                return

    def _learn(self, person: Person) -> tuple[_Namesakes, Person]:
        """Keep a student; return who is called alike, and the student as known by now."""
        name = (self._fold(person.last_name), self._fold(person.first_name))
        namesakes = self._named.get(name)
        if namesakes is None:
            namesakes = self._named[name] = _Namesakes()
        return namesakes, namesakes.learn(person)

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


@dataclass(slots=True)
class _Namesakes:
    """Students of one name: by birth date, and by school and class."""

    persons: dict[str, Person] = field(default_factory=dict)
    _born: dict[Group, dict[str, None]] = field(default_factory=dict)
    _placed: dict[Group, dict[str, None]] = field(default_factory=dict)

    def learn(self, person: Person) -> Person:
        """Keep a student; return them with the birth date that was known before."""
        student = person.student_id
        before = self.persons.get(student)
        if before is not None:
            if not person.birth_date:  # the file has none, the store may
                person = replace(person, birth_date=before.birth_date)
            if person == before:
                return person
            self._born.get(_born(before), {}).pop(student, None)
            self._placed[_placed(before)].pop(student)
        self.persons[student] = person
        if person.birth_date:
            self._born.setdefault(_born(person), {})[student] = None
        self._placed.setdefault(_placed(person), {})[student] = None
        return person

    def others(self, person: Person) -> Iterator[tuple[Person, bool]]:
        """Yield who may be the same person, and whether birth dates say so; not more than some.

        Where too many of a school and class bear the name, nobody is told from it alone.
        """
        if len(self.persons) == 1:
            return
        if person.birth_date:
            for student in islice(self._born[_born(person)], MOST_NAMESAKES):
                if student != person.student_id:
                    yield self.persons[student], True
        placed = self._placed[_placed(person)]
        if len(placed) > MOST_NAMESAKES:
            return
        for student in placed:
            other = self.persons[student]
            if student != person.student_id and not (person.birth_date and other.birth_date):
                yield other, False


def _born(person: Person) -> Group:
    return person.birth_date, 0


def _placed(person: Person) -> Group:
    return person.school, person.graduation_year
