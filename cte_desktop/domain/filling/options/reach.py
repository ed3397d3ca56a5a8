"""Which ways can be reached at all: what must come before a course can be passed before it starts.

What cannot is left out of a pruned problem: the rows would forbid it anyway. Prerequisites that
lead in a circle reach nothing; what may be taken beside each other may begin together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.planning.passing import is_passed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.prerequisites import Need
    from cte_desktop.domain.filling.options.taught import Way
    from cte_desktop.domain.planning.situation import Situation

NEVER = 1 << 30


def reachable(ways: Iterable[Way], given: Situation, locked: dict[str, int]) -> frozenset[int]:
    """Return the ids of the ways of which all that must come before can be passed in time.

    `locked` are the earliest ends of courses that are locked in the plan.
    """
    waiting = sorted(ways, key=lambda way: way.starts)
    beside = dict(locked)  # the earliest end of what may be taken beside another course
    for way in waiting:
        beside[way.course.code] = min(beside.get(way.course.code, NEVER), way.ends)
    ends = dict(locked)  # the earliest moment in which a course may have been passed
    met: dict[tuple[Need, int], bool] = {}
    found: set[int] = set()
    while True:
        left = []
        for way in waiting:
            if _is_ready(way, given, ends, beside, met):
                found.add(id(way))
                code = way.course.code
                ends[code] = min(ends.get(code, NEVER), way.ends)
            else:
                left.append(way)
        if len(left) == len(waiting):
            return frozenset(found)
        waiting = left


def _is_ready(
    way: Way,
    given: Situation,
    ends: dict[str, int],
    beside: dict[str, int],
    met: dict[tuple[Need, int], bool],
) -> bool:
    alternatives = way.course.prerequisites.alternatives
    return not alternatives or any(
        all(
            _is_met(need, way.starts, given, beside if need.same_term else ends, met)
            for need in needs
        )
        for needs in alternatives
    )


def _is_met(
    need: Need,
    start: int,
    given: Situation,
    ends: dict[str, int],
    met: dict[tuple[Need, int], bool],
) -> bool:
    """Tell whether a needed course can be passed in time; `ends` are the earliest ends of each."""
    code = need.course_code
    wanted = given.catalog.course(code)
    limit = start + 1 if need.same_term else start
    if need.same_term and wanted is not None and wanted.is_year:
        limit = start + 3  # beside a year course: its second half may still be running
    if ends.get(code, NEVER) < limit:
        return True
    key = (need, limit)
    if key not in met:
        taken = [s for s in given.by_course.get(code, ()) if s.moment < limit]
        met[key] = bool(taken) and is_passed(wanted, taken, need.minimum_mark)
    return met[key]
