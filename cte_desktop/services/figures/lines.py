"""Each view of the figures in words: the lines that screen, paper and workbook show alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.completion.figures.counting import Breakdown
from cte_desktop.domain.completion.figures.groups import GroupTable, Shown
from cte_desktop.domain.completion.figures.table import FigureBar, FigureLine, FigureTable, View
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.services.figures.definitions import definition
from cte_desktop.wording.completion.figures import (
    about_breakdown,
    group_figure,
    group_text,
    growth_text,
    line_text,
    source_text,
    stale_text,
    undecided_text,
    view_text,
)
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.figures.growth import Growth
    from cte_desktop.domain.completion.figures.perkins import Measure
    from cte_desktop.services.figures.measures import MeasureSheet
    from cte_desktop.services.figures.sheet import FigureSheet

NOT_TOLD = "–"


def breakdown_table(view: View, sheet: FigureSheet, catalog: Catalog) -> FigureTable:
    """Return the lines of a breakdown."""
    by = Breakdown(view.value)
    lines = []
    for line in sheet.lines[by]:
        name, counted = line_text(by, line.key, catalog), line.counted
        bar = _two_figures(counted.students, counted.completions)
        numbers = (
            counted.students,
            counted.completions,
            counted.state_completions,
            counted.awards,
        )
        cells = tuple(f"{number:,}" for number in numbers)
        lines.append(FigureLine(line.key, name, cells, counted.uids, bar))
    headings = (view_text(view), *_counts(), tr("For the State"), tr("Awarded"))
    return FigureTable(view, view_text(view), headings, tuple(lines), about_breakdown(by))


def years_table(sheet: FigureSheet, of_year: dict[int, tuple[str, ...]]) -> FigureTable:
    """Return a line for each school year beside the one before; `of_year` are its students."""
    lines = tuple(_year_line(growth, of_year) for growth in reversed(sheet.growth))
    headings = (tr("School year"), *_counts(), tr("Change"), tr("Source"))
    said = tr(
        "Entered years are drawn differently: their totals were written or imported, and stand in "
        "the place of what the record here still tells. The change is against the year before that "
        "is known."
    )
    return FigureTable(View.YEARS, view_text(View.YEARS), headings, lines, said)


def groups_table(groups: GroupTable) -> FigureTable:
    """Return a line for each group of students; small figures say so and open nobody."""
    lines = []
    for group in groups.lines:
        name = group_text(group)
        students, completions = (
            group_figure(group, number) for number in (group.students, group.completions)
        )
        if group.shown is Shown.YES:
            bar = _two_figures(group.students or 0, group.completions or 0)
        else:
            bar = FigureBar(None, students)
        lines.append(FigureLine(group.name, name, (students, completions), group.uids, bar))
    said = tr(
        "Groups with fewer than 11 completers are not told, nor any figure from which one would "
        "follow. Therefore groups are told for the whole district and one school year alone. A "
        "student in two groups is in both lines."
    )
    headings = (tr("Group"), *_counts())
    return FigureTable(View.GROUPS, view_text(View.GROUPS), headings, tuple(lines), said)


def courses_table(sheet: MeasureSheet) -> FigureTable:
    """Return how many students have passed the concentrator course of each pathway by now."""
    lines = tuple(
        FigureLine(name, name, (f"{len(uids):,}",), uids, _one_figure(len(uids)))
        for name, uids in sheet.courses_passed
    )
    said = tr(
        "Students who have passed the concentrator course of the pathway by now, in whatever year; "
        "completers are among them."
    )
    headings = (tr("Pathway"), tr("Students"))
    about = said + trust_text(sheet)
    return FigureTable(View.COURSES, view_text(View.COURSES), headings, lines, about)


def measures_table(view: View, sheet: MeasureSheet) -> FigureTable:
    """Return a line for each measure with its definition, also for those that can't be told."""
    measures = sheet.measures if view is View.PERKINS else sheet.indicator
    lines = tuple(_measure_line(measure) for measure in measures)
    headings = (tr("Measure"), tr("Students"), tr("Out of"), tr("Share"))
    said = tr(
        "Each measure is told with what it means, where that stands, and what is counted here."
    )
    return FigureTable(view, view_text(view), headings, lines, said + trust_text(sheet))


def _year_line(growth: Growth, of_year: dict[int, tuple[str, ...]]) -> FigureLine:
    count = growth.count
    year = school_year_text(count.school_year)
    students, completions = (
        NOT_TOLD if number is None else f"{number:,}"
        for number in (count.students, count.completions)
    )
    value = count.students if count.students is not None else count.completions
    unit = tr("students") if count.students is not None else tr("completions")
    figure = NOT_TOLD if value is None else f"{value:,} {unit}, {source_text(count)}"
    bar = FigureBar(value, figure, hatched=count.entered)
    cells = (students, completions, growth_text(growth), source_text(count))
    uids = of_year.get(count.school_year, ())
    about = count.note
    if count.entered:
        here = trn(
            "The record here has {shown} completer of that year.",
            "The record here has {shown} completers of that year.",
            len(uids),
            shown=f"{len(uids):,}",
        )
        about = " ".join(part for part in (f"{count.note}." if count.note else "", here) if part)
    return FigureLine(str(count.school_year), year, cells, uids, bar, about)


def trust_text(sheet: MeasureSheet) -> str:
    """Return how far the figures can be trusted, behind what was said before; "" if wholly."""
    said = (
        "" if sheet.exact else stale_text(sheet.stale, exact=False),
        undecided_text(sheet.undecided),
    )
    return "".join(f" {part}" for part in said if part)


def _measure_line(measure: Measure) -> FigureLine:
    said = definition(measure.id)
    about = " ".join(
        (said.what, said.told_by, tr("Source: {source}.", source=said.source))
        if said.sourced == "yes"
        else (said.what, said.told_by, tr("Source, in part: {source}.", source=said.source))
    )
    if measure.uids is None:
        cells = (tr("not recorded here"), NOT_TOLD, NOT_TOLD)
        return FigureLine(measure.id, said.title, cells, (), None, about)
    if measure.out_of == ():
        about = f"{about} {tr('Nobody whom this record still has is counted by it that year.')}"
        return FigureLine(measure.id, said.title, (NOT_TOLD, "0", NOT_TOLD), (), None, about)
    share = NOT_TOLD if measure.share is None else f"{measure.share:.1%}"
    out_of = NOT_TOLD if measure.out_of is None else f"{len(measure.out_of):,}"
    cells = (f"{len(measure.uids):,}", out_of, share)
    return FigureLine(measure.id, said.title, cells, measure.uids, None, about)


def _two_figures(students: int, completions: int) -> FigureBar:
    if students == completions:
        return _one_figure(students)
    return FigureBar(students, f"{students:,} / {completions:,}", completions)


def _one_figure(students: int) -> FigureBar:
    return FigureBar(students, f"{students:,}")


def _counts() -> tuple[str, str]:
    return tr("Students"), tr("Completions")
