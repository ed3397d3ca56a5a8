"""The terms ahead, what stays whatever is chosen, and what lies in the terms ahead now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from cte_desktop.domain.filling.problem import TermAhead
from cte_desktop.domain.planning.lanes import lane_of, spot_in
from cte_desktop.domain.planning.passing import BOTH, halves_made_good
from cte_desktop.domain.planning.plan import GRADES, Lane, Placement, Plan, Spot
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import (
    SEMESTERS,
    TERMS,
    Term,
    last_begun,
    moment,
    school_year_of_grade,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.planning.situation import Situation

LAST_GRADE = GRADES[-1]
GIVEN = "given:"
"""Begins the uid of a placement added as a matter of course, until the plan gives it one."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the present plan has of one course in terms ahead: a term, or both halves together."""

    course_code: str
    grade_level: int
    terms: tuple[Term, ...]
    lane: Lane
    placements: tuple[Placement, ...]

    @property
    def locked(self) -> bool:
        """Tell whether it has to stay: halves are locked together."""
        return any(p.locked for p in self.placements)

    @property
    def where(self) -> tuple[str, int, tuple[Term, ...]]:
        """Return the course with its grade and terms."""
        return (self.course_code, self.grade_level, self.terms)


@lru_cache(maxsize=64)
def terms_ahead(graduation_year: int, day: date) -> tuple[TermAhead, ...]:
    """Return the terms of grades 9 to 12 that have not begun, up to the spring of grade 12."""
    begun = last_begun(day)
    found = []
    for grade in GRADES:
        year = school_year_of_grade(grade, graduation_year)
        for term in TERMS:
            when = moment(year, term)
            if when > begun and not (grade == LAST_GRADE and term is Term.SUMMER):
                found.append(TermAhead(grade, year, term, when))
    return tuple(found)


def given_of(situation: Situation) -> Situation:
    """Return the situation with what stays whatever is chosen.

    Placements of terms that have begun, those of grades 7 and 8, those that the catalog no longer
    knows, parked ones, and the spring halves of year courses that run now.
    """
    plan = situation.plan or Plan("", situation.file.student.uid)
    kept = tuple(p for p in plan.placements if not _may_move(p, situation))
    stays = replace(situation, plan=replace(plan, placements=kept), recorded=situation.of_record)
    halves = tuple(_second_halves(stays, plan))
    if not halves:
        return stays
    return replace(stays, plan=replace(plan, placements=(*kept, *halves)))


def standing_of(situation: Situation, given: Situation) -> tuple[Standing, ...]:
    """Return what the present plan has in the terms ahead that does not stay as a matter of course.

    Both halves of a year course in one lane of a grade are one.
    """
    stays = {p.uid for p in given.plan.placements} if given.plan else set()
    groups: dict[tuple[str, int, Lane], list[Placement]] = {}
    for placement in situation.plan.placed if situation.plan else ():
        if placement.uid not in stays and placement.spot is not None:
            key = (placement.course_code, placement.spot.grade_level, placement.spot.lane)
            groups.setdefault(key, []).append(placement)
    return tuple(
        standing
        for (code, _, lane), found in groups.items()
        for standing in _paired(situation.catalog.course(code), code, lane, found)
    )


def _paired(
    course: Course | None, code: str, lane: Lane, found: list[Placement]
) -> Iterator[Standing]:
    """Yield the placements of a course in a lane of a grade, the halves of a year course as one."""
    in_halves = course is not None and course.is_year
    of_term: dict[Term, list[Placement]] = {}
    for placement in found:
        if placement.spot is not None:
            of_term.setdefault(placement.spot.term, []).append(placement)
    falls, springs = of_term.pop(Term.FALL, []), of_term.pop(Term.SPRING, [])
    while in_halves and falls and springs:
        pair = (falls.pop(0), springs.pop(0))
        yield Standing(code, _grade(pair[0]), SEMESTERS, lane, pair)
    for alone in (*falls, *springs, *(p for rest in of_term.values() for p in rest)):
        if alone.spot is not None:
            yield Standing(code, _grade(alone), (alone.spot.term,), lane, (alone,))


def _grade(placement: Placement) -> int:
    return placement.spot.grade_level if placement.spot is not None else 0


def _may_move(placement: Placement, situation: Situation) -> bool:
    """Tell whether a placement lies in a term ahead, so that filling may move or drop it."""
    spot = placement.spot
    if spot is None or spot.grade_level not in GRADES:
        return False
    if situation.catalog.course(placement.course_code) is None:
        return False
    year = school_year_of_grade(spot.grade_level, situation.file.student.graduation_year)
    return moment(year, spot.term) > last_begun(situation.day)


def _second_halves(stays: Situation, plan: Plan) -> Iterator[Placement]:
    """Yield the spring halves of the year courses whose fall runs now, as planned or added.

    Information systems list the second half of a year course only when it begins.
    """
    begun = last_begun(stays.day)
    running = [s for s in stays.ahead if s.term is Term.FALL and s.moment == begun]
    student = stays.file.student
    for semester in running:
        code = semester.course_code
        course = stays.catalog.course(code)
        if course is None or not course.is_year:
            continue
        planned = [
            p
            for p in plan.placed
            if p.course_code == code
            and p.spot is not None
            and p.spot.term is Term.SPRING
            and school_year_of_grade(p.spot.grade_level, student.graduation_year)
            == semester.school_year
        ]
        if planned:
            yield planned[0]
        elif not _is_half_alone(semester, stays, course):
            yield _half_after(semester, stays)


def _is_half_alone(semester: Semester, stays: Situation, course: Course) -> bool:
    """Tell whether what runs in the fall is all that is left to make the course good.

    As its first half, or as the half that it says or a section of the fall alone stands for. A
    whole course that is taken again goes on, though by counting its fall would make good a spring.
    """
    taken = stays.by_course[course.code]
    if not halves_made_good(taken, "", course.credits) >= BOTH:
        return False
    section = stays.section_of(semester)
    if semester.half is not None or (section is not None and not section.meets_in(Term.SPRING)):
        return True
    others = [one for one in taken if one is not semester]
    whole = semester.credits >= course.credits
    return whole or halves_made_good(others, "", course.credits) | {1} >= BOTH


def _half_after(semester: Semester, stays: Situation) -> Placement:
    """Return the spring half that follows a fall half, in its section where that goes on."""
    section = stays.section_of(semester)
    course = stays.catalog.course(semester.course_code)
    lane = lane_of(semester, section, course)
    spot = Spot(semester.grade_level, Term.SPRING, lane, semester.period)
    site = semester.site
    elsewhere = semester.school != stays.file.student.school
    if semester.state is not State.PLANNED and elsewhere:
        site = semester.school if semester.school in stays.catalog.school_by_short else ""
    if section is None or section.cancelled or not section.meets_in(Term.SPRING):
        return Placement(GIVEN + semester.course_code, semester.course_code, spot, site=site)
    return Placement(
        GIVEN + semester.course_code,
        semester.course_code,
        spot_in(spot, section),
        section_id=section.section_id,
        site=section.site,
        source="fill",
    )
