"""A first plan at once: built depth first around what stays, valid by the rules, or none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count

from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.catalog.prerequisites import Need, Prerequisites
from cte_desktop.domain.filling.building import problem_of
from cte_desktop.domain.filling.checking import faults
from cte_desktop.domain.filling.first import first_plan
from cte_desktop.domain.filling.problem import Problem
from cte_desktop.domain.filling.wants import GRADUATION, Strength, Want
from cte_desktop.domain.planning.comparing import compare
from cte_desktop.domain.planning.plan import Plan, change
from cte_desktop.domain.planning.situation import PlanningSettings, Situation
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.file import StudentFile
from tests.builders import TODAY, catalog, file_of, plan_of, rules

ENGINEERING = Want("1", "pathway", "Engineering (Project Lead the Way)", Strength.MUST)
ANIMATION = Want("1", "pathway", "Graphic Design and Animation", Strength.MUST)


def new_uids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"new-{next(numbers)}"


def problem(
    *wants: Want,
    file: StudentFile | None = None,
    plan: Plan | None = None,
    known: Catalog | None = None,
) -> Problem:
    settings = PlanningSettings()
    situation = Situation(file or file_of(), plan, known or catalog(), {}, settings, TODAY)
    return problem_of(situation, rules(), AuditSettings(), {}, wants)


def first(asked: Problem) -> Plan:
    plan = first_plan(asked, new_uids())
    assert plan is not None
    assert faults(asked, plan).is_valid
    return plan


def when(plan: Plan, code: str) -> list[tuple[int, Term]]:
    return [
        (p.spot.grade_level, p.spot.term) for p in plan.placed if p.spot and p.course_code == code
    ]


def test_a_ninth_grader_gets_four_years_that_graduate() -> None:
    asked = problem(GRADUATION, ANIMATION, file=file_of(graduation_year=2031))
    plan = first(asked)
    assert not faults(asked, plan).unmet
    assert len(plan.placed) > 40


def test_a_pathway_lies_as_early_as_it_may() -> None:
    plan = first(problem(ANIMATION))
    levels = ("GD1", "GD2") if when(plan, "GD1") else ("AN1", "AN2")
    assert [when(plan, code)[0] for code in levels] == [(11, Term.FALL), (12, Term.FALL)]


def test_what_a_capstone_needs_is_laid_between_the_levels() -> None:
    plan = first(problem(ENGINEERING, file=file_of("9 year POE B/B")))
    assert (when(plan, "CIM")[0], when(plan, "EDD")[0]) == ((11, Term.FALL), (12, Term.FALL))


def test_a_pathway_that_has_closed_has_no_first_plan() -> None:
    assert first_plan(problem(ENGINEERING), new_uids()) is None


def test_a_pathway_wanted_by_a_grade_ends_by_then_or_there_is_no_plan() -> None:
    by_eleven = replace(ANIMATION, by_grade=11)
    assert first_plan(problem(by_eleven), new_uids()) is None
    done = problem(by_eleven, file=file_of("9 year GD1 B/B"))
    assert when(first(done), "GD2")[0] == (11, Term.FALL)


def test_what_is_locked_and_what_is_planned_well_stays() -> None:
    plan = plan_of("11 year GD1", "12 year GD2 extended", "11 year YEARBK")
    locked = change(plan, plan.placements[0].uid, locked=True)
    told = compare(locked, first(problem(ANIMATION, plan=locked)))
    assert told.removed == ()
    assert {pair.differs for pair in told.moved} <= {("period",)}


def test_a_locked_placement_that_breaks_a_rule_has_no_first_plan() -> None:
    early = plan_of("11 year GD2")
    locked = change(early, early.placements[0].uid, locked=True)
    assert first_plan(problem(plan=locked), new_uids()) is None


def test_a_course_that_must_be_there_is_there_and_one_to_avoid_is_not() -> None:
    wanted = Want("1", "course", "NOTHING|MARINE", Strength.MUST)
    assert when(first(problem(wanted)), "MARINE")
    avoided = Want("1", "avoid", "GD1", Strength.MUST)
    plan = first(problem(avoided, replace(ANIMATION, id="2")))
    assert not when(plan, "GD1")
    assert when(plan, "AN1")


def test_a_circle_of_prerequisites_hangs_nobody() -> None:
    known = catalog()
    circle = Prerequisites(((Need("GD2"),),))
    courses = tuple(
        replace(c, prerequisites=circle) if c.code == "GD1" else c for c in known.courses
    )
    plan = first(problem(ANIMATION, known=replace(known, courses=courses)))
    assert not when(plan, "GD1")


def test_the_load_that_is_a_must_is_kept() -> None:
    load = Want("1", "load", "5-5", Strength.MUST)
    plan = first(problem(load))
    for grade in (11, 12):
        for term in (Term.FALL, Term.SPRING):
            there = [p for p in plan.placed if p.spot and p.spot.grade_level == grade]
            assert sum(1 for p in there if p.spot and p.spot.term is term) == 5


def test_the_same_question_has_the_same_first_plan() -> None:
    asked = problem(GRADUATION, ANIMATION)
    assert first_plan(asked, new_uids()) == first_plan(asked, new_uids())
