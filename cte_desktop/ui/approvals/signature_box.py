"""The box in which a person signs with mouse, pen or finger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cte_desktop.domain.planning.signature import BOX_SHAPE, sound_strokes
from cte_desktop.ui import theme
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from cte_desktop.domain.planning.signature import Point, Strokes

_HEIGHT = 68
_MOST_RAW = 4_000
"""Points of a stroke held while it is drawn: from there on every second one goes."""
_LINE_AT = 0.78
"""Where the line to sign on lies, from the top."""


class SignatureBox(QWidget):
    """Draws what is signed. Signal: `changed()`: a stroke was ended, or all were taken away.

    A pen and a finger come as the mouse does. Delete clears it; who can't draw signs on paper.
    """

    accessible_role = QAccessible.Role.Canvas
    changed = Signal()

    def __init__(self, whose: str) -> None:
        super().__init__()
        self.setAccessibleName(tr("Signature: {who}", who=whose))
        self.setAccessibleDescription(tr("Draw with mouse, pen or finger; Delete clears it."))
        self.setToolTip(self.accessibleDescription())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._raw: list[list[Point]] = []
        self._drawing = False

    def strokes(self) -> Strokes:
        """Return what is kept of the drawing."""
        return sound_strokes(self._raw)[0]

    def was_cut(self) -> bool:
        """Tell whether something was drawn outside the box."""
        return sound_strokes(self._raw)[1]

    def clear(self) -> None:
        """Take the drawing away."""
        self._raw.clear()
        self._drawing = False
        self.update()
        self.changed.emit()

    def sizeHint(self) -> QSize:
        height = theme.px(_HEIGHT)
        return QSize(round(height * BOX_SHAPE), height)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.isEnabled():
            self._drawing = True
            self._raw.append([self._place(event.position())])
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._drawing:
            return
        stroke = self._raw[-1]
        if len(stroke) >= _MOST_RAW:
            del stroke[1:-1:2]
        stroke.append(self._place(event.position()))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drawing and event.button() is Qt.MouseButton.LeftButton:
            self._drawing = False
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        focused = self.hasFocus()
        painter.setPen(
            QPen(theme.color("accent" if focused else "line_strong"), 2 if focused else 1)
        )
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(whole, theme.px(theme.RADIUS), theme.px(theme.RADIUS))
        side, line = theme.px(12), round(self.height() * _LINE_AT)
        painter.setPen(QPen(theme.color("line_strong"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(side, line, self.width() - side, line)
        if not self._raw:
            painter.setPen(theme.color("text_muted"))
            painter.setFont(theme.font(theme.CAPTION))
            painter.drawText(whole, Qt.AlignmentFlag.AlignCenter, tr("Sign here"))
            return
        pen = QPen(theme.color("text"), max(1.5, theme.px(2)))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setClipRect(whole)
        for stroke in self._raw:
            painter.drawPath(self._path(stroke))

    def _path(self, stroke: list[Point]) -> QPainterPath:
        wide, high = self.width(), self.height()
        path = QPainterPath(QPointF(stroke[0][0] * wide, stroke[0][1] * high))
        for x, y in stroke[1:] or stroke:  # a dot is drawn too
            path.lineTo(x * wide, y * high)
        return path

    def _place(self, at: QPointF) -> Point:
        return (at.x() / max(1, self.width()), at.y() / max(1, self.height()))
