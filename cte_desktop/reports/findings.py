"""What there is to say about students, on paper: each finding as a sentence, with its ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.findings import Severity
from cte_desktop.reports.flow import Flow
from cte_desktop.reports.marks import severity_mark
from cte_desktop.reports.page import Paper
from cte_desktop.reports.plan_closing import severity_heading
from cte_desktop.reports.register import draw_head
from cte_desktop.reports.style import BODY, BODY_STRONG, GAP, SMALL_MUTED
from cte_desktop.reports.text import wrap
from cte_desktop.wording.clock import on_paper
from cte_desktop.wording.findings import finding_text, fix_text
from cte_desktop.wording.labels import school_label
from cte_desktop.wording.looking_back import day_on_paper, printed_text
from cte_desktop.wording.papers import grade_heading
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.audit.findings_sheet import FindingsSheet, StudentFindings
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.findings import Finding

LEADING = 12.0
_INDENT = 16.0


@on_paper()
def build_findings(
    sheet: FindingsSheet, catalog: Catalog, progress: Callable[[int], None] | None = None
) -> bytes:
    """Return the findings of the students one after the other, in the language in force.

    `progress` is called with the number of finished students; what it raises ends the work. Raises
    `KnownError` (letters_missing) when a text has letters that no font has, ValueError without
    a student.
    """
    if not sheet.students:
        raise ValueError("there is nobody to print findings of")
    kind, alone = tr("Findings"), len(sheet.students) == 1
    title = _title(sheet)
    paper = Paper(f"{kind}: {title}", author=sheet.district, day=sheet.printed_on)
    flow = Flow(paper, f"{title}  ·  {kind}")
    paper.structure.open("Sect")
    draw_head(flow, sheet.district, title, kind, day_on_paper(sheet.printed_on, sheet.made_on))
    if not alone:
        flow.paragraph(_summary(sheet), BODY)
        flow.y += GAP
    for number, one in enumerate(sheet.students, 1):
        _draw_student(flow, one, catalog, alone=alone)
        if progress is not None:
            progress(number)
    paper.structure.close()
    flow.finish(printed_text(sheet.printed_on, sheet.made_on))
    return paper.finish()


def draw_findings_of(paper: Paper, sheet: FindingsSheet, catalog: Catalog) -> None:
    """Draw the findings of the one student of a sheet on the next pages of a paper."""
    kind, (one,) = tr("Findings"), sheet.students
    title = one.student.legal_name
    flow = Flow(paper, f"{title}  ·  {kind}")
    paper.structure.open("Sect")
    draw_head(flow, sheet.district, title, kind, day_on_paper(sheet.printed_on, sheet.made_on))
    _draw_student(flow, one, catalog, alone=True)
    paper.structure.close()
    flow.finish(printed_text(sheet.printed_on, sheet.made_on))


def _title(sheet: FindingsSheet) -> str:
    count = len(sheet.students)
    if count == 1:
        return sheet.students[0].student.legal_name
    return trn("{shown} student", "{shown} students", count, shown=f"{count:,}")


def _summary(sheet: FindingsSheet) -> str:
    """Return how many students have something that must be fixed, and how many have nothing."""
    grave = sheet.with_any(Severity.MUST_FIX)
    none = sum(not one.findings for one in sheet.students)
    said = trn(
        "{shown} student has something that must be fixed.",
        "{shown} students have something that must be fixed.",
        grave,
        shown=f"{grave:,}",
    )
    if not none:
        return said
    nothing = trn(
        "Of {shown} student there is nothing to say.",
        "Of {shown} students there is nothing to say.",
        none,
        shown=f"{none:,}",
    )
    return f"{said} {nothing}"


def _draw_student(flow: Flow, one: StudentFindings, catalog: Catalog, *, alone: bool) -> None:
    student = one.student
    if not alone:
        # The name stays with the facts, the heading of the first group and its first sentence.
        flow.heading(student.legal_name, 5 * LEADING)
    facts = (
        tr("Student ID {id}", id=student.student_id),
        grade_heading(student.grade_level),
        school_label(student.school, catalog),
        tr("Plan: {name}", name=one.plan_name) if one.plan_name else tr("no plan yet"),
    )
    flow.paragraph("  ·  ".join(part for part in facts if part), SMALL_MUTED)
    flow.y += 3
    if not one.findings:
        flow.paragraph(tr("Nothing needs attention."), BODY)
    for severity in Severity:
        group = [finding for finding in one.findings if finding.severity is severity]
        for place, finding in enumerate(group):
            _draw_finding(flow, finding, catalog, first=place == 0)
        if group:
            flow.y += 3
    flow.y += GAP


def _draw_finding(flow: Flow, finding: Finding, catalog: Catalog, *, first: bool) -> None:
    """Set the sentence with its mark, under the word of its severity when it is the first."""
    lines = wrap(finding_text(finding, catalog), BODY.face, BODY.size, flow.width - _INDENT)
    if first:
        page = flow.room(LEADING * (len(lines) + 1) + 4)
        page.begin("H3")
        words = severity_heading(finding.severity)
        page.text(flow.left, flow.y + 9, words, BODY_STRONG, colour=finding.severity.value)
        page.end()
        flow.y += LEADING + 2
    page = flow.room(LEADING * len(lines) + 1.5)
    page.begin("P")
    severity_mark(page, finding.severity, flow.left + 5, flow.y + 6, 0.85)
    page.lines(flow.left + _INDENT, flow.y + 9, lines, BODY, LEADING)
    page.end()
    flow.y += LEADING * len(lines) + 1.5
    ways = [_way(fix_text(fix, catalog)) for fix in finding.fixes]
    if ways:
        said = tr("What can be done: {ways}.", ways="; ".join(ways))
        flow.paragraph(said, SMALL_MUTED, _INDENT)
        flow.y += 2


def _way(words: str) -> str:
    """Return the words of a button as part of a sentence: on paper nothing opens."""
    return words.rstrip("….").strip()
