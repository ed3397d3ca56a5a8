"""A weekday as a button that is pressed in or not: full and bold when it is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton

from cte_desktop.ui import theme
from cte_desktop.wording.labels import days_label, weekdays_label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_WIDTH = 42
_HEIGHT = 30


class DayButton(QAbstractButton):
    """A weekday that is chosen or not."""

    def __init__(self, day: str) -> None:
        super().__init__()
        self.setText(days_label(day))
        self.setAccessibleName(weekdays_label(day))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_WIDTH), theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(1, 1, -2, -2)
        radius = theme.px(theme.RADIUS)
        chosen = self.isChecked()
        thick = 2 if self.hasFocus() else 1
        edge: theme.ColorName = "accent" if chosen or self.hasFocus() else "line_strong"
        painter.setPen(QPen(theme.color("text" if chosen and thick > 1 else edge), thick))
        painter.setBrush(theme.color("accent" if chosen else "raised"))
        painter.drawRoundedRect(box, radius, radius)
        painter.setPen(theme.color("on_accent" if chosen else "text_muted"))
        painter.setFont(theme.font(theme.CAPTION + 1, bold=chosen))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
