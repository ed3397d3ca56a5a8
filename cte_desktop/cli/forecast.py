"""The command forecast: how many will complete in each year ahead, with lower and upper bound."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cte_desktop.cli.opening import desk_of
from cte_desktop.cli.school_years import school_year_asked
from cte_desktop.domain.completion.figures.counting import Breakdown
from cte_desktop.domain.completion.forecast.bounds import BOUNDS, FORECAST_BY
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.services.forecast.sheet import forecast_sheet
from cte_desktop.services.forecast.track_record import track_record
from cte_desktop.wording.completion.figures import undecided_text
from cte_desktop.wording.completion.forecast import (
    beside_text,
    bound_name,
    definition,
    key_name,
    past_text,
)

if TYPE_CHECKING:
    import argparse

    from cte_desktop.cli.output import Output
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.forecast.bounds import Forecast, ForecastLine, PastYear
    from cte_desktop.services.forecast.sheet import ForecastSheet


def show_forecast(options: argparse.Namespace, output: Output) -> int:
    """Print a row for each pathway, school or sector and year, and the totals; exact always."""
    asked = options.school_year
    year = None if asked is None else school_year_asked(asked)
    by = Breakdown(options.by)
    with desk_of(options, writable=False) as desk:
        sheet = forecast_sheet(desk, by, year, exact=True)
        past, catalog = track_record(desk), desk.catalog()
    answer = _object(sheet, past, catalog)
    output.answer(answer, "" if output.as_json else _text(sheet, past, catalog))
    return 0


def _object(sheet: ForecastSheet, past: tuple[PastYear, ...], catalog: Catalog) -> dict[str, Any]:
    made = sheet.forecast
    return {
        "by": made.by.value,
        "rows": [row for line in made.lines for row in _rows(line, made, catalog)],
        "totals": _rows(made.total, made, catalog),
        "definitions": {bound.value: definition(bound) for bound in BOUNDS},
        "last_year": {
            "school_year": school_year_text(sheet.before.school_year),
            "students": sheet.before.students,
            "completions": sheet.before.completions,
            "entered": sheet.before.entered,
        },
        "goal": sheet.goal or None,
        "waiting": len(sheet.waiting),
        "undecided": sheet.undecided,
        "past": [
            {
                "school_year": school_year_text(one.school_year),
                "under_way": one.under_way,
                "completed": one.completed,
            }
            for one in past
        ],
    }


def _rows(line: ForecastLine, made: Forecast, catalog: Catalog) -> list[dict[str, Any]]:
    return [
        {
            "key": line.key,
            "name": key_name(line.key, made.by, catalog),
            "school_year": school_year_text(year),
            **{
                bound.value: {
                    "students": outlook.of(bound).students,
                    "completions": outlook.of(bound).completions,
                }
                for bound in BOUNDS
            },
        }
        for year, outlook in zip(made.years, line.years, strict=True)
    ]


def _text(sheet: ForecastSheet, past: tuple[PastYear, ...], catalog: Catalog) -> str:
    """Return the students of each year as lower, by plan, upper; then what each counts."""
    made = sheet.forecast
    lines = [["", *(school_year_text(year) for year in made.years)]]
    lines += [
        [key_name(line.key, made.by, catalog), *(_cell(one) for one in _figures(line))]
        for line in (*made.lines, made.total)
    ]
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    table = [
        "  ".join(
            text.rjust(widths[place]) if place else text.ljust(widths[place])
            for place, text in enumerate(line)
        ).rstrip()
        for line in lines
    ]
    said = [f"{bound_name(bound)}: {definition(bound)}" for bound in BOUNDS]
    said += [beside_text(made, sheet.before, sheet.goal), past_text(past)]
    if sheet.undecided:
        said.append(undecided_text(sheet.undecided))
    return "\n".join([*table, "", *said])


def _figures(line: ForecastLine) -> list[tuple[int, ...]]:
    return [tuple(one.of(bound).students for bound in BOUNDS) for one in line.years]


def _cell(figures: tuple[int, ...]) -> str:
    return " / ".join(f"{figure:,}" for figure in figures)


BREAKDOWNS = tuple(by.value for by in FORECAST_BY)
COMMANDS = MappingProxyType({"forecast": show_forecast})
