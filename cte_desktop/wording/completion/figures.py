"""Words for the district's figures: their breakdowns, lines, totals of earlier years, groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.completion.figures.counting import Breakdown, ClassTime
from cte_desktop.domain.completion.figures.groups import NO_GROUP, Shown
from cte_desktop.domain.completion.figures.table import View
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.figures.groups import GroupLine
    from cte_desktop.domain.completion.figures.growth import EarlierTotal, Growth, YearCount

BREAKDOWNS = {
    Breakdown.PATHWAY: noop("Pathway"),
    Breakdown.SECTOR: noop("Sector"),
    Breakdown.SITE: noop("Home school"),
    Breakdown.CAPSTONE_SITE: noop("Site of the capstone"),
    Breakdown.GRADE: noop("Grade"),
    Breakdown.CLASS_TIME: noop("Day or Extended Day"),
}
_VIEWS = {
    View.YEARS: noop("School years"),
    View.GROUPS: noop("Groups of students"),
    View.COURSES: noop("Concentrator courses passed"),
    View.PERKINS: noop("Participants and Perkins V"),
    View.INDICATOR: noop("College/Career Indicator"),
}
_CLASS_TIMES = {
    ClassTime.DAY: noop("Day"),
    ClassTime.EXTENDED: noop("Extended Day"),
    ClassTime.ZERO: noop("Zero period"),
    ClassTime.COLLEGE: noop("College"),
    ClassTime.UNKNOWN: noop("Not known"),
}
_ABOUT = {
    Breakdown.PATHWAY: noop("A student who completed two pathways is in both lines."),
    Breakdown.SECTOR: noop("The sector of the pathway that was completed."),
    Breakdown.SITE: noop("The school that the student attends."),
    Breakdown.CAPSTONE_SITE: noop(
        "Where the last semester of the capstone was taken, by the record."
    ),
    Breakdown.GRADE: noop("The grade in the school year of the completion."),
    Breakdown.CLASS_TIME: noop(
        "By the section of the capstone. It is not known where the record names no section, or "
        "the sections of that year are not in this database."
    ),
}


def view_text(view: View) -> str:
    """Return the name of a view."""
    words = _VIEWS.get(view)
    return tr(words) if words is not None else tr(BREAKDOWNS[Breakdown(view.value)])


def about_breakdown(by: Breakdown) -> str:
    """Return what a breakdown counts by, in a sentence or two."""
    return tr(_ABOUT[by])


def line_text(by: Breakdown, key: str, catalog: Catalog) -> str:
    """Return the words of a line of a breakdown."""
    match by:
        case Breakdown.PATHWAY:
            return key
        case Breakdown.SECTOR:
            return sector_text(key, catalog) or tr("Not known")
        case Breakdown.SITE | Breakdown.CAPSTONE_SITE:
            school = catalog.school_by_short.get(key)
            return school.name if school is not None else key or tr("Not known")
        case Breakdown.GRADE:
            return tr("Grade {grade}", grade=key)
        case Breakdown.CLASS_TIME:
            return tr(_CLASS_TIMES[ClassTime(key)])


def sector_text(code: str, catalog: Catalog) -> str:
    """Return the name of a sector; its code if the catalog doesn't have it."""
    sector = catalog.sector_by_code.get(code)
    return sector.name if sector is not None else code


def group_text(line: GroupLine) -> str:
    """Return the name of a group of students."""
    return tr("In no group") if line.name == NO_GROUP else line.name


def group_figure(line: GroupLine, figure: int | None) -> str:
    """Return a figure of a group, or why it isn't told."""
    match line.shown:
        case Shown.YES:
            return f"{figure:,}"
        case Shown.FEW:
            return tr("fewer than 11")
        case Shown.BESIDE:
            return tr("not told")


def entered_text(total: EarlierTotal) -> str:
    """Return what was entered for a year: "entered: 600 students, completions not known"."""
    said = counts_text(total.students, total.completions)
    return tr("entered: {counts}", counts=said) + (f" ({total.note})" if total.note else "")


def counts_text(students: int | None, completions: int | None) -> str:
    """Return "600 students, 702 completions", or which of both is not known."""
    first = (
        tr("students not known")
        if students is None
        else trn("{shown} student", "{shown} students", students, shown=f"{students:,}")
    )
    second = (
        tr("completions not known")
        if completions is None
        else trn("{shown} completion", "{shown} completions", completions, shown=f"{completions:,}")
    )
    return f"{first}, {second}"


def stale_text(stale: int, *, exact: bool) -> str:
    """Return how many standings were not current, and whether they count; "" if all were."""
    if not stale:
        return ""
    if exact:
        return trn(
            "{shown} student's standing was not current and was worked out for this.",
            "{shown} students' standings were not current and were worked out for this.",
            stale,
            shown=f"{stale:,}",
        )
    return trn(
        "{shown} student counts by a standing that is not current.",
        "{shown} students count by standings that are not current.",
        stale,
        shown=f"{stale:,}",
    )


def undecided_text(undecided: int) -> str:
    """Return how many could not be decided, so that nothing of theirs counts; "" if nobody."""
    if not undecided:
        return ""
    return trn(
        "{shown} student could not be worked out and is left out.",
        "{shown} students could not be worked out and are left out.",
        undecided,
        shown=f"{undecided:,}",
    )


def source_text(count: YearCount) -> str:
    """Return where the count of a year comes from: "entered", or "by the record"."""
    return tr("entered") if count.entered else tr("by the record")


def growth_text(growth: Growth) -> str:
    """Return how a year differs from the one before: "+688 (× 2.15)", of students if known."""
    more, times = growth.more_students, growth.times_students
    unit = ""
    if more is None:
        more, times, unit = growth.more_completions, growth.times_completions, tr("completions")
    if more is None:
        return ""
    said = f"{more:+,} {unit}".rstrip()
    return said if times is None else f"{said} (× {times:.2f})"
