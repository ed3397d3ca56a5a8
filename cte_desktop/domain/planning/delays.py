"""Putting a course a year later, and with it whatever builds on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.planning import plan as plans
from cte_desktop.domain.planning.order import prerequisite_findings
from cte_desktop.domain.planning.plan import GRADES, Lane, Plan
from cte_desktop.domain.school_year import SEMESTERS

if TYPE_CHECKING:
    from cte_desktop.domain.planning.plan import Placement
    from cte_desktop.domain.planning.situation import Situation

_MOST = 6  # courses that hang together


def delayed(situation: Situation, plan: Plan, uids: tuple[str, ...]) -> Plan | None:
    """Return the plan with these placements a year later, and those that build on them after them.

    None when one of them is locked, lies in summer, or would come after 12th grade.
    """
    had = {(f.code, f.subject) for f in prerequisite_findings(situation)}
    first = plan.find(uids[0])
    waiting = None if first is None else first
    moved: set[str] = set()
    for _ in range(_MOST):
        if waiting is None or waiting.uid in moved:
            return None
        after = _a_year_later(plan, waiting)
        if after is None:
            return None
        moved |= {p.uid for p in plans.halves(plan, waiting)}
        plan = after
        then = replace(situation, plan=plan)
        broken = [
            finding
            for finding in prerequisite_findings(then)
            if finding.code == "prerequisite_order" and (finding.code, finding.subject) not in had
        ]
        if not broken:
            return plan
        waiting = next(
            (
                p
                for p in plan.placed
                if p.course_code == broken[0].about("course")
                and p.spot is not None
                and p.spot.grade_level == broken[0].about("grade_level")
            ),
            None,
        )
    return None


def _a_year_later(plan: Plan, placement: Placement) -> Plan | None:
    spot = placement.spot
    pair = plans.halves(plan, placement)
    if spot is None or spot.term not in SEMESTERS or any(p.locked for p in pair):
        return None
    grade = spot.grade_level + 1
    if grade > GRADES[-1]:
        return None
    terms = tuple(p.spot.term for p in pair if p.spot is not None)
    period = plans.first_free_period(plan, grade, terms) if spot.lane is Lane.DAY else ""
    return plans.move(plan, placement.uid, replace(spot, grade_level=grade, period=period))
