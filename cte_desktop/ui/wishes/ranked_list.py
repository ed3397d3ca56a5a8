"""The wishes in their order: dragged or moved with the keyboard, each with how much it matters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from cte_desktop.ui import icons, theme
from cte_desktop.wording.translate import tr
from cte_desktop.wording.wishes import strength_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QDropEvent, QKeyEvent

    from cte_desktop.ui.theme import ColorName

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_HEIGHT, _TALL = 36, 54
_INKS: dict[str, ColorName] = {"must": "accent", "like": "text_muted", "no": "must_fix"}


@dataclass(frozen=True, slots=True)
class WishLine:
    """A wish as it is listed: its words, its strength, what is wrong with it."""

    text: str
    strength: str
    problem: str = ""


class RankedWishes(QListWidget):
    """The list. The dearest wish stands on top.

    Signals: `moved(from, to)`: a wish goes to another place, counted without it;
    `strength_wanted(place)`: Space or a click on the strength; `removed(place)`: Delete;
    `chosen(place)` of the wish with the keyboard, -1 for none.
    """

    moved = Signal(int, int)
    strength_wanted = Signal(int)
    removed = Signal(int)
    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Wishes, the dearest first"))
        self.setItemDelegate(_LineDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.currentRowChanged.connect(self.chosen)
        self.itemDoubleClicked.connect(lambda one: self.strength_wanted.emit(self.row(one)))
        theme.news().changed.connect(self.doItemsLayout)

    def show_lines(self, lines: Sequence[WishLine], current: int | None = None) -> None:
        """Show these wishes; `current` takes the keyboard, else the one that has it keeps it."""
        row = self.currentRow() if current is None else current
        self.blockSignals(True)
        self.clear()
        for place, line in enumerate(lines, 1):
            one = QListWidgetItem(line.text)
            one.setData(LINE_ROLE, line)
            spoken = f"{place}. {line.text}, {strength_word(line.strength)}"
            spoken = f"{spoken}. {line.problem}" if line.problem else spoken
            one.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            one.setToolTip(f"{line.text}\n{line.problem}" if line.problem else line.text)
            self.addItem(one)
        self.blockSignals(False)
        if lines:
            self.setCurrentRow(min(max(row, 0), len(lines) - 1))
        self.chosen.emit(self.currentRow())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.currentRow(), event.key()
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if 0 <= row + step < self.count():
                self.moved.emit(row, row + step)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and row >= 0:
            self.removed.emit(row)
        elif key == Qt.Key.Key_Space and row >= 0:
            self.strength_wanted.emit(row)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        # The list is written anew from the wishes: Qt's own move would be a second one.
        row = self.currentRow()
        to = self._place_under(event)
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        to -= to > row
        if event.source() is self and row >= 0 and to != row:
            self.moved.emit(row, to)

    def _place_under(self, event: QDropEvent) -> int:
        spot = event.position().toPoint()
        index = self.indexAt(spot)
        if not index.isValid():
            return self.count()
        lower = spot.y() > self.visualRect(index).center().y()
        return index.row() + (1 if lower else 0)


class _LineDelegate(QStyledItemDelegate):
    """A grip, the rank, the words, and the strength at the end; below it what is wrong."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line = index.data(LINE_ROLE)
        tall = isinstance(line, WishLine) and bool(line.problem)
        return QSize(theme.px(120), theme.px(_TALL if tall else _HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, WishLine):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box: QRect = option.rect
        self._paint_ground(painter, box, option)
        side = theme.px(14)
        upper = QRect(box.left(), box.top(), box.width(), theme.px(_HEIGHT))
        grip = QRect(box.left() + theme.px(4), upper.center().y() - side // 2, side, side)
        icons.paint(painter, "grip-vertical", grip, theme.color("text_muted"))
        painter.setFont(theme.font(theme.CAPTION, tabular=True))
        painter.setPen(theme.color("text_muted"))
        rank = QRect(grip.right() + theme.px(2), upper.top(), theme.px(20), upper.height())
        right, middle = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rank, right | middle, str(index.row() + 1))
        end = self._paint_strength(painter, upper, line.strength)
        left = rank.right() + theme.px(8)
        words = QRect(left, upper.top(), end - left - theme.px(8), upper.height())
        painter.setFont(theme.font())
        painter.setPen(theme.color("text"))
        cut = QFontMetrics(painter.font()).elidedText(
            line.text, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, middle, cut)
        if line.problem:
            self._paint_problem(painter, box, left, line.problem)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QPen(theme.color("accent"), 2) if focused else Qt.PenStyle.NoPen)
        ground: ColorName = "accent_soft" if selected else "hover" if hovered else "raised"
        painter.setBrush(theme.color(ground))
        around = QRectF(box).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.drawRoundedRect(around, theme.px(4), theme.px(4))

    def _paint_strength(self, painter: QPainter, box: QRect, strength: str) -> int:
        """Paint how much it matters at the end; return where that begins."""
        must = strength == "must"
        painter.setFont(theme.font(theme.CAPTION, bold=must))
        text = strength_word(strength)
        width = QFontMetrics(painter.font()).horizontalAdvance(text) + theme.px(16)
        height = theme.px(20)
        top = box.center().y() - height / 2
        chip = QRectF(box.right() - width - theme.px(8), top, width, height)
        ink = theme.color(_INKS.get(strength, "text_muted"))
        painter.setPen(QPen(ink, 1))
        painter.setBrush(ink if must else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(chip, height / 2, height / 2)
        painter.setPen(theme.color("on_accent") if must else ink)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
        return int(chip.left())

    def _paint_problem(self, painter: QPainter, box: QRect, left: int, problem: str) -> None:
        side = theme.px(12)
        line = QRect(left, box.top() + theme.px(_HEIGHT - 6), box.right() - left, theme.px(18))
        spot = QRect(line.left(), line.center().y() - side // 2, side, side)
        icons.paint(painter, "triangle-alert", spot, theme.color("warning"))
        painter.setFont(theme.font(theme.CAPTION))
        painter.setPen(theme.color("warning"))
        words = line.adjusted(side + theme.px(6), 0, -theme.px(8), 0)
        cut = QFontMetrics(painter.font()).elidedText(
            problem, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
