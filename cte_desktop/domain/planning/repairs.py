"""Carrying out repairs: from a plan and a repair to the new plan.

A repair that can no longer be done returns the plan as it is. Locked courses are let go for the
edit and locked again where they then lie: such a repair says that it asks (`misfit_records.py`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import ExtendedDay
from cte_desktop.domain.planning import plan as plans
from cte_desktop.domain.planning.choices import with_section
from cte_desktop.domain.planning.delays import delayed
from cte_desktop.domain.planning.plan import Lane, Placement, Plan, Spot
from cte_desktop.domain.school_year import SEMESTERS, Term, school_year_of_grade

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.planning.misfit_records import Repair, Surroundings
    from cte_desktop.domain.planning.situation import Situation

    NewUid = Callable[[], str]

YEAR = "year"
"""The term of a repair that is about both halves of a year course."""


def carry_out(
    situation: Situation, repair: Repair, around: Surroundings, new_uid: NewUid
) -> Plan | None:
    """Return the student's plan after a repair; None without a plan or if it can't be done."""
    plan = situation.plan
    if plan is None or any(plan.find(uid) is None for uid in repair.placements):
        return None
    locked = {uid for uid in repair.placements if _is_locked(plan, uid)}
    after = _done(situation, _with_locks(plan, locked, locked=False), repair, around, new_uid)
    return None if after is None else _with_locks(after, locked, locked=True)


def lane_for(course: Course, term: Term) -> Lane:
    """Return the lane in which a course is put when nobody has said another."""
    if term is Term.SUMMER:
        return Lane.SUMMER
    if course.is_college:
        return Lane.COLLEGE
    return Lane.EXTENDED if course.extended_day is ExtendedDay.ONLY else Lane.DAY


def _done(
    situation: Situation, plan: Plan, repair: Repair, around: Surroundings, new_uid: NewUid
) -> Plan | None:
    match repair.do:
        case "remove":
            gone = set(repair.placements)
            return replace(plan, placements=tuple(p for p in plan.placements if p.uid not in gone))
        case "move":
            grade, term = _when(repair, "to_grade_level", "to_term")
            return _moved(situation, plan, repair.placements, grade, term)
        case "again":
            return _taken_again(situation, plan, repair, str(repair.about("course")), new_uid)
        case "replace":
            return _replaced(situation, plan, repair, new_uid)
        case "drop_section":
            dropped = set(repair.placements)
            return _changed(plan, dropped, lambda p: replace(p, section_id=""))
        case "take_section":
            return _in_section(situation, plan, repair, around)
        case "again_first":
            return _again_first(situation, plan, repair, new_uid)
        case _:
            return None


def _moved(
    situation: Situation, plan: Plan, uids: tuple[str, ...], grade: int, term: str
) -> Plan | None:
    """Move one placement to a term, or both halves of a year course to another grade."""
    placement = plan.find(uids[0])
    course = situation.catalog.course(placement.course_code) if placement else None
    if placement is None or placement.spot is None or course is None:
        return None
    if (len(uids) > 1) != (term == YEAR):
        return None
    terms = SEMESTERS if term == YEAR else (Term(term),)
    lane = placement.spot.lane
    if Term.SUMMER in terms or lane is Lane.SUMMER:
        lane = lane_for(course, terms[0])
    period = plans.first_free_period(plan, grade, terms) if lane is Lane.DAY else ""
    spot = Spot(grade, terms[0], lane, period)
    return plans.move(plan, placement.uid, spot, only_this_half=len(uids) == 1)


def _taken_again(
    situation: Situation, plan: Plan, repair: Repair, code: str, new_uid: NewUid
) -> Plan | None:
    course = situation.catalog.course(code)
    if course is None:
        return None
    grade, named = _when(repair, "grade_level", "term")
    terms = SEMESTERS if named == YEAR else (Term(named),)
    lane = lane_for(course, terms[0])
    period = plans.first_free_period(plan, grade, terms) if lane is Lane.DAY else ""
    first = next((plan.find(uid) for uid in repair.placements), None)
    site = first.site if first is not None and first.course_code == code else ""
    made = tuple(
        Placement(new_uid(), code, Spot(grade, term, lane, period), site=site) for term in terms
    )
    return replace(plan, placements=plan.placements + made)


def _replaced(situation: Situation, plan: Plan, repair: Repair, new_uid: NewUid) -> Plan | None:
    """Put another course in the place of one; a year course takes both halves of its year."""
    code, uids = str(repair.about("by")), set(repair.placements)
    course = situation.catalog.course(code)
    first = plan.find(repair.placements[0])
    if course is None or first is None:
        return None
    swapped = _changed(plan, uids, lambda p: _as_course(p, code))
    spot = first.spot
    if spot is None or spot.term not in SEMESTERS:
        return swapped
    if not course.is_year and len(uids) > 1:
        rest = uids - {first.uid}
        return replace(
            swapped, placements=tuple(p for p in swapped.placements if p.uid not in rest)
        )
    if course.is_year and len(uids) == 1 and not _has_other_half(situation, plan, first):
        other = next(term for term in SEMESTERS if term is not spot.term)
        half = Placement(new_uid(), code, replace(spot, term=other), site=first.site)
        return replace(swapped, placements=(*swapped.placements, half))
    return swapped


def _as_course(placement: Placement, code: str) -> Placement:
    left = tuple(other for other in placement.alternates if other != code)
    return replace(placement, course_code=code, section_id="", alternates=left)


def _has_other_half(situation: Situation, plan: Plan, placement: Placement) -> bool:
    """Tell whether the other half of a gone course is planned or recorded under its old code."""
    if placement.spot is None or len(plans.halves(plan, placement)) > 1:
        return True
    year = school_year_of_grade(placement.spot.grade_level, situation.file.student.graduation_year)
    return any(
        (row.school_year, row.course_code) == (year, placement.course_code)
        and row.term is not placement.spot.term
        for row in situation.file.record
    )


def _in_section(
    situation: Situation, plan: Plan, repair: Repair, around: Surroundings
) -> Plan | None:
    first = plan.find(repair.placements[0])
    if first is None or first.spot is None:
        return None
    year = school_year_of_grade(first.spot.grade_level, situation.file.student.graduation_year)
    offered = around.sections.get((year, first.course_code), ())
    section = next((s for s in offered if s.section_id == repair.about("by")), None)
    return None if section is None else with_section(plan, first.uid, section)


def _again_first(situation: Situation, plan: Plan, repair: Repair, new_uid: NewUid) -> Plan | None:
    """Take the needed course again, and the one that builds on it (and so on) a year later."""
    again = _taken_again(situation, plan, repair, str(repair.about("needed")), new_uid)
    return None if again is None else delayed(situation, again, repair.placements)


def _changed(plan: Plan, uids: set[str], edit: Callable[[Placement], Placement]) -> Plan:
    edited = tuple(edit(p) if p.uid in uids else p for p in plan.placements)
    return replace(plan, placements=edited)


def _with_locks(plan: Plan, uids: set[str], *, locked: bool) -> Plan:
    return _changed(plan, uids, lambda p: replace(p, locked=locked)) if uids else plan


def _is_locked(plan: Plan, uid: str) -> bool:
    placement = plan.find(uid)
    return placement is not None and placement.locked


def _when(repair: Repair, grade: str, term: str) -> tuple[int, str]:
    number = repair.about(grade)
    return number if isinstance(number, int) else 0, str(repair.about(term))
