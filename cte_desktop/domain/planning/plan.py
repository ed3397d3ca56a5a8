"""A plan and its edits. Every edit returns a new plan; a plan that can't change returns itself.

A year course is two placements, one for each semester half, like its two rows in the record: halves
can be split, failed or repeated singly (`DOSSIER.md` section 7 rule 3). Screen and paper draw two
halves that lie side by side as one card.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import PERIODS
from cte_desktop.domain.school_year import SEMESTERS, Term

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cte_desktop.domain.catalog.course import Course

GRADES = (9, 10, 11, 12)
PLANNED_GRADES = (7, 8, *GRADES)


class Lane(StrEnum):
    """Where in the day or year a placement lies."""

    DAY = "day"
    EXTENDED = "extended"
    SUMMER = "summer"
    COLLEGE = "college"


LANES = (Lane.DAY, Lane.EXTENDED, Lane.SUMMER, Lane.COLLEGE)
TRAY = "tray"
"""Stands in plans.csv for the lane of a course that is set aside: it lies nowhere yet."""


class PlanStatus(StrEnum):
    """The plan in force, or another one kept under a name."""

    ACTIVE = "active"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the plan: a grade's term and lane, in the day lane with a period or ""."""

    grade_level: int
    term: Term
    lane: Lane
    period: str = ""


@dataclass(frozen=True, slots=True)
class Placement:
    """One semester of a course in a plan, or a parked course when `spot` is None."""

    uid: str
    course_code: str
    spot: Spot | None
    alternates: tuple[str, ...] = ()  # course codes, ranked
    section_id: str = ""
    site: str = ""
    locked: bool = False
    source: str = "counselor"  # counselor, import, fill


@dataclass(frozen=True, slots=True)
class Plan:
    """A named plan of one student. Placements keep the order in which they were made."""

    uid: str
    student_uid: str
    name: str = "Plan A"
    status: PlanStatus = PlanStatus.ACTIVE
    placements: tuple[Placement, ...] = ()
    signed_on: date | None = None

    @property
    def placed(self) -> tuple[Placement, ...]:
        """Return the placements that lie in a term."""
        return tuple(p for p in self.placements if p.spot is not None)

    @property
    def parked(self) -> tuple[Placement, ...]:
        """Return the tray: courses that are not placed yet."""
        return tuple(p for p in self.placements if p.spot is None)

    def find(self, uid: str) -> Placement | None:
        """Return the placement of that id, or None."""
        return next((p for p in self.placements if p.uid == uid), None)


def halves(plan: Plan, placement: Placement) -> tuple[Placement, ...]:
    """Return the placement and the other half of its year course in the same grade and lane."""
    spot = placement.spot
    if spot is None or spot.term not in SEMESTERS:
        return (placement,)
    others = [
        p
        for p in plan.placed
        if p.uid != placement.uid
        and p.course_code == placement.course_code
        and p.spot is not None
        and p.spot.grade_level == spot.grade_level
        and p.spot.lane is spot.lane
        and p.spot.term in SEMESTERS
        and p.spot.term is not spot.term
    ]
    # A grade may have a course twice (a placeholder, sport): the halves of a period are one time.
    others.sort(key=lambda p: p.spot is not None and p.spot.period != spot.period)
    other = next(iter(others), None)
    pair = (placement,) if other is None else (placement, other)
    return tuple(sorted(pair, key=lambda p: p.spot.term.place if p.spot else 0))


def place(plan: Plan, course: Course, spot: Spot, new_uid: Callable[[], str]) -> Plan:
    """Put a course at a spot: a year course as both halves of that grade, unless in summer."""
    made = tuple(Placement(new_uid(), course.code, where) for where in spots_of(plan, course, spot))
    return replace(plan, placements=plan.placements + made)


def spots_of(plan: Plan, course: Course, spot: Spot) -> tuple[Spot, ...]:
    """Return where the halves of a course lie when it is put at `spot`.

    A year course takes fall and spring of the grade; the period is the spot's own, or the first
    that is free in both terms when the spot names none.
    """
    terms = SEMESTERS if course.is_year and spot.term in SEMESTERS else (spot.term,)
    period = spot.period
    if spot.lane is Lane.DAY and not period:
        period = first_free_period(plan, spot.grade_level, terms)
    return tuple(replace(spot, term=term, period=period) for term in terms)


def first_free_period(plan: Plan, grade_level: int, terms: tuple[Term, ...]) -> str:
    """Return the first of P1 to P7 that is free in all of the terms, or "" when none is."""
    taken = {
        p.spot.period
        for p in plan.placed
        if p.spot and p.spot.grade_level == grade_level and p.spot.term in terms
    }
    return next((period for period in PERIODS[1:] if period not in taken), "")


def move(plan: Plan, uid: str, spot: Spot, *, only_this_half: bool = False) -> Plan:
    """Move a placement (with its other half) to a spot; its section no longer holds.

    A year course keeps both halves when it moves to a semester; only one of them moves with
    `only_this_half`, or when the target is summer. Locked placements stay where they are.
    """
    placement = plan.find(uid)
    if placement is None or placement.locked:
        return plan
    pair = (placement,) if only_this_half else halves(plan, placement)
    if any(p.locked for p in pair):
        return plan
    if len(pair) == 1 or spot.term not in SEMESTERS:
        targets = {placement.uid: spot}
    else:
        targets = {p.uid: replace(spot, term=p.spot.term) for p in pair if p.spot is not None}
    moved = tuple(
        replace(p, spot=targets[p.uid], section_id="", site="")
        if p.uid in targets and targets[p.uid] != p.spot
        else p
        for p in plan.placements
    )
    return replace(plan, placements=moved)


def remove(plan: Plan, uid: str, *, only_this_half: bool = False) -> Plan:
    """Take a placement (with its other half) out of the plan. Locked ones stay."""
    placement = plan.find(uid)
    if placement is None:
        return plan
    pair = (placement,) if only_this_half else halves(plan, placement)
    gone = {p.uid for p in pair if not p.locked}
    return replace(plan, placements=tuple(p for p in plan.placements if p.uid not in gone))


def park(plan: Plan, uid: str) -> Plan:
    """Put a placement (both halves as one) into the tray of courses not placed yet."""
    placement = plan.find(uid)
    if placement is None or placement.locked or placement.spot is None:
        return plan
    without = remove(plan, uid)
    if without.find(uid) is not None:
        return plan
    parked = replace(placement, spot=None, section_id="", site="")
    return replace(without, placements=(*without.placements, parked))


def park_course(plan: Plan, course_code: str, new_uid: Callable[[], str]) -> Plan:
    """Add a course to the tray of courses not placed yet."""
    return replace(plan, placements=(*plan.placements, Placement(new_uid(), course_code, None)))


def unpark(plan: Plan, uid: str, course: Course, spot: Spot, new_uid: Callable[[], str]) -> Plan:
    """Place a parked course at a spot."""
    parked = plan.find(uid)
    if parked is None or parked.spot is not None:
        return plan
    rest = replace(plan, placements=tuple(p for p in plan.placements if p.uid != uid))
    return place(rest, course, spot, new_uid)


def change(plan: Plan, uid: str, *, locked: bool) -> Plan:
    """Lock a placement (with its other half) to its spot, or let it go again."""
    placement = plan.find(uid)
    if placement is None:
        return plan
    chosen = {p.uid for p in halves(plan, placement)}
    changed = tuple(replace(p, locked=locked) if p.uid in chosen else p for p in plan.placements)
    return replace(plan, placements=changed)
