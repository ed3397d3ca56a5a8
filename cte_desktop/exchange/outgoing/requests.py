"""What a student asks for next school year: courses in their order, and alternates behind each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.school import JUNIOR_HIGH
from cte_desktop.domain.school_year import SEMESTERS, grade_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.plan import Placement
    from cte_desktop.domain.students.student import Student

WHOLE_YEAR = "year"
FIRST_GRADE = 9  # of a high school


@dataclass(frozen=True, slots=True)
class Request:
    """A request for one course, or an alternate for one that was requested."""

    student_id: str
    last_name: str
    first_name: str
    grade_level: int  # in that year
    school: str  # where the course is wanted, short name; "" when it isn't known yet
    school_code: str  # its 14 digits, or ""
    school_year: int
    term: str  # year, fall, spring, summer
    course_code: str
    course_title: str
    sequence: int  # 1, 2, 3 ... through all rows of the student
    priority: int  # 1 is the first request of the student; an alternate has that of its request
    alternate_for: str = ""
    rank: int = 0  # of an alternate, from 1


def requests_of(
    student: Student,
    placements: Iterable[Placement],
    catalog: Catalog,
    school_year: int,
    lanes: Sequence[str],
) -> tuple[Request, ...]:
    """Return what a student's placements of a school year ask for, in the order of the plan.

    The halves of a year course are one request. Courses that the catalog doesn't have are left out,
    placeholders as well, and so is an alternate that is requested anyway or stands behind an
    earlier request.
    """
    wanted = _wanted(placements, catalog, lanes)
    asked = {placement.course_code for placement, _ in wanted}
    made: list[Request] = []
    for priority, (placement, term) in enumerate(wanted, 1):
        codes = [placement.course_code]
        for code in placement.alternates:
            if code not in asked and catalog.course(code) is not None:
                asked.add(code)
                codes.append(code)
        school = _school(student, placement, catalog)
        known = catalog.school_by_short.get(school)
        for rank, code in enumerate(codes):
            course = catalog.course_by_code[code]
            made.append(
                Request(
                    student_id=student.student_id,
                    last_name=student.last_name,
                    first_name=student.first_name,
                    grade_level=grade_in(school_year, student.graduation_year),
                    school=school,
                    school_code=known.cds_code if known else "",
                    school_year=school_year,
                    term=term,
                    course_code=code,
                    course_title=course.title,
                    sequence=len(made) + 1,
                    priority=priority,
                    alternate_for=placement.course_code if rank else "",
                    rank=rank,
                )
            )
    return tuple(made)


def _wanted(
    placements: Iterable[Placement], catalog: Catalog, lanes: Sequence[str]
) -> list[tuple[Placement, str]]:
    """Return a placement for each course to request, with the term that it is wanted for."""
    found: dict[tuple[str, str], tuple[Placement, str]] = {}
    for placement in placements:
        spot, course = placement.spot, catalog.listed_by_code.get(placement.course_code)
        if spot is None or course is None or spot.lane.value not in lanes:
            continue
        half = course.is_year and spot.term in SEMESTERS
        term = WHOLE_YEAR if half else spot.term.value
        found.setdefault((course.code, term), (placement, term))
    return list(found.values())


def _school(student: Student, placement: Placement, catalog: Catalog) -> str:
    """Return where a course is wanted; a junior high's student has no high school yet."""
    if placement.site:
        return placement.site
    school = catalog.school_by_short.get(student.school)
    at_junior_high = school is not None and school.kind == JUNIOR_HIGH
    high_school = placement.spot is not None and placement.spot.grade_level >= FIRST_GRADE
    return "" if at_junior_high and high_school else student.school
