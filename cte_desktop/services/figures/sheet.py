"""The figures of one school year, counted from what `completers.py` has read: at once, every time.

The page Completers, the reports and the command line count with this.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.figures.counting import (
    Breakdown,
    Counted,
    Line,
    Row,
    broken_down,
    count,
    rows_of,
)
from cte_desktop.domain.completion.figures.groups import GroupTable, group_table
from cte_desktop.domain.completion.figures.growth import (
    EarlierTotal,
    Growth,
    grown,
    known_years,
    year_counts,
)
from cte_desktop.services.figures.completions import completions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.figures.completions import Completions, UnborneAward


@dataclass(frozen=True, slots=True)
class FigureSheet:
    """Every figure of a school year, of one pathway or site alone when it is `narrowed`.

    `stale` students have standings that are not current; unless `exact`, they count as kept. About
    the `undecided` the decision failed: nothing of theirs counts. `groups` is None when the figures
    are narrowed: see `domain/completion/groups.py`. Awards in force count whatever the record says
    now: `unborne_uids` have one that it no longer bears, `awards_gone` are of students who are no
    longer here.
    """

    school_year: int
    counted: Counted
    lines: Mapping[Breakdown, tuple[Line, ...]]
    growth: tuple[Growth, ...]
    groups: GroupTable | None
    pathway: str = ""
    site: str = ""
    unborne_uids: tuple[str, ...] = ()
    awards_gone: int = 0
    stale: int = 0
    exact: bool = False
    undecided: int = 0

    @property
    def narrowed(self) -> bool:
        """Tell whether it is of one pathway or one site alone."""
        return bool(self.pathway or self.site)


@dataclass(frozen=True, slots=True)
class YearTotal:
    """The totals of a school year, and what was entered for the whole of it, if anything was."""

    school_year: int
    counted: Counted
    entered: EarlierTotal | None = None


@dataclass(frozen=True, slots=True)
class Statistics:
    """The lines of one school year, or of all, and their totals; exact whatever is kept."""

    rows: tuple[Row, ...]
    counted: Counted
    years: tuple[YearTotal, ...]
    stale: int = 0
    undecided: int = 0


def figure_sheet(
    desk: Desk, school_year: int, *, pathway: str = "", site: str = "", exact: bool = False
) -> FigureSheet:
    """Return every figure of a school year; of one pathway or site alone when it is named."""
    found = completions(desk, exact=exact)
    own = tuple(
        one
        for one in found.of_year(school_year)
        if pathway in {"", one.pathway} and site in {"", one.site}
    )
    narrowed = bool(pathway or site)
    unborne = tuple(
        one
        for one in found.awards_unborne
        if one.school_year == school_year
        and pathway in {"", one.pathway}
        and site in {"", one.site}
    )
    known = known_years(found.every, found.earlier, pathway=pathway, site=site)
    years = tuple(sorted({*known, school_year}))
    counts = year_counts(found.every, found.earlier, years, pathway=pathway, site=site)
    return FigureSheet(
        school_year,
        _with_awards(count(own, found.firsts), unborne),
        {by: broken_down(own, by, found.firsts) for by in Breakdown},
        grown(counts),
        None if narrowed else group_table(own, found.groups),
        pathway,
        site,
        tuple(sorted({one.student_uid for one in unborne if one.site is not None})),
        sum(1 for one in unborne if one.site is None),
        found.stale,
        found.exact,
        found.undecided,
    )


def statistics(desk: Desk, school_year: int | None = None) -> Statistics:
    """Return the lines and totals of one school year, or of every year that anything is known of.

    Whose standing is not current is decided anew in memory, so a database that is only read gives
    the right figures.
    """
    found = completions(desk, exact=True)
    every = found.every if school_year is None else found.of_year(school_year)
    known = {
        *known_years(found.every, found.earlier),
        *(one.school_year for one in found.awards_unborne),
    }
    entered = {one.school_year: one for one in found.earlier if one.is_whole}
    years = tuple(sorted(known)) if school_year is None else (school_year,)
    return Statistics(
        rows_of(every),
        _with_awards(count(every, found.firsts), _unborne(found, years)),
        tuple(_year_total(found, year, entered.get(year)) for year in years),
        found.stale,
        found.undecided,
    )


def _year_total(found: Completions, year: int, entered: EarlierTotal | None) -> YearTotal:
    counted = count(found.of_year(year), found.firsts)
    return YearTotal(year, _with_awards(counted, _unborne(found, (year,))), entered)


def _unborne(found: Completions, years: tuple[int, ...]) -> tuple[UnborneAward, ...]:
    return tuple(one for one in found.awards_unborne if one.school_year in years)


def _with_awards(counted: Counted, unborne: Sequence[UnborneAward]) -> Counted:
    """Return the counts with every award in force, also those that the record doesn't bear."""
    here = {one.student_uid for one in unborne if one.site is not None}
    return replace(
        counted,
        awards=counted.awards + len(unborne),
        awarded_uids=tuple(sorted({*counted.awarded_uids, *here})),
    )
