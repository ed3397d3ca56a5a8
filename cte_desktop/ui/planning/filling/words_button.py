"""A button that is a few lines of words: a title that wraps, and below it what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from cte_desktop.ui import icons, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent, QFocusEvent, QFont, QKeyEvent, QPaintEvent, QResizeEvent

_SIDE = 10
_TOP = 7
_SIGN = 14
_TALL = 100_000
_WRAP = Qt.TextFlag.TextWordWrap


class WordsButton(QAbstractButton):
    """The button; Enter and Space press it, the arrows go to the one above or below.

    Signals: `pointed(bool)` when mouse or keyboard come to it and go; `confirmed()`: Enter on a
    button that is marked, whose plan is in the grid.
    """

    pointed = Signal(bool)
    confirmed = Signal()

    def __init__(
        self, title: str, words: str, icon: str, color: theme.ColorName = "accent"
    ) -> None:
        super().__init__()
        self._words = words
        self._icon = icon
        self._color: theme.ColorName = color
        self._note = ""
        self.setText(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._name()
        theme.news().changed.connect(self.updateGeometry)

    def words(self) -> str:
        """Return what stands under the title."""
        return self._words

    def note(self) -> str:
        """Return the word that marks the button, "" for none."""
        return self._note

    def set_note(self, note: str) -> None:
        """Mark the button with a word, for example that its plan is in the grid; "" unmarks it."""
        if note != self._note:
            self._note = note
            self._name()
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = sum(box.height() for box, _ in self._parts(width))
        return height + 2 * theme.px(_TOP)

    def sizeHint(self) -> QSize:
        width = max(self.width(), theme.px(200))
        return QSize(theme.px(200), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = max(self.width(), theme.px(160))
        return QSize(theme.px(120), self.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # other lines: another height

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.pointed.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.pointed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pointed.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._note:
                self.confirmed.emit()
            else:
                self.click()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus, over = self.hasFocus(), self.underMouse() or self.isDown()
        painter.setBrush(theme.color("accent_soft" if self._note or over else "raised"))
        strong = focus or bool(self._note)
        painter.setPen(QPen(theme.color("accent" if strong else "line"), 2 if focus else 1))
        edge = 1 if focus else 0.5
        radius = theme.px(theme.RADIUS)
        box = self.rect().toRectF().adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(box, radius, radius)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        side = theme.px(_SIGN)
        first = QFontMetrics(self._fonts()[0]).height()
        spot = QRect(theme.px(_SIDE), theme.px(_TOP) + (first - side) // 2, side, side)
        icons.paint(painter, self._icon, spot, theme.color(self._color))
        top = theme.px(_TOP)
        for (box, text), font, ink in zip(
            self._parts(self.width()), self._fonts(), _INKS, strict=True
        ):
            painter.setFont(font)
            painter.setPen(theme.color(ink))
            painter.drawText(box.translated(0, top), _WRAP, text)
            top += box.height()

    def _parts(self, width: int) -> list[tuple[QRect, str]]:
        """Return title, words and note, each with its box in a button of this width."""
        left = theme.px(_SIDE) + theme.px(_SIGN) + theme.px(theme.INSIDE)
        room = max(theme.px(80), width - left - theme.px(_SIDE))
        parts = []
        for text, font in zip((self.text(), self._words, self._note), self._fonts(), strict=True):
            box = QRect(left, 0, room, _TALL)
            height = QFontMetrics(font).boundingRect(box, _WRAP, text).height() if text else 0
            parts.append((QRect(left, 0, room, height), text))
        return parts

    @staticmethod
    def _fonts() -> tuple[QFont, QFont, QFont]:
        small = theme.font(theme.CAPTION)
        return theme.font(), small, theme.font(theme.CAPTION, bold=True)

    def _name(self) -> None:
        self.setAccessibleName(". ".join(filter(None, (self.text(), self._words, self._note))))


_INKS: tuple[theme.ColorName, ...] = ("text", "text_muted", "accent")
