"""The master schedule as blocks of a week: sections that meet at the same time become one block
with a count, until few enough are left to draw each.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import PERIODS, WEEKDAYS, clock_text
from cte_desktop.ui.sections.block_words import TONES, group_block, section_block
from cte_desktop.wording.sections import hours_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import SectionKind
    from cte_desktop.domain.catalog.timetable import Meeting
    from cte_desktop.domain.planning.sections.offers import SectionKey
    from cte_desktop.ui.sections.listed import SectionRow
    from cte_desktop.ui.widgets.week_view import DrawnBlock, Tone

    Slot = tuple[str, Tone, str]
    Alike = tuple[Tone, int, int, frozenset[SectionKey]]

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


@dataclass(frozen=True, slots=True)
class SectionWeek:
    """The blocks, the groups behind the keys of merged ones, and how many have no time."""

    blocks: tuple[DrawnBlock, ...]
    groups: Mapping[str, SectionGroup]
    without_time: int


@dataclass(frozen=True, slots=True)
class _Met:
    """A section in its slot of the week; `period` as the bells there have it, or ""."""

    row: SectionRow
    meeting: Meeting
    period: str


def section_week(rows: Iterable[SectionRow], catalog: Catalog, most_beside: int) -> SectionWeek:
    """Return these sections as a week, each drawn as long as no more than `most_beside` meet at a
    time. Those of several sites are merged by period or hour, because their bells differ by
    minutes.
    """
    shown = tuple(rows)
    timed = tuple(row for row in shown if row.line.week.meetings)
    left_out = len(shown) - len(timed)
    if most_at_once(timed) <= most_beside:
        blocks = [section_block(row, m) for row in timed for m in row.line.week.meetings]
        return SectionWeek(tuple(blocks), {}, left_out)
    merged, groups = _merged(_slots(timed, catalog))
    return SectionWeek(merged, groups, left_out)


def most_at_once(rows: Iterable[SectionRow]) -> int:
    """Return how many sections meet at the busiest minute of the week."""
    edges: list[tuple[str, int, int]] = []
    for row in rows:
        for meeting in row.line.week.meetings:
            edges += [(meeting.weekday, meeting.start, 1), (meeting.weekday, meeting.end, -1)]
    most = now = 0
    for _, _, step in sorted(edges):
        now += step
        most = max(most, now)
    return most


def _slots(rows: Sequence[SectionRow], catalog: Catalog) -> Mapping[Slot, Sequence[_Met]]:
    one_site = len({row.line.section.site for row in rows}) <= 1
    periods = {
        (site, met.weekday, met.start, met.end): period
        for (site, period), meetings in catalog.meetings_by_period.items()
        if period in PERIODS
        for met in meetings
    }
    slots: defaultdict[Slot, list[_Met]] = defaultdict(list)
    for row in rows:
        tone = TONES[row.line.section.kind]
        for met in row.line.week.meetings:
            period = periods.get((met.site, met.weekday, met.start, met.end), "")
            if one_site:
                name = hours_label(met.start, met.end)
            else:
                name = period or clock_text(met.start // _HOUR * _HOUR)
            slots[met.weekday, tone, name].append(_Met(row, met, period))
    return slots


def _merged(
    slots: Mapping[Slot, Sequence[_Met]],
) -> tuple[tuple[DrawnBlock, ...], dict[str, SectionGroup]]:
    """Return a block for each slot; slots with just the same sections and hours share a key."""
    alike: defaultdict[Alike, dict[str, Sequence[_Met]]] = defaultdict(dict)
    for (weekday, tone, _), met in slots.items():
        start, end = min(m.meeting.start for m in met), max(m.meeting.end for m in met)
        alike[tone, start, end, frozenset(m.row.key for m in met)][weekday] = met
    blocks: list[DrawnBlock] = []
    groups: dict[str, SectionGroup] = {}
    for (tone, start, end, _), by_day in alike.items():
        met = next(iter(by_day.values()))
        rows = tuple({m.row.key: m.row for m in met}.values())
        if len(rows) == 1:
            blocks += [section_block(m.row, m.meeting) for on in by_day.values() for m in on]
            continue
        days = "".join(day for day in WEEKDAYS if day in by_day)
        kind = rows[0].line.section.kind
        group = SectionGroup(_name(met, start), kind, days, start, end, rows)
        key = f"group:{days}:{start}:{end}:{tone}"
        groups[key] = group
        blocks += [group_block(key, group, day, tone) for day in days]
    return tuple(blocks), groups


def _name(met: Sequence[_Met], start: int) -> str:
    periods = {m.period for m in met}
    only = periods.pop() if len(periods) == 1 else ""
    return only or clock_text(start)
