"""A list of courses that can be dragged or picked up: the palette's catalog, and the tray."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDrag, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from cte_desktop.domain.planning.semesters import State
from cte_desktop.ui import icons, theme
from cte_desktop.ui.planning.card_painter import CardLook, card_picture, how_to_cut, paint_dots
from cte_desktop.ui.planning.mime import PLAN_MIME, Carried, to_mime
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The CourseLine behind an index."""
_HEIGHT = 44
_PICTURE_WIDTH = 150


@dataclass(frozen=True, slots=True)
class CourseLine:
    """One course of a list: what is picked up with it, and what it says."""

    carried: Carried
    title: str
    details: tuple[str, ...]  # choices, the longest first
    spoken: str  # for a screen reader, with everything that the signs say
    tooltip: str
    dots: int = 0
    after_school: bool = False
    taken: bool = False
    unverified: bool = False
    refused: bool = False  # it does not fit where it is offered


class CourseListModel(QAbstractListModel):
    """Courses in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[CourseLine, ...] = ()

    def show(self, lines: Sequence[CourseLine]) -> None:
        """Show these courses instead."""
        if tuple(lines) != self._lines:
            self.beginResetModel()
            self._lines = tuple(lines)
            self.endResetModel()

    def line(self, index: Index) -> CourseLine | None:
        """Return the course behind an index, None for an invalid one."""
        return self._lines[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index)
        if line is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return line.tooltip
            case _:
                return line if role == LINE_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        kind = Qt.ItemFlag
        return kind.ItemIsEnabled | kind.ItemIsSelectable | kind.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [PLAN_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        line = self.line(indexes[0]) if indexes else None
        return to_mime(line.carried) if line else QMimeData()


class CourseListView(QListView):
    """The list. Signals: `chosen(Carried)` for Enter or a double click; `removed(Carried)` for
    Delete; `left_upwards()` when Up is pressed on the first line.
    """

    chosen = Signal(object)
    removed = Signal(object)
    left_upwards = Signal()

    def __init__(self, model: CourseListModel, name: str) -> None:
        super().__init__()
        self._courses = model
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(_LineDelegate(self))
        self.setProperty("role", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        theme.news().changed.connect(self.doItemsLayout)

    def current_line(self) -> CourseLine | None:
        """Return the course with the keyboard."""
        return self._courses.line(self.currentIndex())

    def focus_first(self) -> None:
        """Take the focus; without a current course the first becomes it."""
        if not self.currentIndex().isValid() and self._courses.rowCount():
            self.setCurrentIndex(self._courses.index(0))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.current_line()
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and line is not None:
            self.chosen.emit(line.carried)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and line is not None:
            self.removed.emit(line.carried)
        elif key == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        line = self._courses.line(self.indexAt(event.position().toPoint()))
        if line is not None:
            self.chosen.emit(line.carried)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        line = self.current_line()
        if line is None:
            return
        drag = QDrag(self)
        drag.setMimeData(self._courses.mimeData([self.currentIndex()]))
        look = CardLook(line.title, line.details, (State.PLANNED,), line.dots)
        drag.setPixmap(card_picture(look, theme.px(_PICTURE_WIDTH), self.devicePixelRatioF()))
        drag.exec(Qt.DropAction.CopyAction)


class _LineDelegate(QStyledItemDelegate):
    """Title over code, credits and area; signs at the right end."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(theme.px(120), theme.px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, CourseLine):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box: QRect = option.rect
        self._paint_ground(painter, box, option)
        inner = box.adjusted(theme.px(10), theme.px(5), -theme.px(8), -theme.px(5))
        upper = QRect(inner.left(), inner.top(), inner.width(), inner.height() // 2)
        lower = QRect(inner.left(), inner.center().y() + 1, inner.width(), inner.height() // 2)
        self._paint_title(painter, upper, line)
        self._paint_details(painter, lower, line)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem) -> None:
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        around = QRectF(box).adjusted(2.5, 1.5, -2.5, -1.5)
        painter.setPen(QPen(theme.color("accent"), 2) if focused else Qt.PenStyle.NoPen)
        if selected and (focused or option.state & QStyle.StateFlag.State_Active):
            painter.setBrush(theme.color("accent_soft"))
        elif hovered:
            painter.setBrush(theme.color("hover"))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(around, theme.px(4), theme.px(4))

    def _paint_title(self, painter: QPainter, box: QRect, line: CourseLine) -> None:
        right = box.right()
        if line.after_school:
            right = _paint_chip(painter, box, tr("ED"))
        painter.setFont(theme.font())
        painter.setPen(theme.color("text_muted" if line.taken or line.refused else "text"))
        room = QRect(box.left(), box.top(), right - box.left() - theme.px(4), box.height())
        metrics = QFontMetrics(painter.font())
        how = how_to_cut(line.title, room.width(), metrics)
        cut = metrics.elidedText(line.title, how, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, cut)

    def _paint_details(self, painter: QPainter, box: QRect, line: CourseLine) -> None:
        left, right, side = box.left(), box.right(), theme.px(12)
        signs: list[tuple[str, theme.ColorName]] = []
        if line.unverified:
            signs.append(("circle-question-mark", "text_muted"))
        if line.taken:
            signs.append(("check", "text_muted"))
        for name, ink in signs:
            spot = QRect(right - side, box.center().y() - side // 2, side, side)
            icons.paint(painter, name, spot, theme.color(ink))
            right -= side + theme.px(4)
        if line.dots:
            center = QPointF(left, box.center().y() + 0.5)
            left += paint_dots(painter, center, line.dots) + theme.px(6)
        painter.setFont(theme.font(theme.CAPTION, tabular=True))
        painter.setPen(theme.color("text_muted"))
        room = QRect(left, box.top(), right - left - theme.px(4), box.height())
        metrics = QFontMetrics(painter.font())
        fitting = (d for d in line.details if metrics.horizontalAdvance(d) <= room.width())
        last = metrics.elidedText(line.details[-1], Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, next(fitting, last))


def _paint_chip(painter: QPainter, box: QRect, text: str) -> int:
    """Paint a word on a tinted ground at the right end; return where it begins."""
    painter.setFont(theme.font(theme.CAPTION - 1, bold=True))
    width = QFontMetrics(painter.font()).horizontalAdvance(text) + theme.px(8)
    height = theme.px(15)
    chip = QRectF(box.right() - width, box.center().y() - height / 2, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("extended_day_soft"))
    painter.drawRoundedRect(chip, theme.px(3), theme.px(3))
    painter.setPen(theme.color("extended_day"))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
    return int(chip.left())
