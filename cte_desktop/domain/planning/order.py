"""Prerequisites in the plan: what must come first, with which mark, and what goes together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.findings import Finding, Severity, values
from cte_desktop.domain.planning.passing import is_passed
from cte_desktop.domain.planning.semesters import Semester, State
from cte_desktop.domain.planning.ways_out import place_of, removal
from cte_desktop.domain.school_year import Term, moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.catalog.prerequisites import Need
    from cte_desktop.domain.planning.situation import Situation

# From the easiest to mend to the hardest: the alternative nearest to being met is the one named.
_NEARNESS = (
    "corequisite_missing",
    "prerequisite_order",
    "prerequisite_mark",
    "prerequisite_missing",
)


@dataclass(frozen=True, slots=True)
class Unmet:
    """Why one needed course does not serve, and which it is."""

    code: str
    need: Need


def prerequisite_findings(situation: Situation) -> Iterator[Finding]:
    """Find each course ahead whose prerequisites are not met before it, once per school year."""
    seen: set[tuple[str, int]] = set()
    course_by_code = situation.catalog.course_by_code
    for semester in situation.ahead:
        course = course_by_code.get(semester.course_code)
        if course is None or not course.prerequisites.alternatives:
            continue
        key = (semester.course_code, semester.school_year)
        if key in seen:
            continue  # the second half follows from the first
        seen.add(key)
        unmet = unmet_prerequisite(situation, semester)
        if unmet is not None:
            yield unmet_finding(semester, unmet)


def unmet_prerequisite(situation: Situation, semester: Semester) -> Unmet | None:
    """Return what keeps the nearest alternative from being met, or None when one is met."""
    course = situation.catalog.course(semester.course_code)
    if course is None or not course.prerequisites.alternatives:
        return None
    nearest: Unmet | None = None
    for needs in course.prerequisites.alternatives:
        failed = [u for need in needs if (u := _unmet(situation, semester, need)) is not None]
        if not failed:
            return None
        worst = max(failed, key=lambda u: _NEARNESS.index(u.code))
        if nearest is None or _NEARNESS.index(worst.code) < _NEARNESS.index(nearest.code):
            nearest = worst
    return nearest


def _unmet(situation: Situation, semester: Semester, need: Need) -> Unmet | None:
    wanted = situation.catalog.course(need.course_code)
    taken = _with_second_half(situation.by_course.get(need.course_code, ()), wanted)
    limit = semester.moment + (1 if need.same_term else 0)
    if need.same_term and wanted is not None and wanted.is_year:
        # Side by side with a year course: its second half may still be running.
        limit = moment(semester.school_year + 1, semester.term)
    before = [s for s in taken if moment(s.school_year, s.term) < limit]
    if is_passed(wanted, before, need.minimum_mark):
        return None
    if is_passed(wanted, taken, need.minimum_mark):
        return Unmet("prerequisite_order", need)
    marked = any(s.state in {State.EARNED, State.NOT_EARNED} for s in taken)
    if need.minimum_mark and marked:
        return Unmet("prerequisite_mark", need)
    return Unmet("corequisite_missing" if need.same_term else "prerequisite_missing", need)


def _with_second_half(taken: tuple[Semester, ...], course: Course | None) -> tuple[Semester, ...]:
    """Return the semesters with the spring half that follows a fall half now in progress.

    A course in progress is assumed to be passed (`interfaces.md` section 3), and information
    systems list the second half of a year course only when it begins.
    """
    if course is None or not course.is_year:
        return taken
    running = [s for s in taken if s.state is State.IN_PROGRESS and s.term is Term.FALL]
    if not running:
        return taken
    in_spring = {s.school_year for s in taken if s.term is Term.SPRING}
    assumed = (replace(s, term=Term.SPRING) for s in running if s.school_year not in in_spring)
    return (*taken, *assumed)


def unmet_finding(semester: Semester, unmet: Unmet) -> Finding:
    """Return what to say of a course whose prerequisites are not met before it."""
    return Finding(
        unmet.code,
        Severity.MUST_FIX if semester.state is State.PLANNED else Severity.WARNING,
        place_of(semester),
        values(needed=unmet.need.course_code, minimum_mark=unmet.need.minimum_mark),
        removal(semester),
    )
