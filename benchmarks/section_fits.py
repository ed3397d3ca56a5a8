"""The list of sections that fit a placement: <= 5 ms among 6,000 sections, the store read included.

Yardstick: every section of the year checked naively in the same run, each by all rules of a plan
that has taken it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from benchmarks._measure import big_district, median_seconds, tell
from cte_desktop.domain.planning.choices import with_section
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.services.cases import Case, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.sections.picking import Picking, pick_for
from cte_desktop.storage.sections import reading as section_store

SAMPLED = 40


def main() -> None:
    """Measure the list for planned courses of a timetabled year."""
    desk = big_district()
    asked = list(islice(_asked(desk), SAMPLED))
    sections = sum(len(picking.lines) for _, _, picking in asked)

    def lists() -> int:
        return sum(_length(pick_for(desk, case, uid)) for case, uid, _ in asked)

    case, uid, picking = asked[0]
    each = median_seconds(lists) / len(asked)
    naive = median_seconds(lambda: _checked_all(desk, case, uid, picking.school_year), runs=1)
    tell(f"sections that fit ({sections // len(asked)} a course)", each, naive, "<= 5 ms")
    desk.close()


def _asked(desk: Desk) -> list[tuple[Case, str, Picking]]:
    found = []
    for case in islice(open_cases(desk), 600):
        for placement in case.plan.placed if case.plan is not None else ():
            picking = pick_for(desk, case, placement.uid) if not placement.locked else None
            if picking is not None and picking.lines:
                found.append((case, placement.uid, picking))
                break
        if len(found) == SAMPLED:
            break
    return found


def _length(picking: Picking | None) -> int:
    return len(picking.lines) if picking is not None else 0


def _checked_all(desk: Desk, case: Case, uid: str, school_year: int) -> int:
    with desk.database.reading() as tx:
        every = section_store.sections_of(tx, school_year)
    situation = case.situation
    plan = case.plan
    assert plan is not None  # noqa: S101 - chosen so
    fitting = 0
    for section in every:
        known = {**situation.sections, key_of(section): section}
        placements = (replace(p, section_id="") if p.uid == uid else p for p in plan.placements)
        tried = with_section(replace(plan, placements=tuple(placements)), uid, section)
        fitting += not conflicts(replace(situation, plan=tried, sections=known))
    return fitting


if __name__ == "__main__":
    main()
