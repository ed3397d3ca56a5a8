"""The bar of a row: how full the seats would be; beyond the seats it turns and is hatched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter

from cte_desktop.ui import theme
from cte_desktop.ui.sections.demand.columns import filled
from cte_desktop.ui.sections.demand.listed import DemandLine
from cte_desktop.ui.table_model import ROW_ROLE
from cte_desktop.ui.widgets.table_view import RowDelegate

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QStyleOptionViewItem

_SIDE = 12
_HIGH = 6
_WORDS = 44  # room for "1,250 %" at the right


class FilledBar(RowDelegate):
    """Paints the cell as every cell, and a bar before its figure."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        line: DemandLine | None = index.data(ROW_ROLE)
        part = filled(line) if line is not None else None
        box: QRect = option.rect
        if part is None:
            return
        side, high = theme.px(_SIDE), theme.px(_HIGH)
        width = box.width() - 2 * side - theme.px(_WORDS)
        if width <= 0:
            return
        place = QRectF(box.left() + side, box.center().y() - high / 2, width, high)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = high / 2
        painter.setBrush(theme.color("line"))
        painter.drawRoundedRect(place, radius, radius)
        # The track is what there is; with more wanted than seats all of it is the whole wish.
        seats = QRectF(place)
        seats.setWidth(width * (min(1.0, part) if part <= 1 else 1 / part))
        if part > 1:
            painter.setBrush(theme.color("must_fix_soft"))
            painter.drawRoundedRect(place, radius, radius)
            painter.setBrush(QBrush(theme.color("must_fix"), Qt.BrushStyle.Dense4Pattern))
            painter.drawRoundedRect(place, radius, radius)
        painter.setBrush(theme.color("planned"))
        if seats.width() > 0:
            painter.drawRoundedRect(seats, radius, radius)
        painter.restore()
