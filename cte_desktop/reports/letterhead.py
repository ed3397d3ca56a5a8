"""The district's letterhead at the top of a paper, and its seal beside the signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.reports.certificates.pictures import picture_for
from cte_desktop.reports.fonts import Face
from cte_desktop.reports.style import Type
from cte_desktop.reports.text import fit
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.letterhead import Letterhead
    from cte_desktop.reports.page import Page

HEAD_HEIGHT = 40.0
"""The height of the letterhead, in points: a picture, or the name and three lines."""
_PICTURE = (150.0, 36.0)
_GAP = 14.0
_NAME = Type(Face.SEMIBOLD, 10, "accent_strong")
_LINE = Type(Face.REGULAR, 7.5, "text_muted")
_LEADING = 9.6


def draw_letterhead(
    page: Page, letterhead: Letterhead, district: str, place: tuple[float, float, float]
) -> None:
    """Draw picture, name of the district and lines at a place (left, right, top)."""
    left, right, top = place
    if letterhead.picture:
        picture, wide, high = picture_for(letterhead.picture, _PICTURE)
        page.begin_figure(tr("Letterhead of {district}", district=district))
        kept = page.paper.picture("LH", picture)
        page.show(kept, (left, top + (_PICTURE[1] - high) / 2, wide, high))
        page.end()
        left += wide + _GAP
    room = right - left
    page.begin("P")
    page.text(left, top + 9, fit(district, _NAME.face, _NAME.size, room), _NAME)
    for line, text in enumerate(letterhead.lines, 1):
        shown = fit(text, _LINE.face, _LINE.size, room)
        page.text(left, top + 9 + line * _LEADING, shown, _LINE)
    page.end()


def draw_seal(
    page: Page, letterhead: Letterhead, district: str, place: tuple[float, float, float]
) -> None:
    """Draw the seal in a square (right end, top, side), if there is one."""
    if not letterhead.seal:
        return
    right, top, side = place
    picture, wide, high = picture_for(letterhead.seal, (side, side))
    page.begin_figure(tr("Seal of {district}", district=district))
    kept = page.paper.picture(f"LS{side:.0f}", picture)
    page.show(kept, (right - wide, top + (side - high) / 2, wide, high))
    page.end()
