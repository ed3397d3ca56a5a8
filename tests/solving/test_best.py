"""The best plan: valid, proven, the same every time, and never worse for having more to choose."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import CancelledError
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.filling.answer import Filled, Proof
from cte_desktop.domain.filling.checking import faults
from cte_desktop.domain.filling.problem import Problem
from cte_desktop.domain.filling.wants import Want
from cte_desktop.domain.planning.plan import Plan
from cte_desktop.solving.best import best_plan
from cte_desktop.solving.stops import Stops
from tests.domain.planning.situations import section
from tests.solving.students import (
    JUNIOR,
    SENIOR,
    SOPHOMORE,
    asked,
    like,
    must,
    new_ids,
    placed,
)

ANIMATION = must(1, "pathway", "Graphic Design and Animation")
some_wishes = st.lists(
    st.sampled_from(
        [
            ("course", "PSYCH"),
            ("course", "APPSYCH"),
            ("avoid", "PRECALC"),
            ("load", "6-7"),
            ("free_period", "1"),
            ("honors", "yes"),
            ("pathway", "Photography"),
            ("extended_day", "no"),
        ]
    ),
    unique=True,
    max_size=4,
)


def filled(problem: Problem) -> Filled:
    return best_plan(problem, new_uid=new_ids())


def wished(wishes: list[tuple[str, str]]) -> tuple[Want, ...]:
    return tuple(like(rank, kind, value) for rank, (kind, value) in enumerate(wishes, start=2))


@pytest.mark.parametrize("of_class", [SOPHOMORE, JUNIOR, SENIOR])
def test_the_best_plan_is_proven_and_breaks_no_rule(of_class: int) -> None:
    problem = asked(of_class=of_class)
    best = filled(problem)
    assert best.proof is Proof.PROVEN
    assert best.plan is not None
    assert faults(problem, best.plan).is_valid


def test_a_pathway_that_is_a_must_is_in_the_plan_and_ends_as_early_as_it_can() -> None:
    best = filled(asked(ANIMATION, of_class=SOPHOMORE))
    assert best.plan is not None
    grades = {p.course_code: p.spot.grade_level for p in best.plan.placed if p.spot is not None}
    assert (grades.get("GD1") or grades.get("AN1"), grades.get("GD2") or grades.get("AN2")) == (
        11,
        12,
    )


def test_what_is_liked_and_can_not_be_had_is_told_and_stops_nothing() -> None:
    best = filled(asked(like(1, "pathway", "Photography"), like(2, "course", "AVID9")))
    assert best.plan is not None
    assert "2" in best.unmet
    assert "1" not in best.unmet


@given(some_wishes, st.sampled_from([SOPHOMORE, JUNIOR]))
@settings(max_examples=6, deadline=None)
def test_plans_of_any_wishes_break_no_rule_and_are_the_same_twice(
    wishes: list[tuple[str, str]], of_class: int
) -> None:
    problem = asked(*wished(wishes), of_class=of_class)
    one, again = filled(problem), filled(problem)
    assert one.plan is not None
    assert faults(problem, one.plan).is_valid
    assert (one.values, one.proof, placed(one.plan)) == (
        again.values,
        again.proof,
        placed(again.plan),
    )


@given(some_wishes)
@settings(max_examples=4, deadline=None)
def test_locking_what_the_best_plan_has_changes_nothing(wishes: list[tuple[str, str]]) -> None:
    problem = asked(*wished(wishes), of_class=JUNIOR)
    best = filled(problem).plan
    assert best is not None
    locked = replace(best, placements=tuple(replace(p, locked=True) for p in best.placements))
    again = filled(asked(*wished(wishes), of_class=JUNIOR, plan=locked))
    assert again.proof is Proof.PROVEN
    assert placed(again.plan) == placed(best)


@given(st.integers(0, 6), st.sampled_from(["PSYCH", "PH1", "GD1", "STATS"]))
@settings(max_examples=5, deadline=None)
def test_one_more_section_never_worsens_the_best_value(period: int, code: str) -> None:
    start = 8 + period
    more = section("x", code, "CN", "TR", f"{start:02}:00", f"{start:02}:50")
    other = section("y", code, "CN", "MW", "15:45", "17:15")
    wishes = (like(1, "course", code), like(2, "course", "APPSYCH"))
    fewer = filled(asked(*wishes, of_class=JUNIOR, sections=(other,)))
    both = filled(asked(*wishes, of_class=JUNIOR, sections=(other, more)))
    assert both.proof is fewer.proof is Proof.PROVEN
    assert [value for _, value in both.values] <= [value for _, value in fewer.values]


def test_another_process_finds_the_same_plan() -> None:
    told = (
        "from tests.solving.students import *; from cte_desktop.solving.best import best_plan;"
        "print(placed(best_plan(asked(of_class=JUNIOR), new_uid=new_ids()).plan))"
    )
    there = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert there.stdout.strip() == str(placed(filled(asked(of_class=JUNIOR)).plan))


def test_a_search_that_may_do_nothing_keeps_the_plan_it_began_with() -> None:
    problem = asked(of_class=JUNIOR)
    start = filled(problem).plan
    stopped = best_plan(problem, new_uid=new_ids(), start=start, stops=Stops(nodes=0))
    assert (stopped.plan, stopped.proof) == (start, Proof.STOPPED)


def test_a_student_with_nothing_ahead_keeps_the_plan() -> None:
    problem = replace(asked(of_class=SENIOR), terms=(), options=(), arrangements=())
    answer = filled(problem)
    assert answer.plan is None or isinstance(answer.plan, Plan)


def test_a_fill_that_nobody_waits_for_is_given_up() -> None:
    with pytest.raises(CancelledError):
        best_plan(asked(), new_uid=new_ids(), cancelled=lambda: True)
