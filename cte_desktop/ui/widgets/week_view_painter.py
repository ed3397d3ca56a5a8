"""How a week is drawn: its clock, its weekdays and its blocks, in the colours of the theme.

A tone differs by its edge as well as by its ground, a clash by hatching and an icon: never by
colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen

from cte_desktop.domain.catalog.timetable import WEEKDAYS, clock_text
from cte_desktop.ui import icons, theme
from cte_desktop.ui.widgets.week_view_layout import HOUR
from cte_desktop.wording.labels import days_label

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint, QSize
    from PySide6.QtGui import QFont

    from cte_desktop.ui.theme import ColorName
    from cte_desktop.ui.widgets.week_view import DrawnBlock
    from cte_desktop.ui.widgets.week_view_layout import WeekLayout

_HATCH = 6
_EDGE = 3
_TITLE = 12


@dataclass(frozen=True, slots=True)
class _Tone:
    ground: ColorName
    edge: ColorName
    words: ColorName = "text"
    line: Qt.PenStyle = Qt.PenStyle.SolidLine


_TONES: dict[str, _Tone] = {
    "day": _Tone("raised", "planned"),
    "zero": _Tone("information_soft", "in_progress"),
    "extended": _Tone("extended_day_soft", "extended_day"),
    "college": _Tone("met_soft", "met"),
    "busy": _Tone("sunken", "missing", "text_muted", Qt.PenStyle.DashLine),
    "lunch": _Tone("surface", "line_strong", "text_muted", Qt.PenStyle.DotLine),
    "journey": _Tone("surface", "line_strong", "text_muted", Qt.PenStyle.DotLine),
}


def paint_ground(painter: QPainter, layout: WeekLayout, shift: QPoint, size: QSize) -> None:
    """Paint the lines of hours and half hours and between weekdays."""
    painter.fillRect(QRect(0, 0, size.width(), size.height()), theme.color("surface"))
    end = min(size.width(), layout.width - shift.x())
    halves = QPen(theme.color("line"), 1, Qt.PenStyle.DotLine)
    for minute in range(layout.first_minute, layout.last_minute + 1, HOUR // 2):
        y = layout.y_of(minute) - shift.y()
        painter.setPen(halves if minute % HOUR else theme.color("line"))
        painter.drawLine(layout.clock_width, y, end, y)
    painter.setPen(theme.color("line"))
    for left, width in layout.columns:
        x = left + width - shift.x() - 1
        painter.drawLine(x, layout.head_height, x, size.height())


def paint_frame(painter: QPainter, layout: WeekLayout, shift: QPoint, size: QSize) -> None:
    """Paint the clock at the side and the weekdays on top, which stay while the rest scrolls."""
    clock, head = layout.clock_width, layout.head_height
    ground = theme.color("surface")
    painter.fillRect(QRect(0, head, clock, size.height()), ground)
    painter.setFont(theme.font(theme.CAPTION, tabular=True))
    painter.setPen(theme.color("text_muted"))
    half = QFontMetrics(painter.font()).height() // 2 + 1
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for minute in range(layout.first_minute, layout.last_minute + 1, HOUR):
        y = layout.y_of(minute) - shift.y()
        place = QRect(0, y - half, clock - theme.px(theme.INSIDE), 2 * half)
        painter.drawText(place, right, clock_text(minute))
    painter.fillRect(QRect(0, 0, size.width(), head), ground)
    painter.setFont(theme.font(bold=True))
    painter.setPen(theme.color("text"))
    for day, (left, width) in zip(WEEKDAYS, layout.columns, strict=True):
        begin = max(left - shift.x(), clock)
        end = min(left + width - shift.x(), size.width())
        place = QRect(begin, 0, max(0, end - begin), head)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, days_label(day))
    painter.fillRect(QRect(0, 0, clock, head), ground)
    painter.setPen(theme.color("line_strong"))
    painter.drawLine(0, head - 1, size.width(), head - 1)


def paint_block(
    painter: QPainter, box: QRect, block: DrawnBlock, *, chosen: bool = False, hovered: bool = False
) -> None:
    """Paint one block into `box`; `chosen` gives it the accent's edge."""
    tone = _TONES[block.tone]
    if block.tone == "journey":
        _paint_journey(painter, box, block)
    else:
        _paint_card(painter, box, block, tone, hovered=hovered)
    if chosen or block.marked:
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = theme.px(theme.TIGHT)
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), radius, radius)
    if block.tone != "journey":
        _paint_words(painter, box, block, tone)


def paint_focus(painter: QPainter, box: QRect) -> None:
    """Paint the ring around the block that has the keyboard."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = theme.px(theme.TIGHT) + 1
    painter.setPen(QPen(theme.color("accent"), 2))
    painter.drawRoundedRect(QRectF(box).adjusted(-1, -1, 1, 1), radius, radius)
    painter.setPen(QPen(theme.color("raised"), 1))
    painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), radius - 1, radius - 1)


def _paint_card(
    painter: QPainter, box: QRect, block: DrawnBlock, tone: _Tone, *, hovered: bool
) -> None:
    place = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
    radius = theme.px(theme.TIGHT)
    outline = QPainterPath()
    outline.addRoundedRect(place, radius, radius)
    painter.save()
    painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
    painter.fillRect(box, theme.color("hover" if hovered else tone.ground))
    if block.clash:
        painter.fillRect(box, theme.color("must_fix_soft"))
        _hatch(painter, box)
    edge = QRect(box.left(), box.top(), theme.px(_EDGE), box.height())
    painter.fillRect(edge, theme.color("must_fix" if block.clash else tone.edge))
    painter.restore()
    style = Qt.PenStyle.DashLine if block.planned else tone.line
    painter.setPen(QPen(theme.color("must_fix" if block.clash else tone.edge), 1, style))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(outline)


def _hatch(painter: QPainter, box: QRect) -> None:
    ink = theme.color("must_fix")
    ink.setAlpha(70)
    painter.setPen(QPen(ink, 1))
    step = theme.px(_HATCH)
    for across in range(box.left() - box.height(), box.right() + step, step):
        start = QPointF(across, box.bottom())
        painter.drawLine(start, QPointF(across + box.height(), box.top()))


def _paint_journey(painter: QPainter, box: QRect, block: DrawnBlock) -> None:
    """Paint the way between two sites: a dotted line down the gap, its words beside it."""
    ink: ColorName = "must_fix" if block.clash else "text_muted"
    x = box.left() + theme.px(10)
    painter.setPen(QPen(theme.color(ink), 2, Qt.PenStyle.DotLine))
    painter.drawLine(x, box.top() + 1, x, box.bottom() - 1)
    side = theme.px(12)
    left = x + theme.px(6)
    if box.height() < side:
        return
    spot = QRect(left, box.center().y() - side // 2, side, side)
    icons.paint(painter, "octagon-alert" if block.clash else "route", spot, theme.color(ink))
    place = QRect(spot.right() + theme.px(4), box.top(), 0, box.height())
    place.setRight(box.right() - theme.px(2))
    painter.setFont(_small_font())
    painter.setPen(theme.color(ink))
    middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(place, middle, _cut(block.title, place.width()))


def _paint_words(painter: QPainter, box: QRect, block: DrawnBlock, tone: _Tone) -> None:
    inner = box.adjusted(theme.px(_EDGE + 5), theme.px(2), -theme.px(4), -theme.px(2))
    room = _paint_signs(painter, inner, block)
    bold, small = _title_font(), _small_font()
    line, lower = QFontMetrics(bold).height(), QFontMetrics(small).height()
    start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.setFont(bold)
    painter.setPen(theme.color(tone.words))
    if inner.height() < line + lower:  # one line, in the middle
        painter.setFont(small)
        place = inner.adjusted(0, -theme.px(2), -room, theme.px(2))
        painter.drawText(place, start, _cut(block.title, place.width()))
        return
    place = QRect(inner.left(), inner.top(), inner.width() - room, line)
    painter.drawText(place, start, _cut(block.title, place.width(), bold=True))
    painter.setFont(small)
    painter.setPen(theme.color("text" if block.clash else "text_muted"))
    top = place.bottom() + 1
    for text in block.detail.split("\n"):
        if top + lower > inner.bottom() + 2:
            break
        below = QRect(inner.left(), top, inner.width(), lower)
        painter.drawText(below, start, _cut(text, below.width()))
        top += lower


def _paint_signs(painter: QPainter, inner: QRect, block: DrawnBlock) -> int:
    """Paint the clash's icon and the count at the right end; return the width they take."""
    right = inner.right() + 1
    side = theme.px(13)
    if block.clash:
        spot = QRect(right - side, inner.top() + theme.px(1), side, side)
        icons.paint(painter, "octagon-alert", spot, theme.color("must_fix"))
        right -= side + theme.px(3)
    if block.count > 1:
        font = theme.font(theme.CAPTION, bold=True, tabular=True)
        text = str(block.count)
        width = QFontMetrics(font).horizontalAdvance(text) + theme.px(10)
        pill = QRectF(right - width, inner.top(), width, theme.px(15))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("planned"))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(theme.color("raised"))
        painter.setFont(font)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        right -= width + theme.px(3)
    return int(inner.right()) + 1 - int(right)


def _cut(text: str, width: int, *, bold: bool = False) -> str:
    return _cut_once(text, width, bold, theme.look().scale)


@lru_cache(maxsize=4096)
def _cut_once(text: str, width: int, bold: bool, _scale: float) -> str:  # noqa: FBT001 - a key
    """Cut a text to a width in pixels, once for each scale: cutting costs more than drawing."""
    metrics = QFontMetrics(_title_font() if bold else _small_font())
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, width))


def _title_font() -> QFont:
    return theme.font(_TITLE, bold=True)


def _small_font() -> QFont:
    return theme.font(theme.CAPTION, tabular=True)
