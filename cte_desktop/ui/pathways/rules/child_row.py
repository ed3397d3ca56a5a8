"""A line of a form that leads to a node below: its title, its need, a mark, an arrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from cte_desktop.ui import icons, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_MARKS: dict[str, tuple[str, theme.ColorName]] = {
    "faulty": ("octagon-alert", "must_fix"),
    "passing": ("circle-check", "met"),
    "changed": ("pencil", "accent"),
}


class ChildRow(QAbstractButton):
    """The line; a click or the space bar opens the node."""

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self._title, self._words, self._mark = title, words, ""
        self.setText(title)
        self.set_mark("", "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_mark(self, mark: str, said: str) -> None:
        """Put a mark before the title: faulty, passing, changed; `said` are its words."""
        self._mark = mark
        words = (self._title, self._words, said)
        self.setAccessibleName(", ".join(part for part in words if part))
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.row_height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect()
        painter.setPen(QPen(theme.color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("hover") if self.underMouse() else Qt.BrushStyle.NoBrush)
        around = QRectF(box).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(around, theme.px(4), theme.px(4))
        inner = box.adjusted(theme.px(8), 0, -theme.px(8), 0)
        side = theme.px(14)
        left = inner.left()
        if self._mark in _MARKS:
            name, ink = _MARKS[self._mark]
            spot = QRect(left, inner.center().y() - side // 2, side, side)
            icons.paint(painter, name, spot, theme.color(ink))
            left += side + theme.px(8)
        arrow = QRect(inner.right() - side, inner.center().y() - side // 2, side, side)
        icons.paint(painter, "chevron-right", arrow, theme.color("text_muted"))
        self._paint_words(painter, QRect(left, 0, arrow.left() - theme.px(8) - left, box.height()))

    def _paint_words(self, painter: QPainter, box: QRect) -> None:
        painter.setFont(theme.font(tabular=True))
        painter.setPen(theme.color("text_muted"))
        end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, end, self._words)
        taken = QFontMetrics(painter.font()).horizontalAdvance(self._words) + theme.px(12)
        painter.setFont(theme.font())
        painter.setPen(theme.color("text"))
        room = box.adjusted(0, 0, -taken, 0)
        cut = QFontMetrics(painter.font()).elidedText(
            self._title, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, cut)
