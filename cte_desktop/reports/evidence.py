"""The evidence of completed pathways on paper: one file for each, to be shown to whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.reports.flow import Flow
from cte_desktop.reports.fonts import Face
from cte_desktop.reports.one_after_other import draw_one_after_other
from cte_desktop.reports.page import Paper
from cte_desktop.reports.ruled_table import PaperColumn, draw_table
from cte_desktop.reports.style import BODY, BODY_STRONG, GAP, KIND, SMALL_MUTED, TITLE, Type
from cte_desktop.reports.text import fit, fitting_size
from cte_desktop.wording.completion.evidence import (
    around_lines,
    award_lines,
    decided_text,
    missing_lines,
    question_lines,
    rule_lines,
)
from cte_desktop.wording.decisions import approval_text, decision_text
from cte_desktop.wording.labels import date_label, level_label
from cte_desktop.wording.papers import term_with_year
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.evidence_sheet import EvidenceSheet

_KIND_ROOM = 120.0  # for the kind of paper, at the right of the name
_NAME_SIZES = (22.0, 19.0, 16.0, 13.0)


def build_evidence_files(
    sheets: Iterable[EvidenceSheet],
    catalog: Catalog,
    progress: Callable[[int], None] | None = None,
) -> bytes:
    """Return evidence files as one PDF in the language in force, each from a new page on.

    `progress` is called with the number of finished files; what it raises ends the work. Raises
    `KnownError` (letters_missing) for a text that no font covers, ValueError without any sheet.
    """
    return draw_one_after_other(
        sheets,
        lambda sheet: Paper(author=sheet.district, day=sheet.day),
        lambda paper, sheet: _draw(paper, sheet, catalog),
        lambda sheet: f"{sheet.student.legal_name}, {sheet.pathway}",
        _title,
        progress,
        what="evidence",
    )


def _title(names: Sequence[str]) -> str:
    if len(names) == 1:
        return tr("Evidence file: {name}", name=names[0])
    return tr("Evidence files of {count} pathways", count=len(names))


def _draw(paper: Paper, sheet: EvidenceSheet, catalog: Catalog) -> None:
    head = f"{sheet.student.legal_name}  ·  {sheet.pathway}  ·  {tr('Evidence file')}"
    flow = Flow(paper, head)
    paper.structure.open("Sect")
    _draw_head(flow, sheet)
    _lines(flow, tr("Look at this first"), question_lines(sheet))
    _lines(
        flow,
        tr("Still missing"),
        [line for one in sheet.missing for line in missing_lines(one, sheet, catalog)],
    )
    _draw_courses(flow, sheet)
    _lines(flow, tr("The rule"), rule_lines(sheet.decision.rule))
    _lines(
        flow,
        tr("Exceptions"),
        [f"{decision_text(one, catalog)} {approval_text(one)}" for one in sheet.exceptions],
    )
    _lines(flow, tr("Award"), award_lines(sheet.award) if sheet.award is not None else ())
    _lines(flow, tr("What surrounds it"), around_lines(sheet))
    paper.structure.close()
    flow.finish(tr("Printed {day}", day=date_label(sheet.day)))


def _draw_head(flow: Flow, sheet: EvidenceSheet) -> None:
    page, student = flow.page, sheet.student
    page.begin("P")
    district = fit(sheet.district, SMALL_MUTED.face, SMALL_MUTED.size, 400)
    page.text(flow.left, flow.y + 7, district, SMALL_MUTED)
    page.text(flow.right, flow.y + 7, date_label(sheet.day), SMALL_MUTED, "right")
    page.end()
    room = flow.width - _KIND_ROOM
    size = fitting_size(student.legal_name, TITLE.face, room, _NAME_SIZES)
    page.begin("H1")
    name = fit(student.legal_name, TITLE.face, size, room)
    page.text(flow.left, flow.y + 32, name, Type(TITLE.face, size))
    page.text(flow.right, flow.y + 32, tr("Evidence file"), KIND, "right")
    page.end()
    flow.y += 44
    who = tr("Student id {id}", id=student.student_id)
    flow.paragraph(f"{who}  ·  {sheet.school_name}", BODY)
    code = tr("state code {code}", code=sheet.state_code) if sheet.state_code else ""
    named = (sheet.pathway, sheet.sector, code)
    flow.paragraph("  ·  ".join(part for part in named if part), BODY_STRONG)
    flow.paragraph(decided_text(sheet), BODY_STRONG)
    flow.y += GAP


def _draw_courses(flow: Flow, sheet: EvidenceSheet) -> None:
    flow.heading(tr("Courses"), 40)
    if not sheet.rows:
        flow.paragraph(tr("The record has no earned course of this pathway."), BODY)
        flow.y += GAP
        return
    columns = (
        PaperColumn(tr("Level"), 0.14, face=Face.SEMIBOLD),
        PaperColumn(tr("Course"), 0.4),
        PaperColumn(tr("Term"), 0.15),
        PaperColumn(tr("Mark"), 0.08),
        PaperColumn(tr("School"), 0.23),
    )
    draw_table(
        flow,
        columns,
        [
            (
                level_label(row.level).capitalize(),
                f"{row.title} ({row.course})" if row.title != row.course else row.course,
                term_with_year(row.school_year, row.term),
                row.mark,
                row.site,
            )
            for row in sheet.rows
        ],
    )
    flow.y += GAP


def _lines(flow: Flow, heading: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    flow.heading(heading, 20)
    for line in lines:
        flow.paragraph(line, BODY)
    flow.y += GAP
