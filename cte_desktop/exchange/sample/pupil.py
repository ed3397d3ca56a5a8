"""A student of the sample while the files are being made."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from cte_desktop.domain.school_year import Term, school_year_of, term_of
from cte_desktop.exchange.sample.careers import Career
from cte_desktop.exchange.sample.district import Seat
from cte_desktop.exchange.sample.names import Name
from cte_desktop.exchange.sample.record import RecordLine, Studies
from cte_desktop.exchange.sample.slots import Slot
from cte_desktop.exchange.sample.traits import Traits


@dataclass(frozen=True, slots=True)
class Present:
    """Today, as the sample needs it: the day, its school year and its semester."""

    day: date
    school_year: int
    term: Term

    @classmethod
    def on(cls, day: date) -> Present:
        """Return the present of that day."""
        return cls(day, school_year_of(day), term_of(day))

    @property
    def half(self) -> int:
        """Return 0 in the fall, 1 in the spring."""
        return 0 if self.term is Term.FALL else 1


@dataclass(frozen=True, slots=True)
class Entry:
    """When a student came from elsewhere in mid-year: the first half here, and from where."""

    grade_level: int
    half: int  # 0 in the fall after the start, 1 between the semesters
    on: date
    school: str
    carnegie: bool  # their school writes Carnegie units


@dataclass(slots=True)
class Timetabled:
    """One course of the present year with its section: what the plan of the spring needs."""

    slot: Slot
    periods: tuple[str, str]  # fall, spring
    sections: tuple[str, str]


@dataclass(slots=True)
class Pupil:
    """Who the student is, and what they have done so far."""

    seat: Seat
    name: Name
    traits: Traits
    career: Career
    rng: Random
    studies: Studies
    high_school: str  # the one attended, or to come for grades 7-8
    first_high_school: str  # another one before a continuation school
    entry: Entry | None
    lines: list[RecordLine] = field(default_factory=list)
    timetable: list[Timetabled] = field(default_factory=list)

    def school_in(self, grade: int) -> str:
        """Return the school attended in that grade."""
        if grade < 9:
            return self.seat.junior_high
        return self.first_high_school if grade == 9 else self.high_school

    def year_of(self, grade: int) -> int:
        """Return the school year in which the student was, is or will be in that grade."""
        return self.seat.graduation_year - 1 - (12 - grade)
