"""What a person can choose for one student of a blast radius, and what becomes of the plan by it.

Nothing is written here: `apply_blast` takes the plans that were chosen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.sections.changes import RetireCourse, SectionChange
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.repair_trials import ProgramChange, Tried, previewed
from cte_desktop.wording.alternatives import alternative_text
from cte_desktop.wording.blast_summary import class_lines

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.sections.blast_radius import Struck


@dataclass(frozen=True, slots=True)
class Way:
    """A plan that a student could have instead, and what it does in a line."""

    text: str
    plan: Plan


@dataclass(frozen=True, slots=True)
class Outlook:
    """A plan before and after: what only one of the two has, in words, and where programs end."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    programs: tuple[ProgramChange, ...]


def ways_of(struck: Struck, change: SectionChange, catalog: Catalog) -> tuple[Way, ...]:
    """Return the plans to choose among, the proposed one first; none when there is no repair.

    Whoever sits in the section now, or plans a retired course more than once, has only the
    proposed one: the other alternatives speak of a part of what has to be done.
    """
    if struck.repaired is None:
        return ()
    first = Way(struck.repair, struck.repaired)
    if struck.seated_now or struck.before is None or _several(struck.before, change):
        return (first,)
    found = {struck.repaired: first}
    for one in struck.alternatives:
        plan = _in_order(struck.before, one.plan)
        if plan != struck.before and plan not in found:
            found[plan] = Way(alternative_text(one, catalog), plan)
    return tuple(found.values())


def outlook(desk: Desk, struck: Struck, plan: Plan) -> Outlook:
    """Return what becomes of a student by a plan in place of the one that was looked at."""
    case = open_case_of(desk, struck.uid).with_plan(struck.before)
    tried = Tried(struck.uid, struck.student_id, struck.name, case.situation, plan, 1, ())
    catalog = desk.catalog()
    before, after = class_lines(struck.before, catalog), class_lines(plan, catalog)
    return Outlook(
        tuple(line for line in before if line not in after),
        tuple(line for line in after if line not in before),
        previewed(tried, desk.district(), desk.today()).programs,
    )


def _several(plan: Plan, change: SectionChange) -> bool:
    """Tell whether a retired course is planned in more than one grade."""
    if not isinstance(change, RetireCourse):
        return False
    grades = {
        (p.spot.grade_level, p.section_id)
        for p in plan.placed
        if p.spot is not None and p.course_code == change.course_code
    }
    return len(grades) > 1


def _in_order(before: Plan, plan: Plan) -> Plan:
    """Return the plan with its classes in the order of the former one, new ones after them."""
    place = {placement.uid: number for number, placement in enumerate(before.placements)}
    kept = sorted(plan.placements, key=lambda p: place.get(p.uid, len(place)))
    return replace(plan, placements=tuple(kept))
