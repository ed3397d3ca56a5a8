"""When nothing holds: the clash is minimal by test, its ways out lead to valid plans."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import CancelledError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.filling.answer import Filled, Proof
from cte_desktop.domain.filling.building import whole_problem, with_dropped
from cte_desktop.domain.filling.checking import faults
from cte_desktop.domain.filling.first import first_plan
from cte_desktop.domain.filling.giving_up import after
from cte_desktop.domain.filling.model import Kind, Reason, Row
from cte_desktop.domain.filling.problem import Problem
from cte_desktop.domain.filling.wants import Strength, Want
from cte_desktop.solving import clash
from cte_desktop.solving.best import best_plan
from cte_desktop.solving.clash import best_or_why, explain
from cte_desktop.solving.highs import Solver
from cte_desktop.solving.search import Found, Search
from cte_desktop.solving.smallest import Filter, smallest_clash
from cte_desktop.solving.stops import Stops
from tests.solving.students import JUNIOR, SENIOR, asked, must, new_ids

PHOTO = must(1, "pathway", "Photography")
NO_PHOTO = must(2, "avoid", "PH1")


def explained(problem: Problem) -> Filled:
    return explain(problem, new_uid=new_ids())


def solves(problem: Problem, *without: Reason) -> bool:
    return best_plan(with_dropped(problem, without), new_uid=new_ids()).plan is not None


def is_minimal(problem: Problem, parts: tuple[Reason, ...]) -> bool:
    """Removed any one of them it solves, put back it does not."""
    return not solves(problem) and all(solves(problem, reason) for reason in parts)


def test_two_wishes_that_contradict_each_other_are_the_clash() -> None:
    problem = asked(PHOTO, NO_PHOTO)
    answer = explained(problem)
    assert (answer.plan, answer.proof) == (None, Proof.NONE)
    assert {reason.id for reason in answer.clash if reason.kind is Kind.WISH} == {"1", "2"}
    assert is_minimal(problem, answer.clash)


def test_a_pathway_that_must_be_and_must_not_be_is_a_clash_of_the_two() -> None:
    unwanted = Want("2", "pathway", "Photography", Strength.NO, rank=2)
    problem = asked(must(1, "pathway", "Photography"), unwanted)
    answer = explained(problem)
    assert [(reason.kind, reason.id) for reason in answer.clash] == [
        (Kind.WISH, "1"),
        (Kind.WISH, "2"),
    ]
    assert is_minimal(problem, answer.clash)
    assert first_plan(problem, new_ids()) is None
    assert first_plan(with_dropped(problem, answer.clash[1:]), new_ids()) is not None
    assert {way.do for way in answer.ways_out} >= {"drop_wish", "soften_wish"}


def test_a_course_wished_that_the_grade_may_not_take_is_a_clash_of_its_own() -> None:
    problem = asked(must(1, "course", "AVID9"))
    answer = explained(problem)
    assert Reason(Kind.WISH, "1") in answer.clash
    assert is_minimal(problem, answer.clash)


def test_each_way_out_leads_to_a_valid_plan_and_the_cheapest_comes_first() -> None:
    problem = asked(PHOTO, NO_PHOTO)
    ways = explained(problem).ways_out
    assert ways
    assert [way.cost for way in ways] == sorted(way.cost for way in ways)
    for way in ways:
        assert way.plan is not None
        assert faults(after(problem, way), way.plan).is_valid


def test_a_senior_who_can_not_graduate_is_told_what_would_have_to_stay_open() -> None:
    problem = asked(of_class=SENIOR, without=("HEALTH", "PERSFIN", "ENG09", "MODCIV", "PE9"))
    answer = explained(problem)
    assert {reason.id for reason in answer.clash} & {"requirement_missing", "must_include_missing"}
    assert {way.do for way in answer.ways_out} == {"leave_open"}


def test_the_clash_is_told_before_its_ways_out() -> None:
    heard: list[tuple[Reason, ...]] = []
    answer = explain(asked(PHOTO, NO_PHOTO), new_uid=new_ids(), told=heard.append)
    assert heard == [answer.clash]


def test_the_same_clash_and_ways_out_come_every_time() -> None:
    problem = asked(PHOTO, NO_PHOTO)
    one, again = explained(problem), explained(problem)
    assert one.clash == again.clash
    assert [(way.do, way.args, way.cost) for way in one.ways_out] == [
        (way.do, way.args, way.cost) for way in again.ways_out
    ]


def test_a_problem_with_a_plan_is_answered_with_it() -> None:
    answer = explained(asked(of_class=JUNIOR))
    assert (answer.proof, answer.clash) == (Proof.PROVEN, ())


@pytest.mark.parametrize("wants", [(PHOTO, NO_PHOTO), (must(1, "course", "AVID9"),)])
def test_the_search_that_found_nothing_knows_what_clashes(wants: tuple[Want, ...]) -> None:
    problem, heard = asked(*wants), list[tuple[Reason, ...]]()
    answer = best_or_why(problem, new_uid=new_ids(), told=heard.append)
    expected = explained(problem)
    assert answer.proof is Proof.NONE
    assert is_minimal(problem, answer.clash)
    assert heard == [answer.clash]
    assert {way.do for way in answer.ways_out} == {way.do for way in expected.ways_out}


def test_a_search_without_looks_left_is_stopped_and_proves_nothing() -> None:
    stops = Stops(looks=0)
    answer = best_or_why(asked(of_class=JUNIOR), new_uid=new_ids(), stops=stops)
    assert (answer.plan, answer.proof, answer.clash) == (None, Proof.STOPPED, ())
    first = first_plan(asked(of_class=JUNIOR), new_ids())
    assert first is not None
    kept = best_or_why(asked(of_class=JUNIOR), new_uid=new_ids(), start=first, stops=stops)
    assert (kept.plan, kept.proof) == (first, Proof.STOPPED)


def test_a_clash_is_held_against_the_rules_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the rules refuse without a part is cut off, and the clash is asked for again."""
    asked_without: list[frozenset[Reason]] = []
    answers = iter([(Reason(Kind.WISH, "1"),)])
    whole, orig = smallest_clash, Search.any

    def first_too_small(solver: Solver, nodes: int) -> tuple[Reason, ...]:
        return next(answers, None) or whole(solver, nodes)

    def refused(self: Search, without: Iterable[Reason] = ()) -> Found:
        asked_without.append(frozenset(without))
        if len(asked_without) == 1:
            self.solver.add(Row((), None, 0))
        return orig(self, without)

    monkeypatch.setattr(clash, "smallest_clash", first_too_small)
    monkeypatch.setattr(Search, "any", refused)
    problem = asked(PHOTO, NO_PHOTO)
    answer = best_or_why(problem, new_uid=new_ids())
    assert asked_without[0] == {Reason(Kind.WISH, "1")}
    assert {reason.id for reason in answer.clash} == {"1", "2"}
    assert is_minimal(problem, answer.clash)


def test_an_explanation_that_nobody_waits_for_is_given_up() -> None:
    with pytest.raises(CancelledError):
        explain(asked(PHOTO, NO_PHOTO), new_uid=new_ids(), cancelled=lambda: True)


musts = st.lists(
    st.sampled_from(
        [
            ("course", "APPSYCH"),
            ("course", "SPAN3"),
            ("avoid", "USGOV"),
            ("avoid", "APGOV"),
            ("avoid", "ENG11"),
            ("load", "3-4"),
            ("free_period", "2"),
            ("pathway", "Photography"),
            ("avoid", "PH1"),
        ]
    ),
    unique=True,
    min_size=3,
    max_size=6,
)


@given(musts)
@settings(max_examples=3, deadline=None)
def test_wishes_thrown_together_have_a_plan_or_a_clash_of_which_each_part_is_needed(
    wishes: list[tuple[str, str]],
) -> None:
    wants = [must(rank, kind, value) for rank, (kind, value) in enumerate(wishes, start=1)]
    problem = asked(*wants, of_class=JUNIOR)
    search = Search(whole_problem(problem), new_ids())
    if search.any().plan is not None:
        assert best_plan(problem, new_uid=new_ids()).plan is not None
        return
    found = smallest_clash(search.solver, 2_000)
    tested = Filter(search.solver, 2_000)
    assert found
    assert not tested.only(found)
    assert all(tested.only([other for other in found if other != one]) for one in found)
    assert not solves(problem)
