"""Where the blocks of a week lie: hours, columns of weekdays, lanes side by side. No painting.

Everything is in pixels of the whole picture, whose corner is where clock and weekdays meet; the
view shifts it by what is scrolled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from cte_desktop.domain.catalog.timetable import WEEKDAYS
from cte_desktop.ui import theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cte_desktop.ui.widgets.week_view import DrawnBlock

HOUR = 60
USUAL_HOURS = (7 * HOUR, 19 * HOUR)
"""The hours of an empty week."""
LEAST_HOURS = (8 * HOUR, 16 * HOUR)
LEAST_HOUR_HEIGHT = 44
_MOST_HOUR_HEIGHT = 96
LEAST_LANE = 48
_CLOCK_WIDTH = 52
_HEAD_HEIGHT = 30
_LEAST_BLOCK = 15  # pixels: a block of a few minutes can still be hit


@dataclass(frozen=True, slots=True)
class WeekLayout:
    """The places of a week: `boxes` in the order of the blocks, columns by weekday."""

    boxes: tuple[QRect, ...]
    columns: tuple[tuple[int, int], ...]  # left and width of each weekday
    first_minute: int
    last_minute: int
    hour_height: int
    clock_width: int
    head_height: int

    @property
    def width(self) -> int:
        """The width of the whole picture, clock included."""
        left, width = self.columns[-1]
        return left + width

    @property
    def height(self) -> int:
        """The height of the whole picture, weekdays' names included."""
        return self.y_of(self.last_minute) + theme.px(theme.TIGHT)

    def y_of(self, minute: int) -> int:
        """Return where a minute of the day lies."""
        beyond = (minute - self.first_minute) * self.hour_height
        return self.head_height + theme.px(theme.INSIDE) + round(beyond / HOUR)


def week_order(block: DrawnBlock) -> tuple[int, int, int, str]:
    """Return the key that sorts blocks by weekday and clock."""
    return WEEKDAYS.index(block.weekday), block.start, block.end, block.key


def hours_of(blocks: Iterable[DrawnBlock]) -> tuple[int, int]:
    """Return the first and last minute to show: the whole hours of what is there."""
    known = tuple(blocks)
    first, last = LEAST_HOURS if known else USUAL_HOURS
    for block in known:
        first = min(first, block.start // HOUR * HOUR)
        last = max(last, -(-block.end // HOUR) * HOUR)
    return max(0, first), min(24 * HOUR, last)


def lay_out(blocks: Sequence[DrawnBlock], width: int, height: int) -> WeekLayout:
    """Lay blocks, sorted by `week_order`, out in a view of that size.

    A column is at least as wide as its widest row of lanes needs, if need be at the cost of the
    others, an hour at least as high as two lines of words; where the least is more than the view
    has, the picture scrolls.
    """
    first, last = hours_of(blocks)
    lanes = _lanes(blocks)
    clock = theme.px(_CLOCK_WIDTH)
    least = []
    for day in WEEKDAYS:
        most = max((lanes[i][1] for i, b in enumerate(blocks) if b.weekday == day), default=1)
        least.append(theme.px(LEAST_LANE) * most + theme.px(theme.TIGHT))
    columns, left = [], clock
    for wide in _shared(width - clock, least):
        columns.append((left, wide))
        left += wide
    head = theme.px(_HEAD_HEIGHT)
    free = (height - head - theme.px(12)) * HOUR // max(HOUR, last - first)
    hour = min(max(free, theme.px(LEAST_HOUR_HEIGHT)), theme.px(_MOST_HOUR_HEIGHT))
    bare = WeekLayout((), tuple(columns), first, last, hour, clock, head)
    boxes = tuple(_box(bare, block, *lane) for block, lane in zip(blocks, lanes, strict=True))
    return WeekLayout(boxes, tuple(columns), first, last, hour, clock, head)


def _shared(room: int, least: Sequence[int]) -> list[int]:
    """Share the room evenly, except that nobody gets less than the least."""
    widths = list(least)
    for count, place in enumerate(sorted(range(len(least)), key=lambda one: -least[one])):
        widths[place] = max(least[place], room // (len(least) - count))
        room -= widths[place]
    return widths


def _box(layout: WeekLayout, block: DrawnBlock, lane: int, lanes: int) -> QRect:
    left, width = layout.columns[WEEKDAYS.index(block.weekday)]
    gap = theme.px(2)
    inner = width - theme.px(theme.TIGHT)
    begin = left + gap + inner * lane // lanes
    end = left + gap + inner * (lane + 1) // lanes - gap
    top = layout.y_of(block.start) + 1
    high = max(layout.y_of(block.end) - top - 1, theme.px(_LEAST_BLOCK))
    return QRect(begin, top, max(theme.px(8), end - begin), high)


def _lanes(blocks: Sequence[DrawnBlock]) -> list[tuple[int, int]]:
    """Return for each block its lane and how many lanes share its stretch of the day."""
    found: list[tuple[int, int]] = [(0, 1)] * len(blocks)
    for day in WEEKDAYS:
        stretch: list[int] = []
        lanes: list[int] = []  # the minute at which each lane is free again
        until = -1
        for place, block in enumerate(blocks):
            if block.weekday != day:
                continue
            if block.start >= until and stretch:
                _close(found, stretch, len(lanes))
                stretch, lanes = [], []
            lane = next((n for n, end in enumerate(lanes) if end <= block.start), len(lanes))
            lanes[lane : lane + 1] = [block.end]
            found[place] = (lane, 1)
            stretch.append(place)
            until = max(until, block.end)
        _close(found, stretch, len(lanes))
    return found


def _close(found: list[tuple[int, int]], stretch: Sequence[int], lanes: int) -> None:
    for place in stretch:
        found[place] = (found[place][0], max(1, lanes))
