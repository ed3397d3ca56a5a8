"""What all certificates share behind their words: the frame, corners, and a pale rosette."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cte_desktop.reports.certificates.sheet import SIZE
from cte_desktop.reports.page import circle

if TYPE_CHECKING:
    from cte_desktop.reports.certificates.accents import Accent
    from cte_desktop.reports.page import Page

_OUTER, _INNER = 26.0, 33.0
_LEAVES = 36  # of the rosette


def draw_frame(page: Page, accent: Accent) -> None:
    """Draw two lines around the page, a boss in each corner, and the rosette."""
    across, down = SIZE
    page.path(_rosette(across / 2, down / 2 + 10, 190), stroke=accent.soft, line=0.5)
    for margin, line in ((_OUTER, 2.2), (_INNER, 0.6)):
        place = (margin, margin, across - 2 * margin, down - 2 * margin)
        page.box(place, stroke=accent.main, line=line)
    for x in (_INNER, across - _INNER):
        for y in (_INNER, down - _INNER):
            page.path(circle(x, y, 5.6), fill="raised", stroke=accent.main, line=0.6)
            page.path(circle(x, y, 1.8), fill=accent.main)


def _rosette(x: float, y: float, radius: float) -> str:
    """Return circles whose centers lie on a circle: the pattern of engraved papers."""
    return " ".join(
        circle(
            x + radius * 0.64 * math.cos(2 * math.pi * leaf / _LEAVES),
            y + radius * 0.64 * math.sin(2 * math.pi * leaf / _LEAVES),
            radius * 0.36,
        )
        for leaf in range(_LEAVES)
    )
