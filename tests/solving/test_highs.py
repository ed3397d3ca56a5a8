"""HiGHS behind whole numbers: what it answers, how it stops, and that rows come and go."""

from __future__ import annotations

import time
from concurrent.futures import CancelledError

import pytest

from cte_desktop.domain.filling.model import Draft, Row
from cte_desktop.solving.highs import Ending, Relaxation, Solver, holds, value_of
from tests.solving.small_models import rule, years_of_courses


def test_the_least_sum_is_found_and_proven() -> None:
    draft = Draft()
    one, other = draft.choice(), draft.choice(0, 3)
    draft.row([(one, 2), (other, 1)], 3)
    answer = Solver(draft.built()).best(((one, 5), (other, 2)), 100)
    assert (answer.ending, answer.values) == (Ending.BEST, (0.0, 3.0))


def test_rows_that_can_not_all_hold_have_no_answer() -> None:
    draft = Draft()
    one = draft.choice()
    draft.row([(one, 1)], 1)
    draft.row([(one, 1)], None, 0)
    assert Solver(draft.built()).best((), 100).ending is Ending.NONE


def test_a_row_without_choices_that_asks_for_something_has_no_answer() -> None:
    draft = Draft()
    draft.choice()
    draft.row([], 1)
    assert Solver(draft.built()).best((), 100).ending is Ending.NONE


def test_a_row_let_go_binds_nothing_until_it_is_put_back() -> None:
    draft = Draft()
    one = draft.choice()
    draft.row([(one, 1)], 1, None, rule("overload"))
    solver = Solver(draft.built())
    solver.loosen([0])
    assert solver.best(((one, 1),), 100).values == (0.0,)
    solver.tighten([0])
    assert solver.best(((one, 1),), 100).values == (1.0,)


def test_an_added_row_binds_and_can_get_other_bounds() -> None:
    draft = Draft()
    one = draft.choice(0, 9)
    solver = Solver(draft.built())
    place = solver.add(Row(((one, 1),), 4, None))
    assert solver.best(((one, 1),), 100).values == (4.0,)
    solver.change(place, Row(((one, 1),), 7, None))
    assert solver.best(((one, 1),), 100).values == (7.0,)


def test_shared_parts_need_not_be_whole() -> None:
    draft = Draft()
    part = draft.choice(0, 10, whole=False)
    draft.row([(part, 4)], 10)
    answer = Solver(draft.built()).best(((part, 1),), 100)
    assert answer.values[part] == pytest.approx(2.5)
    assert value_of(((part, 1),), answer.values) == 3


def test_whole_rows_are_counted_exactly() -> None:
    row = Row(((0, 1_000_000), (1, -1)), None, 0)
    assert holds(row, (1.0, 1_000_000.0))
    assert not holds(row, (1.0, 999_999.0))


def test_the_same_model_gives_the_same_answer_whatever_was_solved_before() -> None:
    model = years_of_courses(3)
    fresh = Solver(model).best(model.goals[-1].terms, 2_000)
    used = Solver(model)
    used.best(model.goals[0].terms, 2_000)
    again = used.best(model.goals[-1].terms, 2_000)
    assert fresh.ending is Ending.BEST
    assert again == fresh


def test_a_search_that_nobody_waits_for_ends_at_once() -> None:
    model = years_of_courses(1, courses=120, most=7)
    asked: list[float] = []

    def cancelled() -> bool:
        asked.append(time.perf_counter())
        return len(asked) > 2

    with pytest.raises(CancelledError):
        Solver(model, cancelled).best(model.goals[-1].terms, 10**6)
    assert time.perf_counter() - asked[2] < 0.2


def test_without_whole_choices_the_rows_of_a_proof_are_told() -> None:
    model = years_of_courses(2, most=3)
    relaxed = Relaxation(model)
    rows = relaxed.clashing_rows()
    assert rows
    kept = Draft(list(model.choices), [model.rows[place] for place in rows])
    assert Solver(kept.built()).best((), 100).ending is Ending.NONE
    relaxed.loosen(rows)
    assert relaxed.clashing_rows() is None


def test_no_search_goes_on_once_all_looks_are_spent() -> None:
    model = years_of_courses(4)
    solver = Solver(model, looks=0)
    assert solver.best(model.goals[-1].terms, 2_000).ending is Ending.UNKNOWN
    solver.looks_left = 1_000
    assert solver.best(model.goals[-1].terms, 2_000).ending is Ending.BEST
    assert solver.looks_left < 1_000


def test_what_a_goal_can_not_come_below_is_known_without_whole_choices() -> None:
    draft = Draft()
    one, other = draft.choice(0, 9), draft.choice(0, 9)
    draft.row([(one, 2), (other, 2)], 3)
    relaxed = Relaxation(draft.built())
    assert relaxed.least(((one, 1), (other, 1))) == 2
    draft.row([(one, 1), (other, 1)], None, 1)
    assert Relaxation(draft.built()).least(((one, 1),)) is None
