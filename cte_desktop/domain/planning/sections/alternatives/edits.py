"""The edits behind alternatives: a class seated in a section, and what moved between two plans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import clock_text
from cte_desktop.domain.findings import Value, Values, values
from cte_desktop.domain.planning.lanes import spot_in
from cte_desktop.domain.planning.plan import Placement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.plan import Plan, Spot

YEAR = "year"
_Told = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of one class: `what` is section, term, year, replaced or dropped.

    `grade_level` and `term` ("year" for both semesters) say where it lay; `before` and `after` hold
    what differs: section_id, site, period, times (of a section without period), grade_level, term,
    course.
    """

    what: str
    course: str
    grade_level: int
    term: str
    before: Values
    after: Values


def seated(plan: Plan, uids: Iterable[str], sections: Iterable[Section]) -> Plan:
    """Return the plan with these placements in sections, each in the one that meets in its term.

    A placement takes the lane, period and site of its section; a locked one stays locked.
    """
    wanted = frozenset(uids)
    known = tuple(sections)
    return replace(
        plan,
        placements=tuple(
            _seated(placement, known) if placement.uid in wanted else placement
            for placement in plan.placements
        ),
    )


def moves_between(
    before: Plan, after: Plan, first: Iterable[str], sections: Iterable[Section] = ()
) -> tuple[Move, ...]:
    """Return what became of each class that differs; that of the placements `first` comes first.

    It is told even if it stays as it is: then nothing stands in its `before` and `after`.
    """
    then = {placement.uid: placement for placement in after.placements}
    times = {section.section_id: _times(section) for section in sections}
    found: dict[tuple[str, str, int], Move] = {}
    leading = frozenset(first)
    in_order = sorted(before.placements, key=lambda p: p.uid not in leading)
    for placement in in_order:
        now = then.get(placement.uid)
        if placement.spot is None or (now == placement and placement.uid not in leading):
            continue
        move = _move(placement, placement.spot, now, times)
        key = (move.course, "" if move.what == "dropped" else move.what, move.grade_level)
        known = found.get(key)
        found[key] = move if known is None else _joined(known, move)
    moved = {move.course for move in found.values() if move.what != "dropped"}
    # The second half of a course that goes on as one semester of another is no class of its own.
    return tuple(m for m in found.values() if m.what != "dropped" or m.course not in moved)


def _seated(placement: Placement, sections: tuple[Section, ...]) -> Placement:
    spot = placement.spot
    section = next((s for s in sections if spot is not None and s.meets_in(spot.term)), None)
    if spot is None or section is None:
        return placement
    spot = spot_in(spot, section)
    return replace(placement, spot=spot, section_id=section.section_id, site=section.site)


def _move(
    before: Placement, spot: Spot, after: Placement | None, times: Mapping[str, tuple[str, ...]]
) -> Move:
    same = after is None or after.section_id == before.section_id
    was = _told(before, times if same else {})
    now = {} if after is None else _told(after, times)
    differs = [name for name in {**was, **now} if was.get(name) != now.get(name)]
    return Move(
        _what(before, after),
        before.course_code,
        spot.grade_level,
        spot.term.value,
        values(**{name: was.get(name) for name in differs}),
        values(**{name: now.get(name) for name in differs}),
    )


def _what(before: Placement, after: Placement | None) -> str:
    if after is None or after.spot is None or before.spot is None:
        return "dropped"
    if after.course_code != before.course_code:
        return "replaced"
    if after.spot.grade_level != before.spot.grade_level:
        return "year"
    return "term" if after.spot.term is not before.spot.term else "section"


def _told(placement: Placement, times: Mapping[str, tuple[str, ...]]) -> _Told:
    spot = placement.spot
    if spot is None:
        return {}
    told: _Told = {
        "course": placement.course_code,
        "section_id": placement.section_id,
        "site": placement.site,
        "period": spot.period,
        "times": times.get(placement.section_id, ()),
        "grade_level": spot.grade_level,
        "term": spot.term.value,
    }
    return {name: value for name, value in told.items() if value}


def _times(section: Section) -> tuple[str, ...]:
    return tuple(
        f"{meeting.days} {clock_text(meeting.start)}-{clock_text(meeting.end)}"
        for meeting in section.meetings
        if meeting.start is not None and meeting.end is not None
    )


def _joined(one: Move, other: Move) -> Move:
    """Return the move of a whole year course from those of its halves."""
    if one.what == "term":
        return one
    after = (one.after + other.after) if one.what == "section" else one.after
    return replace(one, term=YEAR if one.term != other.term else one.term, after=_last(after))


def _last(pairs: Values) -> Values:
    """Return the pairs without repeats: two sections of two semesters are named together."""
    joined: dict[str, Value] = {}
    for name, value in pairs:
        known = joined.get(name, value)
        differs = name == "section_id" and value not in str(known).split(" + ")
        joined[name] = f"{known} + {value}" if differs else known
    return tuple(joined.items())
