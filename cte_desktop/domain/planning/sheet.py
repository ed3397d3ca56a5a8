"""The years of a student as the four-year plan prints them: one entry per course, halves side by
side.

Record, present term and plan come from the one list of semesters. The verified marks of the
catalog are left out on purpose: they never reach paper (`product.md`, "What it must be like" 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.planning.lanes import lane_of
from cte_desktop.domain.planning.plan import GRADES, Lane
from cte_desktop.domain.planning.semesters import Semester, State
from cte_desktop.domain.school_year import SEMESTERS, TERMS, Term, school_year_of_grade

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section


@dataclass(frozen=True, slots=True)
class SheetHalf:
    """One semester of a course on the sheet. Credits are hundredths."""

    term: Term
    state: State
    mark: str
    credits: int


@dataclass(frozen=True, slots=True)
class ClassTime:
    """When a class outside the school day meets: weekdays of MTWRF, minutes of the day."""

    days: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SheetCourse:
    """A course in one year; a year course has both halves, in order of time."""

    code: str
    title: str
    lane: Lane
    halves: tuple[SheetHalf, ...]
    period: str = ""
    level: Level | None = None  # in its pathway
    site: str = ""  # where it meets, when that is not the student's own school
    times: tuple[ClassTime, ...] = ()  # of Extended Day and college classes

    @property
    def state(self) -> State:
        """Return how far the course has come: the half that is furthest behind decides."""
        return max((half.state for half in self.halves), key=_BEHIND.index)

    @property
    def credits(self) -> int:
        """Return the credits of its halves."""
        return sum(half.credits for half in self.halves)


_BEHIND = (State.WAIVED, State.EARNED, State.NOT_EARNED, State.PLANNED, State.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class SheetYear:
    """One grade of the student, with its courses in the order of the day."""

    grade_level: int
    school_year: int
    courses: tuple[SheetCourse, ...]

    def credits(self, term: Term) -> int:
        """Return the hundredths of credit earned, in progress and planned in a term."""
        return sum(h.credits for c in self.courses for h in c.halves if h.term is term)


def sheet_years(
    semesters: Iterable[Semester],
    graduation_year: int,
    school: str,
    catalog: Catalog,
    sections: Mapping[str, Section],
) -> tuple[SheetYear, ...]:
    """Return grades 9 to 12, and every other grade in which something stands, in order.

    `school` is the student's own; `sections` are those that the semesters name, by their id.
    """
    by_grade: dict[int, list[Semester]] = {grade: [] for grade in GRADES}
    for semester in semesters:
        by_grade.setdefault(semester.grade_level, []).append(semester)
    return tuple(
        SheetYear(
            grade,
            school_year_of_grade(grade, graduation_year),
            _courses(by_grade[grade], school, catalog, sections),
        )
        for grade in sorted(by_grade)
    )


def _courses(
    semesters: list[Semester], school: str, catalog: Catalog, sections: Mapping[str, Section]
) -> tuple[SheetCourse, ...]:
    waiting = sorted(semesters, key=lambda s: (TERMS.index(s.term), s.period, s.title))
    made: list[SheetCourse] = []
    while waiting:
        first = waiting.pop(0)
        lane = _lane(first, catalog, sections)
        other = next(
            (s for s in waiting if _is_other_half(s, first, lane, catalog, sections)), None
        )
        pair = (first,) if other is None else (first, other)
        if other is not None:
            waiting.remove(other)
        made.append(_course(pair, lane, school, catalog, sections))
    return tuple(sorted(made, key=_order))


def _course(
    pair: tuple[Semester, ...],
    lane: Lane,
    school: str,
    catalog: Catalog,
    sections: Mapping[str, Section],
) -> SheetCourse:
    first = pair[0]
    section = next((sections[s.section_id] for s in pair if s.section_id in sections), None)
    course = catalog.course(first.course_code)
    site = section.site if section else next((s.site or s.school for s in pair), "")
    meetings = section.meetings if section else ()
    period = next((s.period for s in pair if s.period), "")
    return SheetCourse(
        code=first.course_code,
        title=first.title,
        lane=lane,
        halves=tuple(SheetHalf(s.term, s.state, s.mark, s.credits) for s in pair),
        period=(period or (meetings[0].period if meetings else "")) if lane is Lane.DAY else "",
        level=_level(first, course.pathway_level if course else None),
        site="" if site == school and lane is not Lane.EXTENDED else site,
        times=()
        if lane is Lane.DAY
        else tuple(
            ClassTime(m.days, m.start, m.end)
            for m in meetings
            if m.start is not None and m.end is not None
        ),
    )


def _level(semester: Semester, level: Level | None) -> Level | None:
    known = {one.value: one for one in Level}
    return known.get(semester.pathway_level, level)


def _lane(semester: Semester, catalog: Catalog, sections: Mapping[str, Section]) -> Lane:
    """Return the lane; on paper a summer stands by itself, whatever is taken in it."""
    if semester.term is Term.SUMMER:
        return Lane.SUMMER
    section, course = sections.get(semester.section_id), catalog.course(semester.course_code)
    return lane_of(semester, section, course)


def _is_other_half(
    semester: Semester,
    first: Semester,
    lane: Lane,
    catalog: Catalog,
    sections: Mapping[str, Section],
) -> bool:
    return (
        semester.course_code == first.course_code
        and {semester.term, first.term} == set(SEMESTERS)
        and semester.title == first.title
        and _lane(semester, catalog, sections) is lane
        and (not (semester.period and first.period) or semester.period == first.period)
    )


def _order(course: SheetCourse) -> tuple[int, str, int, str]:
    """Order by lane and period; those without a period come after, year courses first."""
    lanes = (Lane.DAY, Lane.EXTENDED, Lane.COLLEGE, Lane.SUMMER)
    return (lanes.index(course.lane), course.period or "P9", -len(course.halves), course.title)
