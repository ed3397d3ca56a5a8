"""A calendar of the days behind us; those on which something changed are bold."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QTableView, QToolButton

from cte_desktop.ui import icons, theme
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

_BAR = (
    "#qt_calendar_navigationbar {{ background: {surface}; }}"
    "#qt_calendar_navigationbar QToolButton {{ color: {text}; background: transparent; "
    "border: none; }}"
    "#qt_calendar_navigationbar QToolButton:hover {{ background: {hover}; }}"
)
_BUTTONS = {
    "qt_calendar_prevmonth": ("chevron-left", "The month before"),
    "qt_calendar_nextmonth": ("chevron-right", "The next month"),
}


class PastCalendar(QCalendarWidget):
    """Signal: `chosen(day)`, by mouse or keyboard."""

    chosen = Signal(date)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.setAccessibleName(tr("Day"))
        self.setMaximumDate(_q(today))
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Sunday)
        self.setMinimumSize(theme.px(280), theme.px(230))
        self._quiet = False
        self._dress()
        self.selectionChanged.connect(self._on_selected)

    def mark(self, days: Iterable[date]) -> None:
        """Show the days on which something changed."""
        self.setDateTextFormat(QDate(), QTextCharFormat())
        made = QTextCharFormat()
        made.setFontWeight(QFont.Weight.Bold)
        made.setFontUnderline(True)
        made.setForeground(theme.color("accent"))
        for day in days:
            self.setDateTextFormat(_q(day), made)

    def day(self) -> date:
        """Return the day that is chosen."""
        chosen = self.selectedDate()
        return date(chosen.year(), chosen.month(), chosen.day())

    def show_day(self, day: date) -> None:
        """Choose a day without telling anybody."""
        self._quiet = True
        self.setSelectedDate(_q(day))
        self._quiet = False

    def paintCell(self, painter: QPainter, cell: QRect, day: QDate | date) -> None:
        shown = day if isinstance(day, QDate) else _q(day)
        if shown.month() == self.monthShown() and shown <= self.maximumDate():
            super().paintCell(painter, cell, shown)
            return
        painter.setPen(theme.color("text_disabled"))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(shown.day()))

    def _on_selected(self) -> None:
        if not self._quiet:
            self.chosen.emit(self.day())

    def _dress(self) -> None:
        plain = QTextCharFormat()
        plain.setForeground(theme.color("text"))
        for place in Qt.DayOfWeek:
            self.setWeekdayTextFormat(place, plain)
        heading = QTextCharFormat()
        heading.setForeground(theme.color("text_muted"))
        heading.setBackground(QColor(theme.color("surface")))
        self.setHeaderTextFormat(heading)
        names: tuple[theme.ColorName, ...] = ("surface", "text", "hover")
        self.setStyleSheet(_BAR.format(**{name: theme.color(name).name() for name in names}))
        grid = self.findChild(QTableView)
        if grid is not None:
            palette = grid.palette()
            palette.setColor(QPalette.ColorRole.Highlight, theme.color("accent"))
            palette.setColor(QPalette.ColorRole.HighlightedText, theme.color("on_accent"))
            grid.setPalette(palette)
        for name, (icon, words) in _BUTTONS.items():
            button = self.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(icons.icon(icon))
                button.setToolTip(tr(words))
                button.setAccessibleName(tr(words))


def _q(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
