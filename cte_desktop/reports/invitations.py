"""The invitation list of an information evening on paper: school by school, with a box to tick."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from cte_desktop.reports.flow import Flow
from cte_desktop.reports.page import Paper
from cte_desktop.reports.ruled_table import PaperColumn, draw_table
from cte_desktop.reports.style import BODY, GAP, KIND, TITLE, Type
from cte_desktop.reports.text import fitting_size, wrap
from cte_desktop.wording.clock import on_paper
from cte_desktop.wording.completion.invitations import evening_text
from cte_desktop.wording.labels import date_label, grade_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.completion.forecast.invitation import InvitationSheet

_TITLE_SIZES = (20.0, 18.0, 16.0, 14.0)


@on_paper()
def build_invitations(sheet: InvitationSheet) -> bytes:
    """Return the list as a PDF in the language in force; ValueError without anybody."""
    if not sheet.invited:
        raise ValueError("there is nobody to invite")
    title = sheet.evening.title
    paper = Paper(title, author=sheet.district, day=sheet.made_on)
    flow = Flow(paper, f"{title}  ·  {sheet.district}")
    paper.structure.open("Sect")
    _draw_head(flow, sheet)
    for school, of_school in groupby(sheet.invited, key=lambda one: one.school):
        own = tuple(of_school)
        count = trn("{shown} student", "{shown} students", len(own), shown=f"{len(own):,}")
        flow.heading(f"{school}  ·  {count}", 50)
        rows = [
            (
                one.name,
                one.student_id,
                grade_label(one.grade_level),
                one.home_language,
                ", ".join(one.pathways),
            )
            for one in own
        ]
        draw_table(flow, _columns(), rows)
        flow.y += GAP
    paper.structure.close()
    flow.finish(tr("Printed {day}", day=date_label(sheet.made_on)))
    return paper.finish()


def _columns() -> tuple[PaperColumn, ...]:
    return (
        PaperColumn(tr("Name"), 0.28),
        PaperColumn(tr("ID"), 0.14),
        PaperColumn(tr("Grade"), 0.1),
        PaperColumn(tr("Home language"), 0.16),
        PaperColumn(tr("Pathway"), 0.32),
    )


def _draw_head(flow: Flow, sheet: InvitationSheet) -> None:
    page = flow.page
    page.begin("P")
    page.text(flow.left, flow.y + 10, tr("Invitation list"), KIND)
    page.end()
    size = fitting_size(sheet.evening.title, TITLE.face, flow.width, _TITLE_SIZES)
    lines = wrap(sheet.evening.title, TITLE.face, size, flow.width)
    page.begin("H1")
    page.lines(flow.left, flow.y + 34, lines, Type(TITLE.face, size), size * 1.25)
    page.end()
    flow.y += 34 + size * 1.25 * len(lines) - size * 0.6
    flow.paragraph(evening_text(sheet.evening), BODY)
    count = len(sheet.invited)
    shown = trn("{shown} family", "{shown} families", count, shown=f"{count:,}")
    flow.paragraph(shown, BODY)
    flow.y += GAP
