"""The week as a picture on paper: the clock at the left, Monday to Friday, a box for each class.

A class that clashes is striped and says so in words: it can be told on a black-and-white print.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import WEEKDAYS
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.students.fixed_times import REST_OF_DAY
from cte_desktop.reports.page import box, rounded
from cte_desktop.reports.style import (
    CAPTION,
    SMALL_STRONG,
    SUBHEADING,
    Type,
    components,
)
from cte_desktop.reports.text import fit
from cte_desktop.wording import week as words
from cte_desktop.wording.fits import site_label
from cte_desktop.wording.labels import weekdays_label
from cte_desktop.wording.papers import clock_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.sections.week_picture import WeekBlock, WeekPicture
    from cte_desktop.reports.flow import Flow
    from cte_desktop.reports.page import Page

_HOUR = 60
_CLOCK = 42.0
_HEAD = 16.0
_LEAST_HOURS = 8
_FOOT = 12.0
_LEAST_HEIGHT, _MOST_HEIGHT = 224.0, 330.0
_RADIUS = 2.0
_STRIPES = 5.0
_TITLE = SMALL_STRONG
_SMALL = Type(CAPTION.face, 6.3, "text_muted")
_LOOKS = {  # ground and edge
    "day": ("raised", "planned"),
    "zero": ("information_soft", "in_progress"),
    "extended": ("extended_day_soft", "extended_day"),
    "college": ("met_soft", "met"),
    "busy": ("planned_soft", "missing"),
    "lunch": ("surface", "line_strong"),
}


def draw_week(flow: Flow, picture: WeekPicture, catalog: Catalog, reserve: float = 0) -> None:
    """Draw the week over the width of the page, lower where `reserve` points must follow it."""
    first, last = _hours(picture)
    height = min(max(flow.left_over - _HEAD - _FOOT - reserve, _LEAST_HEIGHT), _MOST_HEIGHT)
    page = flow.room(_HEAD + height)
    column = (flow.width - _CLOCK) / len(WEEKDAYS)
    top = flow.y + _HEAD
    scale = height / (last - first)
    with page.ornament():
        _draw_lines(page, flow, (first, last), scale)
    page.begin("P")
    for place, day in enumerate(WEEKDAYS):
        middle = flow.left + _CLOCK + column * (place + 0.5)
        name = weekdays_label(day)
        page.text(middle, flow.y + 9, name[:1].upper() + name[1:], SUBHEADING, "center")
    page.end()
    for place, day in enumerate(WEEKDAYS):
        blocks = [block for block in picture.blocks if block.weekday == day]
        for block, (lane, lanes) in zip(blocks, _lanes(blocks), strict=True):
            wide = (column - 3) / lanes
            end = min(block.end, last)
            if end <= block.start:
                continue
            spot = (
                flow.left + _CLOCK + column * place + 1.5 + wide * lane,
                top + (block.start - first) * scale + 0.5,
                wide - (1.5 if lanes > 1 else 0),
                (end - block.start) * scale - 1,
            )
            _draw_block(page, spot, block, catalog)
    flow.y = top + height + _FOOT


def _hours(picture: WeekPicture) -> tuple[int, int]:
    """Return the first and the last minute shown: whole hours around what meets."""
    blocks = [b for b in picture.blocks if b.is_class] or list(picture.blocks)
    first = min((b.start for b in blocks), default=8 * _HOUR) // _HOUR * _HOUR
    ends = [b.end for b in blocks] + [b.end for b in picture.blocks if b.end < REST_OF_DAY]
    last = -(-max(ends, default=16 * _HOUR) // _HOUR) * _HOUR
    first = min(first, *(b.start // _HOUR * _HOUR for b in picture.blocks), first)
    return first, max(last, first + _LEAST_HOURS * _HOUR)


def _draw_lines(page: Page, flow: Flow, hours: tuple[int, int], scale: float) -> None:
    first, last = hours
    top = flow.y + _HEAD
    for minute in range(first, last + 1, _HOUR // 2):
        y = top + (minute - first) * scale
        if minute % _HOUR:
            page.rule(flow.left + _CLOCK, y, flow.right, "line", 0.25)
            continue
        page.rule(flow.left + _CLOCK, y, flow.right, "line", 0.6)
        page.text(flow.left + _CLOCK - 5, y + 2.2, clock_label(minute), _SMALL, "right")
    column = (flow.width - _CLOCK) / len(WEEKDAYS)
    for place in range(len(WEEKDAYS) + 1):
        x = flow.left + _CLOCK + column * place
        page.box((x - 0.15, top, 0.3, (last - first) * scale), fill="line")


def _draw_block(
    page: Page, place: tuple[float, float, float, float], block: WeekBlock, catalog: Catalog
) -> None:
    x, y, width, height = place
    ground, edge = _LOOKS[block.tone]
    with page.ornament():
        if block.clash:
            page.insert(_striped(width, height), x, y + height)
            edge = "must_fix"
        else:
            line = 0.4 if block.state is State.PLANNED else 0.7
            page.box(place, fill=ground, stroke=edge, radius=_RADIUS, line=line)
        page.box((x, y + 1, 2, height - 2), fill=edge)
    lines = _lines(block, catalog, height)
    page.begin("P")
    room = width - 8
    step = _TITLE.size + 1
    baseline = y + min(_TITLE.size + 0.5, height / 2 + _TITLE.size * 0.35)
    for text, type_ in lines:
        page.text(x + 5, baseline, fit(text, type_.face, type_.size, room), type_)
        baseline += step
        step = _SMALL.size + 1
    page.end()


def _lines(block: WeekBlock, catalog: Catalog, height: float) -> Sequence[tuple[str, Type]]:
    """Return the words that a box of this height holds: the title, hours, place and room."""
    hours = words.span_label(block.start, block.end)
    site = site_label(block.site, catalog) if block.site else ""
    room = tr("room {room}", room=block.room) if block.room else ""
    clash = tr("clashes") if block.clash else ""
    second = [part for part in (block.period, clash, hours) if part]
    kind = words.tone_label(block)
    third = [part for part in (kind, site if block.is_class else "", room) if part]
    wanted = [(words.block_title(block), _TITLE)]
    wanted += [(" · ".join(part), _SMALL) for part in (second, third) if part]
    fitting = 1 + max(0, int((height - _TITLE.size - 3) // (_SMALL.size + 1)))
    return wanted[:fitting]


def _striped(width: float, height: float) -> str:
    """Return the operators of a box with stripes: a clash, told without colour."""
    stripes = " ".join(
        f"{x:.1f} 0 m {x + height:.1f} {height:.1f} l"
        for x in (
            _STRIPES * number - height for number in range(int((width + height) / _STRIPES) + 1)
        )
    )
    shape = rounded(0, 0, width, height, _RADIUS)
    ground = box(width, height, 0, "must_fix_soft", "", 0)
    pale = f"{components('line')} RG 0.7 w {stripes} S"
    frame = box(width, height, _RADIUS, "", "must_fix", 1.0)
    return f"q {shape} W n {ground} {pale} Q {frame}"


def _lanes(blocks: Sequence[WeekBlock]) -> list[tuple[int, int]]:
    """Return for each block of a day its lane and how many lie beside each other there."""
    found: list[tuple[int, int]] = []
    stretch, lanes, until = 0, list[int](), -1
    for block in blocks:
        if block.start >= until:
            found[stretch:] = [(lane, max(1, len(lanes))) for lane, _ in found[stretch:]]
            stretch, lanes = len(found), []
        lane = next((n for n, end in enumerate(lanes) if end <= block.start), len(lanes))
        lanes[lane : lane + 1] = [block.end]
        found.append((lane, 1))
        until = max(until, block.end)
    found[stretch:] = [(lane, max(1, len(lanes))) for lane, _ in found[stretch:]]
    return found
