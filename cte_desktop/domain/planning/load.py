"""The load of a term: too many or too few courses, too many college units, courses taken again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain import grades
from cte_desktop.domain.findings import Finding, Severity, values
from cte_desktop.domain.planning.passing import is_passed
from cte_desktop.domain.planning.plan import GRADES, Lane
from cte_desktop.domain.planning.sections.rules.college import unit_findings
from cte_desktop.domain.planning.semesters import Semester, State
from cte_desktop.domain.planning.ways_out import place_of, removal
from cte_desktop.domain.school_year import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.planning.situation import Situation


def load_findings(situation: Situation) -> Iterator[Finding]:
    """Find each planned term of high school with too many or too few courses."""
    settings = situation.settings
    for running in situation.by_term.values():
        first = running[0]
        if first.grade_level < GRADES[0]:
            continue
        planned, units, by_day = False, 0, 0
        for s in running:
            planned = planned or s.state is State.PLANNED
            units += s.college_units
            by_day += s.lane is Lane.DAY or s.lane is None
        few = len(running) < settings.fewest_courses
        if not planned or not (units or few or by_day > settings.most_courses):
            continue
        where = values(grade_level=first.grade_level, term=first.term.value)
        if by_day > settings.most_courses:
            yield Finding(
                "overload",
                Severity.MUST_FIX,
                where,
                values(courses=by_day, most=settings.most_courses),
            )
        yield from unit_findings(situation, running, settings)
        if first.term is not Term.SUMMER and few:
            yield Finding(
                "underload",
                Severity.INFORMATION,
                where,
                values(courses=len(running), fewest=settings.fewest_courses),
            )


def repeat_findings(situation: Situation) -> Iterator[Finding]:
    """Find each planned course that is passed before, or planned twice, unless it is repeatable.

    A second time after D+ or lower is an ordinary way to a better mark for A-G (ag.toml, repeat)
    and is not reported.
    """
    for code, taken in situation.by_course.items():
        if len(taken) == 1:
            continue
        course = situation.catalog.course(code)
        if course is None or course.repeatable or _is_one_time(taken, course):
            continue
        reported: set[int] = set()  # times told: a year of a year course, else a term
        for semester in taken:
            if semester.state is not State.PLANNED or _time(semester, course) in reported:
                continue
            before = [s for s in taken if _comes_before(s, semester, course)]
            if is_passed(course, before) and not _can_improve(before):
                reported.add(_time(semester, course))
                yield _repeated(semester, before)


def _is_one_time(taken: tuple[Semester, ...], course: Course) -> bool:
    """Tell whether all are one time of the course: the halves of a year course in one year."""
    return course.is_year and taken[0].school_year == taken[-1].school_year


def _comes_before(one: Semester, other: Semester, course: Course) -> bool:
    """Tell whether `one` is an earlier time; the halves of a year course in a year are one time."""
    if course.is_year:
        return one.school_year < other.school_year
    return one.moment < other.moment


def _time(semester: Semester, course: Course) -> int:
    return semester.school_year if course.is_year else semester.moment


def _can_improve(before: list[Semester]) -> bool:
    # Only a letter is better or worse than another one: P and CR are not made better.
    lettered = (s for s in before if s.state is State.EARNED and s.mark in grades.LETTERS)
    return any(grades.at_least("D+", s.mark) for s in lettered)


def _repeated(semester: Semester, before: list[Semester]) -> Finding:
    earned = [s for s in before if s.state is State.EARNED]
    return Finding(
        "repeated_course",
        Severity.WARNING,
        place_of(semester),
        values(already=earned[-1].grade_level if earned else before[-1].grade_level),
        removal(semester),
    )
