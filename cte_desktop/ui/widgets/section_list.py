"""The parts of a page, as a list on its left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cte_desktop.ui import icons, theme
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH = 208
_NARROW = 52  # the icons alone
_HEIGHT = 40
_ICON_ROLE = Qt.ItemDataRole.UserRole + 1


class SectionList(QListWidget):
    """The list. Signal: `section_changed(place)`."""

    section_changed = Signal(int)

    def __init__(self, sections: Sequence[tuple[str, str]]) -> None:
        """`sections`: an icon's name and a title each."""
        super().__init__()
        self.setAccessibleName(tr("Parts of the page"))
        self.setProperty("role", "plain")
        self._is_narrow = False
        self.setItemDelegate(_Lines(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for icon, title in sections:
            entry = QListWidgetItem(title)
            entry.setData(_ICON_ROLE, icon)
            entry.setToolTip(title)
            self.addItem(entry)
        self._fit()
        theme.news().changed.connect(self._fit)
        self.setCurrentRow(0)
        self.currentRowChanged.connect(self.section_changed.emit)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the icons alone; the titles are in the tooltips."""
        self._is_narrow = narrow
        self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(theme.px(_NARROW if self._is_narrow else _WIDTH))


class _Lines(QStyledItemDelegate):
    """An icon and a word; the open part has a soft ground, the focus a ring."""

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        shown: QWidget = option.widget
        return QSize(shown.width() - theme.px(theme.INSIDE), theme.px(_HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        state = option.state
        open_now = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        whole: QRect = option.rect
        box = whole.adjusted(1, theme.px(2), -1, -theme.px(2))
        radius = theme.px(theme.RADIUS)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if open_now or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft" if open_now else "hover"))
            painter.drawRoundedRect(box, radius, radius)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)
        side = theme.px(theme.ICON)
        spot = QRect(box.left() + theme.px(12), box.center().y() - side // 2 + 1, side, side)
        ink = theme.color("accent" if open_now else "text_muted")
        icons.paint(painter, str(index.data(_ICON_ROLE)), spot, ink)
        painter.setPen(theme.color("accent" if open_now else "text"))
        painter.setFont(theme.font(bold=open_now))
        place = box.adjusted(theme.px(12) + side + theme.px(10), 0, -theme.px(theme.INSIDE), 0)
        text = QFontMetrics(painter.font()).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()
