"""One view of the figures: what is asked for, and what is shown for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.figures.groups import GroupTable
from cte_desktop.domain.completion.figures.table import OF_MEASURES, FigureTable, View
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.services.figures.completions import completions
from cte_desktop.services.figures.lines import (
    breakdown_table,
    courses_table,
    groups_table,
    measures_table,
    years_table,
)
from cte_desktop.services.figures.measures import measure_sheet
from cte_desktop.services.figures.sheet import FigureSheet, figure_sheet
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be counted: a school year, by what, of which pathway and home school."""

    school_year: int
    view: View
    pathway: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """The answer: the figures of the year, the view, and what is said when it has no lines."""

    sheet: FigureSheet
    shown: FigureTable
    nothing: tuple[str, str]


def read(desk: Desk, asked: Asked, *, exact: bool = True) -> Read:
    """Count what is asked; `exact` decides anew wherever a standing is not current.

    Without it everybody counts as kept; `sheet.exact` tells whether that comes to the same.
    """
    sheet = figure_sheet(
        desk, asked.school_year, pathway=asked.pathway, site=asked.site, exact=exact
    )
    return Read(sheet, view_table(desk, asked, sheet), _nothing(asked, sheet))


def view_table(desk: Desk, asked: Asked, sheet: FigureSheet) -> FigureTable:
    """Return the lines of a view; `sheet` is that of the same school year."""
    if asked.view in OF_MEASURES:
        measures = measure_sheet(desk, asked.school_year, exact=sheet.exact)
        if asked.view is View.COURSES:
            return courses_table(measures)
        return measures_table(asked.view, measures)
    if asked.view is View.GROUPS:
        return groups_table(sheet.groups or GroupTable())
    if asked.view is View.YEARS:
        return years_table(sheet, _students_by_year(desk, asked, exact=sheet.exact))
    return breakdown_table(asked.view, sheet, desk.catalog())


def _students_by_year(desk: Desk, asked: Asked, *, exact: bool) -> dict[int, tuple[str, ...]]:
    """Return whom the record here has of each year; an entered total may count others."""
    found: dict[int, set[str]] = {}
    for one in completions(desk, exact=exact).every:
        if asked.pathway in {"", one.pathway} and asked.site in {"", one.site}:
            found.setdefault(one.school_year, set()).add(one.student_uid)
    return {year: tuple(sorted(uids)) for year, uids in found.items()}


def _nothing(asked: Asked, sheet: FigureSheet) -> tuple[str, str]:
    if asked.view is View.GROUPS:
        if sheet.groups is not None and sheet.groups.too_few:
            return (
                tr("Too few completers to tell groups"),
                tr("So few completed in this school year that a group would tell of persons."),
            )
        return (
            tr("No groups are known"),
            tr("Groups come with the column groups of the students' file."),
        )
    return (
        tr("Nobody completed in {year}", year=school_year_text(asked.school_year)),
        tr("By the record here nobody completed a pathway in that school year. Choose another."),
    )
