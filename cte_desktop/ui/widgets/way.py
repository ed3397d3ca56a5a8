"""A wide button for a way to go on: an icon, what it does, and a sentence about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.ui import icons, theme
from cte_desktop.ui.widgets.labels import ThemedLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_SIZE = (440, 76)


class WayButton(QPushButton):
    """Pressed by mouse, blank and Enter, which presses the buttons of a dialog too."""

    def __init__(self, icon: str, heading: str, words: str) -> None:
        super().__init__()
        self.setAccessibleName(heading)
        self.setAccessibleDescription(words)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        side = theme.px(theme.GAP)
        row.setContentsMargins(side, 0, side, 0)
        row.setSpacing(side)
        row.addWidget(_Sign(icon))
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        column.addStretch(1)
        column.addWidget(ThemedLabel(heading, bold=True))
        below = QLabel(words)
        below.setProperty("role", "muted")
        below.setWordWrap(True)
        column.addWidget(below)
        column.addStretch(1)
        row.addLayout(column, 1)
        for inside in self.findChildren(QWidget):
            inside.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hasHeightForWidth(self) -> bool:
        return False  # else the wrapped words would decide the height


class _Sign(ThemedLabel):
    """An icon that follows the theme."""

    def __init__(self, icon: str) -> None:
        self._icon = icon
        super().__init__("")

    def _dress(self) -> None:
        super()._dress()
        side = theme.px(24)
        self.setFixedWidth(side)
        picture = icons.icon(self._icon, "accent").pixmap(
            QSize(side, side), self.devicePixelRatioF()
        )
        self.setPixmap(picture)
