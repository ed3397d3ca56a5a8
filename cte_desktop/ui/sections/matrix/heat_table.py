"""The view of the triangle: arrows go from pair to pair, Enter or a click opens its students."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from cte_desktop.domain.planning.sections.matrix.school import CoursePair
from cte_desktop.ui import theme
from cte_desktop.ui.sections.matrix.heat_model import PAIR_ROLE, HeatModel, figure_text
from cte_desktop.wording.translate import tr

_CELL = 46
_NAMES = 220
_ACROSS = 76
_SIDE = 8


class HeatTable(QTableView):
    """The triangle. Signal: `pair_chosen(CoursePair)`."""

    pair_chosen = Signal(object)

    def __init__(self, model: HeatModel) -> None:
        super().__init__()
        self._heat = model
        self.setModel(model)
        self.setItemDelegate(_HeatDelegate(model, self))
        self.setHorizontalHeader(_Across(self))
        self.setVerticalHeader(_Down(self))
        self.setAccessibleName(tr("Courses against each other"))
        self.setProperty("role", "plain")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._choose)
        model.modelReset.connect(self._fit)
        theme.news().changed.connect(self._fit)
        self._fit()

    def show_pair(self, pair: CoursePair) -> bool:
        """Make a pair the current one; say whether it is in the triangle."""
        index = self._heat.index_of(pair)
        if index.isValid():
            self.setCurrentIndex(index)
        return index.isValid()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        pair = self._heat.pair(index)
        if pair is not None:
            self.pair_chosen.emit(pair)

    def _fit(self) -> None:
        for header, size in (
            (self.horizontalHeader(), _CELL),
            (self.verticalHeader(), theme.ROW_COMPACT),
        ):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(1)
            header.setDefaultSectionSize(theme.px(size))


class _HeatDelegate(QStyledItemDelegate):
    """Paints a figure: on a stronger ground the more students can't have both, and hatched."""

    def __init__(self, model: HeatModel, parent: QTableView) -> None:
        super().__init__(parent)
        self._heat = model

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if index.column() > index.row():
            return
        pair: CoursePair | None = index.data(PAIR_ROLE)
        box: QRect = option.rect
        cell = box.adjusted(1, 1, -1, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(cell, theme.color("sunken"))
        blocked = bool(pair is not None and pair.blocked)
        if pair is not None and blocked:
            painter.fillRect(cell, theme.color("must_fix_soft"))
            strong = QColor(theme.color("must_fix"))
            strong.setAlphaF(0.12 + 0.45 * len(pair.blocked) / max(1, self._heat.heaviest()))
            painter.fillRect(cell, QBrush(strong, Qt.BrushStyle.BDiagPattern))
        painter.setFont(theme.font(bold=blocked, tabular=True))
        painter.setPen(theme.color("text" if blocked else "text_muted"))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, figure_text(pair))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 3, 3)
        painter.restore()


class _Across(QHeaderView):
    """The codes of the courses across, written upwards."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(_ACROSS))

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        painter.save()
        painter.setFont(theme.font(theme.CAPTION))
        painter.setPen(theme.color("text_muted"))
        painter.translate(rect.left(), rect.bottom())
        painter.rotate(-90)
        place = QRect(theme.px(_SIDE), 0, rect.height() - theme.px(_SIDE), rect.width())
        text = str(self.model().headerData(logical_index, Qt.Orientation.Horizontal) or "")
        shown = QFontMetrics(painter.font()).elidedText(
            text, Qt.TextElideMode.ElideRight, place.width()
        )
        start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, start, shown)
        painter.restore()


class _Down(QHeaderView):
    """The titles of the courses down the side, in their whole length where there is room."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_NAMES), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        painter.save()
        painter.setFont(theme.font())
        painter.setPen(theme.color("text"))
        place = rect.adjusted(theme.px(_SIDE), 0, -theme.px(_SIDE), 0)
        text = str(self.model().headerData(logical_index, Qt.Orientation.Vertical) or "")
        shown = QFontMetrics(painter.font()).elidedText(
            text, Qt.TextElideMode.ElideMiddle, place.width()
        )
        start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, start, shown)
        painter.restore()
