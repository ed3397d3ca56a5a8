"""A line to type in with an icon before the words and a button after them.

Qt's own actions of a line keep 16 pixels at every size of the program, so these are drawn here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLineEdit, QToolButton

from cte_desktop.ui import icons, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

_EDGE = 9
"""From the edge of the field to its icon and its button, in pixels at 100 %."""


class IconField(QLineEdit):
    """The line. `leading` is an icon's name; the `button` is made by `set_button`."""

    def __init__(self, leading: str = "") -> None:
        super().__init__()
        self._leading = leading
        self.button: QToolButton | None = None
        theme.news().changed.connect(self._fit)
        self._fit()

    def set_button(self, icon: str, name: str) -> QToolButton:
        """Put a button at the end of the line and return it."""
        button = QToolButton(self)
        button.setIcon(icons.icon(icon, "text_muted"))
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.show()
        self.button = button
        self._fit()
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._leading:
            icons.paint(QPainter(self), self._leading, self._place(), theme.color("text_muted"))

    def _place(self) -> QRect:
        side = theme.px(theme.ICON)
        return QRect(theme.px(_EDGE), (self.height() - side) // 2, side, side)

    def _fit(self) -> None:
        room = theme.px(theme.ICON) + theme.px(6)
        shown = self.button is not None and not self.button.isHidden()
        self.setTextMargins(room if self._leading else 0, 0, room if shown else 0, 0)
        if self.button is not None:
            icon = self._place()
            around = theme.px(3)
            icon.moveRight(self.width() - theme.px(_EDGE))
            self.button.setIconSize(QSize(icon.width(), icon.height()))
            self.button.setGeometry(icon.adjusted(-around, -around, around, around))
