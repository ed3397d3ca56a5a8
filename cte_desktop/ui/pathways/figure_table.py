"""The view of the figures: arrows go from figure to figure, Enter or a click opens its list."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from cte_desktop.ui import icons, theme
from cte_desktop.ui.pathways.figure_model import FIGURE_ROLE, Figure, FigureModel

_SIDE = 10
_LINE = 16
_AROUND_LINES = 12
_FIRST = 144
_LEAST = 92


class FigureTable(QTableView):
    """The table. Signal: `figure_chosen(Figure)`; a figure of nobody opens nothing."""

    figure_chosen = Signal(object)

    def __init__(self, model: FigureModel, name: str) -> None:
        super().__init__()
        self._figures = model
        self.setModel(model)
        self.setItemDelegate(_FigureDelegate(self))
        self._header = _WrappedHeader(self)
        self.setHorizontalHeader(self._header)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.setAccessibleName(name)
        self.setProperty("role", "plain")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._choose)
        model.modelReset.connect(self._fit)
        theme.news().changed.connect(self._fit)
        self._fit()

    def focus_first(self) -> None:
        """Take the focus; without a current figure the last one, of everybody, becomes it."""
        if not self.currentIndex().isValid() and self._figures.rowCount():
            last = self._figures.rowCount() - 1
            self.setCurrentIndex(self._figures.index(last, self._figures.columnCount() - 1))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        figure = self._figures.figure(self.indexAt(event.position().toPoint()))
        opens = figure is not None and figure.students > 0
        shape = Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and not self.currentIndex().isValid():
            self.focus_first()
        return super().event(event)

    def _choose(self, index: QModelIndex) -> None:
        figure = self._figures.figure(index)
        if figure is not None and figure.students:
            self.figure_chosen.emit(figure)

    def _fit(self) -> None:
        """Be as high as the lines are: the page scrolls, not the table."""
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        header = self.horizontalHeader()
        header.setMinimumSectionSize(theme.px(_LEAST))
        if self._figures.columnCount():
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(0, theme.px(_FIRST))
        self._fit_height()

    def _fit_height(self) -> None:
        rows = self._figures.rowCount()
        height = self._header.fit_lines() + rows * theme.row_height() + theme.px(2)
        if self._header.length() > self.viewport().width():
            height += self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(height)


class _FigureDelegate(QStyledItemDelegate):
    """Paints a figure as something that opens: in the accent, bold in the totals."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        box: QRect = option.rect
        figure: Figure | None = index.data(FIGURE_ROLE)
        total = index.row() == index.model().rowCount() - 1
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        opens = figure is not None and figure.students > 0
        if opens and option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.color("hover"))
        painter.setPen(theme.color("line_strong" if total else "line"))
        edge = box.topLeft() if total else box.bottomLeft()
        painter.drawLine(edge.x(), edge.y(), box.right(), edge.y())
        side = theme.px(_SIDE)
        place = box.adjusted(side, 0, -side, -1)
        column_total = index.column() == index.model().columnCount() - 1
        painter.setFont(theme.font(bold=total or column_total, tabular=figure is not None))
        _paint_words(painter, place, str(index.data(Qt.ItemDataRole.DisplayRole)), figure)
        if option.state & QStyle.StateFlag.State_HasFocus and figure is not None:
            painter.setPen(QPen(theme.color("accent"), 2))
            ring = box.adjusted(3, 3, -3, -3)
            painter.drawRoundedRect(ring, theme.px(theme.TIGHT), theme.px(theme.TIGHT))
        painter.restore()


def _paint_words(painter: QPainter, place: QRect, text: str, figure: Figure | None) -> None:
    metrics = QFontMetrics(painter.font())
    middle = Qt.AlignmentFlag.AlignVCenter
    if figure is None:
        painter.setPen(theme.color("text"))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | middle, shown)
        return
    shown = text if figure.students else "–"
    muted = figure.is_stale or not figure.students
    painter.setPen(theme.color("text_muted" if muted else "accent"))
    painter.drawText(place, Qt.AlignmentFlag.AlignRight | middle, shown)
    if figure.is_stale:
        edge = theme.px(12)
        left = place.right() - metrics.horizontalAdvance(shown) - theme.px(6) - edge
        spot = QRect(left, place.center().y() - edge // 2, edge, edge)
        icons.paint(painter, "clock", spot, theme.color("text_muted"))


class _WrappedHeader(QHeaderView):
    """Titles in muted ink, in as many lines as the longest needs."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self._lines = 1

    def fit_lines(self) -> int:
        """Count the lines that the titles need in their widths; return the height for them."""
        metrics = QFontMetrics(theme.font(theme.CAPTION + 1))
        most = 1
        for place in range(self.count()):
            room = QRect(0, 0, self.sectionSize(place) - 2 * theme.px(_SIDE), theme.px(200))
            whole = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap.value, self._title(place))
            most = max(most, round(whole.height() / metrics.lineSpacing()))
        if most != self._lines:
            self._lines = most
            self.updateGeometry()
        return self.sizeHint().height()

    def sizeHint(self) -> QSize:
        height = theme.px(self._lines * _LINE + _AROUND_LINES)
        return QSize(super().sizeHint().width(), height)

    def _title(self, place: int) -> str:
        return str(self.model().headerData(place, Qt.Orientation.Horizontal) or "")

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        painter.save()
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(theme.font(theme.CAPTION + 1))
        painter.setPen(theme.color("text_muted"))
        text = self._title(logical_index)
        side = Qt.AlignmentFlag.AlignRight if logical_index else Qt.AlignmentFlag.AlignLeft
        edge = theme.px(_SIDE)
        place = rect.adjusted(edge, 0, -edge, -theme.px(4))
        flags = (side | Qt.AlignmentFlag.AlignBottom).value | Qt.TextFlag.TextWordWrap.value
        painter.drawText(place, flags, text)
        painter.restore()
