"""The foot of the plan: how far it is agreed, and the lines for signatures with who has signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.planning.approval import SIGNATORIES, ApprovalState
from cte_desktop.domain.planning.signature import BOX_SHAPE
from cte_desktop.reports.letterhead import draw_seal
from cte_desktop.reports.style import BODY, CAPTION, GAP, SMALL_MUTED, components
from cte_desktop.reports.text import fit
from cte_desktop.wording.approvals import (
    changed_line,
    names_line,
    signatory_label,
    standing_line,
)
from cte_desktop.wording.labels import date_label, short_date_label
from cte_desktop.wording.translate import current_language, tr

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.domain.audit.plan_sheet import PlanSheet
    from cte_desktop.domain.planning.approval import Approval
    from cte_desktop.domain.planning.signature import Strokes
    from cte_desktop.reports.flow import Flow
    from cte_desktop.reports.page import Page

SIGNATURES = 104.0
"""The height of the lines for signatures, in points."""
_BETWEEN = GAP * 1.5
_NAME_SHARE = 0.64
_DATE_AT = 0.7
_SEAL = 40.0
_LINE = 64.0
"""From the top of the part to the lines that are signed on, in points."""


def draw_signatures(flow: Flow, sheet: PlanSheet) -> None:
    """Draw the lines at the foot of the last page, all on one page; what was signed stands on them.

    The drawn signature, else the name; the day beside it. A plan that was changed since says so and
    has empty lines: nobody has signed what is printed.
    """
    page = flow.room(SIGNATURES)
    top = flow.bottom - SIGNATURES + 8
    page.begin("P")
    room = flow.width - (_SEAL + GAP if sheet.letterhead.seal else 0)
    said = fit(_sentence(sheet), SMALL_MUTED.face, SMALL_MUTED.size, room)
    page.text(flow.left, top + 10, said, SMALL_MUTED)
    page.end()
    draw_seal(page, sheet.letterhead, sheet.district, (flow.right, top - 6, _SEAL))
    signed = _signed(sheet)
    wide = (flow.width - 2 * _BETWEEN) / 3
    for place, who in enumerate(SIGNATORIES):
        title = sheet.letterhead.signatory(place, current_language()) or signatory_label(who)
        left = flow.left + place * (wide + _BETWEEN)
        _draw_line(page, (left, top, wide), (who, title), signed)
    flow.y = flow.bottom


def agreed_text(sheet: PlanSheet) -> str:
    """Return how far the plan is agreed, in a line; "" for a draft of which nothing was said."""
    standing = sheet.standing
    if standing is None or standing.state is ApprovalState.DRAFT:
        return ""
    if sheet.is_copy:
        copied = tr("Copy of the plan as it was: {state}", state=standing_line(standing))
        return f"{copied}  ·  {_known_text(sheet)}"
    signed = signed_on(sheet)
    later = _known_text(sheet) if signed is not None and sheet.printed_on > signed else ""
    parts = (standing_line(standing), changed_line(standing), later)
    return "  ·  ".join(part for part in parts if part)


def signed_on(sheet: PlanSheet) -> date | None:
    """Return the day of the signatures that stand on the paper; None where the lines are empty."""
    signed = _signed(sheet)
    return None if signed is None else signed.on


def _known_text(sheet: PlanSheet) -> str:
    return tr("Record and findings as of {day}", day=date_label(sheet.printed_on))


def _signed(sheet: PlanSheet) -> Approval | None:
    """Return what stands on the lines: the signing of the plan exactly as it is printed."""
    standing = sheet.standing
    if standing is None or standing.state is not ApprovalState.SIGNED or standing.changed:
        return None
    return standing.last


def _sentence(sheet: PlanSheet) -> str:
    agreed, standing = agreed_text(sheet), sheet.standing
    if not agreed or standing is None:
        return tr("We have talked through this plan together. It is looked at again every year.")
    last = standing.last
    answered = {ApprovalState.ACCEPTED, ApprovalState.DECLINED}
    names = names_line(last) if last is not None and standing.state in answered else ""
    return f"{agreed}: {names}" if names else agreed


def _draw_line(
    page: Page,
    spot: tuple[float, float, float],
    titled: tuple[str, str],
    signed: Approval | None,
) -> None:
    """Draw a line (left, top, width) for somebody (signatory, title), and what was signed on it."""
    (left, top, wide), (who, said) = spot, titled
    name_wide, date_at = wide * _NAME_SHARE, left + wide * _DATE_AT
    with page.ornament():
        page.rule(left, top + _LINE, left + name_wide, "text_muted", 0.6)
        page.rule(date_at, top + _LINE, left + wide, "text_muted", 0.6)
    name = signed.names[who] if signed is not None else ""
    drawn = signed.signatures.get(who, ()) if signed is not None else ()
    if drawn:
        page.begin_figure(tr("Signature of {name}", name=name))
        _draw_strokes(page, drawn, left, top + _LINE, name_wide)
        page.end()
    page.begin("P")
    if signed is not None and name:
        if not drawn:
            page.text(left, top + _LINE - 4, fit(name, BODY.face, BODY.size, name_wide), BODY)
        day = short_date_label(signed.on)
        page.text(date_at, top + _LINE - 4, day, CAPTION)
    if drawn:
        said = tr("{name} ({role})", name=name, role=said)
    page.text(left, top + _LINE + 9, fit(said, CAPTION.face, CAPTION.size, name_wide), CAPTION)
    page.text(date_at, top + _LINE + 9, tr("Date"), CAPTION)
    page.end()


def _draw_strokes(page: Page, strokes: Strokes, left: float, base: float, wide: float) -> None:
    """Draw a signature over its line, in the shape of the box in which it was drawn."""
    high = wide / BOX_SHAPE
    parts = [f"{components('text')} RG 1.1 w 1 J 1 j"]
    for stroke in strokes:
        points = [f"{x * wide:.2f} {(1 - y) * high:.2f}" for x, y in stroke]
        parts.append(f"{points[0]} m {' '.join(f'{point} l' for point in points[1:])} S")
    page.insert(" ".join(parts), left, base - 1)
