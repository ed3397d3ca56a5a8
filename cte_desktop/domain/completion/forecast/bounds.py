"""How many will complete, from today's plans: three figures for each school year, never one alone.

- lower: completed already, or all that is open has begun and ends in that year;
- by plan: nothing is missing by what is earned, under way and planned, and it ends in that year;
- upper: also those at risk who can still complete, in the year of their last chance.

Each holds whoever the one before it holds, in every year and line. Students and completions are
counted apart. Whether a pathway is completed was decided before (`eligibility.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from cte_desktop.domain.completion.figures.counting import Breakdown
from cte_desktop.domain.school_year import school_year_of_grade

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

YOUNGEST_GRADE, LAST_GRADE = 7, 12
FORECAST_BY = (Breakdown.PATHWAY, Breakdown.SITE, Breakdown.SECTOR)
"""By what a forecast is told apart: the site is the school that the student attends."""


class Bound(StrEnum):
    """Which figure of a year."""

    LOWER = "lower"
    BY_PLAN = "by_plan"
    UPPER = "upper"


BOUNDS = tuple(Bound)


class Prospect(NamedTuple):
    """A pathway of a student, with all that a forecast needs of its standing.

    `student` is the key of the store. `ends_in` is the year in which a pathway with nothing missing
    ends (the one of its completion, once it is completed), `last_end` the year of the last chance
    of one at risk; both None together for one that can't be completed any more. `soonest` is a year
    before which one at risk can't be completed.
    """

    student: int
    pathway: str
    sector: str
    site: str
    completed_in: int | None = None
    ends_in: int | None = None
    under_way: bool = False
    last_end: int | None = None
    soonest: int | None = None

    def year(self, bound: Bound) -> int | None:
        """Return the school year in which it counts for a bound, None for in none."""
        if self.completed_in is not None:
            return self.completed_in
        if bound is Bound.LOWER:
            return self.ends_in if self.under_way else None
        if bound is Bound.BY_PLAN or self.ends_in is not None:
            return self.ends_in
        return self.last_end

    def from_year(self, bound: Bound) -> int | None:
        """Return from which year on it counts in the sums up to each year, None for in none.

        Of one at risk the upper bound holds from the first year in which it could be completed.
        """
        year = self.year(bound)
        if bound is Bound.UPPER and year is not None and self.ends_in is None:
            return year if self.completed_in is not None or self.soonest is None else self.soonest
        return year

    def key(self, by: Breakdown) -> str:
        """Return the line in which it counts."""
        if by is Breakdown.PATHWAY:
            return self.pathway
        return self.site if by is Breakdown.SITE else self.sector


@dataclass(frozen=True, slots=True)
class Counts:
    """Students and completions: who completes two pathways is one student and two completions."""

    students: int = 0
    completions: int = 0


@dataclass(frozen=True, slots=True)
class Outlook:
    """The three figures of a school year."""

    lower: Counts = Counts()
    by_plan: Counts = Counts()
    upper: Counts = Counts()

    def of(self, bound: Bound) -> Counts:
        """Return one of the figures."""
        if bound is Bound.LOWER:
            return self.lower
        return self.by_plan if bound is Bound.BY_PLAN else self.upper


@dataclass(frozen=True, slots=True)
class ForecastLine:
    """A pathway, site or sector, or all together (`key` is None): what was, and each year ahead.

    `before` are those completed in the year before the first, `so_far` those of the first year.
    """

    key: str | None
    before: Counts
    so_far: Counts
    years: tuple[Outlook, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """The lines of one breakdown by key, and all together; `years` are the school years."""

    years: tuple[int, ...]
    by: Breakdown
    lines: tuple[ForecastLine, ...]
    total: ForecastLine


@dataclass(frozen=True, slots=True)
class PastYear:
    """Of a past school year: how many pathways had a capstone under way, and how many of these were
    completed in that year. Pathways that a student has left since are not among them.
    """

    school_year: int
    under_way: int
    completed: int

    @property
    def share(self) -> float | None:
        """Return which part was completed, None of nothing."""
        return self.completed / self.under_way if self.under_way else None


def years_ahead(school_year: int) -> tuple[int, ...]:
    """Return this school year and each one until those who are in grade 7 in it graduate."""
    graduation_year = school_year + 1 + LAST_GRADE - YOUNGEST_GRADE
    return tuple(range(school_year, school_year_of_grade(LAST_GRADE, graduation_year) + 1))


def forecast(
    prospects: Iterable[Prospect], years: Sequence[int], by: Breakdown, *, summed: bool = False
) -> Forecast:
    """Return the forecast of these school years, told apart by pathway, site or sector.

    `summed` counts all from the first year up to each: of these sums each bound is a true one,
    whereas who is at risk may well be done before the year of the last chance.
    """
    tallies: dict[str, _Tally] = {}
    total = _Tally()
    # A whole district is counted while a person waits: each figure of a prospect is noted once.
    for one in prospects:
        key = one.key(by)
        own = tallies.get(key)
        if own is None:
            own = tallies[key] = _Tally()
        for figure in _summed(one, years) if summed else _figures(one):
            own.of.setdefault(figure, []).append(one.student)
            total.of.setdefault(figure, []).append(one.student)
    lines = (tallies[key].line(key, years) for key in sorted(tallies))
    shown = tuple(line for line in lines if _says_something(line))
    return Forecast(tuple(years), by, shown, total.line(None, years))


def behind(
    prospects: Iterable[Prospect],
    school_year: int,
    bound: Bound,
    by: Breakdown,
    key: str | None = None,
    since: int | None = None,
) -> tuple[int, ...]:
    """Return the students of a figure, each once, in the order of the prospects.

    With the first year of the forecast as `since` those of the sum up to the school year.
    """
    found = (
        one.student
        for one in prospects
        if _counts(one, school_year, bound, since) and (key is None or one.key(by) == key)
    )
    return tuple(dict.fromkeys(found))


def completed(
    prospects: Iterable[Prospect], school_year: int, by: Breakdown, key: str | None = None
) -> tuple[int, ...]:
    """Return who has completed in a school year, each once."""
    found = (
        one.student
        for one in prospects
        if one.completed_in == school_year and (key is None or one.key(by) == key)
    )
    return tuple(dict.fromkeys(found))


class _Tally:
    """One line while it is counted: the students of each figure, one for each completion."""

    __slots__ = ("of",)

    def __init__(self) -> None:
        self.of: dict[tuple[int, Bound | None], list[int]] = {}

    def line(self, key: str | None, years: Sequence[int]) -> ForecastLine:
        first = years[0]
        outlooks = tuple(
            Outlook(*(self._counts((year, bound)) for bound in BOUNDS)) for year in years
        )
        before, so_far = self._counts((first - 1, None)), self._counts((first, None))
        return ForecastLine(key, before, so_far, outlooks)

    def _counts(self, figure: tuple[int, Bound | None]) -> Counts:
        found = self.of.get(figure)
        return Counts(len(set(found)), len(found)) if found else _NOBODY


_NOBODY = Counts()


def _figures(one: Prospect) -> tuple[tuple[int, Bound | None], ...]:
    """Return every figure in which a prospect counts; None stands for completions so far."""
    done = one.completed_in
    if done is not None:
        return ((done, None), (done, Bound.LOWER), (done, Bound.BY_PLAN), (done, Bound.UPPER))
    ends = one.ends_in
    if ends is None:
        return () if one.last_end is None else ((one.last_end, Bound.UPPER),)
    if one.under_way:
        return ((ends, Bound.LOWER), (ends, Bound.BY_PLAN), (ends, Bound.UPPER))
    return ((ends, Bound.BY_PLAN), (ends, Bound.UPPER))


def _summed(one: Prospect, years: Sequence[int]) -> list[tuple[int, Bound | None]]:
    """Return every figure in which a prospect counts when years are summed up."""
    found: list[tuple[int, Bound | None]] = []
    if one.completed_in is not None:
        found.append((one.completed_in, None))
    for bound in BOUNDS:
        found += [(year, bound) for year in years if _counts(one, year, bound, years[0])]
    return found


def _counts(one: Prospect, school_year: int, bound: Bound, since: int | None) -> bool:
    if since is None:
        return one.year(bound) == school_year
    year = one.from_year(bound)
    return year is not None and since <= year <= school_year


def _says_something(line: ForecastLine) -> bool:
    return bool(line.before.completions or any(one.upper.completions for one in line.years))
