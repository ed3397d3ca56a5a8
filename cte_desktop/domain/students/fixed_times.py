"""A student's fixed times as people know them: one practice over two terms, one line.

The store keeps a row for each term (`BusyTime`); here rows that differ in the term alone are one.
A fixed time says when a student can't be in class and, of support, no more than that: never why.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import WEEKDAYS
from cte_desktop.domain.school_year import Term, moment
from cte_desktop.domain.students.experiences import BusyTime

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cte_desktop.domain.catalog.catalog import Catalog

REST_OF_DAY = 23 * 60 + 59
"""The end of a time after which the student can't stay at all."""


class Season(StrEnum):
    """A season of high school sports."""

    FALL = "fall"
    WINTER = "winter"
    SPRING = "spring"


SEASON_TERMS: dict[Season, tuple[Term, ...]] = {
    Season.FALL: (Term.FALL,),
    Season.WINTER: (Term.FALL, Term.SPRING),  # winter sports run from November to February
    Season.SPRING: (Term.SPRING,),
}


@dataclass(frozen=True, slots=True)
class FixedTime:
    """A time of some weekdays in one or more terms of a school year. Minutes of the day."""

    kind: str  # of BUSY_KINDS
    school_year: int
    terms: tuple[Term, ...]
    days: str  # of MTWRF
    start: int
    end: int
    site: str = ""

    @property
    def is_rest_of_day(self) -> bool:
        """Tell whether it lasts until the student is home: can't stay after its start."""
        return self.end >= REST_OF_DAY


@dataclass(frozen=True, slots=True)
class Rung:
    """Some weekdays on which a bell rings at the same minutes."""

    days: str
    start: int
    end: int


def fixed_times(busy: Iterable[BusyTime], first_year: int = 0) -> tuple[FixedTime, ...]:
    """Return the fixed times from a school year on, in order of time."""
    terms: dict[FixedTime, list[Term]] = {}
    for row in busy:
        if row.school_year >= first_year:
            bare = FixedTime(row.kind, row.school_year, (), row.days, row.start, row.end, row.site)
            terms.setdefault(bare, []).append(row.term)
    found = (
        FixedTime(
            bare.kind,
            bare.school_year,
            tuple(sorted(dict.fromkeys(kept), key=lambda term: term.place)),
            bare.days,
            bare.start,
            bare.end,
            bare.site,
        )
        for bare, kept in terms.items()
    )
    return tuple(sorted(found, key=_in_time))


def busy_rows(times: Iterable[FixedTime]) -> tuple[BusyTime, ...]:
    """Return the rows that are kept of fixed times, each once."""
    rows = (
        BusyTime(one.school_year, term, one.days, one.start, one.end, one.kind, one.site)
        for one in times
        for term in one.terms
    )
    return tuple(dict.fromkeys(rows))


def season_of(terms: Sequence[Term]) -> Season | None:
    """Return the season that runs in exactly these terms, or None."""
    return next((season for season, run in SEASON_TERMS.items() if run == tuple(terms)), None)


def overlapping(times: Sequence[FixedTime]) -> tuple[tuple[FixedTime, FixedTime, str], ...]:
    """Return the pairs of fixed times that overlap, with the weekdays on which they do."""
    found = []
    for one, other in combinations(times, 2):
        days = "".join(day for day in WEEKDAYS if day in one.days and day in other.days)
        together = one.school_year == other.school_year and set(one.terms) & set(other.terms)
        if days and together and one.start < other.end and other.start < one.end:
            found.append((one, other, days))
    return tuple(found)


def rung(catalog: Catalog, school: str, period: str, days: str) -> tuple[Rung, ...]:
    """Return when a period rings at a school on these weekdays, equal minutes together."""
    at: dict[tuple[int, int], str] = {}
    for meeting in catalog.meetings_by_period.get((school, period), ()):
        if meeting.weekday in days:
            at[meeting.start, meeting.end] = at.get((meeting.start, meeting.end), "") + (
                meeting.weekday
            )
    return tuple(Rung(_in_order(found), start, end) for (start, end), found in at.items())


def after_last_bell(catalog: Catalog, school: str, days: str) -> tuple[Rung, ...]:
    """Return the rest of each weekday after the school's last bell that all students have."""
    last: dict[str, int] = {}
    for bell in catalog.bells_by_school.get(school, ()):
        if not bell.optional and bell.block.startswith("P"):
            for day in bell.days:
                last[day] = max(last.get(day, 0), bell.end)
    at: dict[int, str] = {}
    for day in days:
        if day in last:
            at[last[day]] = at.get(last[day], "") + day
    return tuple(Rung(_in_order(found), start, REST_OF_DAY) for start, found in at.items())


def _in_order(days: str) -> str:
    return "".join(day for day in WEEKDAYS if day in days)


def _in_time(one: FixedTime) -> tuple[int, int, int, str]:
    first = moment(one.school_year, one.terms[0]) if one.terms else 0
    return (first, WEEKDAYS.index(one.days[0]) if one.days else 0, one.start, one.kind)
