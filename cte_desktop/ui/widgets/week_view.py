"""A week as a picture: the clock on the side, Monday to Friday, blocks where something meets.

It is a list to Qt, so that a screen reader meets every block with its name and place; where the
blocks lie and how they look is worked out beside (`week_view_layout`, `week_view_painter`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import (
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QListView

from cte_desktop.domain.catalog.timetable import WEEKDAYS
from cte_desktop.ui import theme
from cte_desktop.ui.widgets import week_view_painter as paint
from cte_desktop.ui.widgets.week_view_layout import HOUR, WeekLayout, lay_out, week_order
from cte_desktop.ui.widgets.week_view_model import WeekModel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QEvent, QItemSelectionModel
    from PySide6.QtGui import (
        QContextMenuEvent,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
    )

Tone = Literal["day", "extended", "college", "zero", "busy", "lunch", "journey"]
Index = QModelIndex | QPersistentModelIndex
_SIZE = (720, 560)
_LEAST = (320, 220)
_STEP = 24


@dataclass(frozen=True, slots=True)
class DrawnBlock:
    """One block. Times are minutes of the day; `accessible` is what a screen reader says.

    Blocks of one thing on several weekdays share a `key`. `detail` may have several lines, shown
    as far as there is room; `tip` is the tooltip, else `accessible`. `count` above 1 says how many
    sections the block stands for. A `journey` lies in the gap between two sites.
    """

    weekday: str  # one of MTWRF
    start: int
    end: int
    title: str
    detail: str
    tone: Tone
    key: str
    accessible: str
    clash: bool = False
    count: int = 1
    tip: str = ""
    planned: bool = False  # outlined by dashes: not in the record yet
    marked: bool = False  # has the accent's edge: what the picture is about


class WeekView(QListView):
    """The week. Arrows go from block to block, Enter or a double click opens one.

    Signals: `block_chosen(key)` when a person goes to a block, `block_activated(key)` when one
    opens it, `menu_requested(key, QPoint on screen)`.
    """

    block_chosen = Signal(str)
    block_activated = Signal(str)
    menu_requested = Signal(str, QPoint)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._week = WeekModel(self)
        self._layout: WeekLayout | None = None
        self._quiet = False  # the current block changes, but no person changed it
        self._hovered = -1
        self.setAccessibleName(name)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setProperty("role", "plain")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setModel(self._week)
        self.doubleClicked.connect(self._activate)
        theme.news().changed.connect(self._lay_out_anew)

    def set_blocks(self, blocks: Iterable[DrawnBlock]) -> None:
        """Show these blocks; the one chosen stays chosen where it is still there."""
        here = self.current_block()
        self._quiet = True
        self._week.show(tuple(sorted(blocks, key=week_order)))
        self._layout = None
        self._hovered = -1
        if here is not None:
            self._go_to(here.key, here.weekday)
        self._quiet = False
        self.updateGeometries()
        self.viewport().update()

    def blocks(self) -> tuple[DrawnBlock, ...]:
        """Return what is shown, in the order of the week."""
        return self._week.blocks

    def current_block(self) -> DrawnBlock | None:
        """Return the block that is chosen."""
        row = self.currentIndex().row()
        return self._week.blocks[row] if row >= 0 else None

    def choose(self, key: str) -> None:
        """Choose the first block with this key, without a signal; "" chooses none."""
        self._quiet = True
        self._go_to(key)
        self._quiet = False

    def box_of(self, block: DrawnBlock) -> QRect:
        """Return where a block lies in the view now."""
        return self.visualRect(self._week.index(self._week.blocks.index(block)))

    # What Qt asks of a view of items: the places.

    def visualRect(self, index: Index) -> QRect:
        places = self._places()
        if not index.isValid() or index.row() >= len(places.boxes):
            return QRect()
        return places.boxes[index.row()].translated(-self._shift())

    def indexAt(self, point: QPoint) -> QModelIndex:
        places = self._places()
        if point.y() < places.head_height or point.x() < places.clock_width:
            return QModelIndex()
        spot = point + self._shift()
        rows = range(len(places.boxes) - 1, -1, -1)
        hit = next((row for row in rows if places.boxes[row].contains(spot)), -1)
        return self._week.index(hit) if hit >= 0 else QModelIndex()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        places, edge = self._places(), theme.px(theme.INSIDE)
        if not index.isValid() or index.row() >= len(places.boxes):
            return
        box = places.boxes[index.row()].adjusted(-edge, -edge, edge, edge)
        head, clock = places.head_height, places.clock_width
        up, across = self.verticalScrollBar(), self.horizontalScrollBar()
        view = self.viewport().size()
        on_top = hint == QAbstractItemView.ScrollHint.PositionAtTop
        if on_top or box.top() - up.value() < head:
            up.setValue(box.top() - head)
        elif box.bottom() - up.value() > view.height():
            up.setValue(min(box.bottom() - view.height(), box.top() - head))
        if box.left() - across.value() < clock:
            across.setValue(box.left() - clock)
        elif box.right() - across.value() > view.width():
            across.setValue(min(box.right() - view.width(), box.left() - clock))

    def horizontalOffset(self) -> int:
        return self.horizontalScrollBar().value()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def doItemsLayout(self) -> None:
        self._lay_out_anew()

    def updateGeometries(self) -> None:
        places, view = self._places(), self.viewport().size()
        for bar, whole, room in (
            (self.verticalScrollBar(), places.height, view.height()),
            (self.horizontalScrollBar(), places.width, view.width()),
        ):
            bar.setRange(0, max(0, whole - room))
            bar.setPageStep(room)
            bar.setSingleStep(theme.px(_STEP))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        hit = self.indexAt(rect.topLeft())
        self.selectionModel().select(QItemSelection(hit, hit), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        _ = selection
        return QRegion(self.viewport().rect())

    def moveCursor(
        self,
        action: QAbstractItemView.CursorAction,
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        _ = modifiers
        here = self.currentIndex().row()
        if not self._week.blocks:
            return QModelIndex()
        if here < 0:
            return self._week.index(0)
        return self._week.index(self._next(action, here))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_LEAST[0]), theme.px(_LEAST[1]))

    # What a person does.

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid() and not self._quiet:
            self.block_chosen.emit(self._week.blocks[current.row()].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.currentIndex().isValid():
                self._activate(self.currentIndex())
            else:
                event.ignore()
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        had = self.currentIndex().isValid()
        self._quiet = True  # Qt goes to the first block whoever gives the focus
        super().focusInEvent(event)
        by_keyboard = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        if not had and not by_keyboard:
            self.setCurrentIndex(QModelIndex())
        self._quiet = False
        block = self.current_block()
        if block is not None and not had:
            self.block_chosen.emit(block.key)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        block = self.current_block()
        if block is not None:
            self.menu_requested.emit(block.key, event.globalPos())

    # How it is shown.

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)
        self._lay_out_anew()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        _ = dx, dy
        self.viewport().update()  # clock and weekdays stay, so that nothing can be shifted whole

    def paintEvent(self, event: QPaintEvent) -> None:
        _ = event
        places, shift = self._places(), self._shift()
        size = self.viewport().size()
        painter = QPainter(self.viewport())
        paint.paint_ground(painter, places, shift, size)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        seen = QRect(shift, size)
        here, current = self.currentIndex().row(), self.current_block()
        chosen = current.key if current is not None else None
        for row, (box, block) in enumerate(zip(places.boxes, self._week.blocks, strict=True)):
            if box.intersects(seen):
                paint.paint_block(
                    painter,
                    box.translated(-shift),
                    block,
                    chosen=bool(block.key) and block.key == chosen,
                    hovered=row == self._hovered,
                )
        if here >= 0 and self.hasFocus():
            paint.paint_focus(painter, places.boxes[here].translated(-shift))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        paint.paint_frame(painter, places, shift, size)
        if self.hasFocus() and here < 0:
            painter.setPen(theme.color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))

    def _places(self) -> WeekLayout:
        if self._layout is None:
            view = self.viewport().size()
            self._layout = lay_out(self._week.blocks, view.width(), view.height())
        return self._layout

    def _lay_out_anew(self) -> None:
        self._layout = None
        self.updateGeometries()
        self.viewport().update()

    def _shift(self) -> QPoint:
        return QPoint(self.horizontalOffset(), self.verticalOffset())

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def _activate(self, index: Index) -> None:
        self.block_activated.emit(self._week.blocks[index.row()].key)

    def _go_to(self, key: str, weekday: str = "") -> None:
        alike = [row for row, block in enumerate(self._week.blocks) if key and block.key == key]
        same_day = [row for row in alike if self._week.blocks[row].weekday == weekday]
        found = (same_day or alike or [-1])[0]
        self.setCurrentIndex(self._week.index(found) if found >= 0 else QModelIndex())

    def _next(self, action: QAbstractItemView.CursorAction, here: int) -> int:
        """Return the row that a key leads to, or `here` at the end of the way."""
        cursor = QAbstractItemView.CursorAction
        last = len(self._week.blocks) - 1
        match action:
            case cursor.MoveHome:
                return 0
            case cursor.MoveEnd:
                return last
            case cursor.MoveUp | cursor.MovePrevious:
                return self._along(here, -1, same_day=action == cursor.MoveUp)
            case cursor.MoveDown | cursor.MoveNext:
                return self._along(here, 1, same_day=action == cursor.MoveDown)
            case cursor.MoveLeft:
                return self._across(here, -1)
            case cursor.MoveRight:
                return self._across(here, 1)
            case _:
                step = 1 if action == cursor.MovePageDown else -1
                return self._hours_on(here, step * 3 * HOUR)

    def _along(self, here: int, step: int, *, same_day: bool) -> int:
        blocks, there = self._week.blocks, here + step
        if not 0 <= there < len(blocks):
            return here
        return here if same_day and blocks[there].weekday != blocks[here].weekday else there

    def _hours_on(self, here: int, minutes: int) -> int:
        """Return the block of the same weekday nearest to a time some minutes on."""
        blocks = self._week.blocks
        wanted = blocks[here].start + minutes
        day = [row for row, b in enumerate(blocks) if b.weekday == blocks[here].weekday]
        return min(day, key=lambda row: abs(blocks[row].start - wanted))

    def _across(self, here: int, step: int) -> int:
        """Return the block beside: in the next lane, else on the next weekday that has one."""
        blocks, boxes = self._week.blocks, self._places().boxes
        block, box = blocks[here], boxes[here]
        beside = [
            row
            for row, other in enumerate(blocks)
            if other.weekday == block.weekday
            and other.start < block.end
            and block.start < other.end
            and (boxes[row].left() - box.left()) * step > 0
        ]
        if beside:
            return min(beside, key=lambda row: abs(boxes[row].left() - box.left()))
        place = WEEKDAYS.index(block.weekday) + step
        while 0 <= place < len(WEEKDAYS):
            day = [row for row, other in enumerate(blocks) if other.weekday == WEEKDAYS[place]]
            if day:
                return min(
                    day,
                    key=lambda row: (
                        abs(blocks[row].start - block.start),
                        boxes[row].left() * step,
                    ),
                )
            place += step
        return here
