"""Goals in order: stages give what one goal after the other gives, also after rows were added."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.filling.model import Draft, Model, Row
from cte_desktop.solving.highs import Ending, Solver, holds, value_of
from cte_desktop.solving.stages import WIDEST, Stages, packed
from tests.solving.small_models import years_of_courses

factors = st.integers(-4, 4)
shapes = st.tuples(
    st.lists(st.lists(factors, min_size=5, max_size=5), min_size=1, max_size=4),
    st.lists(st.lists(factors, min_size=5, max_size=5), min_size=1, max_size=4),
)


def model_of(rows: list[list[int]], goals: list[list[int]]) -> Model:
    draft = Draft()
    at = [draft.choice() for _ in range(5)]
    for row in rows:
        draft.row(zip(at, row, strict=True), 0, 6)
    for number, goal in enumerate(goals):
        draft.goal(str(number), zip(at, goal, strict=True))
    return draft.built()


def by_hand(model: Model, rows: tuple[Row, ...]) -> list[int] | None:
    """Return the values of the goals of the best choice, found by looking at every one."""
    found = [
        [value_of(goal.terms, values) for goal in model.goals]
        for values in product((0.0, 1.0), repeat=len(model.choices))
        if all(holds(row, values) for row in rows)
    ]
    return min(found, default=None)


@given(shapes, st.sampled_from([1, 50, WIDEST]))
@settings(max_examples=40, deadline=None)
def test_goals_in_order_are_what_looking_at_every_choice_finds(
    shape: tuple[list[list[int]], list[list[int]]], widest: int
) -> None:
    model = model_of(*shape)
    answer = Stages(Solver(model), 500, widest).solve()
    assert answer.ending is Ending.BEST
    assert [value_of(g.terms, answer.values) for g in model.goals] == by_hand(model, model.rows)


@given(shapes, st.lists(factors, min_size=5, max_size=5))
@settings(max_examples=40, deadline=None)
def test_after_a_cut_the_best_of_what_is_left_is_found(
    shape: tuple[list[list[int]], list[list[int]]], cut: list[int]
) -> None:
    model, row = model_of(*shape), Row(tuple(enumerate(cut)), 1, None)
    solver = Solver(model)
    stages = Stages(solver, 500, 20)
    stages.solve()
    solver.add(row)
    answer = stages.solve()
    expected = by_hand(model, (*model.rows, row))
    if expected is None:
        assert answer.ending is Ending.NONE
    else:
        assert [value_of(g.terms, answer.values) for g in model.goals] == expected


@pytest.mark.parametrize("widest", [1, 1_000, WIDEST])
def test_how_goals_are_put_together_never_changes_what_is_reached(widest: int) -> None:
    model = years_of_courses(5)
    apart = Stages(Solver(model), 2_000, 1).solve()
    answer = Stages(Solver(model), 2_000, widest).solve()
    assert [value_of(g.terms, answer.values) for g in model.goals] == [
        value_of(g.terms, apart.values) for g in model.goals
    ]


def test_goals_are_put_together_only_as_far_as_their_sum_stays_small() -> None:
    model = years_of_courses(5)
    assert len(packed(model.goals, model.choices, 1)) == 3
    together = packed(model.goals, model.choices, WIDEST)
    assert len(together) == 1
    assert max(abs(factor) for _, factor in together[0].terms) < WIDEST


def test_a_model_without_goals_gets_any_answer() -> None:
    draft = Draft()
    one = draft.choice()
    draft.row([(one, 1)], 1)
    assert Stages(Solver(draft.built()), 100).solve().values == (1.0,)


def test_a_search_stopped_early_says_that_nothing_is_proven() -> None:
    model = years_of_courses(4, courses=60)
    assert Stages(Solver(model), 0).solve().ending is Ending.UNKNOWN
    best = Stages(Solver(model), 2_000).solve()
    stopped = Stages(Solver(model), 0).solve(best.values)
    assert (stopped.ending, stopped.values) == (Ending.STOPPED, best.values)
