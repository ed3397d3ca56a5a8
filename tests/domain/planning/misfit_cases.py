"""What tests of misfits and repairs share: looking for one, repairing it, small catalogs."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from cte_desktop.domain.catalog.course import CourseSite, ExtendedDay
from cte_desktop.domain.planning.misfit_records import (
    Misfit,
    Repair,
    Surroundings,
)
from cte_desktop.domain.planning.plan import Placement, Plan
from cte_desktop.domain.planning.repairs import carry_out
from cte_desktop.domain.planning.situation import Situation
from tests.builders import catalog
from tests.domain.planning.situations import (
    situation,
)


def only(found: tuple[Misfit, ...]) -> Misfit:
    assert len(found) == 1, found
    return found[0]


def repaired(
    before: Situation, repair: Repair | None, around: Surroundings | None = None
) -> Situation:
    assert repair is not None
    uids = count()
    plan = carry_out(before, repair, around or Surroundings(), lambda: f"new{next(uids)}")
    assert plan is not None
    return replace(before, plan=plan)


def where(then: Situation, code: str) -> set[tuple[int, str]]:
    assert then.plan is not None
    return {
        (p.spot.grade_level, p.spot.term.value)
        for p in then.plan.placed
        if p.spot is not None and p.course_code == code
    }


def ways(misfit: Misfit) -> list[str]:
    return [repair.do for repair in misfit.repairs]


def without(*codes: str) -> Situation:
    """A situation maker's catalog that lacks these courses."""
    left = tuple(c for c in catalog().courses if c.code not in codes)
    return replace(situation(), catalog=replace(catalog(), courses=left))


def with_plan(before: Situation, *placements: Placement) -> Situation:
    return replace(before, plan=Plan("plan", "s1", placements=placements))


def site(code: str, school: str, last_year: int | None) -> CourseSite:
    terms = frozenset({"year"})
    return CourseSite(code, school, 2020, last_year, terms, "", uc_honors=False,
                      extended=ExtendedDay.NO)  # fmt: skip
