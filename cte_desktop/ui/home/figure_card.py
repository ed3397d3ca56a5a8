"""A figure of the page Home: its number, what it is called, what it means; pressing it opens it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from cte_desktop.ui import icons, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from cte_desktop.ui.theme import ColorName

_NUMBER = 30
_SIDE = 20
_SIGN = 18
_LEAST_WIDTH = 232
_LINES = 2  # of the meaning that there is always room for


@dataclass(frozen=True, slots=True)
class Face:
    """What a card shows; `beside` is small and stands at the right of the number.

    `color` is that of its sign, for what asks for something; None keeps it muted.
    """

    number: str
    title: str
    meaning: str
    icon: str
    beside: str = ""
    color: ColorName | None = None


class FigureCard(QAbstractButton):
    """The card; Enter, Space or a click opens it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.figure = name
        self._face = Face("", "", "", "circle")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.news().changed.connect(self.updateGeometry)

    def show_face(self, face: Face) -> None:
        """Show another figure."""
        self._face = face
        said = (f"{face.title}: {face.number}", face.beside, face.meaning)
        self.setAccessibleName(". ".join(part.rstrip(".") for part in said if part) + ".")
        self.updateGeometry()
        self.update()

    def face(self) -> Face:
        """Return what is shown."""
        return self._face

    def sizeHint(self) -> QSize:
        width = max(self.width(), theme.px(_LEAST_WIDTH))
        return QSize(theme.px(_LEAST_WIDTH), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        body = QFontMetrics(theme.font())
        room = QRect(0, 0, width - 2 * theme.px(_SIDE), 10_000)
        words = body.boundingRect(room, _WRAPPED, self._face.meaning).height()
        number = QFontMetrics(theme.font(_NUMBER, bold=True)).height()
        bold = QFontMetrics(theme.font(bold=True)).height()
        around = 2 * theme.px(theme.GAP) + theme.px(10)
        return number + bold + max(words, _LINES * body.lineSpacing()) + around

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        side = theme.px(_SIDE)
        place = self.rect().adjusted(side, theme.px(theme.GAP), -side, -theme.px(theme.GAP))
        sign = theme.px(_SIGN)
        spot = QRect(place.right() - sign, place.top() + theme.px(2), sign, sign)
        icons.paint(painter, self._face.icon, spot, theme.color(self._face.color or "text_muted"))
        top = self._paint_number(painter, place.adjusted(0, 0, -sign - theme.px(8), 0))
        top = self._line(painter, place, top + theme.px(2), theme.BODY, "text", bold=True)
        painter.setFont(theme.font())
        painter.setPen(theme.color("text_muted"))
        rest = QRect(place.left(), top + theme.px(4), place.width(), place.bottom() - top)
        painter.drawText(rest, _WRAPPED, self._face.meaning)

    def _paint_ground(self, painter: QPainter) -> None:
        lit = self.underMouse() or self.isDown()
        focused = self.hasFocus()
        painter.setPen(QPen(theme.color("accent" if focused else "line"), 2 if focused else 1))
        painter.setBrush(theme.color("hover" if lit else "raised"))
        radius = theme.px(theme.RADIUS + 2)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), radius, radius)

    def _paint_number(self, painter: QPainter, place: QRect) -> int:
        """Paint the number and what stands beside it; return where the next line begins."""
        font = theme.font(_NUMBER, bold=True, tabular=True)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        line = QRect(place.left(), place.top(), place.width(), metrics.height())
        painter.drawText(line, _PLAIN, self._face.number)
        if self._face.beside:
            painter.setFont(theme.font())
            painter.setPen(theme.color("text_muted"))
            used = metrics.horizontalAdvance(self._face.number) + theme.px(12)
            base = line.top() + metrics.ascent() - QFontMetrics(painter.font()).ascent()
            room = line.width() - used
            words = QFontMetrics(painter.font()).elidedText(
                self._face.beside, Qt.TextElideMode.ElideRight, room
            )
            beside = QRect(line.left() + used, base, room, QFontMetrics(painter.font()).height())
            painter.drawText(beside, _PLAIN, words)
        return line.bottom()

    def _line(
        self, painter: QPainter, place: QRect, top: int, size: int, ink: ColorName, *, bold: bool
    ) -> int:
        font = theme.font(size, bold=bold)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(theme.color(ink))
        line = QRect(place.left(), top, place.width(), metrics.height())
        text = metrics.elidedText(self._face.title, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(line, _PLAIN, text)
        return line.bottom()


_PLAIN = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
