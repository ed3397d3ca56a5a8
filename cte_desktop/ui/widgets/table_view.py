"""The one table: whole rows, a quiet header, figures of one width, the selection kept by key
over refreshes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from shiboken6 import isValid

from cte_desktop.ui import icons, theme
from cte_desktop.ui.table_model import COLOR_ROLE, ICON_ROLE, TableModel
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent

Row = TypeVar("Row")


SOMEBODY = ""
"""Stands for people whom a row is about, when it can't be told who of the students they are."""


def nobody(_row: object) -> tuple[str, ...]:
    """Say that the rows of a table are about no students: courses, counts, keys, files."""
    return ()


def somebody(_row: object) -> tuple[str, ...]:
    """Say that rows are about people who may not be students of the database yet."""
    return (SOMEBODY,)


class _SavingNews(QObject):
    """Tells that a table is to be saved as a file; whoever can do that offers it."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._by: QObject | None = None

    def offer(self, by: QObject | None) -> None:
        """Say who saves tables, as long as it lives; None: nobody."""
        self._by = by

    def is_offered(self) -> bool:
        """Say whether anybody saves tables now."""
        return self._by is not None and isValid(self._by)


_saving: _SavingNews | None = None


def saving_news() -> _SavingNews:
    """Return the object whose `wanted` is emitted with the table that is to be saved."""
    global _saving  # noqa: PLW0603 - made on first use, because Qt objects need an application
    if _saving is None:
        _saving = _SavingNews()
    return _saving


_SIDE = 12
_HEADER = 32


class RowDelegate(QStyledItemDelegate):
    """Paints a cell from the theme: ground by row, icon, text cut at its end."""

    hovered_line = -1

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        box: QRect = option.rect
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(box, theme.color("accent_soft"))
        elif index.row() == self.hovered_line:
            painter.fillRect(box, theme.color("hover"))
        painter.setPen(theme.color("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        side = theme.px(_SIDE)
        place = box.adjusted(side, 0, -side, -1)
        name: theme.ColorName | None = index.data(COLOR_ROLE)
        ink = theme.color(name or "text")
        picture: str | None = index.data(ICON_ROLE)
        if picture:
            edge = theme.px(14)
            spot = QRect(place.left(), place.center().y() - edge // 2, edge, edge)
            icons.paint(painter, picture, spot, ink)
            place.setLeft(spot.right() + theme.px(6))
        painter.setPen(ink)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        painter.setFont(theme.font(tabular=text[:1].isdigit()))
        shown = QFontMetrics(painter.font()).elidedText(
            text, Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, index.data(Qt.ItemDataRole.TextAlignmentRole), shown)
        if state & QStyle.StateFlag.State_HasFocus:
            self._paint_focus(painter, box, index)
        painter.restore()

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        metrics = QFontMetrics(theme.font(tabular=True))
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        picture = theme.px(20) if index.data(ICON_ROLE) else 0
        width = metrics.horizontalAdvance(text) + picture + 2 * theme.px(_SIDE)
        return QSize(width, theme.row_height())

    def _paint_focus(
        self, painter: QPainter, box: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if index.column() == 0:
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), theme.color("accent"))


class TableView(QTableView, Generic[Row]):
    """A table over a `TableModel`.

    `about` tells whom a row is about, by our id, the district's, or a certificate's serial: a table
    that was saved as a file is entered in the log with them. `nobody` is said, never left out.

    Signals: `row_chosen(row)`: Enter or a double click; `current_row_changed(row or None)`.
    """

    row_chosen = Signal(object)
    current_row_changed = Signal(object)

    def __init__(
        self,
        model: TableModel[Row],
        name: str,
        *,
        about: Callable[[Row], Iterable[str]],
        several: bool = False,
    ) -> None:
        super().__init__()
        self._rows, self._about = model, about
        self._delegate = RowDelegate(self)
        self._kept: set[Hashable] = set()
        self._kept_current: Hashable | None = None
        self.setAccessibleName(name)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        # Before setModel, so that the selection is noted before Qt's own reset forgets it.
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        self.setModel(model)
        self._set_up_header()
        # After the header, so that the selection is given back when Qt has forgotten it.
        model.modelReset.connect(self._on_reset)
        self._on_look_changed()
        theme.news().changed.connect(self._on_look_changed)
        self.doubleClicked.connect(lambda index: self.row_chosen.emit(self._rows.row_of(index)))
        self.save_action = self._saving()

    def rows_model(self) -> TableModel[Row]:
        """Return the model with its rows and columns."""
        return self._rows

    def named(self) -> frozenset[str]:
        """Return whom the rows that are shown are about."""
        return frozenset(one for row in self._rows.shown_rows() for one in self._about(row))

    def current_row(self) -> Row | None:
        """Return the row with the focus, None when there is none."""
        return self._rows.row_of(self.currentIndex())

    def selected_rows(self) -> tuple[Row, ...]:
        """Return the selected rows from top to bottom."""
        lines = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return tuple(self._rows.row_at(line) for line in lines)

    def select_key(self, key: Hashable) -> bool:
        """Select the row with this key and scroll to it; say whether it is shown."""
        line = self._rows.line_of(key)
        if line >= 0:
            self.setCurrentIndex(self._rows.index(line, 0))
            self.scrollTo(self._rows.index(line, 0))
        return line >= 0

    def select_keys(self, keys: Iterable[Hashable]) -> None:
        """Select the rows with these keys that are shown too; the current row stays."""
        whole = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for line in (self._rows.line_of(key) for key in keys):
            if line >= 0:
                self.selectionModel().select(self._rows.index(line, 0), whole)

    def focus_first(self) -> None:
        """Take the focus; without a current row the first becomes it."""
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(0, 0))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row() or current.isValid() != previous.isValid():
            self.current_row_changed.emit(self._rows.row_of(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.currentIndex().isValid():
                self.row_chosen.emit(self.current_row())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if saving_news().is_offered():
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions(self.actions())
            menu.popup(event.globalPos())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _saving(self) -> QAction:
        action = QAction(tr("Save table as…"), self)
        action.setShortcut(QKeySequence("Ctrl+S"))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: self._on_save())
        self.addAction(action)
        return action

    def _on_save(self) -> None:
        if saving_news().is_offered() and self._rows.rowCount():
            saving_news().wanted.emit(self)

    def _hover(self, line: int) -> None:
        if line != self._delegate.hovered_line:
            self._delegate.hovered_line = line
            self.viewport().update()

    def _set_up_header(self) -> None:
        header = _Header(self)
        self.setHorizontalHeader(header)
        self.setSortingEnabled(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setHighlightSections(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.setMinimumSectionSize(theme.px(48))
        for place, column in enumerate(self._rows.columns()):
            if column.width:
                header.resizeSection(place, theme.px(column.width))
            elif column.least:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._on_section)
        self._spread()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def _on_section(self, place: int, _before: int, _now: int) -> None:
        if not self._rows.columns()[place].least:
            self._spread()

    def share_out(self) -> None:
        """Give the space left to the columns that take it: others are shown by now."""
        self._spread()

    def _spread(self) -> None:
        """Give the space left to the columns that take it, but no less than they ask for."""
        header = self.horizontalHeader()
        columns = self._rows.columns()
        taking = [
            place
            for place, column in enumerate(columns)
            if column.least and not self.isColumnHidden(place)
        ]
        others = sum(header.sectionSize(p) for p in range(len(columns)) if p not in taking)
        left = self.viewport().width() - others
        for number, place in enumerate(taking):
            share = left // (len(taking) - number)
            width = max(theme.px(columns[place].least), share)
            header.resizeSection(place, width)
            left -= width

    def _on_look_changed(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.row_height())

    def _on_about_to_reset(self) -> None:
        chosen = self.selectionModel().selectedRows()
        self._kept = {self._rows.key_at(index.row()) for index in chosen}
        current = self.currentIndex()
        self._kept_current = self._rows.key_at(current.row()) if current.isValid() else None

    def _on_reset(self) -> None:
        if not self._kept and self._kept_current is None:
            return
        last = self._rows.columnCount() - 1
        chosen = QItemSelection()
        for line in self._rows.lines_of(self._kept):
            chosen.select(self._rows.index(line, 0), self._rows.index(line, last))
        for line in self._rows.lines_of({self._kept_current}):
            self.selectionModel().setCurrentIndex(
                self._rows.index(line, 0), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if not self.currentIndex().isValid():
            self.current_row_changed.emit(None)


class _Header(QHeaderView):
    """Titles in muted ink; a small arrow beside the title of the column that is sorted by."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setSectionsClickable(True)
        self.setMouseTracking(True)
        # Its ground is the table's own, whose round corners show the focus.
        self.viewport().setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(_HEADER))

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        painter.save()
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        model = self.model()
        side = theme.px(_SIDE)
        place = rect.adjusted(side, 0, -side, 0)
        sorted_by = self.sortIndicatorSection() == logical_index
        painter.setFont(theme.font(theme.CAPTION + 1, bold=sorted_by))
        painter.setPen(theme.color("text" if sorted_by else "text_muted"))
        horizontal = Qt.Orientation.Horizontal
        text = str(model.headerData(logical_index, horizontal) or "")
        align = model.headerData(logical_index, horizontal, Qt.ItemDataRole.TextAlignmentRole)
        metrics = QFontMetrics(painter.font())
        right = bool(align & Qt.AlignmentFlag.AlignRight)
        arrow = theme.px(12)
        room = place.width() - (arrow + 4 if sorted_by else 0)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(place, align, shown)
        if sorted_by:
            width = metrics.horizontalAdvance(shown)
            left = place.right() - width - arrow - 3 if right else place.left() + width + 4
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            spot = QRect(QPoint(left, place.center().y() - arrow // 2 + 1), QSize(arrow, arrow))
            icons.paint(painter, "chevron-up" if up else "chevron-down", spot, theme.color("text"))
        painter.restore()
