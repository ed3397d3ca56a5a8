"""Choices for a placement: its section, and what is taken instead when it has no seat left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.lanes import spot_in
from cte_desktop.domain.planning.plan import Placement, Plan, halves, move
from cte_desktop.domain.school_year import SEMESTERS

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.school_year import Term

YEAR = "year"
"""The term of a section that meets in both semesters."""


def with_alternates(plan: Plan, uid: str, codes: tuple[str, ...]) -> Plan:
    """Return the plan with what is taken instead of a placement, in this order; both halves."""
    placement = plan.find(uid)
    if placement is None:
        return plan
    pair = {p.uid for p in halves(plan, placement)}
    chosen = tuple(replace(p, alternates=codes) if p.uid in pair else p for p in plan.placements)
    return replace(plan, placements=chosen)


def with_section(plan: Plan, uid: str, section: Section) -> Plan:
    """Return the plan with a section for a placement, which lies in its lane, period and site.

    A section of the year is taken for both halves of a year course, one of a semester for this half
    alone. A section that doesn't meet in the term of the placement changes nothing.
    """
    placement = plan.find(uid)
    if placement is None or placement.spot is None or not section.meets_in(placement.spot.term):
        return plan
    spot = spot_in(placement.spot, section)
    taking = _halves_in(plan, placement) if section.term == YEAR else {uid: spot.term}
    moved = plan
    for half, term in taking.items():
        moved = move(moved, half, replace(spot, term=term), only_this_half=True)
    chosen = tuple(
        replace(p, section_id=section.section_id, site=section.site) if p.uid in taking else p
        for p in moved.placements
    )
    return replace(moved, placements=chosen)


def _halves_in(plan: Plan, placement: Placement) -> dict[str, Term]:
    """Return the course's halves in the grade with their terms, whatever lane each lies in."""
    spot = placement.spot
    return {
        p.uid: p.spot.term
        for p in plan.placed
        if p.spot is not None
        and spot is not None
        and p.course_code == placement.course_code
        and p.spot.grade_level == spot.grade_level
        and p.spot.term in SEMESTERS
    }
