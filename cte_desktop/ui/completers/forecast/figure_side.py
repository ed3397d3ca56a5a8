"""The figures of one line of the forecast, beside the table: each opens its students."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.domain.completion.forecast.bounds import BOUNDS
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import fix_button, icon_button
from cte_desktop.ui.widgets.labels import ThemedLabel, caption, title
from cte_desktop.wording.completion.forecast import bound_name, figure_title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from cte_desktop.domain.completion.forecast.bounds import Bound
    from cte_desktop.ui.completers.forecast.outlook_columns import OutlookRow


class FigureSide(QWidget):
    """The side. Signals: `figure_wanted(row, school year, bound or None)`: its students are to be
    shown; None is for those who completed. `closed()`: Esc or the cross.
    """

    figure_wanted = Signal(object, int, object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Figures of the line"))
        self.heading = title("")
        self.heading.setWordWrap(True)
        self.buttons: dict[tuple[int, Bound | None], QWidget] = {}
        self._row: OutlookRow | None = None
        self._grid_place = QVBoxLayout()
        self._grid: QWidget | None = None
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        close = icon_button("x", tr("Close the figures"), self.closed.emit)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(theme.GAP), 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addLayout(top)
        hint = caption(tr("Press a figure to see its students."))
        hint.setWordWrap(True)
        column.addWidget(hint)
        column.addLayout(self._grid_place)
        column.addStretch(1)

    def show_row(self, row: OutlookRow, years: tuple[int, ...]) -> None:
        """Show the figures of a line."""
        self._row = row
        self.heading.setText(row.name)
        if self._grid is not None:
            self._grid_place.removeWidget(self._grid)
            self._grid.deleteLater()
        self.buttons = {}
        self._grid = self._made(row, years)
        self._grid_place.addWidget(self._grid)

    def row(self) -> OutlookRow | None:
        """Return the line that is shown."""
        return self._row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _made(self, row: OutlookRow, years: tuple[int, ...]) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(theme.TIGHT))
        for column, bound in enumerate(BOUNDS, 1):
            grid.addWidget(caption(bound_name(bound)), 0, column, Qt.AlignmentFlag.AlignRight)
        for line, year in enumerate(years, 1):
            grid.addWidget(ThemedLabel(school_year_text(year)), line, 0)
            for column, bound in enumerate(BOUNDS, 1):
                figure = row.figure(line - 1, bound)
                grid.addWidget(self._button(row, year, bound, figure), line, column)
        done = (
            (years[0] - 1, row.of(row.line.before)),
            (years[0], row.of(row.line.so_far)),
        )
        for more, (year, figure) in enumerate(done, len(years) + 1):
            words = tr("Completed {year}", year=school_year_text(year))
            grid.addWidget(ThemedLabel(words), more, 0, 1, 3)
            grid.addWidget(self._button(row, year, None, figure), more, 3)
        grid.setColumnStretch(0, 1)
        return inside

    def _button(self, row: OutlookRow, year: int, bound: Bound | None, figure: int) -> QWidget:
        button = fix_button(f"{figure:,}", lambda: self.figure_wanted.emit(row, year, bound))
        button.setAccessibleName(f"{figure_title(year, bound, row.name)}: {figure:,}")
        button.setEnabled(figure > 0)
        self.buttons[year, bound] = button
        return button
