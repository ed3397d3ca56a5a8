"""The tree at the left of the editor: titles, what each needs, and marks for problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from cte_desktop.domain.audit.rule_tree import NodeKind, Path
from cte_desktop.ui import icons, theme
from cte_desktop.ui.pathways.rules.tree_model import (
    LINE_ROLE,
    Index,
    Marks,
    RulesTreeModel,
    TreeLine,
)
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent

    from cte_desktop.domain.audit.rule_tree import Node

_INDENT = 16
_MARKS: dict[str, tuple[str, theme.ColorName]] = {
    "faulty": ("octagon-alert", "must_fix"),
    "passing": ("check", "met"),
    "changed": ("pencil", "accent"),
}


class RulesTree(QTreeView):
    """The tree. Signals: `node_chosen(path)` when another line becomes the current one;
    `form_wanted()` for Enter; `removal_wanted()` for Delete.
    """

    node_chosen = Signal(object)
    form_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, model: RulesTreeModel) -> None:
        super().__init__()
        self._model = model
        self._open: set[Path] = set()
        self.setAccessibleName(tr("Requirements"))
        self.setHeaderHidden(True)
        self.setModel(model)
        self.setItemDelegate(_LineDelegate(self))
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setExpandsOnDoubleClick(True)
        self._on_look_changed()
        theme.news().changed.connect(self._on_look_changed)
        self.expanded.connect(self._on_expanded)
        self.collapsed.connect(self._on_collapsed)

    def show_nodes(self, nodes: tuple[Node, ...], marks: Marks) -> None:
        """Show these nodes; what was open stays open, and the chosen one chosen."""
        chosen = self.path()
        self._model.show(nodes, marks)
        if not self.currentIndex().isValid():
            self._open_again()
            self.choose(chosen, quietly=True)

    def path(self) -> Path:
        """Return the path of the chosen node, () for none."""
        line = self._model.line(self.currentIndex())
        return line.node.path if line else ()

    def choose(self, path: Path, *, quietly: bool = False) -> None:
        """Choose the node at a path and show its line; one inside a form is that form's node."""
        index = self._model.index_of(path)
        if not index.isValid():
            return
        above = self._model.parent(index)
        while above.isValid():
            self.expand(above)
            above = self._model.parent(above)
        was = self.blockSignals(quietly)
        self.setCurrentIndex(index)
        self.blockSignals(was)
        self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        line = self._model.line(current)
        if line is not None:
            self.node_chosen.emit(line.node.path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.form_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        # The delegate alone shows what is selected; the room of the arrows stays as it is.
        painter.fillRect(rect, theme.color("raised"))
        if not self._model.rowCount(index):
            return
        side = theme.px(14)
        spot = QRect(rect.right() - side + 1, rect.center().y() - side // 2, side, side)
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"
        icons.paint(painter, name, spot, theme.color("text_muted"))

    def _open_again(self) -> None:
        if not self._open:
            return
        for path in sorted(self._open, key=len):
            if self._model.has_path(path):
                self.expand(self._model.index_of(path))

    def _on_expanded(self, index: QModelIndex) -> None:
        line = self._model.line(index)
        if line is not None:
            self._open.add(line.node.path)

    def _on_collapsed(self, index: QModelIndex) -> None:
        line = self._model.line(index)
        if line is not None:
            self._open.discard(line.node.path)

    def _on_look_changed(self) -> None:
        self.setIndentation(theme.px(_INDENT))
        self.doItemsLayout()


class _LineDelegate(QStyledItemDelegate):
    """Title, then at the right end the need in small figures and a mark."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(theme.px(120), theme.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, TreeLine):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box: QRect = option.rect
        self._paint_ground(painter, box, option)
        inner = box.adjusted(theme.px(6), 0, -theme.px(8), 0)
        right = self._paint_mark(painter, inner, self._mark(index, line))
        right = self._paint_caption(painter, inner, right, line)
        root = len(line.node.path) == 1 or line.node.kind is NodeKind.GPA
        painter.setFont(theme.font(bold=root))
        quiet = line.node.origin is not None
        painter.setPen(theme.color("text_muted" if quiet else "text"))
        room = QRect(inner.left(), inner.top(), right - inner.left(), inner.height())
        metrics = QFontMetrics(painter.font())
        cut = metrics.elidedText(line.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, cut)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem) -> None:
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        around = QRectF(box).adjusted(1.5, 1.5, -2.5, -1.5)
        painter.setPen(QPen(theme.color("accent"), 2) if focused else Qt.PenStyle.NoPen)
        if selected:
            painter.setBrush(theme.color("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.color("hover"))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(around, theme.px(4), theme.px(4))

    def _mark(self, index: Index, line: TreeLine) -> str:
        """Return the mark of a line; a closed one stands for those below it."""
        tree = self.parent()
        is_closed = isinstance(tree, RulesTree) and not tree.isExpanded(index)
        marks = (line.mark, line.mark_below if is_closed else "")
        return next((mark for mark in _MARKS if mark in marks), "")

    def _paint_mark(self, painter: QPainter, box: QRect, mark: str) -> int:
        if mark not in _MARKS:
            return box.right()
        name, ink = _MARKS[mark]
        side = theme.px(13)
        spot = QRect(box.right() - side, box.center().y() - side // 2 + 1, side, side)
        icons.paint(painter, name, spot, theme.color(ink))
        return spot.left() - theme.px(6)

    def _paint_caption(self, painter: QPainter, box: QRect, right: int, line: TreeLine) -> int:
        if not line.caption:
            return right
        painter.setFont(theme.font(theme.CAPTION, tabular=True))
        painter.setPen(theme.color("text_muted"))
        room = QRect(box.left(), box.top(), right - box.left(), box.height())
        end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, end, line.caption)
        width = QFontMetrics(painter.font()).horizontalAdvance(line.caption)
        return right - width - theme.px(8)
