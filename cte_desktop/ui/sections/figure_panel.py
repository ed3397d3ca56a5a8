"""What the parts Demand and Conflicts have in common: rows of figures of a school year, and beside
them the students behind the figure that is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.ui import theme
from cte_desktop.ui.sections.student_side import StudentSide
from cte_desktop.ui.widgets.labels import ThemedLabel, caption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.widgets.empty_state import EmptyState

_NOUNS = frozenset({"sections", "catalog", "plans", "students", "record", "settings"})
_ROWS_WIDTH, _SIDE_WIDTH = 800, 352


class FigurePanel(QWidget):
    """A part of the page. Signal: `students_requested(title, uids)` when a figure was opened."""

    students_requested = Signal(str, tuple)

    def __init__(self, bench: Workbench, desk: Desk, name: str, note: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._bench, self._desk = bench, desk
        self._year: int | None = None
        self.words = ThemedLabel("", color="text_muted", tabular=True)
        self.note = caption(note)
        self.side = StudentSide()
        self._ways = QStackedWidget()
        self._both = QSplitter(Qt.Orientation.Horizontal)
        self._none: EmptyState | None = None
        self.side.closed.connect(self._close_side)
        self.side.figure_chosen.connect(lambda _place: self._read_students())
        self.side.student_chosen.connect(bench.requests.student_requested.emit)

    def show_year(self, school_year: int) -> None:
        """Show the figures of a school year."""
        if school_year != self._year:
            self._year = school_year
            self._close_side()
            self._read()

    def refresh(self, changes: Changes) -> None:
        """Read again what the changes may have touched."""
        if self._year is not None and changes.nouns & _NOUNS:
            self._read()

    def focus_rows(self) -> None:
        """Take the focus into the rows; each part has its own."""

    def _read(self) -> None:
        """Read the figures of the year; each part has its own."""

    def _read_students(self) -> None:
        """Read the students behind the open figure; each part has its own."""

    def _on_side_changed(self) -> None:
        """Show or hide columns, since the side has been opened or closed."""

    def _forget_line(self) -> None:
        """No figure is open any more."""

    def _lay_out(self, tools: QWidget, rows: QWidget) -> None:
        """Put the tools on top, what is said of the rows under them, then the rows."""
        under = QHBoxLayout()
        under.addWidget(self.words)
        under.addStretch(1)
        under.addWidget(self.note)
        self._both.addWidget(rows)
        self._both.addWidget(self.side)
        self._both.setChildrenCollapsible(False)
        self._both.setStretchFactor(0, 1)
        self._both.setSizes([theme.px(_ROWS_WIDTH), theme.px(_SIDE_WIDTH)])
        self.side.hide()
        self._ways.addWidget(self._both)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(tools)
        column.addLayout(under)
        column.addWidget(self._ways, 1)

    def _show_rows_or(self, empty: EmptyState | None) -> None:
        """Show what stands in place of rows, or the rows when that is None."""
        if self._none is not None:
            self._ways.removeWidget(self._none)
            self._none.deleteLater()
        self._none = empty
        if empty is not None:
            self._ways.addWidget(empty)
        self._ways.setCurrentWidget(empty or self._both)

    def _open_beside(
        self, heading: str, under: str, figures: Sequence[str], chosen: int = 0
    ) -> None:
        """Open the side for a row with these figures, and read the students of the chosen one."""
        self.side.begin(heading, under, figures, chosen)
        self.side.show()
        self._on_side_changed()
        self._read_students()
        self.side.table.focus_first()

    def _close_side(self) -> None:
        focused = self.side.isAncestorOf(QApplication.focusWidget() or self)
        self._forget_line()
        self.side.hide()
        self._on_side_changed()
        if focused:
            self.focus_rows()
