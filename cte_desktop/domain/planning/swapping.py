"""One course for another in a plan, one more or one less: the same change for many students.

Nothing is judged here: what the rules say of the changed plan is for `conflicts` and the audits.
Locked placements and terms that have begun stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.choices import with_section
from cte_desktop.domain.planning.placing import CourseAsked, place_all
from cte_desktop.domain.planning.plan import Lane, Placement, Plan, Spot, place
from cte_desktop.domain.planning.sections.fitting.fits import section_fits
from cte_desktop.domain.planning.sections.patterns import patterns_of
from cte_desktop.domain.school_year import (
    SEMESTERS,
    Term,
    last_begun,
    moment,
    school_year_of_grade,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.findings import Finding
    from cte_desktop.domain.planning.sections.offers import Offers
    from cte_desktop.domain.planning.situation import Situation


@dataclass(frozen=True, slots=True)
class Swap:
    """A change for many: `course` gives way to `by`; without `course` it is added, without `by`
    dropped. `grade_level` and `term` say where, None is everywhere (added: as early as can be).
    """

    course: str
    by: str
    grade_level: int | None = None
    term: Term | None = None


class NotSwapped(StrEnum):
    """Why a plan can't be changed so."""

    LOCKED = "locked"  # a counselor locked the course in its place
    NO_SECTION = "no_section"  # the year is timetabled, and no section fits
    NO_PLACE = "no_place"  # no term takes a course that is added


@dataclass(frozen=True, slots=True)
class Swapped:
    """The changed plan, or why there is none; `reason` is what speaks against it, if a rule does.

    `placements` are the uids of what came.
    """

    plan: Plan | None
    why: NotSwapped | None = None
    reason: Finding | None = None
    placements: tuple[str, ...] = ()


def is_concerned(situation: Situation, swap: Swap) -> bool:
    """Tell whether a plan has the course to be swapped or dropped, or lacks the one to be added."""
    if swap.course:
        return any(True for _ in _meant(situation, swap))
    return not any(s.counts for s in situation.by_course.get(swap.by, ()))


def swapped(
    situation: Situation, swap: Swap, offers: Offers, new_uid: Callable[[], str]
) -> Swapped:
    """Return the plan of a situation after a swap; `offers` are the sections of the new course."""
    plan = situation.plan or Plan(new_uid(), situation.file.student.uid)
    if not swap.course:
        now = replace(situation, plan=plan, recorded=situation.of_record)
        return _added(now, swap, offers, new_uid)
    gone = tuple(_meant(situation, swap))
    if any(placement.locked for placement in gone):
        return Swapped(None, NotSwapped.LOCKED)
    uids = {placement.uid for placement in gone}
    left = replace(plan, placements=tuple(p for p in plan.placements if p.uid not in uids))
    course = situation.catalog.course(swap.by)
    if not swap.by or course is None:
        return Swapped(left)
    return _in_their_place(situation, left, gone, course, offers, new_uid)


def _meant(situation: Situation, swap: Swap) -> Iterator[Placement]:
    """Yield the placements ahead that a swap is about."""
    begun, of_class = last_begun(situation.day), situation.file.student.graduation_year
    for placement in situation.plan.placed if situation.plan is not None else ():
        spot = placement.spot
        if spot is None or placement.course_code != swap.course:
            continue
        year = school_year_of_grade(spot.grade_level, of_class)
        here = swap.grade_level in {None, spot.grade_level} and swap.term in {None, spot.term}
        if here and moment(year, spot.term) > begun:
            yield placement


def _in_their_place(
    situation: Situation,
    plan: Plan,
    gone: tuple[Placement, ...],
    course: Course,
    offers: Offers,
    new_uid: Callable[[], str],
) -> Swapped:
    """Put the course where others went, grade by grade: a year course in both semesters."""
    new: list[str] = []
    for grade in dict.fromkeys(p.spot.grade_level for p in gone if p.spot is not None):
        spots = [p.spot for p in gone if p.spot is not None and p.spot.grade_level == grade]
        spot = min(spots, key=lambda one: one.term.place)
        year = school_year_of_grade(grade, situation.file.student.graduation_year)
        lane, site = _way(situation, course, year, spot)
        there = replace(spot, lane=lane, period=spot.period if lane is spot.lane else "")
        after = place(plan, course, there, new_uid)
        made = {p.uid for p in after.placements[len(plan.placements) :]}
        plan = replace(
            after,
            placements=tuple(
                replace(p, site=site) if p.uid in made else p for p in after.placements
            ),
        )
        seated = _in_section(situation, plan, course, year, made, offers)
        if seated is None:
            return Swapped(None, NotSwapped.NO_SECTION)
        plan = seated
        new += made
    return Swapped(plan, placements=tuple(new))


def _way(situation: Situation, course: Course, year: int, spot: Spot) -> tuple[Lane, str]:
    """Return the lane and site: the lane that the other course had, where the new one is in it."""
    if spot.term is Term.SUMMER:
        return Lane.SUMMER, ""
    home = situation.file.student.school
    found = patterns_of(situation.catalog, course, year, home)
    open_to = [one for one in found if one.site in {"", home} or one.lane is not Lane.DAY]
    best = min(open_to, key=lambda one: one.lane is not spot.lane, default=None)
    if best is None:
        return Lane.DAY, ""
    return best.lane, "" if best.site == home else best.site


def _in_section(
    situation: Situation,
    plan: Plan,
    course: Course,
    year: int,
    made: set[str],
    offers: Offers,
) -> Plan | None:
    """Return the plan with the best section that fits; None when there are some and none fits."""
    offered = tuple(one for one in offers.get((year, course.code), ()) if not one.cancelled)
    if not offered:
        return plan
    uids = [uid for uid in (p.uid for p in plan.placements) if uid in made]
    halves = [p.spot.term for p in plan.placements if p.uid in made and p.spot is not None]
    term = "year" if len(set(halves) & set(SEMESTERS)) > 1 else halves[0].value
    for uid in uids[:1]:
        now = replace(situation, plan=plan, recorded=situation.of_record)
        fits = section_fits(now, course.code, offered, year, term, placement_uid=uid)
        best = next((fit.section for fit in fits if fit.fits), None)
        if best is None:
            return None
        plan = with_section(plan, uid, best)
    return plan


def _added(situation: Situation, swap: Swap, offers: Offers, new_uid: Callable[[], str]) -> Swapped:
    """Put one more course into the plan: where it is asked for, or as early as can be."""
    before = {p.uid for p in situation.plan.placements} if situation.plan else set()
    course, spot = situation.catalog.course(swap.by), None
    if course is None:
        return Swapped(None, NotSwapped.NO_PLACE)
    of_class = situation.file.student.graduation_year
    if swap.grade_level is not None:
        year = school_year_of_grade(swap.grade_level, of_class)
        at = Spot(swap.grade_level, swap.term or Term.FALL, Lane.DAY)
        spot = replace(at, lane=_way(situation, course, year, at)[0])
    found = place_all(situation, (CourseAsked((swap.by,), spot),), new_uid)
    if not found.placed or (spot is not None and found.placed[0].elsewhere):
        reason = found.parked[0].reason if found.parked else None
        return Swapped(None, NotSwapped.NO_PLACE, reason)
    new = tuple(p.uid for p in found.plan.placements if p.uid not in before)
    year = school_year_of_grade(found.placed[0].spots[0].grade_level, of_class)
    seated = _in_section(situation, found.plan, course, year, set(new), offers)
    if seated is None:
        return Swapped(None, NotSwapped.NO_SECTION)
    return Swapped(seated, placements=new)
