"""Until when a pathway with something missing can still be completed: the terms ahead, backwards.

Bounds, as in `openings.py`: each missing course as late as it may start so that those above it can
still follow. Nothing is placed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.result import LastChance
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import SEMESTERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.audit.levels import Group
    from cte_desktop.domain.audit.openings import Openings, OpenTerm
    from cte_desktop.domain.audit.pathway import Progress
    from cte_desktop.domain.audit.work import Work
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course

Pairs = tuple[tuple["Work", int], ...]
Steps = tuple[tuple["Group", Pairs], ...]

_BEFORE_ALL, _NEVER = -1, 1 << 30


@dataclass(frozen=True, slots=True)
class _Spot:
    """A term in which a course can start, with the moment in which it would end."""

    term: OpenTerm
    ends: int


def last_chance(progress: Progress, ahead: Openings, catalog: Catalog) -> LastChance:
    """Return until when what is missing can be made good; for a pathway that still can be.

    Where only school years or credits are short, any term ahead will do.
    """
    steps = progress.way.filled
    spots = _missing(steps, ahead, catalog)
    if not spots:
        semesters = [term for term in ahead.terms if term.term in SEMESTERS] or list(ahead.terms)
        last = semesters[-1]
        return LastChance(last.moment, last.school_year, 0, only_year=ahead.school_years <= 1)
    latest = _latest(steps, spots)
    own = [latest[place].term.school_year for place in spots]
    running = [
        work.semester.school_year
        for _, pairs in steps
        for work, _ in pairs
        if work.semester.state is not State.EARNED
    ]
    soonest = _earliest(steps, {p: _not_begun(own, ahead) for p, own in spots.items()})
    only = any(soonest[p].term.school_year >= latest[p].term.school_year for p in spots)
    starts = latest[min(spots)].term.moment
    return LastChance(starts, max(own + running), len(spots), only_year=only)


def is_filled(group: Group, pairs: Pairs) -> bool:
    """Tell whether the work of a step makes its share of the level whole."""
    return sum(amount for _, amount in pairs) >= group.share


def group_courses(group: Group, catalog: Catalog) -> list[Course]:
    """Return the courses of the catalog of which one must be passed at a step."""
    found = (catalog.course(code) for code in group.codes)
    return [course for course in found if course is not None]


def _missing(steps: Steps, ahead: Openings, catalog: Catalog) -> dict[int, list[_Spot]]:
    """Return where each missing step can be made good, by its place.

    One that is filled too early for what is missing below it must be passed again.
    """
    found: dict[int, list[_Spot]] = {}
    after = _BEFORE_ALL
    for place, (group, pairs) in enumerate(steps):
        starts = min((work.semester.moment for work, _ in pairs), default=_NEVER)
        spots: list[_Spot] = []
        if not is_filled(group, pairs):
            spots = [*_spots(group, ahead, catalog), *_halves(pairs, ahead, catalog)]
        elif found and starts <= after:
            spots = list(_spots(group, ahead, catalog))
        if spots:
            found[place] = spots
            after = min((s.ends for s in spots if s.term.moment > after), default=after)
        else:
            after = max([after, *(work.semester.moment for work, _ in pairs)])
    return found


def _spots(group: Group, ahead: Openings, catalog: Catalog) -> Iterator[_Spot]:
    for course in group_courses(group, catalog):
        for term in ahead.spots_without_prerequisites(course):
            year_long = course.is_year and term.term in SEMESTERS
            yield _Spot(term, term.moment + year_long)


def _halves(pairs: Pairs, ahead: Openings, catalog: Catalog) -> Iterator[_Spot]:
    """Yield where the other half of a year course that is there by half can be taken by itself."""
    there = {work.course_code: work.halves for work, _ in pairs}
    for code, halves in there.items():
        course = catalog.course(code)
        if course is None or not course.is_year or len(halves) != 1:
            continue
        wanted = SEMESTERS[halves[0] % 2]
        begun = min(work.semester.moment for work, _ in pairs)
        for term in ahead.terms:
            in_grade = course.grade_min <= term.grade_level <= course.grade_max
            if term.term is wanted and term.room > 0 and in_grade and term.moment > begun:
                yield _Spot(term, term.moment)


def _not_begun(spots: list[_Spot], ahead: Openings) -> list[_Spot]:
    """Return those in terms that have not begun; all of them when there is none."""
    return [spot for spot in spots if spot.term.moment > ahead.present] or spots


def _earliest(steps: Steps, spots: dict[int, list[_Spot]]) -> dict[int, _Spot]:
    """Return where each missing step is made good first, each after the one below it."""
    after, found = _BEFORE_ALL, {}
    for place, (_, pairs) in enumerate(steps):
        if place in spots:
            later = [spot for spot in spots[place] if spot.term.moment > after]
            found[place] = min(later or spots[place], key=lambda spot: spot.ends)
            after = found[place].ends
        else:
            after = max([after, *(work.semester.moment for work, _ in pairs)])
    return found


def _latest(steps: Steps, spots: dict[int, list[_Spot]]) -> dict[int, _Spot]:
    """Return where each missing step starts last, each before the one above it."""
    before, found = _NEVER, {}
    for place in reversed(range(len(steps))):
        if place in spots:
            sooner = [spot for spot in spots[place] if spot.ends < before]
            found[place] = max(sooner or spots[place], key=lambda spot: spot.term.moment)
            before = found[place].term.moment
        else:
            before = min([before, *(work.semester.moment for work, _ in steps[place][1])])
    return found
