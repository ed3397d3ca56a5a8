"""A pathway that the present plan completes is liked without a sign-up."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.filling.building import model_of, problem_of
from cte_desktop.domain.filling.first import first_plan
from cte_desktop.domain.filling.problem import Problem
from cte_desktop.domain.filling.wants import GRADUATION, PLANNED, Strength, Want
from cte_desktop.domain.planning.plan import Plan
from cte_desktop.domain.planning.situation import PlanningSettings, Situation
from cte_desktop.domain.students.decisions import Wish
from tests.builders import TODAY, catalog, file_of, rules

ANIMATION = "Graphic Design and Animation"


def asked(
    plan: Plan | None, wants: tuple[Want, ...] | None = None, wishes: tuple[Wish, ...] = ()
) -> Problem:
    file = replace(file_of(graduation_year=2031), wishes=wishes)
    assert not file.pathways
    situation = Situation(file, plan, catalog(), {}, PlanningSettings(), TODAY)
    return problem_of(situation, rules(), AuditSettings(), {}, wants)


def with_animation() -> Plan:
    numbers = count(1)
    wanted = (GRADUATION, Want("1", "pathway", ANIMATION, Strength.MUST))
    plan = first_plan(asked(None, wanted), lambda: f"new-{next(numbers)}")
    assert plan is not None
    return plan


def planned(problem: Problem) -> list[tuple[str, str, Strength]]:
    return [(w.id, w.value, w.strength) for w in problem.wants if w.id.startswith(PLANNED)]


def test_a_pathway_that_the_plan_completes_is_liked() -> None:
    assert planned(asked(None)) == []
    problem = asked(with_animation())
    assert planned(problem) == [(PLANNED + ANIMATION, ANIMATION, Strength.LIKE)]
    built = model_of(problem)
    assert PLANNED + ANIMATION in dict(built.programs.unmet)
    assert ANIMATION not in dict(built.programs.ends)  # it may end when it was planned to


def test_also_beside_wishes_but_not_against_one() -> None:
    other = Wish(1, "pathway", "Engineering (Project Lead the Way)", "like")
    assert planned(asked(with_animation(), wishes=(other,)))
    unwanted = Wish(1, "pathway", ANIMATION, "no")
    assert planned(asked(with_animation(), wishes=(unwanted,))) == []


def test_a_plan_without_its_last_step_completes_nothing() -> None:
    plan = with_animation()
    steps = [p for p in plan.placements if (c := catalog().course(p.course_code)) and c.pathway]
    left = tuple(p for p in plan.placements if p.course_code != steps[-1].course_code)
    assert planned(asked(replace(plan, placements=left))) == []
