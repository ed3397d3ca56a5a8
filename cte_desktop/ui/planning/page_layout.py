"""How the plan page is laid out: its bars above, palette, grid and panel below them.

The sides share the width with the grid; thin lines stand between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.labels import separator
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_LEAST_WIDTH = 800  # below it the page scrolls: its columns could not be read
_PALETTE_WIDTHS = (204, 300)
_PANEL_WIDTHS = (272, 420)


def no_student(choose: Callable[[], None]) -> EmptyState:
    """Return what the page shows as long as nobody is chosen."""
    return EmptyState(
        "layout-grid",
        tr("No student chosen"),
        tr("Here a student's years stand side by side. Choose a student in Students (Ctrl+F)."),
        (tr("Choose a student"), choose),
    )


def table(
    header: QWidget, bars: Iterable[QWidget], left: QWidget, grid: QWidget, beside: QWidget
) -> QWidget:
    """Return the page of a student: the header, its bars, and the grid between the two sides."""
    whole = QWidget()
    whole.setMinimumWidth(theme.px(_LEAST_WIDTH))
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(header)
    column.addWidget(separator())
    for bar in bars:
        column.addWidget(bar)
    row = QHBoxLayout()
    row.setSpacing(0)
    row.addWidget(left)
    row.addWidget(_upright())
    row.addWidget(grid, 1)
    row.addWidget(_upright())
    row.addWidget(beside)
    column.addLayout(row, 1)
    return whole


def fill_left(left: QFrame, palette: QWidget, tray: QWidget) -> None:
    """Put the courses into the left side, and below them those that are not placed yet."""
    column = QVBoxLayout(left)
    side = theme.px(10)
    column.setContentsMargins(side, theme.px(12), side, theme.px(10))
    column.setSpacing(theme.px(theme.INSIDE))
    column.addWidget(palette, 3)
    column.addWidget(separator())
    column.addWidget(tray, 1)


def palette_width(width: int) -> int:
    """Return the width of the palette in a page of this width, in pixels."""
    return _share(width, 0.155, 0.19, _PALETTE_WIDTHS)


def panel_width(width: int) -> int:
    """Return the width of the audit panel, and of what stands in its place."""
    return _share(width, 0.225, 0.26, _PANEL_WIDTHS)


def _upright() -> QFrame:
    """Return a thin line from top to bottom."""
    line = QFrame()
    line.setProperty("role", "separator")
    line.setFixedWidth(1)
    return line


def _share(width: int, usual: float, most: float, bounds: tuple[int, int]) -> int:
    """Return the usual share between least and most, but never above the share `most`."""
    wanted = min(max(width * usual, theme.px(bounds[0])), theme.px(bounds[1]))
    return round(min(wanted, width * most))
