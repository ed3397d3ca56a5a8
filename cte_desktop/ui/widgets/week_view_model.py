"""The blocks of a week as a list: thin over a tuple, so that screen readers meet each block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from cte_desktop.ui.widgets.week_view import DrawnBlock

_NO_PARENT = QModelIndex()


class WeekModel(QAbstractListModel):
    """The model. Rows are in the order of the week."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.blocks: tuple[DrawnBlock, ...] = ()

    def show(self, blocks: tuple[DrawnBlock, ...]) -> None:
        """Show other blocks, given in the order of the week."""
        self.beginResetModel()
        self.blocks = blocks
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.blocks)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's own signature
        if not index.isValid():
            return None
        block = self.blocks[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return block.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return block.accessible
            case Qt.ItemDataRole.ToolTipRole:
                return block.tip or block.accessible
            case _:
                return None
