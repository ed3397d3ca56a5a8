"""Smallest clashes: all together impossible, each one needed, and the same every time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.filling.model import Draft, Kind, Model, Reason
from cte_desktop.solving.highs import Answer, Ending, Relaxation, Solver
from cte_desktop.solving.smallest import Filter, least_telling, smallest_clash
from tests.solving.small_models import rule, wish, years_of_courses

factors = st.lists(st.integers(-2, 2), min_size=4, max_size=4)


@given(st.lists(st.tuples(factors, st.integers(-1, 4)), min_size=2, max_size=9))
@settings(max_examples=50, deadline=None)
def test_each_reason_of_a_clash_is_needed_and_all_together_are_impossible(
    rows: list[tuple[list[int], int]],
) -> None:
    draft = Draft()
    at = [draft.choice() for _ in range(4)]
    for number, (row, low) in enumerate(rows):
        draft.row(zip(at, row, strict=True), low, None, wish(number // 2))
    solver = Solver(draft.built())
    clash = smallest_clash(solver, 500)
    tested = Filter(solver, 500)
    if not clash:
        assert tested.can_hold()
        return
    assert not tested.only(clash)
    for reason in clash:
        assert tested.only([other for other in clash if other != reason])


def test_of_noted_wishes_the_dearest_stays_and_what_nobody_noted_goes_first() -> None:
    names = ("1", "2", "2.2", "10", "default:summer")
    wishes = [Reason(Kind.WISH, name) for name in names]
    order = sorted(wishes, key=least_telling, reverse=True)
    assert order[0].id == "1"
    assert {one.id for one in order[1:3]} == {"2", "2.2"}
    assert [one.id for one in order[3:]] == ["10", "default:summer"]


def test_a_clash_of_a_whole_plan_names_what_can_not_hold() -> None:
    solver = Solver(years_of_courses(2, most=3))
    clash = smallest_clash(solver, 2_000)
    assert {reason.id for reason in clash} == {"requirement_missing", "overload"}
    tested = Filter(solver, 2_000)
    assert not tested.only(clash)
    assert all(tested.only([other for other in clash if other != one]) for one in clash)


def two_ways_to_clash() -> Model:
    """Return a model in which a wish clashes with a mechanic of the day, and with another wish."""
    draft = Draft()
    one = draft.choice()
    draft.row([(one, 1)], 1, None, wish(1))
    draft.row([(one, 1)], None, 0, rule("period_clash", course="A", other_course="B"))
    draft.row([(one, 1)], None, 0, Reason(Kind.WISH, "7"))
    return draft.built()


def test_a_clash_names_wishes_rather_than_mechanics() -> None:
    assert smallest_clash(Solver(two_ways_to_clash()), 100) == (wish(1), wish(7))


def test_the_same_model_has_the_same_clash_every_time() -> None:
    model = years_of_courses(2, most=3)
    assert smallest_clash(Solver(model), 2_000) == smallest_clash(Solver(model), 2_000)


def test_what_can_hold_has_no_clash_and_every_row_is_in_force_again() -> None:
    model = years_of_courses(5)
    solver = Solver(model)
    assert smallest_clash(solver, 2_000) == ()
    answer = solver.best(model.goals[-1].terms, 2_000)
    assert not solver.broken(answer.values)


def test_a_search_that_is_stopped_lets_no_reason_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody could say anything about may be needed: without it the rest might hold."""
    solver = Solver(two_ways_to_clash())
    monkeypatch.setattr(Relaxation, "clashing_rows", lambda _: None)
    monkeypatch.setattr(Relaxation, "is_whole_already", lambda _: False)
    monkeypatch.setattr(Solver, "best", lambda *_: Answer(Ending.UNKNOWN))
    assert Filter(solver, 100).can_hold()
    tested = Filter(solver, 100)
    assert tested._without([wish(1), wish(7)], [wish(1)]) == [wish(1), wish(7)]
