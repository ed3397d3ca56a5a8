"""Placeholders in a plan: that a course is still to be chosen, and choosing it.

A placeholder counts as planned work of its kind in every audit. Nobody can be put into it, though,
so the plan says of each that its course is still to be chosen.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.placeholder import is_placeholder
from cte_desktop.domain.findings import Finding, Fix, Severity
from cte_desktop.domain.planning.plan import halves
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.planning.ways_out import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.planning.situation import Situation

CHOOSE = "choose_course"
"""The fix that offers the courses which fit in the place of a placeholder."""


def placeholder_findings(situation: Situation) -> Iterator[Finding]:
    """Find each placeholder ahead: its course is still to be chosen, once per grade."""
    seen: set[tuple[str, int]] = set()
    for semester in situation.ahead:
        key = (semester.course_code, semester.grade_level)
        if semester.state is not State.PLANNED or key in seen or not is_placeholder(key[0]):
            continue
        seen.add(key)
        place = place_of(semester)
        fixes = () if semester.locked else (Fix(CHOOSE, place),)
        yield Finding("placeholder_open", Severity.INFORMATION, place, (), fixes)


def with_course(plan: Plan, uid: str, course: Course) -> Plan:
    """Return the plan with a course in the place of a placeholder (both halves of a year).

    A locked one stays as it is, and so does a placement that is no placeholder.
    """
    placement = plan.find(uid)
    if placement is None or placement.locked or not is_placeholder(placement.course_code):
        return plan
    pair = {p.uid for p in halves(plan, placement) if not p.locked}
    chosen = tuple(
        replace(p, course_code=course.code, section_id="", alternates=()) if p.uid in pair else p
        for p in plan.placements
    )
    return replace(plan, placements=chosen)
