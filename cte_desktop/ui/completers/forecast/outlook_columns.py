"""The rows and columns of the forecast: a line for each pathway, school or sector."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.forecast.bounds import BOUNDS, Bound
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.ui.table_model import Column
from cte_desktop.wording.completion.forecast import bound_name
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.completion.forecast.bounds import Counts, ForecastLine

_NONE = "–"
_YEAR_WIDTH, _DONE_WIDTH = 118, 84


@dataclass(frozen=True, slots=True)
class OutlookRow:
    """A line of the forecast with its name; `students` tells whether students or completions are
    shown.
    """

    line: ForecastLine
    name: str
    students: bool

    def figure(self, year: int, bound: Bound) -> int:
        """Return the figure of the place of a year."""
        return self.of(self.line.years[year].of(bound))

    def of(self, counts: Counts) -> int:
        """Return students or completions."""
        return counts.students if self.students else counts.completions


def outlook_columns(years: tuple[int, ...]) -> tuple[Column[OutlookRow], ...]:
    """Return the columns: last year, this year so far, and each year with its three figures."""
    return (
        Column(tr("Name"), lambda row: row.name, tooltip=lambda row: row.name, least=160),
        Column(
            school_year_text(years[0] - 1),
            lambda row: _shown(row.of(row.line.before)),
            figures=True,
            sort_key=lambda row: row.of(row.line.before),
            width=_DONE_WIDTH,
            searched=False,
            tooltip=lambda _row: tr("Completed last year"),
        ),
        Column(
            tr("So far"),
            lambda row: _shown(row.of(row.line.so_far)),
            figures=True,
            sort_key=lambda row: row.of(row.line.so_far),
            width=_DONE_WIDTH,
            searched=False,
            tooltip=lambda _row: tr("Completed this year so far"),
        ),
        *(
            Column(
                school_year_text(year),
                partial(_cell, place),
                figures=True,
                sort_key=partial(_by_plan, place),
                width=_YEAR_WIDTH,
                searched=False,
                tooltip=partial(_told, place),
            )
            for place, year in enumerate(years)
        ),
    )


def _by_plan(place: int, row: OutlookRow) -> int:
    return row.figure(place, Bound.BY_PLAN)


def _cell(place: int, row: OutlookRow) -> str:
    """Return lower, by plan and upper of a year: "12 · 18 · 31"."""
    figures = [row.figure(place, bound) for bound in BOUNDS]
    return " · ".join(f"{figure:,}" for figure in figures) if any(figures) else _NONE


def _told(place: int, row: OutlookRow) -> str:
    return ", ".join(f"{bound_name(bound)}: {row.figure(place, bound):,}" for bound in BOUNDS)


def _shown(figure: int) -> str:
    return f"{figure:,}" if figure else _NONE
