"""The end of the plan: what there is to look at, the next steps, and the lines for signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.placeholder import is_placeholder
from cte_desktop.domain.findings import Severity
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.reports.marks import checkbox, severity_mark
from cte_desktop.reports.plan_signatures import signed_on
from cte_desktop.reports.style import BODY, BODY_STRONG, GAP, SMALL_MUTED
from cte_desktop.reports.text import wrap
from cte_desktop.wording.caseload import note_place
from cte_desktop.wording.decisions import approval_text, decision_text
from cte_desktop.wording.findings import finding_text
from cte_desktop.wording.labels import date_label, school_label
from cte_desktop.wording.papers import (
    class_time,
    grade_heading,
    listed,
    school_year_heading,
)
from cte_desktop.wording.placeholders import titled
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cte_desktop.domain.audit.plan_sheet import PlanSheet
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.sheet import SheetCourse, SheetYear
    from cte_desktop.domain.students.caseload import SharedNote
    from cte_desktop.reports.flow import Flow

LEADING = 12.0
_INDENT = 16.0
_BLANK_LINES = 2


def draw_findings(flow: Flow, sheet: PlanSheet, catalog: Catalog) -> None:
    """Set every finding as a sentence under the word of its severity."""
    flow.heading(tr("What to look at"), 30)
    if not sheet.findings:
        flow.paragraph(tr("Nothing needs attention: this plan meets what it sets out to."), BODY)
    for severity in Severity:
        group = [f for f in sheet.findings if f.severity is severity]
        for place, finding in enumerate(group):
            if place == 0:
                _draw_severity(flow, severity)
            _draw_point(flow, finding_text(finding, catalog), severity)
        if group:
            flow.y += 3
    flow.y += GAP - 4


def draw_exceptions(flow: Flow, sheet: PlanSheet, catalog: Catalog) -> None:
    """Set every approved exception with its program, who approved it, when and why."""
    if not sheet.exceptions:
        return
    flow.heading(tr("Approved exceptions"), 30)
    for decision in sheet.exceptions:
        text = f"{decision_text(decision, catalog)} {approval_text(decision)}"
        _draw_point(flow, tr("Approved exception: {text}", text=text), Severity.INFORMATION)
    flow.y += GAP - 4


def draw_notes(flow: Flow, sheet: PlanSheet) -> None:
    """Set what somebody noted for the family, each with what of the plan it is about.

    What was noted after a plan was signed stands apart: nobody signed it.
    """
    signed = signed_on(sheet)
    since = [note for note in sheet.notes if signed is not None and note.on > signed]
    _draw_notes(flow, tr("Notes"), [note for note in sheet.notes if note not in since])
    _draw_notes(flow, tr("Noted since it was signed"), since)


def _draw_notes(flow: Flow, heading: str, notes: Sequence[SharedNote]) -> None:
    if not notes:
        return
    flow.heading(heading, 40)
    for note in notes:
        flow.paragraph(note.said, BODY)
        told = (note_place(note), date_label(note.on), note.author)
        flow.paragraph("  ·  ".join(part for part in told if part), SMALL_MUTED)
    flow.y += GAP


def draw_next_steps(flow: Flow, sheet: PlanSheet, catalog: Catalog) -> None:
    """Set what to do next with boxes to tick, and empty lines for what is agreed in the meeting."""
    steps = _steps(sheet, catalog)
    flow.heading(tr("Next steps"), 40)
    for step in steps:
        _draw_point(flow, step, None)
    for _ in range(_BLANK_LINES):
        page = flow.room(18)
        with page.ornament():
            checkbox(page, flow.left + 5, flow.y + 9, 0.9)
            page.rule(flow.left + _INDENT, flow.y + 13, flow.right, "line_strong", 0.5)
        flow.y += 18
    flow.y += GAP


def _draw_severity(flow: Flow, severity: Severity) -> None:
    page = flow.room(LEADING * 2 + 2)
    page.begin("H3")
    page.text(flow.left, flow.y + 9, severity_heading(severity), BODY_STRONG, colour=severity.value)
    page.end()
    flow.y += LEADING + 2


def severity_heading(severity: Severity) -> str:
    """Return the words over the findings of a severity."""
    match severity:
        case Severity.MUST_FIX:
            return tr("Must be fixed")
        case Severity.WARNING:
            return tr("Keep in mind")
        case Severity.INFORMATION:
            return tr("Good to know")


def _draw_point(flow: Flow, sentence: str, severity: Severity | None) -> None:
    lines = wrap(sentence, BODY.face, BODY.size, flow.width - _INDENT)
    height = LEADING * len(lines) + 1.5
    page = flow.room(height)
    page.begin("P")
    if severity is None:
        checkbox(page, flow.left + 5, flow.y + 5.8, 0.9)
    else:
        severity_mark(page, severity, flow.left + 5, flow.y + 6, 0.85)
    page.lines(flow.left + _INDENT, flow.y + 9, lines, BODY, LEADING)
    page.end()
    flow.y += height


def _steps(sheet: PlanSheet, catalog: Catalog) -> list[str]:
    """Return what the plan asks for next: course requests, evening classes, summer, college."""
    year = sheet.next_year
    if year is None:
        return []
    planned = sheet.planned(year)
    ahead = [course for course in planned if not is_placeholder(course.code)]
    steps = _choices(planned, year)
    day = [course.title for course in ahead if course.lane is Lane.DAY]
    if day:
        steps.append(
            tr(
                "Ask for these courses for {grade} ({year}): {courses}.",
                grade=grade_heading(year.grade_level),
                year=school_year_heading(year.school_year),
                courses=listed(tuple(dict.fromkeys(day))),
            )
        )
    return steps + [
        _sign_up(course, year, catalog) for course in ahead if course.lane is not Lane.DAY
    ]


def _choices(planned: Iterable[SheetCourse], year: SheetYear) -> list[str]:
    """Return what is still to be chosen: the places that the plan keeps for any course."""
    kept = [titled(c.code, c.title) for c in planned if is_placeholder(c.code)]
    if not kept:
        return []
    return [
        tr(
            "Choose the courses that are still open for {grade} ({year}): {courses}.",
            grade=grade_heading(year.grade_level),
            year=school_year_heading(year.school_year),
            courses=listed(tuple(dict.fromkeys(kept))),
        )
    ]


def _sign_up(course: SheetCourse, year: SheetYear, catalog: Catalog) -> str:
    """Return the sentence that says what to sign up for, with times and place."""
    parts = [class_time(meeting) for meeting in course.times]
    if course.site:
        parts.append(school_label(course.site, catalog))
    where = f" ({', '.join(parts)})" if parts else ""
    match course.lane:
        case Lane.EXTENDED:
            return tr(
                "Sign up for the Extended Day class {course}{where}.",
                course=course.title,
                where=where,
            )
        case Lane.COLLEGE:
            return tr(
                "Enroll in the college class {course}{where}.", course=course.title, where=where
            )
        case _:
            return tr(
                "Enroll in {course} for summer {year}{where}.",
                course=course.title,
                year=year.school_year + 1,
                where=where,
            )
