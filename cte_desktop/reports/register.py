"""The register of certificates on paper: every entry, and at the end what seals them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.reports.flow import Flow
from cte_desktop.reports.fonts import Face
from cte_desktop.reports.page import Paper
from cte_desktop.reports.ruled_table import PaperColumn, draw_table
from cte_desktop.reports.style import BODY, GAP, KIND, LETTER, SMALL_MUTED, TITLE, Type
from cte_desktop.reports.text import fit, fitting_size, width, wrap
from cte_desktop.wording.completion.register import check_text, kind_text, reason_text, stands_text
from cte_desktop.wording.labels import date_label, short_date_label
from cte_desktop.wording.papers import school_year_heading
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.completion.register.sheet import RegisterRow, RegisterSheet

LANDSCAPE = (LETTER[1], LETTER[0])
_GROUP = 8  # digits of the seal that are read together
_TITLE_SIZES = (TITLE.size, 20.0, 18.0, 16.0, 14.0, 12.0, 10.0)


def build_register(sheet: RegisterSheet) -> bytes:
    """Return the register as a PDF, in the language in force."""
    kind = tr("Register of certificates")
    title = (
        tr("Completions of {year}", year=school_year_heading(sheet.school_year))
        if sheet.school_year is not None
        else tr("All school years")
    )
    paper = Paper(f"{kind}: {title}", author=sheet.district, day=sheet.printed_on, size=LANDSCAPE)
    flow = Flow(paper, f"{kind}  ·  {title}  ·  {sheet.district}")
    paper.structure.open("Sect")
    draw_head(flow, sheet.district, title, kind, date_label(sheet.printed_on))
    shown = trn("{shown} entry", "{shown} entries", len(sheet.rows), shown=f"{len(sheet.rows):,}")
    checked = f"{check_text(sheet.check).rstrip('.')}."
    flow.paragraph(tr("{entries} on this paper. {check}", entries=shown, check=checked), BODY)
    flow.y += GAP
    if sheet.rows:
        _draw_rows(flow, sheet)
    _draw_seal(flow, sheet)
    paper.structure.close()
    flow.finish(tr("Printed {day}", day=date_label(sheet.printed_on)))
    return paper.finish()


def draw_head(flow: Flow, district: str, title: str, kind: str, day: str) -> None:
    """Draw the top of a list: district and day, then its title and what kind of paper it is.

    A long title, such as a name, is set smaller and at last in several lines, never cut.
    """
    page = flow.page
    page.begin("P")
    named = fit(district, SMALL_MUTED.face, SMALL_MUTED.size, flow.width - 140)
    page.text(flow.left, flow.y + 7, named, SMALL_MUTED)
    page.text(flow.right, flow.y + 7, day, SMALL_MUTED, "right")
    page.end()
    room = flow.width - width(kind, KIND.face, KIND.size) - 20
    size = fitting_size(title, TITLE.face, room, _TITLE_SIZES)
    lines, leading = wrap(title, TITLE.face, size, room), size * 1.15
    page.begin("H1")
    after = page.lines(flow.left, flow.y + 32, lines, Type(TITLE.face, size), leading)
    page.text(flow.right, flow.y + 32, kind, KIND, "right")
    page.end()
    flow.y = after - leading + 12


def _draw_rows(flow: Flow, sheet: RegisterSheet) -> None:
    columns = (
        PaperColumn(tr("No."), 0.04, figures=True),
        PaperColumn(tr("Serial number"), 0.15, face=Face.MEDIUM),
        PaperColumn(tr("Entry"), 0.085),
        PaperColumn(tr("Day"), 0.095),
        PaperColumn(tr("Legal name"), 0.15),
        PaperColumn(tr("Id"), 0.07),
        PaperColumn(tr("Pathway"), 0.145),
        PaperColumn(tr("Reason"), 0.165),
        PaperColumn(tr("Who"), 0.07),
        PaperColumn(tr("Now"), 0.09),
    )
    draw_table(flow, columns, (_cells(row) for row in sheet.rows))
    flow.y += GAP


def _cells(row: RegisterRow) -> tuple[str, ...]:
    reason = reason_text(row.kind, row.reason)
    if row.refers_to:
        replaced = tr("In place of {serial}.", serial=row.refers_to)
        reason = f"{replaced} {reason}".strip()
    return (
        f"{row.number:,}",
        row.serial,
        kind_text(row.kind),
        short_date_label(row.issued_on),
        row.name,
        row.student_id,
        row.pathway,
        reason,
        row.actor,
        stands_text(row.state, withheld=row.withheld),
    )


def _draw_seal(flow: Flow, sheet: RegisterSheet) -> None:
    digits = sheet.check.seal
    groups = " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))
    flow.heading(tr("Seal"), 40)
    flow.paragraph(
        trn(
            "This is the digest of the last entry of the whole register, which has {shown} entry. "
            "Each entry holds the digest of the one before: whoever compares the seal of a paper "
            "with that of the register sees whether an entry up to it was changed since.",
            "This is the digest of the last entry of the whole register, which has {shown} "
            "entries. Each entry holds the digest of the one before: whoever compares the seal of "
            "a paper with that of the register sees whether an entry up to it was changed since.",
            sheet.check.entries,
            shown=f"{sheet.check.entries:,}",
        ),
        BODY,
    )
    flow.paragraph(groups, BODY)
