"""The command demand: what students want in a school year against the seats there are."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cte_desktop.cli.opening import desk_of
from cte_desktop.cli.school_years import school_year_asked
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.services.sections.demand import demand
from cte_desktop.wording.demand import advice_text, site_text
from cte_desktop.wording.labels import term_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from cte_desktop.cli.output import Output
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.sections.demand.balance import DemandRow
    from cte_desktop.services.sections.demand import Demand


def show_demand(options: argparse.Namespace, output: Output) -> int:
    """Print a row for each course, site and term: wanted, seats, and what to do about it."""
    school_year = school_year_asked(options.school_year)
    with desk_of(options, writable=False) as desk:
        found, catalog = demand(desk, school_year), desk.catalog()
    remark = _remark(found)
    if remark:
        output.aside(remark)
    rows = [_object(row, catalog) for row in found.rows]
    output.answer({"rows": rows}, "" if output.as_json else _table(found.rows, catalog))
    return 0


def _remark(found: Demand) -> str:
    """Return what the rows alone don't tell of the year, "" when they tell it all."""
    year = school_year_text(found.school_year)
    if found.is_over:
        return tr("The school year {year} is over: nothing is wanted of it any more.", year=year)
    if not found.rows:
        return tr("Nobody plans {year} yet.", year=year)
    if not found.is_timetabled:
        return tr("{year} is not timetabled yet: without sections there are no seats.", year=year)
    return ""


def _object(row: DemandRow, catalog: Catalog) -> dict[str, Any]:
    course = catalog.course(row.place.course_code)
    return {
        "course": row.place.course_code,
        "site": row.place.site,
        "term": row.place.term,
        "wanted": row.wanted,
        "seats": row.seats,
        "title": course.title if course is not None else "",
        "sections": row.sections,
        "difference": row.difference,
        "balance": row.balance.value,
        "advice": advice_text(row),
        "in_class": row.recorded,
        "would_also_take": row.would_take,
    }


def _table(rows: Sequence[DemandRow], catalog: Catalog) -> str:
    titles = (tr("Course"), tr("Site"), tr("Term"), tr("Wanted"), tr("Seats"), tr("Sections"))
    heading: tuple[str, ...] = (*titles, tr("Difference"), tr("Advice"))
    lines = [heading, *(_line(row, catalog) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(titles) + 1)]
    figures = range(3, len(titles) + 1)
    return "\n".join(
        "  ".join(
            text.rjust(widths[place]) if place in figures else text.ljust(widths[place])
            for place, text in enumerate(line[:-1])
        )
        + f"  {line[-1]}".rstrip()
        for line in lines
    )


def _line(row: DemandRow, catalog: Catalog) -> tuple[str, ...]:
    difference = "" if row.difference is None else f"{row.difference:+,}"
    return (
        row.place.course_code,
        site_text(row.place.site, catalog),
        term_label(row.place.term),
        f"{row.wanted:,}",
        "" if row.seats is None else f"{row.seats:,}",
        f"{row.sections:,}",
        difference,
        advice_text(row),
    )


COMMANDS = MappingProxyType({"demand": show_demand})
