"""The list to pick a section from: when and where, seats, and why it doesn't fit, in a few lines
each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from cte_desktop.ui import icons, theme
from cte_desktop.ui.planning.sections.picker.model import (
    ENTRY_ROLE,
    STANDING_COLORS,
    STANDING_ICONS,
    Heading,
    Offer,
    PickerModel,
)
from cte_desktop.wording.fits import seats_text, standing_label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from cte_desktop.services.sections.fitting import FitLine

Index = QModelIndex | QPersistentModelIndex
_HEADING = 34
_LINE = 19
_AROUND = 7
_WIDTH = 340


class PickerList(QListView):
    """The list. Signals: `line_changed(FitLine)` when another section has the keyboard;
    `line_chosen(FitLine)` for Enter or a double click.
    """

    line_changed = Signal(object)
    line_chosen = Signal(object)

    def __init__(self, model: PickerModel, name: str) -> None:
        super().__init__()
        self._offers = model
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(_OfferDelegate(self))
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumWidth(theme.px(_WIDTH))
        theme.news().changed.connect(self.doItemsLayout)

    def start(self) -> None:
        """Give the keyboard to what the plan has now, or to the first section."""
        index = self._offers.start()
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
            if index.row() == 1:
                self.scrollToTop()  # with the heading above it
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def current_line(self) -> FitLine | None:
        """Return the section with the keyboard, None for none."""
        entry = self._offers.entry(self.currentIndex())
        return entry.line if isinstance(entry, Offer) else None

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        line = self.current_line()
        if line is not None:
            self.line_changed.emit(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.current_line()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and line is not None:
            self.line_chosen.emit(line)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        entry = self._offers.entry(self.indexAt(event.position().toPoint()))
        if isinstance(entry, Offer):
            self.line_chosen.emit(entry.line)


class _OfferDelegate(QStyledItemDelegate):
    """A heading in bold; a section in two lines, in three when it doesn't fit."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, Offer):
            lines = 3 if entry.short else 2
            return QSize(theme.px(_WIDTH), theme.px(lines * _LINE + 2 * _AROUND))
        return QSize(theme.px(_WIDTH), theme.px(_HEADING))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(ENTRY_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(entry, Heading):
            _paint_heading(painter, option.rect, entry)
        elif isinstance(entry, Offer):
            _paint_ground(painter, option)
            _paint_offer(painter, option.rect, entry)
        painter.restore()


def _paint_heading(painter: QPainter, box: QRect, heading: Heading) -> None:
    inner = box.adjusted(theme.px(12), theme.px(8), -theme.px(12), 0)
    name = standing_label(heading.standing)
    ink = theme.font(theme.CAPTION + 1, bold=True)
    _words(painter, inner, name, ink, STANDING_COLORS[heading.standing])
    width = QFontMetrics(ink).horizontalAdvance(name) + theme.px(8)
    rest = inner.adjusted(width, 0, 0, 0)
    _words(painter, rest, str(heading.count), theme.font(theme.CAPTION, tabular=True), "text_muted")


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    state = option.state
    focused = bool(state & QStyle.StateFlag.State_HasFocus)
    around = QRectF(option.rect).adjusted(4.5, 1.5, -4.5, -1.5)
    painter.setPen(QPen(theme.color("accent"), 2) if focused else Qt.PenStyle.NoPen)
    if state & QStyle.StateFlag.State_Selected:
        painter.setBrush(theme.color("accent_soft"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(theme.color("hover"))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(around, theme.px(4), theme.px(4))


def _paint_offer(painter: QPainter, box: QRect, offer: Offer) -> None:
    line, height = offer.line, theme.px(_LINE)
    inner = box.adjusted(theme.px(12), theme.px(_AROUND), -theme.px(14), -theme.px(_AROUND))
    side = theme.px(theme.ICON)
    sign = QRect(inner.left(), inner.top() + (height - side) // 2, side, side)
    ink = STANDING_COLORS[line.standing]
    icons.paint(painter, STANDING_ICONS[line.standing], sign, theme.color(ink))
    left = inner.left() + side + theme.px(8)
    first = QRect(left, inner.top(), inner.right() - left, height)
    _words(painter, first, line.text, theme.font(bold=offer.is_now), "text")
    second = first.translated(0, height)
    seats, small = seats_text(line.fit), theme.font(theme.CAPTION, tabular=True)
    room = QFontMetrics(small).horizontalAdvance(seats) + theme.px(2)
    full = line.fit.seats_left == 0
    at_end = Qt.AlignmentFlag.AlignRight
    _words(painter, second, seats, small, "must_fix" if full else "text_muted", at_end)
    details = second.adjusted(0, 0, -room - theme.px(8), 0)
    _words(painter, details, offer.details(), small, "text_muted")
    if offer.short:
        third = second.translated(0, height)
        _words(painter, third, offer.short, theme.font(theme.CAPTION), ink)


def _words(
    painter: QPainter,
    box: QRect,
    text: str,
    font: QFont,
    ink: theme.ColorName,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    painter.setFont(font)
    painter.setPen(theme.color(ink))
    cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, cut)
