"""One semester of a course, whatever it comes from: the record, the present term or the plan.

Audits, conflicts and the grid all read this one list, so that they can never disagree on what a
student has earned, is taking and intends.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.domain import grades
from cte_desktop.domain.planning.plan import Lane, Placement, Plan
from cte_desktop.domain.school_year import Term, is_over, moment, school_year_of_grade

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.domain.students.record import RecordRow
    from cte_desktop.domain.students.student import Student

A_YEAR = 100  # hundredths
UNITS_OF_A_YEAR = 300  # a college course of 3 semester units (ag.toml college_courses)
CREDITS_OF_A_YEAR = 1000  # a row of 10 credits is a whole year course
FIRST_GRADE = 9  # of high school


class State(StrEnum):
    """How far a semester of a course has come."""

    EARNED = "earned"
    IN_PROGRESS = "in_progress"
    PLANNED = "planned"
    NOT_EARNED = "not_earned"  # F, NP, NC, W: attempted, no credit
    WAIVED = "waived"  # X: the requirement is waived


@dataclass(frozen=True, slots=True)
class Semester:
    """One semester of one course. Credits, years and units are hundredths.

    The file's own values win over those of the course at that school, and those over the catalog's.
    """

    course_code: str
    title: str
    school_year: int
    term: Term
    grade_level: int
    school: str
    state: State
    mark: str
    attempted: int
    credits: int  # earned, or to be earned when it is passed; 0 for not earned and waived
    subject: str  # graduation subject as in courses.csv, "" for none
    ag_area: str
    ag_years: int
    ag_topic: str
    uc_honors: bool
    college_units: int
    pathway: str = ""  # from the file, for a course from elsewhere
    pathway_level: str = ""
    section_id: str = ""
    half: int | None = None
    recovers: str = ""
    lane: Lane | None = None  # None in the record
    period: str = ""
    site: str = ""
    placement_uid: str = ""
    locked: bool = False

    @property
    def moment(self) -> int:
        """Return a number that orders semesters in time."""
        return moment(self.school_year, self.term)

    @property
    def counts(self) -> bool:
        """Tell whether it is earned, or taken to be passed (in progress and planned)."""
        return self.state in {State.EARNED, State.IN_PROGRESS, State.PLANNED}


def semesters(
    file: StudentFile,
    plan: Plan | None,
    catalog: Catalog,
    day: date,
    thresholds: grades.Thresholds,
    of_record: tuple[Semester, ...] | None = None,
) -> tuple[Semester, ...]:
    """Return the student's semesters in order of time: the record, then what is planned.

    A placement that the record already has (same course, year and term) is left out, and so is one
    whose term is over on `day`: the record decides what happened.

    `of_record` are those of the record, for a caller that has them at hand.
    """
    known = list(semesters_of_record(file, catalog, thresholds) if of_record is None else of_record)
    if plan is not None:
        known += [
            from_placement(placement, file.student, catalog)
            for placement in open_placements(file, plan, day)
            if catalog.course(placement.course_code) is not None
        ]
    return tuple(sorted(known, key=_in_time))


def semesters_of_record(
    file: StudentFile, catalog: Catalog, thresholds: grades.Thresholds
) -> tuple[Semester, ...]:
    """Return the semesters of the record alone, row by row: no edit of a plan changes them."""
    return tuple([from_record(row, catalog, thresholds) for row in file.record])


def _in_time(semester: Semester) -> tuple[int, str, str, str, str, int]:
    """Return the order of time; among equals an order that the rows' own order never changes."""
    s = semester
    return (s.moment, s.course_code, s.section_id, s.school, s.mark, s.credits)


def open_placements(file: StudentFile, plan: Plan, day: date) -> tuple[Placement, ...]:
    """Return the placements that still lie ahead, or run now without a row in the record."""
    recorded = Counter((row.school_year, row.term, row.course_code) for row in file.record)
    answer = []
    for placement in plan.placed:
        year, term, _ = key = _when_and_what(placement, file.student)
        if recorded[key]:
            recorded[key] -= 1
        elif not is_over(year, term, day):
            answer.append(placement)
    return tuple(answer)


def from_record(row: RecordRow, catalog: Catalog, thresholds: grades.Thresholds) -> Semester:
    """Return the semester that a row of the record is."""
    course = catalog.course(row.course_code)
    site = catalog.approval_at(row.course_code, row.school, row.school_year) if row.school else None
    state = _state(row, thresholds)
    in_progress = state is State.IN_PROGRESS
    units = row.college_units if row.college_units is not None else _half_units(course)
    honors = site.uc_honors if site else bool(course and course.uc_honors)
    return Semester(
        course_code=row.course_code,
        title=row.course_title or (course.title if course else row.course_code),
        school_year=row.school_year,
        term=row.term,
        grade_level=row.grade_level,
        school=row.school,
        state=state,
        mark=row.mark,
        attempted=row.attempted,
        credits=row.earned if state is State.EARNED else (row.attempted if in_progress else 0),
        subject=row.subject or (course.graduation_subject if course else ""),
        ag_area=row.ag_area or (site.ag_area if site else (course.ag_area if course else "")),
        ag_years=_row_years(row, course),
        ag_topic=course.ag_topic if course else "",
        uc_honors=honors if row.honors is None else row.honors,
        college_units=units,
        pathway=row.pathway,
        pathway_level=row.pathway_level,
        section_id=row.section_id,
        half=row.half,
        recovers=row.recovers,
    )


def from_placement(placement: Placement, student: Student, catalog: Catalog) -> Semester:
    """Return the semester that a placed course of the catalog is."""
    spot, course = placement.spot, catalog.course_by_code[placement.course_code]
    if spot is None:
        message = "a parked course lies in no semester"
        raise ValueError(message)
    year = school_year_of_grade(spot.grade_level, student.graduation_year)
    school = placement.site or student.school
    site = catalog.approval_at(course.code, school, year)
    return Semester(
        course_code=course.code,
        title=course.title,
        school_year=year,
        term=spot.term,
        grade_level=spot.grade_level,
        school=school,
        state=State.PLANNED,
        mark="",
        attempted=course.half_credits,
        credits=course.half_credits,
        subject=course.graduation_subject,
        ag_area=site.ag_area if site else course.ag_area,
        ag_years=course.half_ag_years,
        ag_topic=course.ag_topic,
        uc_honors=site.uc_honors if site else course.uc_honors,
        college_units=_half_units(course),
        section_id=placement.section_id,
        lane=spot.lane,
        period=spot.period,
        site=placement.site,
        placement_uid=placement.uid,
        locked=placement.locked,
    )


def _when_and_what(placement: Placement, student: Student) -> tuple[int, Term, str]:
    spot = placement.spot
    if spot is None:
        return (0, Term.FALL, "")
    year = school_year_of_grade(spot.grade_level, student.graduation_year)
    return (year, spot.term, placement.course_code)


def _state(row: RecordRow, thresholds: grades.Thresholds) -> State:
    if grades.is_open(row.mark):
        return State.IN_PROGRESS
    if row.mark == grades.WAIVED:
        return State.WAIVED
    return State.EARNED if grades.earns_credit(row.mark, thresholds) else State.NOT_EARNED


def _row_years(row: RecordRow, course: Course | None) -> int:
    """Return the A-G years of a row: a semester brings a half at most, whatever the file gives.

    A year: a college course of 3 units and more, and a row with the credits of a whole year course,
    such as one done in a summer (`interfaces.md` section 3, "years"). Rows of grades 7-8 carry no
    credits; there the file's value stands, and `audit/ag_work.py` knows the halves.
    """
    whole = _is_whole_year(row, course)
    if row.ag_years is not None:
        years = row.ag_years
    elif course is not None and (course.ag_years or not row.ag_area):
        years = course.ag_years if whole else course.half_ag_years
    else:
        years = A_YEAR // (1 if whole else 2) if row.ag_area else 0
    if row.ag_years is not None and row.grade_level < FIRST_GRADE and row.term is not Term.SUMMER:
        return min(years, A_YEAR)
    return min(years, A_YEAR if whole else A_YEAR // 2)


def _is_whole_year(row: RecordRow, course: Course | None) -> bool:
    """Tell whether a row alone stands for a year: by units at the college, else by credits."""
    at_college = course.is_college if course is not None else bool(row.college_units)
    if at_college:
        usual = course.college_units if course is not None else 0
        return (usual if row.college_units is None else row.college_units) >= UNITS_OF_A_YEAR
    known = course.credits if course is not None and course.is_year else 0
    return max(row.attempted, row.earned) >= (known or CREDITS_OF_A_YEAR)


def _half_units(course: Course | None) -> int:
    if course is None:
        return 0
    return course.college_units // 2 if course.is_year else course.college_units
