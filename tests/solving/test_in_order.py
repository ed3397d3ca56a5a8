"""Goals held at what they could reach at best: the same answers as one goal after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.filling.model import Draft, Row
from cte_desktop.solving.highs import Answer, Ending, Relaxation, Solver, value_of
from cte_desktop.solving.in_order import InOrder
from cte_desktop.solving.stages import Stages
from tests.solving.small_models import years_of_courses
from tests.solving.test_stages import by_hand, factors, model_of, shapes

if TYPE_CHECKING:
    from cte_desktop.domain.filling.model import Terms


@given(shapes)
@settings(max_examples=40, deadline=None)
def test_goals_in_order_are_what_looking_at_every_choice_finds(
    shape: tuple[list[list[int]], list[list[int]]],
) -> None:
    model = model_of(*shape)
    answer = InOrder(Solver(model), 500).solve()
    assert answer.ending is Ending.BEST
    assert [value_of(g.terms, answer.values) for g in model.goals] == by_hand(model, model.rows)


@given(shapes, st.lists(factors, min_size=5, max_size=5))
@settings(max_examples=40, deadline=None)
def test_after_a_cut_the_best_of_what_is_left_is_found(
    shape: tuple[list[list[int]], list[list[int]]], cut: list[int]
) -> None:
    model, row = model_of(*shape), Row(tuple(enumerate(cut)), 1, None)
    solver = Solver(model)
    goals = InOrder(solver, 500)
    goals.solve()
    solver.add(row)
    answer = goals.solve()
    expected = by_hand(model, (*model.rows, row))
    if expected is None:
        assert answer.ending is Ending.NONE
    else:
        assert [value_of(g.terms, answer.values) for g in model.goals] == expected


@pytest.mark.parametrize("seed", [1, 5])
def test_it_reaches_what_one_goal_after_the_other_reaches(seed: int) -> None:
    model = years_of_courses(seed)
    apart = Stages(Solver(model), 2_000, 1).solve()
    answer = InOrder(Solver(model), 2_000).solve()
    assert answer.ending is apart.ending is Ending.BEST
    assert [value_of(g.terms, answer.values) for g in model.goals] == [
        value_of(g.terms, apart.values) for g in model.goals
    ]


def test_goals_at_their_bounds_are_proven_by_one_search(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = Draft()
    one, other, third = draft.choice(), draft.choice(), draft.choice()
    draft.row([(one, 1), (other, 1), (third, 1)], 2)
    for place in (one, other, third):
        draft.goal(str(place), [(place, 1)])
    searches: list[int] = []
    best = Solver.best

    def counted(
        self: Solver, goal: tuple[tuple[int, int], ...], nodes: int, *rest: object
    ) -> Answer:
        searches.append(nodes)
        return best(self, goal, nodes, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Solver, "best", counted)
    answer = InOrder(Solver(draft.built()), 100).solve()
    assert (answer.ending, answer.values) == (Ending.BEST, (0.0, 1.0, 1.0))
    assert len(searches) == 1


def test_what_is_stopped_is_never_called_proven() -> None:
    model = years_of_courses(3)
    best = InOrder(Solver(model), 2_000).solve()
    for nodes in (0, 1, 2):
        answer = InOrder(Solver(model), nodes).solve()
        if answer.ending is Ending.BEST:
            assert [value_of(g.terms, answer.values) for g in model.goals] == [
                value_of(g.terms, best.values) for g in model.goals
            ]
        assert answer.ending is not Ending.NONE


def test_a_goal_alone_and_none_at_all_are_answered() -> None:
    draft = Draft()
    one = draft.choice(0, 5)
    draft.row([(one, 1)], 2)
    assert InOrder(Solver(draft.built()), 100).solve().values
    draft.goal("only", [(one, 1)])
    assert InOrder(Solver(draft.built()), 100).solve().values == (2.0,)


def test_bounds_that_can_not_be_held_together_prove_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A slip of the floating point in a later goal is no proof that there is no answer."""
    model = years_of_courses(5)
    expected = Stages(Solver(model), 2_000).solve()
    least, asked = Relaxation.least, list[int]()

    def slipping(self: Relaxation, goal: Terms) -> int | None:
        asked.append(1)
        return None if len(asked) > 2 else least(self, goal)

    monkeypatch.setattr(Relaxation, "least", slipping)
    answer = InOrder(Solver(model), 2_000).solve()
    assert answer.ending is Ending.BEST
    assert [value_of(g.terms, answer.values) for g in model.goals] == [
        value_of(g.terms, expected.values) for g in model.goals
    ]


def test_a_bound_of_dear_choices_is_not_rounded_up_for_a_trifle(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draft = Draft()
    one = draft.choice(0, 9)
    draft.row([(one, 1_000_000)], 1_000_000)
    relaxed = Relaxation(draft.built())
    assert relaxed.least(((one, 1_000_000),)) == 1_000_000
    monkeypatch.setattr(type(relaxed._highs), "getObjectiveValue", lambda _: 1_000_000.005)
    assert relaxed.least(((one, 1_000_000),)) == 1_000_000
