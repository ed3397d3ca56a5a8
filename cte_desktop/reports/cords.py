"""The list of cords and seals on paper: what to order, then who gets what, school by school."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.certificates.cords import cord_counts
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.reports.flow import Flow
from cte_desktop.reports.page import Paper
from cte_desktop.reports.ruled_table import PaperColumn, draw_table
from cte_desktop.reports.style import BODY, GAP, KIND, SMALL_MUTED, TITLE
from cte_desktop.reports.text import fit
from cte_desktop.wording.completion.cords import cord_text
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.completion.certificates.cords import CordCount, CordLine, CordSheet


def build_cords(sheet: CordSheet) -> bytes:
    """Return the list as a PDF, in the language in force."""
    title = tr("Cords and seals, class of {year}", year=sheet.school_year + 1)
    paper = Paper(title, author=sheet.district, day=sheet.printed_on)
    flow = Flow(paper, f"{title}  ·  {sheet.district}")
    paper.structure.open("Sect")
    _draw_head(flow, sheet, title)
    counts = cord_counts(sheet.lines)
    for place, (school, lines) in enumerate(groupby(sheet.lines, key=lambda line: line.school)):
        needed = [one for one in counts if one.school == school]
        _draw_school(flow, school, list(lines), needed, is_first=not place)
    paper.structure.close()
    flow.finish(tr("Printed {day}", day=date_label(sheet.printed_on)))
    return paper.finish()


def _draw_head(flow: Flow, sheet: CordSheet, title: str) -> None:
    page = flow.page
    page.begin("P")
    district = fit(sheet.district, SMALL_MUTED.face, SMALL_MUTED.size, 400)
    page.text(flow.left, flow.y + 7, district, SMALL_MUTED)
    page.text(flow.right, flow.y + 7, date_label(sheet.printed_on), SMALL_MUTED, "right")
    page.end()
    page.begin("H1")
    page.text(flow.left, flow.y + 32, title, TITLE)
    page.text(flow.right, flow.y + 32, school_year_text(sheet.school_year), KIND, "right")
    page.end()
    flow.y += 44
    students = len({line.student_uid for line in sheet.lines})
    met = len({line.student_uid for line in sheet.lines if line.graduates})
    words = [
        tr(
            "{students} of the class completed {pathways}.",
            students=trn("{count} student", "{count} students", students),
            pathways=trn("{count} pathway", "{count} pathways", len(sheet.lines)),
        ),
        trn(
            "{count} of them has met graduation by now.",
            "{count} of them have met graduation by now.",
            met,
        )
        if met
        else tr("None of them has met graduation yet."),
        tr("Two pathways of one sector have one cord."),
    ]
    if sheet.unverified:
        words.append(tr("Nobody has confirmed some of the colors yet."))
    flow.paragraph(" ".join(words) if sheet.lines else tr("Nobody gets a cord or a seal."), BODY)
    flow.y += GAP


def _draw_school(
    flow: Flow,
    school: str,
    lines: Sequence[CordLine],
    counts: Sequence[CordCount],
    *,
    is_first: bool,
) -> None:
    if not is_first:
        flow.room(flow.left_over + 1)  # each school gets its own sheets
    flow.heading(school, 60)
    _draw_order(flow, counts)
    flow.y += GAP
    _draw_students(flow, lines)
    flow.y += GAP


def _draw_order(flow: Flow, counts: Sequence[CordCount]) -> None:
    columns = (
        PaperColumn(tr("To order"), 0.14),
        PaperColumn(tr("Cord or seal"), 0.5),
        PaperColumn(tr("Students"), 0.16, figures=True),
        PaperColumn(tr("Have met graduation"), 0.2, figures=True),
    )
    rows = [
        (
            tr("Cord") if one.colours else tr("Seal"),
            cord_text(one.colours) or one.seal,
            f"{one.students:,}",
            f"{one.graduate:,}",
        )
        for one in counts
    ]
    draw_table(flow, columns, rows)


def _draw_students(flow: Flow, lines: Sequence[CordLine]) -> None:
    columns = (
        PaperColumn(tr("Student"), 0.25),
        PaperColumn(tr("Id"), 0.12),
        PaperColumn(tr("Pathway"), 0.27),
        PaperColumn(tr("Cord"), 0.17),
        PaperColumn(tr("Seal"), 0.28),
        PaperColumn(tr("Graduates"), 0.13),
    )
    rows = [
        (
            line.name,
            line.student_id,
            line.pathway,
            cord_text(line.colours),
            line.seal,
            tr("yes") if line.graduates else tr("not yet"),
        )
        for line in lines
    ]
    draw_table(flow, columns, rows)
