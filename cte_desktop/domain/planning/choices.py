"""Choices for a placement: its section, and what is taken instead when it has no seat left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.planning.plan import Lane, Plan, halves, move
from cte_desktop.domain.school_year import Term

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.section import Section

_LANES = {SectionKind.EXTENDED: Lane.EXTENDED, SectionKind.COLLEGE: Lane.COLLEGE}


def with_alternates(plan: Plan, uid: str, codes: tuple[str, ...]) -> Plan:
    """Return the plan with what is taken instead of a placement, in this order; both halves."""
    placement = plan.find(uid)
    if placement is None:
        return plan
    pair = {p.uid for p in halves(plan, placement)}
    chosen = tuple(replace(p, alternates=codes) if p.uid in pair else p for p in plan.placements)
    return replace(plan, placements=chosen)


def with_section(plan: Plan, uid: str, section: Section) -> Plan:
    """Return the plan with a section for a placement, which lies in its lane, period and site."""
    placement = plan.find(uid)
    if placement is None or placement.spot is None:
        return plan
    lane = _LANES.get(section.kind, Lane.DAY)
    period = next((m.period for m in section.meetings if m.period), "")
    spot = placement.spot
    if spot.term is not Term.SUMMER:
        kept = period or (spot.period if spot.lane is lane else "")
        spot = replace(spot, lane=lane, period=kept if lane is Lane.DAY else "")
    moved = move(plan, uid, spot)
    pair = {p.uid for p in halves(plan, placement)}
    chosen = tuple(
        replace(p, section_id=section.section_id, site=section.site)
        if p.uid in pair and p.spot is not None and section.meets_in(p.spot.term)
        else p
        for p in moved.placements
    )
    return replace(moved, placements=chosen)
