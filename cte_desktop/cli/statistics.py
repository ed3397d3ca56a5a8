"""The command statistics: completers by year, pathway and site, students and completions apart."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cte_desktop.cli.opening import desk_of
from cte_desktop.cli.school_years import school_year_asked
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.services.figures.report import save_completion_report
from cte_desktop.services.figures.sheet import statistics
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.completion.figures import (
    counts_text,
    entered_text,
    sector_text,
    undecided_text,
)
from cte_desktop.wording.translate import current_language, tr

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from cte_desktop.cli.output import Output
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.figures.counting import Counted, Row
    from cte_desktop.domain.completion.figures.growth import EarlierTotal
    from cte_desktop.services.figures.sheet import Statistics, YearTotal

_TEXTS = 4  # columns of words before the figures


def show_statistics(options: argparse.Namespace, output: Output) -> int:
    """Print a row for each year, pathway and site, and the totals; exact whatever is kept.

    With `--out` the completion report of the year is written too, as PDF or workbook.
    """
    asked = options.school_year
    year = None if asked is None else school_year_asked(asked)
    if options.out is not None and year is None:
        raise WrongCall(
            "no_school_year",
            "A completion report is of one school year.",
            do="Name it, such as --school-year 2026-27.",
        )
    with desk_of(options, writable=False) as desk:
        found, catalog = statistics(desk, year), desk.catalog()
        if options.out is not None and year is not None:
            save_completion_report(desk, year, options.out, current_language())
    if not found.rows:
        output.aside(_nobody(year))
    if found.undecided:
        output.aside(undecided_text(found.undecided))
    rows = [_object(row, catalog) for row in found.rows]
    answer = {"rows": rows, "totals": _totals(found)}
    output.answer(answer, "" if output.as_json else _text(found, catalog))
    return 0


def _nobody(year: int | None) -> str:
    if year is None:
        return tr("Nobody has completed a pathway by the record here.")
    return tr(
        "Nobody completed a pathway in {year} by the record here.", year=school_year_text(year)
    )


def _object(row: Row, catalog: Catalog) -> dict[str, Any]:
    return {
        "school_year": school_year_text(row.school_year),
        "pathway": row.pathway,
        "sector": sector_text(row.sector, catalog),
        "site": row.site,
        "students": row.students,
        "completions": row.completions,
        "sector_code": row.sector,
    }


def _totals(found: Statistics) -> dict[str, Any]:
    years = {school_year_text(one.school_year): _year(one) for one in found.years}
    return {**_counted(found.counted), "years": years}


def _year(total: YearTotal) -> dict[str, Any]:
    return {**_counted(total.counted), "entered": _entered(total.entered)}


def _counted(counted: Counted) -> dict[str, Any]:
    return {
        "students": counted.students,
        "completions": counted.completions,
        "state_completions": counted.state_completions,
        "awards": counted.awards,
    }


def _entered(total: EarlierTotal | None) -> dict[str, Any] | None:
    if total is None:
        return None
    return {"students": total.students, "completions": total.completions, "note": total.note}


def _text(found: Statistics, catalog: Catalog) -> str:
    headings = (tr("School year"), tr("Pathway"), tr("Sector"), tr("Site"))
    lines = [(*headings, tr("Students"), tr("Completions")), *_lines(found.rows, catalog)]
    totals = [_total_line(one) for one in found.years]
    if not found.rows:
        return "\n".join(totals)
    return "\n".join((*_aligned(lines), "", *totals))


def _lines(rows: Sequence[Row], catalog: Catalog) -> list[tuple[str, ...]]:
    return [
        (
            school_year_text(row.school_year),
            row.pathway,
            sector_text(row.sector, catalog),
            row.site,
            f"{row.students:,}",
            f"{row.completions:,}",
        )
        for row in rows
    ]


def _aligned(lines: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return [
        "  ".join(
            text.ljust(widths[place]) if place < _TEXTS else text.rjust(widths[place])
            for place, text in enumerate(line)
        )
        for line in lines
    ]


def _total_line(total: YearTotal) -> str:
    counted = total.counted
    said = tr(
        "{year}: {counts}, {state} for the State, {awards} awarded",
        year=school_year_text(total.school_year),
        counts=counts_text(counted.students, counted.completions),
        state=f"{counted.state_completions:,}",
        awards=f"{counted.awards:,}",
    )
    return said if total.entered is None else f"{said}; {entered_text(total.entered)}"


COMMANDS = MappingProxyType({"statistics": show_statistics})
