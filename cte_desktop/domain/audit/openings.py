"""Where work that is missing could still be placed: the terms ahead and the courses that fit there.

Decides between "at risk" and "not met" and offers fixes. Bounds, not a timetable: the grade range,
the terms offered, the prerequisites, and no more courses a term than there are periods.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from cte_desktop.domain import grades
from cte_desktop.domain.findings import Fix, values
from cte_desktop.domain.planning.plan import GRADES, Lane
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import (
    SEMESTERS,
    TERMS,
    Term,
    is_over,
    last_begun,
    moment,
    school_year_of_grade,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.students.student import Student

LAST_GRADE = 12


@dataclass(frozen=True, slots=True)
class OpenTerm:
    """A term that is not over, and how many more courses it can hold."""

    grade_level: int
    school_year: int
    term: Term
    room: int
    moment: int  # orders terms


@dataclass(slots=True)
class Openings:
    """The terms ahead of one student, and what the student will have passed by then."""

    terms: tuple[OpenTerm, ...]
    taken: dict[str, list[Semester]]
    catalog: Catalog
    present: int  # the moment of the last term that has begun
    known: dict[str, OpenTerm | None] = field(default_factory=dict)
    rooms: dict[int, int] = field(default_factory=dict)  # by moment
    ends: dict[str, int | None] = field(default_factory=dict)
    open: dict[str, bool] = field(default_factory=dict)

    @property
    def school_years(self) -> int:
        """Return in how many school years a semester is still ahead."""
        return len({t.school_year for t in self.terms if t.term in SEMESTERS})

    @property
    def room(self) -> int:
        """Return how many semester courses still fit into the semesters ahead."""
        return sum(t.room for t in self.terms if t.term in SEMESTERS)

    def first_spot(self, course: Course) -> OpenTerm | None:
        """Return where the course is best placed: the first term ahead, else the present one."""
        if course.code not in self.known:
            self.known[course.code] = self._first_spot(course)
        return self.known[course.code]

    def next_spot(self, course: Course) -> OpenTerm | None:
        """Return the first term that hasn't begun in which the course can be placed."""
        spot = self.first_spot(course)
        return spot if spot is not None and spot.moment > self.present else None

    def later_spots(self, course: Course) -> list[OpenTerm]:
        """Return the terms not begun that suit the course, whatever has been passed before it."""
        return [t for t in self.terms if t.moment > self.present and self._suits(course, t)]

    def earliest_end(self, course: Course) -> int | None:
        """Return the first moment by which the course can be passed, prerequisites first."""
        if course.code not in self.ends:
            self.ends[course.code] = None  # a prerequisite that leads back here leads nowhere
            self.ends[course.code] = self._earliest_end(course)
        return self.ends[course.code]

    def is_open(self, course: Course) -> bool:
        """Tell whether the course can still be passed, and isn't yet or may be taken again."""
        answer = self.open.get(course.code)
        if answer is None:
            answer = self.earliest_end(course) is not None and not self.is_done(course)
            self.open[course.code] = answer
        return answer

    def spots(self, course: Course) -> list[OpenTerm]:
        """Return every term in which the course can be placed."""
        return [t for t in self.terms if self._fits(course, t)]

    def spots_without_prerequisites(self, course: Course) -> list[OpenTerm]:
        """Return every term that suits the course, whatever has been passed before it."""
        return [t for t in self.terms if self._suits(course, t)]

    def _first_spot(self, course: Course) -> OpenTerm | None:
        if self.is_done(course):
            return None
        now = None
        for term in self.terms:  # in order of time
            if self._fits(course, term):
                if term.moment > self.present:
                    return term
                now = now or term
        return now

    def _earliest_end(self, course: Course) -> int | None:
        good = [s.moment for s in self.taken.get(course.code, ()) if s.counts]
        if len(good) >= (2 if course.is_year else 1):
            return max(good)
        ready = self._ready(course)
        if ready is None:
            return None
        spot = next((t for t in self.terms if t.moment >= ready and self._suits(course, t)), None)
        if spot is None:
            return None
        return spot.moment + (1 if course.is_year and spot.term in SEMESTERS else 0)

    def _ready(self, course: Course) -> int | None:
        """Return the first moment at which some alternative of its prerequisites can be passed."""
        alternatives = course.prerequisites.alternatives
        if not alternatives:
            return 0
        moments = []
        for needs in alternatives:
            ready = 0
            for need in needs:
                needed = self.catalog.course(need.course_code)
                end = self.earliest_end(needed) if needed is not None else None
                if end is None:
                    break
                ready = max(ready, end if need.same_term else end + 1)
            else:
                moments.append(ready)
        return min(moments, default=None)

    def _fits(self, course: Course, at: OpenTerm) -> bool:
        return self._suits(course, at) and self._allowed(course, at.moment)

    def _suits(self, course: Course, at: OpenTerm) -> bool:
        if not course.grade_min <= at.grade_level <= course.grade_max:
            return False
        if at.room <= 0 or not course.is_offered(at.term):
            return False
        if course.is_year and at.term in SEMESTERS:
            if at.term is not Term.FALL:
                return False
            return self.rooms.get(at.moment + 1, 0) > 0
        return True

    def _allowed(self, course: Course, when: int) -> bool:
        alternatives = course.prerequisites.alternatives
        return not alternatives or any(
            all(
                self._passed_by(need.course_code, need.minimum_mark, when + need.same_term)
                for need in needs
            )
            for needs in alternatives
        )

    def _passed_by(self, code: str, minimum: str, before: int) -> bool:
        """Tell whether the course is passed before a moment; what is under way is taken to be."""
        return any(s.moment < before and _is_good(s, minimum) for s in self.taken.get(code, ()))

    def is_done(self, course: Course) -> bool:
        """Tell whether the course is passed or under way already, and can't be taken again."""
        if course.repeatable:
            return False
        good = [s for s in self.taken.get(course.code, ()) if s.counts]
        return len(good) >= (2 if course.is_year else 1)


def openings(
    student: Student,
    semesters: tuple[Semester, ...],
    catalog: Catalog,
    day: date,
    most_courses: int,
) -> Openings:
    """Return the terms ahead, up to the spring of grade 12, and the room in each."""
    used: dict[int, int] = {}
    taken: dict[str, list[Semester]] = {}
    for s in semesters:
        taken.setdefault(s.recovers or s.course_code, []).append(s)
        if s.state in {State.IN_PROGRESS, State.PLANNED}:
            used[s.moment] = used.get(s.moment, 0) + 1
    terms = [
        OpenTerm(grade, year, term, most_courses - used.get(when, 0), when)
        for grade, year, term, when in _terms_ahead(student.graduation_year, day)
    ]
    rooms = {t.moment: t.room for t in terms}
    return Openings(tuple(terms), taken, catalog, last_begun(day), rooms=rooms)


@lru_cache(maxsize=64)
def _terms_ahead(graduation_year: int, day: date) -> tuple[tuple[int, int, Term, int], ...]:
    """Return grade, school year, term and moment of each term of a class that is not over."""
    terms = []
    for grade in GRADES:
        year = school_year_of_grade(grade, graduation_year)
        for term in TERMS:
            after_school = grade == LAST_GRADE and term is Term.SUMMER
            if not after_school and not is_over(year, term, day):
                terms.append((grade, year, term, moment(year, term)))
    return tuple(terms)


def fixes(courses: Iterable[Course], ahead: Openings, most: int = 2) -> tuple[Fix, ...]:
    """Return the placements in terms not begun that would help, the earliest first."""
    found = []
    for place, course in enumerate(courses):
        spot = ahead.next_spot(course)
        if spot is not None:
            found.append((spot.moment, place, course, spot))
    found.sort(key=lambda f: f[:2])
    return tuple(placing(course, spot) for _, _, course, spot in found[:most])


def placing(course: Course, spot: OpenTerm) -> Fix:
    """Return the fix that places the course in the term, in the lane in which it is taught."""
    if spot.term is Term.SUMMER:
        lane = Lane.SUMMER
    elif course.is_college:
        lane = Lane.COLLEGE
    else:
        lane = Lane.EXTENDED if course.extended_day.value == "yes" else Lane.DAY
    return Fix(
        "place",
        values(
            course=course.code,
            grade_level=spot.grade_level,
            term=spot.term.value,
            lane=lane.value,
        ),
    )


def _is_good(semester: Semester, minimum: str) -> bool:
    if semester.state in {State.IN_PROGRESS, State.PLANNED}:
        return True
    if semester.state is not State.EARNED:
        return False
    return not minimum or grades.at_least(semester.mark, minimum)
