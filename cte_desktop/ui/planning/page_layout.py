"""How the plan page shares its width: palette, grid, panel, with thin lines between them."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from cte_desktop.ui import theme

_PALETTE_WIDTHS = (204, 300)
_PANEL_WIDTHS = (272, 420)


def palette_width(width: int) -> int:
    """Return the width of the palette in a page of this width, in pixels."""
    return _share(width, 0.155, 0.19, _PALETTE_WIDTHS)


def panel_width(width: int) -> int:
    """Return the width of the audit panel, and of what stands in its place."""
    return _share(width, 0.225, 0.26, _PANEL_WIDTHS)


def upright() -> QFrame:
    """Return a thin line from top to bottom."""
    line = QFrame()
    line.setProperty("role", "separator")
    line.setFixedWidth(1)
    return line


def _share(width: int, usual: float, most: float, bounds: tuple[int, int]) -> int:
    """Return the usual share between least and most, but never above the share `most`."""
    wanted = min(max(width * usual, theme.px(bounds[0])), theme.px(bounds[1]))
    return round(min(wanted, width * most))
