"""As late as can be: when courses that need each other can still start, from the last one back.

Nothing but order and terms binds here (no load, no clash), so each course that lies as late as
those after it allow leaves the most room to those before it: the answer is exact. A prerequisite
with alternatives is tried with each of them, within a fixed number of ways.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from cte_desktop.domain.filling.options.retakes import open_shapes
from cte_desktop.domain.planning.passing import is_passed
from cte_desktop.domain.school_year import Term, moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.catalog.prerequisites import Need
    from cte_desktop.domain.filling.options.taught import Taught
    from cte_desktop.domain.planning.semesters import Semester

MOST_WAYS = 300
"""Choices of alternatives that are tried for one pathway; the shipped catalog needs a dozen."""
BEFORE_ALL, NEVER = -1, 1 << 30
A_YEAR_LATER = 3  # terms, as `moment` counts them


class Gap(Enum):
    """How a course that must come before another one lies to it."""

    BESIDE = "beside"  # in the same term at the latest
    BELOW = "below"  # in an earlier term
    A_YEAR_BELOW = "a year below"  # in an earlier school year


@dataclass(frozen=True, slots=True)
class Stretch:
    """A course's place in time: the moments of its first and last term."""

    starts: int
    ends: int
    school_year: int
    grade_level: int
    term: Term  # its first


@dataclass(frozen=True)
class Ahead:
    """What is passed or runs already, and how courses are taught. No slots: kept once worked out.

    `present` is the moment of the last term that has begun: what is placed starts after it.
    """

    taken: Mapping[str, Sequence[Semester]]
    taught: Taught
    present: int
    known: dict[str, tuple[Stretch, ...]] = field(default_factory=dict, compare=False, repr=False)

    def stretches(self, course: Course) -> tuple[Stretch, ...]:
        """Return where a course can lie ahead, whatever comes before it; the latest first.

        Of a year course of which one half is good, the other half alone will do.
        """
        found = self.known.get(course.code)
        if found is None:
            lies = dict.fromkeys(self._stretches(course))
            found = tuple(sorted(lies, key=lambda one: (-one.starts, one.ends)))
            self.known[course.code] = found
        return found

    def ended(self, code: str, minimum_mark: str) -> int | None:
        """Return the moment by which a course is passed with that mark, None if it is not."""
        rows = self.taken.get(code, ())
        course = self.taught.catalog.course(code)
        if not rows or not is_passed(course, rows, minimum_mark):
            return None
        return next(
            rows[last - 1].moment
            for last in range(1, len(rows) + 1)
            if is_passed(course, rows[:last], minimum_mark)
        )

    def _stretches(self, course: Course) -> Iterator[Stretch]:
        shapes = open_shapes(course, tuple(self.taken.get(course.code, ())))
        for way in self.taught.ways(course.code) if shapes else ():
            if way.starts > self.present and way.terms in shapes:
                yield Stretch(way.starts, way.ends, way.school_year, way.grade_level, way.terms[0])


@dataclass(frozen=True, slots=True)
class Way:
    """Courses to be placed, each with those that must come before it.

    `before` maps a course to the courses to be placed that it comes after; `after` are moments that
    a course must lie after: of what is passed or runs already.
    """

    before: Mapping[str, tuple[tuple[str, Gap], ...]] = field(default_factory=dict)
    after: Mapping[str, int] = field(default_factory=dict)


def ways(wanted: Sequence[str], way: Way, ahead: Ahead) -> Iterator[Way]:
    """Yield every way to pass the wanted courses: with each alternative of their prerequisites.

    The courses of `way` are in it already with all that they need.
    """
    waiting = [code for code in wanted if code not in way.before]
    if not waiting:
        yield way
        return
    course = ahead.taught.catalog.course(waiting[0])
    if course is None or not ahead.stretches(course):
        return
    for needs in course.prerequisites.alternatives or ((),):
        found = _with_needs(course.code, needs, way, ahead)
        if found is not None:
            more = [need for need, _ in found.before[course.code]]
            yield from ways((*waiting[1:], *more), found, ahead)


def latest(way: Way, ahead: Ahead) -> dict[str, Stretch] | None:
    """Return where each course of the way lies when all lie as late as can be; None if they can't.

    Courses that need each other in a circle can't.
    """
    found: dict[str, Stretch] = {}
    above: dict[str, list[tuple[str, Gap]]] = {code: [] for code in way.before}
    for code, needs in way.before.items():
        for need, gap in needs:
            above.setdefault(need, []).append((code, gap))
    waiting = list(way.before)
    while waiting:
        ready = [code for code in waiting if all(other in found for other, _ in above[code])]
        if not ready:
            return None
        for code in ready:
            course = ahead.taught.catalog.course_by_code[code]
            limits = [_limit(course, found[other], gap) for other, gap in above[code]]
            before, after = min(limits, default=NEVER), way.after.get(code, BEFORE_ALL)
            lies = (s for s in ahead.stretches(course) if s.ends < before and s.starts > after)
            stretch = next(lies, None)
            if stretch is None:
                return None
            found[code] = stretch
        waiting = [code for code in waiting if code not in found]
    return found


def in_turn(way: Way, below: str, above: str, gap: Gap = Gap.BELOW) -> Way:
    """Return the way with one course after another one, as the levels of a pathway ask."""
    needs = way.before.get(above, ())
    return replace(way, before={**way.before, above: (*needs, (below, gap))})


def _limit(course: Course, above: Stretch, gap: Gap) -> int:
    """Return the moment before which a course must end that another one needs (`order.py`)."""
    if gap is Gap.A_YEAR_BELOW:
        return moment(above.school_year, Term.FALL)
    return above.starts + (_beside(course) if gap is Gap.BESIDE else 0)


def _beside(course: Course | None) -> int:
    """Return by how much a course may end after one begins that may be taken beside it.

    Beside a course of the year both of its halves may run.
    """
    return A_YEAR_LATER if course is not None and course.is_year else 1


def _with_needs(code: str, needs: tuple[Need, ...], way: Way, ahead: Ahead) -> Way | None:
    """Return the way with a course and what it needs of one alternative; None if it can't be."""
    before, after = [], way.after.get(code, BEFORE_ALL)
    for need in needs:
        ended = ahead.ended(need.course_code, need.minimum_mark)
        if ended is None:
            if need.course_code == code:
                return None
            before.append((need.course_code, Gap.BESIDE if need.same_term else Gap.BELOW))
        else:
            needed = ahead.taught.catalog.course(need.course_code)
            after = max(after, ended - (_beside(needed) if need.same_term else 0))
    return Way({**way.before, code: tuple(before)}, {**way.after, code: after})
