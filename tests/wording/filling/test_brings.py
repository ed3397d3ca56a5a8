"""What a plan brings is one calm line: pathway, goals, wishes, evenings, and what changes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from cte_desktop.domain.filling.answer import Filled, Proof
from cte_desktop.domain.filling.problem import Problem
from cte_desktop.domain.filling.wants import PLANNED, Strength, Want
from cte_desktop.domain.planning.comparing import compare
from cte_desktop.domain.planning.plan import Lane, Placement, Plan, Spot
from cte_desktop.domain.school_year import Term
from cte_desktop.solving.best import best_plan
from cte_desktop.wording.filling.brings import brings_text, courses_of, unmet_text
from cte_desktop.wording.filling.lines import fill_text
from cte_desktop.wording.filling.told import Told, fill_object, told_of
from cte_desktop.wording.filling.wants import want_text
from tests.builders import TODAY, catalog
from tests.solving.students import asked, like, must, new_ids

WISHES = (
    must(1, "pathway", "Automotive Technology"),
    like(2, "course", "CER1"),
    like(3, "load", "1-1"),
    like(4, "zero", "yes"),  # only allows it
)


@cache
def answered() -> tuple[Problem, Filled]:
    problem = asked(*WISHES)
    return problem, best_plan(problem, new_uid=new_ids())


@pytest.fixture
def told() -> Told:
    return told_of(*answered())


def test_the_line_tells_when_the_pathway_is_completed_and_what_changes(told: Told) -> None:
    assert told.brings.startswith("Best plan: completes Automotive Technology in spring of 12th")
    assert "UC met" in told.brings
    assert "2 wishes of 3" in told.brings
    assert "evenings a week" in told.brings
    assert told.brings.endswith("courses added")


def test_what_could_not_come_true_is_named(told: Told) -> None:
    assert told.unmet == "Could not come true: 1 course a term."


def test_a_first_plan_says_nothing_of_wishes_yet() -> None:
    problem, filled = answered()
    first = replace(filled, proof=Proof.FIRST)
    text = brings_text(problem, first, compare(problem.plan, first.plan))
    assert text.startswith("First plan: ")
    assert "wishes" not in text


def test_without_a_plan_there_is_no_line() -> None:
    problem, _ = answered()
    assert brings_text(problem, Filled(None, Proof.NONE), None) == ""
    assert unmet_text(problem, Filled(None, Proof.NONE)) == ""


def test_the_same_plan_again_changes_nothing() -> None:
    problem, filled = answered()
    assert filled.plan is not None
    text = brings_text(problem, filled, compare(filled.plan, filled.plan))
    assert text.endswith("; nothing changes")


def test_a_year_course_counts_once() -> None:
    halves = [
        Placement(term.value, "ENG11", Spot(11, term, Lane.DAY))
        for term in (Term.FALL, Term.SPRING)
    ]
    assert courses_of(halves) == 1


def test_the_object_has_both_halves_in_order_of_time(told: Told) -> None:
    problem, filled = answered()
    made = fill_object(problem.given.file, filled.plan, filled.proof, told, TODAY)
    placed = made["placements"]
    assert made["proven"] is True
    assert made["changed"] == len(placed)
    terms = [
        (one["grade_level"], ("fall", "spring", "summer").index(one["term"])) for one in placed
    ]
    assert terms == sorted(terms)
    assert [one["term"] for one in placed if one["course"] == "AU2"] == ["fall", "spring"]


def test_the_text_has_a_line_for_each_term(told: Told) -> None:
    problem, filled = answered()
    text = fill_text(problem.given.file, filled.plan, told, catalog(), TODAY)
    assert "  12th fall: " in text
    assert "Automotive Technology 2 (Extended Day)" in text


def test_without_a_plan_the_text_says_why_and_what_would_help() -> None:
    problem, _ = answered()
    nothing = fill_text(problem.given.file, None, Told(), catalog(), TODAY)
    assert nothing.endswith("No valid plan was found.")
    plan: Plan | None = None
    made = fill_object(problem.given.file, plan, Proof.NONE, Told(), TODAY)
    assert made["placements"] == []
    assert made["proven"] is True


def test_a_planned_pathway_that_is_lost_is_named() -> None:
    problem, filled = answered()
    planned = Want(f"{PLANNED}Welding", "pathway", "Welding", Strength.LIKE)
    lost = replace(problem, wants=(*problem.wants, planned))
    unmet = replace(filled, unmet=(*filled.unmet, planned.id))
    text = brings_text(lost, unmet, compare(lost.plan, filled.plan))
    assert "no longer completes Welding" in text
    assert want_text(planned, catalog()) == "Welding should be completed, as it is planned"
