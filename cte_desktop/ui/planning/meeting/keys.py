"""Keys as they stand on the screen of a meeting: a cap with the key, and a button that names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.labels import ThemedLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QPaintEvent

_SIDE = 5  # beside the letters of a cap
_WORDS = 14


class KeyCap(ThemedLabel):
    """A key: its letters in a small frame."""

    def __init__(self, keys: str) -> None:
        super().__init__(keys, size=theme.BODY, bold=True, color="text_muted")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return _cap_size(self.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        _paint_cap(painter, self.rect(), self.text())


class KeyedButton(QPushButton):
    """A button that shows the key which does the same; Enter presses it where it has the focus.

    Words that don't fit are cut; the tooltip has them whole.
    """

    def __init__(self, words: str, keys: str, press: Callable[[], None]) -> None:
        super().__init__(words)
        self._keys = keys
        self.setProperty("role", "fix")
        self.setAutoDefault(False)
        named = f"{words} ({keys})" if keys else words
        self.setAccessibleName(named)
        self.setToolTip(named)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: press())

    def keys(self) -> str:
        """Return the key that stands on it, "" for none."""
        return self._keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme.font(_WORDS)).horizontalAdvance(self.text())
        cap = _cap_size(self._keys).width() + theme.px(6) if self._keys else 0
        height = max(theme.px(30), _cap_size("0").height() + theme.px(6))
        return QSize(words + cap + theme.px(20), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(72), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        left = theme.px(8)
        if self._keys:
            size = _cap_size(self._keys)
            top = (self.height() - size.height()) // 2
            _paint_cap(painter, QRect(left, top, size.width(), size.height()), self._keys)
            left += size.width() + theme.px(6)
        room = QRect(left, 0, self.width() - left - theme.px(8), self.height())
        font = theme.font(_WORDS)
        cut = QFontMetrics(font).elidedText(
            self.text(), Qt.TextElideMode.ElideMiddle, room.width() + 1
        )
        painter.setFont(font)
        painter.setPen(theme.color("accent" if self.isEnabled() else "text_disabled"))
        start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, start, cut)


def _cap_size(keys: str) -> QSize:
    metrics = QFontMetrics(theme.font(theme.CAPTION, bold=True))
    height = metrics.height() + theme.px(6)
    width = metrics.horizontalAdvance(keys) + 2 * theme.px(_SIDE)
    return QSize(max(height, width), height)


def _paint_cap(painter: QPainter, box: QRect, keys: str) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("line_strong"), 1))
    painter.setBrush(theme.color("surface"))
    painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), theme.px(4), theme.px(4))
    painter.setFont(theme.font(theme.CAPTION, bold=True))
    painter.setPen(theme.color("text_muted"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, keys)
    painter.restore()
