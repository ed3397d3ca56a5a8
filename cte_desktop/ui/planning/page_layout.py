"""How the plan page is laid out: its bars above, palette, grid and panel below them.

The sides share the width with the grid; thin lines stand between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.labels import separator
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from cte_desktop.ui.planning.filling.beside import Beside

_LEAST_WIDTH = 800  # below it the page scrolls: its columns could not be read
_PALETTE_WIDTHS = (204, 300)
_PANEL_WIDTHS = (272, 420)
_MEETING_WIDTHS = (300, 560)


def no_student(choose: Callable[[], None]) -> EmptyState:
    """Return what the page shows as long as nobody is chosen."""
    return EmptyState(
        "layout-grid",
        tr("No student chosen"),
        tr("Here a student's years stand side by side. Choose a student in Students (Ctrl+F)."),
        (tr("Choose a student"), choose),
    )


class PlanTable(QWidget):
    """The page of a student: the header, its bars, and the grid between the two sides.

    In a meeting other parts stand around the grid; what a fill has to say stays beside it. Signal:
    `escaped()`: Esc in a meeting, where it means nothing else.
    """

    escaped = Signal()

    def __init__(
        self, header: QWidget, bars: Iterable[QWidget], left: QWidget, grid: QWidget, beside: Beside
    ) -> None:
        super().__init__()
        self._usual = (header, separator(), left, _upright())
        self._beside, self._beside_line = beside, _upright()
        self._meeting: tuple[QWidget, ...] = ()
        self.setMinimumWidth(theme.px(_LEAST_WIDTH))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(header)
        self._column.addWidget(self._usual[1])
        for bar in bars:
            self._column.addWidget(bar)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(left)
        self._row.addWidget(self._usual[3])
        self._row.addWidget(grid, 1)
        self._row.addWidget(self._beside_line)
        self._row.addWidget(beside)
        self._column.addLayout(self._row, 1)
        beside.currentChanged.connect(lambda _place: self._show_beside())

    def begin_meeting(self, top: QWidget, side: QWidget, foot: QWidget) -> None:
        """Put the parts of a meeting in the place of those of the page."""
        lines = (separator(), _upright(), separator())
        self._meeting = (top, lines[0], side, lines[1], lines[2], foot)
        for part in self._usual:
            part.hide()
        self._column.insertWidget(0, top)
        self._column.insertWidget(1, lines[0])
        self._row.insertWidget(0, side)
        self._row.insertWidget(1, lines[1])
        self._column.addWidget(lines[2])
        self._column.addWidget(foot)
        self._show_beside()
        self.share_width()

    def end_meeting(self) -> None:
        """Put the page's own parts back."""
        for part in self._meeting:
            part.hide()
            part.setParent(None)
            part.deleteLater()
        self._meeting = ()
        for part in self._usual:
            part.show()
        self._show_beside()
        self.share_width()

    def share_width(self) -> None:
        """Give the sides a share of the width between their least and most."""
        width = self.width()
        self._usual[2].setFixedWidth(_share(width, 0.155, 0.19, _PALETTE_WIDTHS))
        self._beside.setFixedWidth(_share(width, 0.225, 0.26, _PANEL_WIDTHS))
        if self._meeting:
            self._meeting[2].setFixedWidth(_share(width, 0.3, 0.36, _MEETING_WIDTHS))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._meeting and event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def _show_beside(self) -> None:
        """Show what stands beside the grid: in a meeting only what a fill has to say."""
        shown = not self._meeting or not self._beside.is_panel()
        self._beside.setVisible(shown)
        self._beside_line.setVisible(shown)


def fill_left(left: QFrame, palette: QWidget, tray: QWidget) -> None:
    """Put the courses into the left side, and below them those that are not placed yet."""
    column = QVBoxLayout(left)
    side = theme.px(10)
    column.setContentsMargins(side, theme.px(12), side, theme.px(10))
    column.setSpacing(theme.px(theme.INSIDE))
    column.addWidget(palette, 3)
    column.addWidget(separator())
    column.addWidget(tray, 1)


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
