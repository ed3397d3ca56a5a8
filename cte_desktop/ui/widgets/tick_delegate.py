"""Lines of a list that can be ticked, with the tick of the theme's check boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cte_desktop.ui import icons, theme

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex


class TickDelegate(QStyledItemDelegate):
    """Paints the tick into the box of a ticked line: the style sheet has no picture of it."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        if Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked:
            part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
            own = QStyleOptionViewItem(option)
            self.initStyleOption(own, index)
            box = own.widget.style().subElementRect(part, own, own.widget)
            icons.paint(painter, "check", box.adjusted(2, 2, -2, -2), theme.color("on_accent"))
