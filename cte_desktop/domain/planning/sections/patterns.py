"""How a course is offered in a year that is not timetabled yet: site, lane and terms.

A placement of such a year has no section; it keeps the pattern instead: its lane says day or
Extended Day, its site where. Taking a section out again leaves the pattern behind.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import ExtendedDay
from cte_desktop.domain.planning.plan import Lane, first_free_period, halves, move
from cte_desktop.domain.school_year import TERMS, Term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.planning.plan import Placement, Plan

_LANES = {
    ExtendedDay.NO: (Lane.DAY,),
    ExtendedDay.BOTH: (Lane.DAY, Lane.EXTENDED),
    ExtendedDay.ONLY: (Lane.EXTENDED,),
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to have a course; `site` "" stands for the student's own school."""

    site: str
    lane: Lane
    terms: tuple[str, ...]  # "year", or some of fall, spring, summer


def patterns_of(
    catalog: Catalog, course: Course, school_year: int, home: str
) -> tuple[Pattern, ...]:
    """Return where and how a course is offered in a year, the student's own school first.

    A course without a row of sites runs at every school. An own school that does not teach it is
    left out, as are sites that no longer or not yet teach it.
    """
    listed = catalog.sites_by_course.get(course.code)
    if listed is None:
        return _of_site("", course, course.extended_day, course.offered)
    running = [site for site in listed if site.runs_in(school_year)]
    running.sort(key=lambda site: (site.school != home, site.school))
    return tuple(
        pattern
        for site in running
        for pattern in _of_site(site.school, course, site.extended, site.terms or course.offered)
    )


def with_pattern(plan: Plan, uid: str, site: str, lane: Lane) -> Plan:
    """Return the plan with a placement (both halves) in a lane at a site, without a section.

    Locked placements stay; in summer only the site changes, since summer is a lane of its own.
    """
    placement = plan.find(uid)
    if placement is None or placement.spot is None:
        return plan
    pair = halves(plan, placement)
    if any(p.locked for p in pair):
        return plan
    spot = placement.spot
    if spot.term is not Term.SUMMER and spot.lane is not lane:
        terms = tuple(p.spot.term for p in pair if p.spot is not None)
        period = first_free_period(plan, spot.grade_level, terms) if lane is Lane.DAY else ""
        spot = replace(spot, lane=lane, period=period)
    moved = move(plan, uid, spot)
    return _changed(moved, {p.uid for p in pair}, site)


def without_section(plan: Plan, uid: str) -> Plan:
    """Return the plan with a placement (both halves) that names no section any more.

    Site, lane and period stay as the pattern that is asked for.
    """
    placement = plan.find(uid)
    if placement is None:
        return plan
    pair = {p.uid for p in halves(plan, placement) if not p.locked}
    left = tuple(replace(p, section_id="") if p.uid in pair else p for p in plan.placements)
    return replace(plan, placements=left)


def term_of_placement(plan: Plan, placement: Placement) -> str:
    """Return the term that a section for a placement must span: "year" for both halves."""
    if placement.spot is None:
        return ""
    pair = halves(plan, placement)
    return "year" if len(pair) > 1 else placement.spot.term.value


def _of_site(
    site: str, course: Course, extended: ExtendedDay, offered: Iterable[str]
) -> tuple[Pattern, ...]:
    order = ("year", *(term.value for term in TERMS))
    terms = tuple(sorted(offered, key=order.index))
    lanes = (Lane.COLLEGE,) if course.is_college else _LANES[extended]
    return tuple(Pattern(site, lane, terms) for lane in lanes)


def _changed(plan: Plan, uids: set[str], site: str) -> Plan:
    placed = tuple(
        replace(p, section_id="", site=site) if p.uid in uids else p for p in plan.placements
    )
    return replace(plan, placements=placed)
