"""A line of the audit panel that mouse and keyboard can point at: mark, words, figures, caption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QCursor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cte_desktop.ui import icons, theme
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QContextMenuEvent,
        QEnterEvent,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QMoveEvent,
        QPaintEvent,
    )

    from cte_desktop.ui.planning.grid_table import UsedKey

EDGE = 6
"""How far words stand from the edge of a line that lights up, in pixels at 100 %."""
_MARK = 14
_INDENT = 12
_SIGN = 12
_ACTIVATING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class TextRow(QWidget):
    """The line. Signals: `pointed(row | None)` when mouse or keyboard come and go; `activated()`
    by click, Enter or Space; `menu_wanted(QPoint on the screen)`; `pin_wanted()` by P.
    """

    accessible_role = QAccessible.Role.Button

    pointed = Signal(object)
    activated = Signal()
    menu_wanted = Signal(object)
    pin_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # Not fixed: the hint is made for another width, and would cut the second line off.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._title = ""
        self._figures = ""
        self._words = ""
        self._words_color: theme.ColorName = "text_muted"
        self._sign = ""  # an icon before the figures
        self._is_open: bool | None = None  # None: nothing opens under it
        self._depth = 0
        self._lit = False
        self.used: frozenset[UsedKey] = frozenset()

    def title(self) -> str:
        """Return the title."""
        return self._title

    def figures(self) -> str:
        """Return the figures at the right."""
        return self._figures

    def words(self) -> str:
        """Return what stands below the title."""
        return self._words

    def sign(self) -> str:
        """Return the icon before the figures, "" without one."""
        return self._sign

    def is_open(self) -> bool:
        """Say whether what belongs to the line is shown under it."""
        return bool(self._is_open)

    def is_lit(self) -> bool:
        """Say whether a card of the grid lights this line up."""
        return self._lit

    def light(self, *, lit: bool) -> None:
        """Light up, because a card of the grid is used here."""
        if lit != self._lit:
            self._lit = lit
            self.update()

    def say(self, title: str, figures: str, words: str) -> None:
        """Show other words, and read them in this order to who can't see them."""
        if (title, figures, words) != (self._title, self._figures, self._words):
            self._title, self._figures, self._words = title, figures, words
            self.updateGeometry()
        read = tr("{title}, {figures}, {words}", title=title, figures=figures, words=words)
        self.setAccessibleName(read if figures and words else ", ".join(filter(None, (
            title, figures, words))))  # fmt: skip
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        upper = QFontMetrics(theme.font()).height()
        lower = self._words_box(width, 0).height() if self._words else 0
        return upper + lower + theme.px(9)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(180), self.heightForWidth(max(self.width(), theme.px(180))))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self.heightForWidth(theme.px(1000)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.px(4)
        if self._lit or self.underMouse() or self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft" if self._lit else "hover"))
            painter.drawRoundedRect(self.rect(), radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius, radius)
        top, height = theme.px(4), QFontMetrics(theme.font()).height()
        right = self._paint_figures(painter, top, height)
        self._paint_words(painter, top, height, right)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.pointed.emit(self)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(None)

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        gone = not self.rect().contains(self.mapFromGlobal(QCursor.pos()))
        if gone and self.underMouse() and event.pos() != event.oldPos():
            # The line went from under a mouse at rest, of which nobody tells.
            self.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
            self.pointed.emit(None)
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.pointed.emit(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pointed.emit(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self._holds(event):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.activated.emit()
            event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # else the release goes to the panel

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _ACTIVATING:
            self.activated.emit()
        elif key in {Qt.Key.Key_Right, Qt.Key.Key_Left} and self._is_open is not None:
            if self._is_open != (key == Qt.Key.Key_Right):
                self.activated.emit()
        elif key == Qt.Key.Key_Menu:
            self.menu_wanted.emit(self.mapToGlobal(QPoint(self._left(), self.height())))
        elif key == Qt.Key.Key_P and not event.modifiers():
            self.pin_wanted.emit()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _holds(self, event: QMouseEvent) -> bool:
        return self.rect().contains(event.position().toPoint())

    def paint_mark(self, painter: QPainter, center: QPointF, side: int) -> None:
        """Paint the mark before the title; a line without one leaves this out."""

    def _paint_figures(self, painter: QPainter, top: int, height: int) -> int:
        """Paint what stands at the right; return where it begins."""
        right = self.width() - theme.px(EDGE)
        side = theme.px(_SIGN)
        if self._is_open is not None:
            place = QRect(right - side, top + (height - side) // 2, side, side)
            sign = "chevron-down" if self._is_open else "chevron-right"
            icons.paint(painter, sign, place, theme.color("text_muted"))
        right -= side + theme.px(4)  # in every line, so that the figures stand in a column
        painter.setFont(theme.font(tabular=True))
        painter.setPen(theme.color("text"))
        wide = QFontMetrics(painter.font()).horizontalAdvance(self._figures)
        painter.drawText(
            QRect(right - wide, top, wide, height), Qt.AlignmentFlag.AlignVCenter, self._figures
        )
        right -= wide
        if self._sign:
            right -= side + theme.px(4)
            place = QRect(right, top + (height - side) // 2, side, side)
            icons.paint(painter, self._sign, place, theme.color("accent"))
        return right

    def _paint_words(self, painter: QPainter, top: int, height: int, right: int) -> None:
        left, mark = self._left(), theme.px(_MARK)
        center = QPointF(left - mark / 2 - theme.px(6), top + height / 2)
        self.paint_mark(painter, center, mark)
        room = right - left - theme.px(6)
        painter.setFont(theme.font())
        painter.setPen(theme.color("text"))
        cut = QFontMetrics(painter.font()).elidedText(
            self._title, Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(QRect(left, top, room, height), Qt.AlignmentFlag.AlignVCenter, cut)
        painter.setFont(theme.font(theme.CAPTION))
        painter.setPen(theme.color(self._words_color))
        below = self._words_box(self.width(), top + height)
        painter.drawText(below, Qt.TextFlag.TextWordWrap, self._words)

    def _left(self) -> int:
        return theme.px(EDGE) + theme.px(_MARK) + theme.px(6) + self._depth * theme.px(_INDENT)

    def _words_box(self, width: int, top: int) -> QRect:
        room = max(theme.px(60), width - self._left() - theme.px(6))
        metrics = QFontMetrics(theme.font(theme.CAPTION))
        box = QRect(self._left(), top, room, 1000)
        return metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, self._words)
