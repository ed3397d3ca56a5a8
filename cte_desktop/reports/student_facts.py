"""The head of a student's file: who the student is, in a box of captions and values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.reports.style import (
    CAPTION,
    GAP,
    KIND,
    RADIUS,
    SMALL_MUTED,
    TITLE,
    VALUE,
    Type,
)
from cte_desktop.reports.text import fit, fitting_size, width, wrap
from cte_desktop.wording.labels import date_label, school_label
from cte_desktop.wording.papers import grade_heading
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.audit.plan_sheet import PlanSheet
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.reports.flow import Flow

_NAME_SIZES = (22.0, 20.0, 18.0, 16.0, 14.0, 12.0, 10.0)
_COLUMNS = 4
_LEADING = 11.0

Fact = tuple[str, str]


def draw_head(flow: Flow, sheet: PlanSheet, catalog: Catalog) -> None:
    """Set the district, the name, and what paper it is."""
    page, student = flow.page, sheet.student
    school = school_label(student.school, catalog)
    place = "  ·  ".join(part for part in (sheet.district, school) if part)
    page.begin("P")
    page.text(
        flow.left, flow.y + 7, fit(place, SMALL_MUTED.face, SMALL_MUTED.size, 400), SMALL_MUTED
    )
    page.text(flow.right, flow.y + 7, date_label(sheet.printed_on), SMALL_MUTED, "right")
    page.end()
    kind = tr("Student file")
    room = flow.width - width(kind, KIND.face, KIND.size) - 20
    size = fitting_size(student.legal_name, TITLE.face, room, _NAME_SIZES)
    name = Type(TITLE.face, size)
    page.begin("H1")
    lines = wrap(student.legal_name, name.face, size, room)
    bottom = page.lines(flow.left, flow.y + 32, lines, name, size * 1.15) - size * 1.15
    page.text(flow.right, flow.y + 32, kind, KIND, "right")
    page.end()
    flow.y = bottom + 11


def draw_facts(flow: Flow, sheet: PlanSheet, catalog: Catalog) -> None:
    """Set what is known of the student, four facts beside each other; long ones alone in a row."""
    wide = (flow.width - 16) / _COLUMNS
    rows = [
        [(caption, wrap(value, VALUE.face, VALUE.size, room * wide - 8), room * wide)
         for caption, value, room in row]
        for row in _rows(sheet, catalog)
    ]  # fmt: skip
    heights = [15 + _LEADING * max(len(lines) for _, lines, _ in row) for row in rows]
    page = flow.page
    with page.ornament():
        box = (flow.left, flow.y, flow.width, sum(heights) + 6)
        page.box(box, fill="accent_soft", radius=RADIUS + 1)
    y = flow.y + 3
    for row, height in zip(rows, heights, strict=True):
        x = flow.left + 10
        for caption, lines, room in row:
            page.begin("P")
            page.text(x, y + 9, caption, CAPTION)
            page.lines(x, y + 20, lines, VALUE, _LEADING)
            page.end()
            x += room
        y += height
    flow.y = y + 3 + GAP


def _rows(sheet: PlanSheet, catalog: Catalog) -> list[list[tuple[str, str, int]]]:
    student = sheet.student
    short: list[Fact] = [
        (tr("Grade"), grade_heading(student.grade_level)),
        (tr("Class of"), str(student.graduation_year)),
        (tr("Student ID"), student.student_id),
        (tr("State ID"), student.state_id),
        (tr("School"), school_label(student.school, catalog)),
        (tr("Counselor"), student.counselor),
        (tr("Born"), date_label(student.birth_date) if student.birth_date else ""),
        (tr("Gender"), student.gender),
        (tr("Preferred name"), student.preferred_name),
        (tr("Home language"), student.home_language),
        (
            tr("In the district since"),
            date_label(student.entered_district_on) if student.entered_district_on else "",
        ),
        (tr("Groups"), student.groups),
    ]
    pathways = ", ".join(p.pathway for p in sheet.audit.programs if p.pathway)
    long = [
        (tr("Pathway"), pathways),
        (tr("Goal after school"), student.goal),
        (tr("Intended major"), student.major),
    ]
    filled = [(caption, value or "–", 1) for caption, value in short]
    rows = [filled[at : at + _COLUMNS] for at in range(0, len(filled), _COLUMNS)]
    return rows + [[(caption, value, _COLUMNS)] for caption, value in long if value]
