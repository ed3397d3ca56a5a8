"""The lower corners: the seal on the left, the QR code on the right.

The code is at least 28 mm wide with four modules of quiet around it (`safety.md`, Certificates).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.reports.certificates.sheet import FOOT, RIGHT
from cte_desktop.reports.qr.symbol import make_symbol

if TYPE_CHECKING:
    from cte_desktop.reports.page import Page

QR_SIDE = 28 / 25.4 * 72 + 1  # points; 28 mm is the least that telephones read well
SEAL_SIDE = 84.0
CORNER_FOOT = FOOT - 1
CORNER_TOP = CORNER_FOOT - SEAL_SIDE
CORNER_GAP = 24.0  # between a corner and the signatures
_QUIET = 4  # modules around the code


def draw_code(page: Page, code: str) -> None:
    """Draw the QR code of a text with the quiet around it."""
    symbol = make_symbol(code)
    x, y = RIGHT - QR_SIDE, CORNER_FOOT - QR_SIDE
    quiet = _QUIET * QR_SIDE / symbol.size
    page.box((x - quiet, y - quiet, QR_SIDE + 2 * quiet, QR_SIDE + 2 * quiet), fill="raised")
    page.stencil(x, y, QR_SIDE, (symbol.size, symbol.rows), "text")
