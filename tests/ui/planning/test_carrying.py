"""What may be put where: a half keeps its term, and nothing is hidden behind the record."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.planning.plan import Lane, Plan, Spot
from cte_desktop.domain.planning.situation import PlanningSettings
from cte_desktop.domain.school_year import Term
from cte_desktop.services.cases import Case
from cte_desktop.services.desk import District
from cte_desktop.ui.planning import edits
from cte_desktop.ui.planning.carrying import fit_of
from cte_desktop.ui.planning.mime import Carried
from tests import builders

FALL_10 = Spot(10, Term.FALL, Lane.DAY, "P2")


def case_of(plan: Plan, *record: str) -> Case:
    """The case of a 10th grader in fall."""
    district = District(
        "District", builders.catalog(), builders.rules(), PlanningSettings(), AuditSettings()
    )
    return Case(builders.file_of(*record), (plan,), plan, {}, district, builders.TODAY)


def test_the_planned_half_of_a_running_course_stays_the_half_that_it_is() -> None:
    plan = builders.plan_of("10 spring ART1")
    case = case_of(plan, "10 fall ART1")
    (half,) = plan.placed
    carried = Carried("ART1", half.uid)
    moved = edits.put(plan, builders.catalog(), carried, FALL_10, str).plan
    (after,) = moved.placed
    assert after.spot == replace(FALL_10, term=Term.SPRING)
    assert fit_of(case, carried, FALL_10).refusal == ""


def test_what_the_record_has_is_not_planned_behind_it() -> None:
    plan = Plan("plan", "s1")
    case = case_of(plan, "10 fall HEALTH")
    refusal = fit_of(case, Carried("HEALTH"), FALL_10).refusal
    assert refusal == "Health stands in the record of that term already."
    spring = replace(FALL_10, term=Term.SPRING)
    assert fit_of(case, Carried("HEALTH"), spring).refusal == ""
