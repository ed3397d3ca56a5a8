"""From a student's week to the blocks that the picture draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import clock_text
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.students.fixed_times import REST_OF_DAY
from cte_desktop.ui.widgets.week_view import DrawnBlock
from cte_desktop.wording import week as words
from cte_desktop.wording.labels import weekdays_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Collection

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.sections.week_picture import Journey, WeekBlock, WeekPicture

BUSY_KEY = "busy"
_HOME = 17 * 60  # where the picture ends at least for a time that lasts all evening
_SHORTEST_WAY = 5  # minutes: a shorter gap has no room for a line


def drawn_week(
    picture: WeekPicture, catalog: Catalog, marked: Collection[str] = ()
) -> tuple[DrawnBlock, ...]:
    """Return the blocks of a week; those whose key is in `marked` get the accent's edge."""
    end_of_day = max((b.end for b in picture.blocks if b.is_class), default=0)
    end_of_day = max(end_of_day, _HOME)
    blocks = [
        _drawn(block, catalog, end_of_day, is_marked=block.key in marked)
        for block in picture.blocks
        if block.end < REST_OF_DAY or block.start < end_of_day
    ]
    ways = [
        _way(journey, catalog)
        for journey in picture.journeys
        if journey.arrives_by - journey.leaves >= _SHORTEST_WAY
    ]
    return (*blocks, *ways)


def _drawn(block: WeekBlock, catalog: Catalog, end_of_day: int, *, is_marked: bool) -> DrawnBlock:
    """Return a block; a time that lasts until the student is home ends with the picture."""
    return DrawnBlock(
        block.weekday,
        block.start,
        end_of_day if block.end >= REST_OF_DAY else block.end,
        words.block_title(block),
        words.block_detail(block, catalog),
        block.tone,
        block.key or (BUSY_KEY if block.tone == "busy" else ""),
        words.block_sentence(block, catalog),
        clash=block.clash,
        tip=words.block_tip(block, catalog),
        planned=block.state is State.PLANNED,
        marked=is_marked and bool(block.key),
    )


def _way(journey: Journey, catalog: Catalog) -> DrawnBlock:
    said = tr(
        "{day} {start} to {end}, the way between two sites, {way}",
        day=weekdays_label(journey.weekday),
        start=clock_text(journey.leaves),
        end=clock_text(journey.arrives_by),
        way=words.journey_sentence(journey, catalog),
    )
    return DrawnBlock(
        journey.weekday,
        journey.leaves,
        journey.arrives_by,
        words.journey_title(journey),
        "",
        "journey",
        "",
        said,
        clash=journey.short is not None or journey.travel is None,
        tip=words.journey_sentence(journey, catalog),
    )
