"""The four-year plan: one or two Letter pages that a family keeps, more only when it needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.planning.semesters import State
from cte_desktop.reports.flow import Flow
from cte_desktop.reports.letterhead import HEAD_HEIGHT, draw_letterhead
from cte_desktop.reports.marks import state_mark
from cte_desktop.reports.one_after_other import draw_one_after_other
from cte_desktop.reports.page import Paper
from cte_desktop.reports.plan_around import draw_around
from cte_desktop.reports.plan_closing import (
    draw_exceptions,
    draw_findings,
    draw_next_steps,
    draw_notes,
)
from cte_desktop.reports.plan_grid import draw_early_years, draw_years
from cte_desktop.reports.plan_progress import (
    draw_pathways,
    draw_programs,
    pathways_height,
)
from cte_desktop.reports.plan_signatures import SIGNATURES, agreed_text, draw_signatures
from cte_desktop.reports.style import (
    CAPTION,
    GAP,
    HEADING,
    KIND,
    RADIUS,
    SMALL_MUTED,
    TITLE,
    VALUE,
    Type,
)
from cte_desktop.reports.text import fit, fitting_size, width, wrap
from cte_desktop.wording.clock import on_paper
from cte_desktop.wording.labels import school_label, state_label
from cte_desktop.wording.looking_back import day_on_paper, printed_text
from cte_desktop.wording.papers import grade_heading
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cte_desktop.domain.audit.plan_sheet import PlanSheet
    from cte_desktop.domain.catalog.catalog import Catalog

_NAME_SIZES = (22.0, 20.0, 18.0, 16.0, 14.0, 12.0, 10.0)
_LEGEND = (State.EARNED, State.IN_PROGRESS, State.PLANNED, State.NOT_EARNED)


def build_plan_sheet(sheet: PlanSheet, catalog: Catalog) -> bytes:
    """Return one student's plan as a PDF, in the language in force."""
    return build_plan_sheets((sheet,), catalog)


@on_paper()
def build_plan_sheets(
    sheets: Iterable[PlanSheet],
    catalog: Catalog,
    progress: Callable[[int], None] | None = None,
    ends: list[int] | None = None,
) -> bytes:
    """Return the plans of several students as one PDF, in order.

    `progress` is called with the number of finished plans; what it raises ends the work. `ends`
    takes the number of the last page of each plan. Raises `KnownError` (letters_missing) when a
    text has letters that no font has, ValueError without a sheet.
    """

    def draw(paper: Paper, sheet: PlanSheet) -> None:
        draw_plan(paper, sheet, catalog)
        if ends is not None:
            ends.append(paper.page_count)

    return draw_one_after_other(
        sheets,
        lambda sheet: Paper(author=sheet.district, day=sheet.printed_on),
        draw,
        lambda sheet: sheet.student.legal_name,
        _title,
        progress,
        what="plan",
    )


def _title(names: Sequence[str]) -> str:
    if len(names) == 1:
        return tr("Four-year plan: {name}", name=names[0])
    return tr("Four-year plans of {count} students", count=len(names))


def draw_plan(paper: Paper, sheet: PlanSheet, catalog: Catalog) -> None:
    """Draw one student's plan on the next pages of a paper."""
    student = sheet.student
    flow = Flow(paper, f"{student.legal_name}  ·  {tr('Four-year plan')}")
    paper.structure.open("Sect")
    _draw_head(flow, sheet, catalog)
    _draw_legend(flow)
    draw_early_years(flow, sheet, catalog)
    draw_years(flow, sheet, catalog, reserve=pathways_height(flow, sheet, catalog))
    draw_pathways(flow, sheet, catalog)
    surrounded = draw_around(flow, sheet)
    draw_programs(flow, sheet, catalog)
    draw_exceptions(flow, sheet, catalog)
    draw_findings(flow, sheet, catalog)
    draw_notes(flow, sheet)
    draw_next_steps(flow, sheet, catalog)
    if not surrounded:
        draw_around(flow, sheet, after=SIGNATURES)
    draw_signatures(flow, sheet)
    paper.structure.close()
    flow.finish(printed_text(sheet.printed_on, sheet.made_on, sheet.plan_name))


def _draw_head(flow: Flow, sheet: PlanSheet, catalog: Catalog) -> None:
    page, student = flow.page, sheet.student
    district = sheet.district
    if sheet.letterhead.has_head:
        draw_letterhead(page, sheet.letterhead, district, (flow.left, flow.right, flow.y))
        flow.y += HEAD_HEIGHT + GAP / 2
        district = ""  # the letterhead says it
    school = school_label(student.school, catalog)
    place = "  ·  ".join(part for part in (district, school) if part)
    day = day_on_paper(sheet.printed_on, sheet.made_on)
    page.begin("P")
    page.text(
        flow.left, flow.y + 7, fit(place, SMALL_MUTED.face, SMALL_MUTED.size, 400), SMALL_MUTED
    )
    page.text(flow.right, flow.y + 7, day, SMALL_MUTED, "right")
    page.end()
    kind = tr("Four-year plan")
    room = flow.width - width(kind, KIND.face, KIND.size) - 20
    size = fitting_size(student.legal_name, TITLE.face, room, _NAME_SIZES)
    page.begin("H1")
    name = Type(TITLE.face, size)
    lines = wrap(student.legal_name, name.face, size, room)
    bottom = page.lines(flow.left, flow.y + 32, lines, name, size * 1.15) - size * 1.15
    page.text(flow.right, flow.y + 32, kind, KIND, "right")
    page.end()
    flow.y = bottom + 11
    agreed = agreed_text(sheet)
    if agreed:
        page.begin("P")
        page.text(flow.left, flow.y + 1, agreed, SMALL_MUTED)
        page.end()
        flow.y += 9
    _draw_facts(flow, sheet)


def _draw_facts(flow: Flow, sheet: PlanSheet) -> None:
    student = sheet.student
    pathways = [p.pathway for p in sheet.audit.programs if p.pathway]
    first = [
        (tr("Grade"), grade_heading(student.grade_level), 0.14),
        (tr("Class of"), str(student.graduation_year), 0.12),
        (tr("Student ID"), student.student_id, 0.16),
        (tr("Counselor"), student.counselor, 0.24),
        (tr("Pathway"), ", ".join(pathways), 0.34),
    ]
    second = [
        (tr("Goal after school"), student.goal, 0.58),
        (tr("Intended major"), student.major, 0.42),
    ]
    rows = [first, second] if student.goal or student.major else [first]
    room = flow.width - 16
    made = [
        [(caption, wrap(value or "–", VALUE.face, VALUE.size, room * part - 8), room * part)
         for caption, value, part in row]
        for row in rows
    ]  # fmt: skip
    heights = [15 + 11 * max(len(lines) for _, lines, _ in row) for row in made]
    page = flow.page
    with page.ornament():
        page.box(
            (flow.left, flow.y, flow.width, sum(heights) + 6), fill="accent_soft", radius=RADIUS + 1
        )
    y = flow.y + 3
    for row, height in zip(made, heights, strict=True):
        x = flow.left + 10
        for caption, lines, wide in row:
            page.begin("P")
            page.text(x, y + 9, caption, CAPTION)
            page.lines(x, y + 20, lines, VALUE, 11)
            page.end()
            x += wide
        y += height
    flow.y = y + 3 + GAP


def _draw_legend(flow: Flow) -> None:
    """Set the heading of the years, and what the marks mean at its right."""
    page = flow.page
    page.begin("H2")
    page.text(flow.left, flow.y + 8, tr("The years"), HEADING)
    page.end()
    page.begin("P")
    x = flow.right
    for state in reversed(_LEGEND):
        word = state_label(state)
        x -= width(word, CAPTION.face, CAPTION.size)
        page.text(x, flow.y + 7.5, word, CAPTION)
        x -= 8
        state_mark(page, state, x, flow.y + 5, 0.7)
        x -= 14
    page.end()
    flow.y += 17
