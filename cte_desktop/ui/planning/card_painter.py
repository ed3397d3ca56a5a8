"""A course as a card: title, small words, level, state, marks; in the grid and in the hand.

States differ by shape as well as by colour: earned is filled and checked, in progress half filled,
planned outlined, not earned crossed out, waived empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen, QPixmap

from cte_desktop.domain.findings import Severity
from cte_desktop.domain.planning.semesters import State
from cte_desktop.ui import icons, theme
from cte_desktop.ui.planning.filling.marks import SIGNS, Change
from cte_desktop.ui.widgets.finding_row import SEVERITY_ICONS
from cte_desktop.ui.widgets.stages_line import paint_stage

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from cte_desktop.ui.theme import ColorName

TITLE_SIZE = 12
_NARROW = 80
_TITLE_LINES = 2
_LEAST_FOR_MIDDLE = 12
"""How many letters must fit before a title is cut in its middle."""
_GROUNDS: dict[State, ColorName] = {
    State.EARNED: "met_soft",
    State.IN_PROGRESS: "raised",
    State.PLANNED: "raised",
    State.NOT_EARNED: "raised",
    State.WAIVED: "sunken",
}
_EDGES: dict[State, ColorName] = {
    State.EARNED: "earned",
    State.IN_PROGRESS: "in_progress",
    State.PLANNED: "planned",
    State.NOT_EARNED: "must_fix",
    State.WAIVED: "missing",
}


@dataclass(frozen=True, slots=True)
class CardLook:
    """What a card shows. `details` are choices, the longest first; `states` are its halves'."""

    title: str
    details: tuple[str, ...]
    states: tuple[State, ...]
    dots: int = 0
    after_school: bool = False
    locked: bool = False
    severity: Severity | None = None
    past: bool = False
    current: bool = False
    hovered: bool = False
    lit: bool = False
    lifted: bool = False  # it is being carried elsewhere
    ghost: bool = False
    has_alternates: bool = False
    open: bool = False  # a placeholder: its course is still to be chosen
    small: bool = False  # in the narrow column of the early grades
    change: Change | None = None  # what a proposal that is on the table does to it


def paint_card(painter: QPainter, box: QRectF, look: CardLook) -> None:
    """Paint a card into `box`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if look.lifted:
        painter.setOpacity(0.35)
    _paint_ground(painter, box, look)
    side = theme.px(4 if look.small or box.width() < theme.px(_NARROW) else 6)
    bar = theme.px(3) if look.change in {Change.ADDED, Change.MOVED} else 0
    inner = box.adjusted(side + bar, 0, -side, 0)
    small = QFontMetrics(theme.font(theme.CAPTION)).height()
    large = QFontMetrics(theme.font(TITLE_SIZE)).height()
    if box.height() >= small + large + theme.px(4):
        room = int((box.height() - small - theme.px(4)) // large)
        lines = title_lines(look.title, int(inner.width()), min(room, _TITLE_LINES))
        top = box.top() + (box.height() - small - large * len(lines) - theme.px(1)) / 2
        title = QRectF(inner.left(), top, inner.width(), large * len(lines))
        below = QRectF(inner.left(), title.bottom() + theme.px(1), inner.width(), small)
        _paint_title(painter, title, look, lines)
        _paint_small(painter, below, look)
    else:
        room = _paint_signs(painter, inner, look)
        title = inner.adjusted(0, 0, -room, 0)
        _paint_title(painter, title, look, title_lines(look.title, int(title.width()), 1))
    painter.restore()


def card_picture(look: CardLook, width: int, ratio: float) -> QPixmap:
    """Return a card as a picture, to hang at the mouse while it is dragged."""
    height = theme.px(40)
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_card(painter, QRectF(1, 1, width - 2, height - 2), look)
    painter.end()
    return picture


def _paint_ground(painter: QPainter, box: QRectF, look: CardLook) -> None:
    radius = theme.px(4)
    outline = QPainterPath()
    outline.addRoundedRect(box, radius, radius)
    painter.save()
    painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
    width = box.width() / len(look.states)
    for place, state in enumerate(look.states):
        part = QRectF(box.left() + place * width, box.top(), width, box.height())
        painter.fillRect(part, theme.color(_GROUNDS[state]))
        if state is State.IN_PROGRESS and len(set(look.states)) > 1:
            painter.fillRect(part, theme.color("information_soft"))
    if set(look.states) == {State.IN_PROGRESS}:
        half = QRectF(box.left(), box.top(), box.width() / 2, box.height())
        painter.fillRect(half, theme.color("information_soft"))
    if look.ghost and look.severity is Severity.MUST_FIX:
        painter.fillRect(box, theme.color("must_fix_soft"))
    elif look.lit or look.ghost:
        painter.fillRect(box, theme.color("accent_soft"))
    elif look.hovered and look.states[0] in {State.PLANNED, State.IN_PROGRESS}:
        painter.fillRect(box, _with_alpha(theme.color("hover"), 150))
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if look.has_alternates:
        # A dashed line along the foot: another card lies under this one.
        painter.setPen(QPen(theme.color("planned"), 1.25, Qt.PenStyle.DashLine))
        foot = box.bottom() - theme.px(3)
        painter.drawLine(QPointF(box.left() + radius, foot), QPointF(box.right() - radius, foot))
    if look.change in {Change.ADDED, Change.MOVED}:
        _paint_change_edge(painter, box, look.change)
    painter.setPen(_edge(look))
    painter.drawPath(outline)


def _paint_change_edge(painter: QPainter, box: QRectF, change: Change) -> None:
    """Paint a bar along the start of a card: whole where it is added, in pieces where it moves."""
    width, inset = theme.px(3), theme.px(4)
    line = Qt.PenStyle.SolidLine if change is Change.ADDED else Qt.PenStyle.DotLine
    pen = QPen(theme.color("accent"), width, line, Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    left = box.left() + width / 2 + 1
    painter.drawLine(QPointF(left, box.top() + inset), QPointF(left, box.bottom() - inset))


def _edge(look: CardLook) -> QPen:
    if look.ghost:
        ink = theme.color("must_fix" if look.severity is Severity.MUST_FIX else "accent")
        return QPen(ink, 1.5, Qt.PenStyle.DashLine)
    if look.current or look.lit:
        return QPen(theme.color("accent"), 2)
    if look.severity is Severity.MUST_FIX:
        return QPen(theme.color("must_fix"), 1.5)
    if look.change is Change.REMOVED:
        return QPen(theme.color("missing"), 1.25, Qt.PenStyle.DotLine)
    if look.change is not None:
        line = Qt.PenStyle.SolidLine if look.change is Change.ADDED else Qt.PenStyle.DashLine
        return QPen(theme.color("accent"), 1.5, line)
    state = look.states[-1]
    ink = theme.color(_EDGES[state])
    if state is State.PLANNED:
        line = Qt.PenStyle.DashLine if look.open else Qt.PenStyle.SolidLine
        return QPen(ink, 1.25, line)
    if state is State.NOT_EARNED:
        return QPen(_with_alpha(ink, 150), 1, Qt.PenStyle.DashLine)
    return QPen(_with_alpha(ink, 90 if state in {State.EARNED, State.WAIVED} else 190), 1)


def title_lines(title: str, width: int, most: int) -> tuple[str, ...]:
    """Return a title in at most `most` lines of a width in pixels; what doesn't fit is cut.

    A line that is long enough loses its middle, since "English 11" and "English 12" differ at the
    end; a short one, which would lose its sense, loses its end.
    """
    metrics = QFontMetrics(theme.font(TITLE_SIZE))
    words, lines = title.split(), list[str]()
    while len(lines) < most - 1 and metrics.horizontalAdvance(" ".join(words)) > width:
        count = max(1, _fitting(words, width, metrics))
        if count == len(words):
            break
        lines.append(" ".join(words[:count]))
        words = words[count:]
    lines.append(" ".join(words))
    how = Qt.TextElideMode.ElideRight if lines[1:] else how_to_cut(title, width, metrics)
    return tuple(metrics.elidedText(line, how, width) for line in lines)


def how_to_cut(title: str, width: int, metrics: QFontMetrics) -> Qt.TextElideMode:
    """Return where a title of one line is cut: words in brackets at its end can be missed."""
    short = width < metrics.averageCharWidth() * _LEAST_FOR_MIDDLE
    at_the_end = short or title.endswith(")")
    return Qt.TextElideMode.ElideRight if at_the_end else Qt.TextElideMode.ElideMiddle


def _fitting(words: list[str], width: int, metrics: QFontMetrics) -> int:
    """Return how many of the words fit in one line."""
    counts = range(len(words), 0, -1)
    return next((n for n in counts if metrics.horizontalAdvance(" ".join(words[:n])) <= width), 0)


def _paint_title(painter: QPainter, box: QRectF, look: CardLook, lines: tuple[str, ...]) -> None:
    painter.setFont(theme.font(TITLE_SIZE))
    gone = all(state in {State.NOT_EARNED, State.WAIVED} for state in look.states)
    if look.change is Change.REMOVED:
        gone = True
        struck = painter.font()
        struck.setStrikeOut(True)
        painter.setFont(struck)
    painter.setPen(theme.color("text_muted" if look.past or gone else "text"))
    height = box.height() / len(lines)
    for number, line in enumerate(lines):
        place = QRectF(box.left(), box.top() + number * height, box.width(), height)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)


def _paint_small(painter: QPainter, box: QRectF, look: CardLook) -> None:
    room = _paint_signs(painter, box, look)
    left = box.left()
    font = theme.font(theme.CAPTION, tabular=True)
    metrics = QFontMetrics(font)
    width = int(box.right() - room - left)
    dots = theme.px(24) if look.dots else 0
    if dots and metrics.horizontalAdvance(look.details[-1]) + dots <= width:
        paint_dots(painter, QPointF(left, box.center().y()), look.dots)
        left, width = left + dots, width - dots
    fitting = (text for text in look.details if metrics.horizontalAdvance(text) <= width)
    last = look.details[-1] if look.details else ""
    text = next(fitting, metrics.elidedText(last, Qt.TextElideMode.ElideRight, width))
    painter.setFont(font)
    painter.setPen(theme.color("extended_day" if look.after_school else "text_muted"))
    place = QRectF(left, box.top(), max(0, width), box.height())
    if width > theme.px(14):
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def paint_dots(painter: QPainter, start: QPointF, count: int, color: ColorName = "accent") -> int:
    """Paint three small dots, `count` of them full: the level in a pathway; return their width."""
    size, step = theme.px(5), theme.px(7)
    ink = theme.color(color)
    painter.setPen(QPen(ink, 1))
    for place in range(3):
        painter.setBrush(ink if place < count else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(start.x() + place * step, start.y() - size / 2, size, size))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    return 2 * step + size


def _paint_signs(painter: QPainter, box: QRectF, look: CardLook) -> int:
    """Paint state, finding and lock from the right end; return the width that they take."""
    side, gap = theme.px(12), theme.px(3)
    right = box.right()
    middle = box.center().y()
    signed = _signs_of(look)
    if look.change is not None and len(set(look.states)) == 1:
        signed = ()  # the sign of the change stands there: what a proposal changes is planned
    for state in reversed(signed):
        _paint_state(painter, QPointF(right - side / 2, middle), side / 2 - 1, state)
        right -= side + gap
    signs: list[tuple[str, ColorName]] = []
    if look.change is not None:
        ink: ColorName = "must_fix" if look.change is Change.REMOVED else "accent"
        signs.append((SIGNS[look.change], ink))
    if look.severity is Severity.MUST_FIX:
        signs.append((SEVERITY_ICONS["must_fix"], "must_fix"))
    elif look.severity is Severity.WARNING:
        signs.append((SEVERITY_ICONS["warning"], "warning"))
    if look.locked:
        signs.append(("lock", "text_muted"))
    for name, color in signs:
        spot = QRect(round(right - side), round(middle - side / 2), side, side)
        icons.paint(painter, name, spot, theme.color(color))
        right -= side + gap
    return round(box.right() - right)


def _signs_of(look: CardLook) -> tuple[State, ...]:
    """Return the states to be signed: both halves' where they differ, none where there is no room.

    The second half of a course in progress is planned as a matter of course.
    """
    states = tuple(dict.fromkeys(look.states))
    if look.small and states == (State.EARNED,):
        return ()
    if look.small and len(states) > 1:
        return (State.NOT_EARNED,) if State.NOT_EARNED in states else states[-1:]
    if states == (State.IN_PROGRESS, State.PLANNED):
        return (State.IN_PROGRESS,)
    return look.states if len(states) > 1 else states


def _paint_state(painter: QPainter, center: QPointF, radius: float, state: State) -> None:
    match state:
        case State.EARNED:
            paint_stage(painter, center, radius, "earned")
        case State.IN_PROGRESS:
            paint_stage(painter, center, radius, "in_progress")
        case State.PLANNED:
            painter.setPen(QPen(theme.color("planned"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(center, radius, radius)
        case State.NOT_EARNED:
            _paint_cross(painter, center, radius)
        case State.WAIVED:
            painter.setPen(QPen(theme.color("missing"), 1.5, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(center, radius, radius)


def _paint_cross(painter: QPainter, center: QPointF, radius: float) -> None:
    painter.setPen(QPen(theme.color("must_fix"), 1.5))
    painter.setBrush(theme.color("raised"))
    painter.drawEllipse(center, radius, radius)
    arm = radius * 0.45
    painter.drawLine(center + QPointF(-arm, -arm), center + QPointF(arm, arm))
    painter.drawLine(center + QPointF(-arm, arm), center + QPointF(arm, -arm))


def _with_alpha(ink: QColor, alpha: int) -> QColor:
    ink.setAlpha(alpha)
    return ink
