"""Templates of plans: which courses in which grade and term, to be laid around what a student has.

A template is made from the plan of one student, or from the steps of a pathway. It holds no
sections, times or periods: those are of one year and one student.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.lanes import lane_of
from cte_desktop.domain.planning.placing import CourseAsked
from cte_desktop.domain.planning.plan import GRADES, LANES, Lane, Spot
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.planning.sequences import pathway_sequence
from cte_desktop.domain.school_year import SEMESTERS, Term, last_begun, moment, school_year_of_grade

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.plan import Placement, Plan
    from cte_desktop.domain.planning.situation import Situation

_COUNTED = frozenset({State.EARNED, State.IN_PROGRESS, State.PLANNED})


@dataclass(frozen=True, slots=True)
class TemplateCourse:
    """A course of a template; of a year course `term` is that of its first half."""

    course_code: str
    grade_level: int
    term: Term
    lane: Lane = Lane.DAY
    site: str = ""  # "" for the student's own school


@dataclass(frozen=True, slots=True)
class PlanTemplate:
    """Courses under a name, for a pathway and a school or for any ("").

    `steps` are those of a template of the catalog (uid ""): they have no grades, each goes where it
    fits first.
    """

    uid: str
    name: str
    pathway: str = ""
    school: str = ""
    courses: tuple[TemplateCourse, ...] = ()
    steps: tuple[CourseAsked, ...] = ()

    @property
    def from_grade(self) -> int:
        """Return the first grade that it plans, 0 when each course goes where it fits first."""
        return min((course.grade_level for course in self.courses), default=0)

    @property
    def asked(self) -> tuple[CourseAsked, ...]:
        """Return what to place."""
        placed = tuple(
            CourseAsked((c.course_code,), Spot(c.grade_level, c.term, c.lane), c.site)
            for c in self.courses
        )
        return (*placed, *self.steps)


def courses_of(situation: Situation, from_grade: int = GRADES[0]) -> tuple[TemplateCourse, ...]:
    """Return the courses of a student's record and plan as those of a template, in order of time.

    What is not passed, and what the catalog doesn't know, is left out.
    """
    found: dict[tuple[str, int, Term], TemplateCourse] = {}
    for semester in situation.semesters:
        course = situation.catalog.course(semester.course_code)
        if course is None or semester.state not in _COUNTED or semester.grade_level < from_grade:
            continue
        term = semester.term
        if course.is_year and term in SEMESTERS:
            term = Term.FALL
        lane = lane_of(semester, situation.section_of(semester), course)
        site = semester.site if semester.site != situation.file.student.school else ""
        key = (course.code, semester.grade_level, term)
        made = TemplateCourse(course.code, semester.grade_level, term, lane, site)
        found.setdefault(key, made)
    return tuple(sorted(found.values(), key=_order))


def catalog_template(catalog: Catalog, pathway: str, graduation_year: int) -> PlanTemplate:
    """Return the template that the catalog makes of a pathway: its steps."""
    sequence = pathway_sequence(catalog, pathway, graduation_year)
    return PlanTemplate("", pathway, pathway, steps=sequence.asked)


def is_for(template: PlanTemplate, pathways: tuple[str, ...], school: str) -> bool:
    """Tell whether a template is meant for a student of these pathways at this school."""
    return template.pathway in {"", *pathways} and template.school in {"", school}


def without_unlocked(situation: Situation) -> Plan | None:
    """Return the plan without what could be planned anew: not locked, in terms not begun.

    The second half of a year course that runs now stays, as a matter of course.
    """
    plan, class_of = situation.plan, situation.file.student.graduation_year
    if plan is None:
        return None
    begun = last_begun(situation.day)
    running = {(s.course_code, s.grade_level) for s in situation.ahead if s.moment <= begun}

    def stays(placement: Placement) -> bool:
        spot = placement.spot
        if placement.locked or spot is None:
            return True
        if moment(school_year_of_grade(spot.grade_level, class_of), spot.term) <= begun:
            return True
        course = situation.catalog.course(placement.course_code)
        half = course is not None and course.is_year and spot.term in SEMESTERS
        return half and (placement.course_code, spot.grade_level) in running

    return replace(plan, placements=tuple(p for p in plan.placements if stays(p)))


def _order(course: TemplateCourse) -> tuple[int, int, int, str]:
    lane = LANES.index(course.lane)
    return (course.grade_level, course.term.place, lane, course.course_code)
