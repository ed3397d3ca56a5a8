"""What of a course may still be taken: all of it, the missing half alone, or nothing any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain import grades
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.planning.passing import BOTH, halves_made_good
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import SEMESTERS, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.grades import Thresholds
    from cte_desktop.domain.planning.semesters import Semester

IMPROVABLE = "D+"
"""A mark up to this one may be made better by another time (ag.toml, repeat)."""

Shapes = frozenset[tuple[Term, ...]]
_IN_ANY_TERM: Shapes = frozenset({(Term.FALL,), (Term.SPRING,), (Term.SUMMER,)})


def open_shapes(course: Course, taken: tuple[Semester, ...], asked: str = "") -> Shapes:
    """Return the terms in which the course may be planned beside what the student has of it.

    Both terms for the whole of a year course; one term for a semester course, or for the half of a
    year course that is missing or to be made better: below D+, or below the mark that is `asked`
    by what comes after it. Such a half may be taken in any term: a row that stands for no half of
    its own makes good the missing one (`planning/passing.py`).
    """
    if not taken or course.repeatable:
        return _whole(course)
    if not course.is_year:
        counting = [s for s in taken if s.counts]
        if not counting or all(_can_improve(s, asked) for s in counting):
            return _whole(course)
        return frozenset()
    made = halves_made_good(taken, "", course.credits)
    if made >= BOTH:
        if any(s.counts and s.state is not State.EARNED for s in taken):
            return frozenset()  # it runs now, or is planned where it stays
        if not any(_can_improve(s, asked) for s in taken):
            return frozenset()
        return _whole(course) | _IN_ANY_TERM
    return _whole(course) | (_IN_ANY_TERM if made else frozenset())


def open_halves(course: Course, taken: tuple[Semester, ...]) -> int:
    """Return how many halves of a year course there are to be taken alone: in whichever terms.

    The missing ones; where none is missing both, since either may be made better.
    """
    return len(BOTH - halves_made_good(taken, "", course.credits)) or len(BOTH)


def marks_asked(
    codes: Iterable[str], catalog: Catalog, thresholds: Thresholds
) -> Mapping[str, str]:
    """Return the best mark that any of these courses asks of another one, by that one's code.

    What passes a step of a pathway is asked for as well, of the courses themselves.
    """
    found: dict[str, str] = {}

    def ask(code: str, mark: str) -> None:
        if mark in grades.LETTERS and not (code in found and grades.at_least(found[code], mark)):
            found[code] = mark

    for code in sorted(codes):
        course = catalog.course(code)
        for needs in course.prerequisites.alternatives if course is not None else ():
            for need in needs:
                ask(need.course_code, need.minimum_mark)
        for step in catalog.steps_by_course.get(code, ()):
            last = step.level is Level.CAPSTONE
            ask(code, thresholds.capstone if last else thresholds.concentrator)
    return found


def is_again(taken: tuple[Semester, ...]) -> bool:
    """Tell whether planning the course now would be another time, not the first."""
    return any(s.state in {State.EARNED, State.NOT_EARNED} for s in taken)


def _whole(course: Course) -> Shapes:
    if course.is_year:
        return frozenset({SEMESTERS})
    return _IN_ANY_TERM


def _can_improve(semester: Semester, asked: str) -> bool:
    if semester.state is not State.EARNED or semester.mark not in grades.LETTERS:
        return False
    weak = grades.at_least(IMPROVABLE, semester.mark)
    return weak or (bool(asked) and not grades.at_least(semester.mark, asked))
