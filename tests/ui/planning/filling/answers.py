"""Answers of filling about the case on the page, made by the domain's own edits of its plan."""

from __future__ import annotations

from itertools import count

from cte_desktop.domain.filling.answer import Filled, Proof, WayOut
from cte_desktop.domain.filling.model import Reason
from cte_desktop.domain.filling.problem import Problem
from cte_desktop.domain.filling.wants import wants_of
from cte_desktop.domain.planning import plan as plans
from cte_desktop.domain.planning.plan import Lane, Plan, Spot
from cte_desktop.domain.school_year import Term
from cte_desktop.services.cases import Case
from cte_desktop.services.filling.proposals import Proposal, proposal_of
from cte_desktop.ui.planning.page import PlanPage

FALL_12_P5 = Spot(12, Term.FALL, Lane.DAY, "P5")
SPRING_12 = Spot(12, Term.SPRING, Lane.DAY)


def case_of(page: PlanPage) -> Case:
    """Return the student's own case on the page."""
    case = page.case()
    assert case is not None
    return case


def problem_of(case: Case) -> Problem:
    """Return what is asked about a case; nothing may be chosen in it."""
    wants = wants_of(case.file, case.district.catalog)
    district = case.district
    rules, auditing = district.rules, district.auditing
    return Problem(case.situation, case.plan, rules, auditing, wants, (), (), ())


def changed_plan(case: Case) -> Plan:
    """Return the plan without its Art 1, with English 12 in period 5 and Psychology added."""
    assert case.plan is not None
    fresh = (f"new {number}" for number in count())
    by_code = {p.course_code: p.uid for p in case.plan.placed}
    plan = plans.remove(case.plan, by_code["ART1"])
    plan = plans.move(plan, by_code["ENG12"], FALL_12_P5)
    course = case.district.catalog.course("PSYCH")
    assert course is not None
    return plans.place(plan, course, Spot(12, Term.FALL, Lane.DAY, "P6"), lambda: next(fresh))


def proposal(case: Case, plan: Plan, proof: Proof = Proof.PROVEN) -> Proposal:
    """Return a plan as what filling proposes."""
    return proposal_of(case, problem_of(case), Filled(plan, proof))


def clash(case: Case, reasons: tuple[Reason, ...], ways: tuple[WayOut, ...] = ()) -> Proposal:
    """Return reasons that can't all hold as what filling answers."""
    return proposal_of(case, problem_of(case), Filled(None, Proof.NONE, (), (), reasons, ways))
