"""The page with the recovery code: to be locked away, and found when the passphrase is forgotten.

It holds no code to scan: what a camera sees soon lies in a cloud. The file of the page is never
kept by the program; it goes to a printer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.reports.flow import Flow
from cte_desktop.reports.fonts import Face
from cte_desktop.reports.page import Paper
from cte_desktop.reports.style import GAP, KIND, RADIUS, TITLE, Type
from cte_desktop.reports.text import fit, fitting_size, width, wrap
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.recovery_sheet import RecoverySheet

_WORDS = Type(Face.REGULAR, 11)
_MUTED = Type(Face.REGULAR, 10, "text_muted")
_CODE = Type(Face.SEMIBOLD, 30)
_GROUPS_A_LINE = 3
_LINE = 46.0
_TITLE_SIZES = (TITLE.size, 18.0, 16.0, 14.0, 12.0)


def build_recovery(sheet: RecoverySheet) -> bytes:
    """Return the page as a PDF, in the language in force."""
    kind = tr("Recovery code")
    paper = Paper(f"{kind}: {sheet.database}", author="CTE Desktop", day=sheet.made_on)
    flow = Flow(paper, f"{kind}  ·  {sheet.database}")
    flow.y += 18
    paper.structure.open("Sect")
    _draw_head(flow, sheet, kind)
    flow.paragraph(
        tr(
            "This code opens the database when its passphrase is forgotten, and gives it a new one."
        ),
        _WORDS,
    )
    flow.y += GAP
    _draw_code(flow, sheet.code)
    _draw_words(flow, tr("How to use it"), _ways())
    _draw_words(flow, tr("How to keep it"), _cares())
    _draw_lines(flow, (tr("Kept by"), tr("Kept where"), tr("Last seen on")))
    paper.structure.close()
    flow.finish(tr("Made on {day}", day=date_label(sheet.made_on)))
    return paper.finish()


def _draw_head(flow: Flow, sheet: RecoverySheet, kind: str) -> None:
    page = flow.page
    room = flow.width - width(kind, KIND.face, KIND.size) - 20
    size = fitting_size(sheet.database, TITLE.face, room, _TITLE_SIZES)
    page.begin("H1")
    shown = fit(sheet.database, TITLE.face, size, room)
    page.text(flow.left, flow.y + 22, shown, Type(TITLE.face, size))
    page.text(flow.right, flow.y + 22, kind, KIND, "right")
    page.end()
    flow.y += 40
    flow.paragraph(tr("Made on {day}", day=date_label(sheet.made_on)), _MUTED)
    flow.y += GAP


def _draw_code(flow: Flow, code: str) -> None:
    """Draw the code large, three groups a line, so that it can be copied by hand."""
    groups = code.split("-")
    lines = [
        groups[start : start + _GROUPS_A_LINE] for start in range(0, len(groups), _GROUPS_A_LINE)
    ]
    height = _LINE * len(lines) + 18
    page = flow.room(height + GAP)
    with page.ornament():
        page.box((flow.left, flow.y, flow.width, height), "accent_soft", "accent", RADIUS)
    page.begin("P")
    for number, line in enumerate(lines):
        for place, group in enumerate(line):
            x = flow.left + flow.width * (2 * place + 1) / (2 * _GROUPS_A_LINE)
            page.text(x, flow.y + 40 + number * _LINE, group, _CODE, "center")
    page.end()
    flow.y += height + GAP * 2


def _ways() -> tuple[str, ...]:
    return (
        tr(
            'Start the program, and choose "Use the recovery code…" where it asks for the '
            "passphrase."
        ),
        tr(
            "Type the code. Capitals and dashes don't matter. What looks like O is a zero, and "
            "what looks like I or L is a one."
        ),
        tr("Choose a new passphrase. The code stays valid."),
    )


def _cares() -> tuple[str, ...]:
    return (
        tr("Lock this page away, apart from the computer and from the backups."),
        tr("Whoever has this page and a copy of the database can read every student's record."),
        tr(
            "If the page was lost or seen, make a new code (Settings, Protection) and "
            "destroy this one."
        ),
    )


def _draw_words(flow: Flow, heading: str, lines: tuple[str, ...]) -> None:
    flow.heading(heading, 40)
    for number, words in enumerate(lines, 1):
        flow.paragraph(f"{number}.  {words}", _WORDS)
        flow.y += 3
    flow.y += GAP


def _draw_lines(flow: Flow, names: tuple[str, ...]) -> None:
    """Draw lines to be written on by hand."""
    for name in names:
        page = flow.room(34)
        page.begin("P")
        page.lines(flow.left, flow.y + 24, wrap(name, _MUTED.face, _MUTED.size, 120), _MUTED, 12)
        page.end()
        with page.ornament():
            page.rule(flow.left + 130, flow.y + 27, flow.right, "line_strong")
        flow.y += 34
