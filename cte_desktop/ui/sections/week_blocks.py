"""The master schedule as blocks of a week: sections that meet at the same time become one block
with a count, until few enough are left to draw each.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import WEEKDAYS, clock_text
from cte_desktop.ui.sections.block_words import TONES, group_block, section_block
from cte_desktop.wording.sections import hours_label, seats_left_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cte_desktop.domain.catalog.section import SectionKind
    from cte_desktop.domain.catalog.timetable import Meeting
    from cte_desktop.ui.sections.listed import Rhythm, SectionRow
    from cte_desktop.ui.widgets.week_view import DrawnBlock, Tone

    Slot = tuple[str, Tone, str]
    Alike = tuple[Tone, int, int, frozenset[Rhythm]]
    Sharing = Mapping[Rhythm, Sequence[SectionRow]]

_HOUR = 60


@dataclass(frozen=True, slots=True)
class SectionGroup:
    """Sections that one block stands for."""

    name: str  # "P3", "15:45"
    kind: SectionKind
    days: str  # the weekdays on which just these meet then
    start: int
    end: int
    rows: tuple[SectionRow, ...]
    left: str  # "212 seats left"


@dataclass(frozen=True, slots=True)
class SectionWeek:
    """The blocks, the groups behind the keys of merged ones, and how many have no time."""

    blocks: tuple[DrawnBlock, ...]
    groups: Mapping[str, SectionGroup]
    without_time: int


@dataclass(frozen=True, slots=True)
class _Met:
    """A rhythm in a slot of the week."""

    rhythm: Rhythm
    meeting: Meeting


def section_week(rows: Iterable[SectionRow], most_beside: int) -> SectionWeek:
    """Return these sections as a week, each drawn as long as no more than `most_beside` meet at a
    time. Those of several sites are merged by period or hour, because their bells differ by
    minutes.
    """
    sharing: defaultdict[Rhythm, list[SectionRow]] = defaultdict(list)
    for row in rows:
        sharing[row.rhythm].append(row)
    left_out = sum(len(of) for rhythm, of in sharing.items() if not rhythm.meetings)
    if most_at_once(sharing) <= most_beside:
        blocks = [
            section_block(row, met)
            for rhythm, of in sharing.items()
            for row in of
            for met in rhythm.meetings
        ]
        return SectionWeek(tuple(blocks), {}, left_out)
    merged, groups = _merged(_slots(sharing), sharing)
    return SectionWeek(merged, groups, left_out)


def most_at_once(sharing: Sharing) -> int:
    """Return how many sections meet at the busiest minute of the week."""
    edges: list[tuple[str, int, int]] = []
    for rhythm, rows in sharing.items():
        for met in rhythm.meetings:
            edges += [(met.weekday, met.start, len(rows)), (met.weekday, met.end, -len(rows))]
    most = now = 0
    for _, _, step in sorted(edges):
        now += step
        most = max(most, now)
    return most


def _slots(sharing: Sharing) -> Mapping[Slot, Sequence[_Met]]:
    one_site = len({rhythm.site for rhythm in sharing}) <= 1
    slots: defaultdict[Slot, list[_Met]] = defaultdict(list)
    for rhythm in sharing:
        tone = TONES[rhythm.kind]
        for met in rhythm.meetings:
            if one_site:
                name = hours_label(met.start, met.end)
            else:
                name = met.period or clock_text(met.start // _HOUR * _HOUR)
            slots[met.weekday, tone, name].append(_Met(rhythm, met))
    return slots


def _merged(
    slots: Mapping[Slot, Sequence[_Met]], sharing: Sharing
) -> tuple[tuple[DrawnBlock, ...], dict[str, SectionGroup]]:
    """Return a block for each slot; slots with just the same sections and hours share a key."""
    alike: defaultdict[Alike, dict[str, Sequence[_Met]]] = defaultdict(dict)
    for (weekday, tone, _), met in slots.items():
        start, end = min(m.meeting.start for m in met), max(m.meeting.end for m in met)
        alike[tone, start, end, frozenset(m.rhythm for m in met)][weekday] = met
    blocks: list[DrawnBlock] = []
    groups: dict[str, SectionGroup] = {}
    for (tone, start, end, _), by_day in alike.items():
        met = next(iter(by_day.values()))
        rows = tuple(row for rhythm in dict.fromkeys(m.rhythm for m in met)
                     for row in sharing[rhythm])  # fmt: skip
        if len(rows) == 1:
            blocks += [section_block(rows[0], m.meeting) for on in by_day.values() for m in on]
            continue
        days = "".join(day for day in WEEKDAYS if day in by_day)
        left = seats_left_label(row.line.count.left for row in rows)
        kind = met[0].rhythm.kind
        group = SectionGroup(_name(met, start), kind, days, start, end, rows, left)
        key = f"group:{days}:{start}:{end}:{tone}"
        groups[key] = group
        blocks += [group_block(key, group, day, tone) for day in days]
    return tuple(blocks), groups


def _name(met: Sequence[_Met], start: int) -> str:
    periods = {m.meeting.period for m in met}
    only = periods.pop() if len(periods) == 1 else ""
    return only or clock_text(start)
