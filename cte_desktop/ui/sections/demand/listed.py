"""What the tables of demand show: rows with their words, read once, and how they are narrowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.sections.demand.balance import Balance
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.services.sections.demand import demand
from cte_desktop.wording.demand import site_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.sections.demand.balance import DemandRow, Place
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.sections.demand import Demand

YEARS_AHEAD = 4
SHORT, LONG = "short", "long"


@dataclass(frozen=True, slots=True)
class DemandLine:
    """A course at a site in a term, with the words that a table shows and searches.

    `wanted` is what is wanted in each of the years shown; with one year alone `row` says it all.
    """

    place: Place
    title: str
    site_name: str
    pathways: tuple[str, ...]
    row: DemandRow | None
    wanted: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DemandSheet:
    """The lines of one school year against seats, or of the years ahead."""

    years: tuple[int, ...]
    lines: tuple[DemandLine, ...]
    sites: tuple[tuple[str, str], ...]  # short name, name; those that occur
    pathways: tuple[str, ...]
    is_over: bool = False
    is_timetabled: bool = True


@dataclass(frozen=True, slots=True)
class DemandNarrowing:
    """What to show: None shows everything."""

    site: str | None = None
    pathway: str | None = None
    only: str | None = None  # SHORT, LONG

    def is_wide(self) -> bool:
        """Tell whether nothing is left out."""
        return self == DemandNarrowing()

    def test(self) -> Callable[[DemandLine], bool] | None:
        """Return what a line has to pass, None when every line does."""
        if self.is_wide():
            return None
        return self._passes

    def _passes(self, line: DemandLine) -> bool:
        return (
            (self.site is None or line.place.site == self.site)
            and (self.pathway is None or self.pathway in line.pathways)
            and (self.only is None or (line.row is not None and line.row.balance == self.only))
        )


def read_year(desk: Desk, school_year: int) -> DemandSheet:
    """Return a school year's demand against its seats."""
    found, catalog = demand(desk, school_year), desk.catalog()
    lines = tuple(_line(row.place, catalog, row) for row in found.rows)
    return _sheet((school_year,), lines, (found,))


def read_years_ahead(desk: Desk) -> DemandSheet:
    """Return what is wanted in next year and the years after it."""
    catalog, first = desk.catalog(), school_year_of(desk.today()) + 1
    found = tuple(demand(desk, first + more) for more in range(YEARS_AHEAD))
    wanted: dict[Place, list[int]] = {}
    for column, year in enumerate(found):
        for row in year.rows:
            if row.wanted:
                wanted.setdefault(row.place, [0] * YEARS_AHEAD)[column] = row.wanted
    order = {row.place: None for year in found for row in year.rows}
    lines = tuple(
        _line(place, catalog, None, tuple(wanted[place]))
        for place in sorted(order, key=lambda p: (p.course_code, p.site, p.term))
        if place in wanted
    )
    return _sheet(tuple(year.school_year for year in found), lines, found)


def counts(sheet: DemandSheet) -> tuple[int, int]:
    """Return how many sections are to be opened, and how many could be spared."""
    rows = [line.row for line in sheet.lines if line.row is not None]
    return (
        sum(row.count for row in rows if row.balance is Balance.SHORT),
        sum(row.count for row in rows if row.balance is Balance.LONG),
    )


def _line(
    place: Place, catalog: Catalog, row: DemandRow | None, wanted: tuple[int, ...] = ()
) -> DemandLine:
    course = catalog.course(place.course_code)
    steps = catalog.steps_by_course.get(place.course_code, ())
    return DemandLine(
        place,
        course.title if course is not None else place.course_code,
        site_text(place.site, catalog),
        tuple(dict.fromkeys(step.pathway for step in steps)),
        row,
        wanted,
    )


def _sheet(
    years: tuple[int, ...], lines: tuple[DemandLine, ...], found: Sequence[Demand]
) -> DemandSheet:
    sites = sorted({(line.place.site, line.site_name) for line in lines}, key=lambda s: s[1])
    pathways = sorted({name for line in lines for name in line.pathways})
    return DemandSheet(
        years,
        lines,
        tuple(sites),
        tuple(pathways),
        all(year.is_over for year in found),
        any(year.is_timetabled for year in found),
    )
