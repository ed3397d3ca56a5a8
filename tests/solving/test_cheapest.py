"""What would have to be given up: the cheapest sets first, none within another."""

from __future__ import annotations

from itertools import combinations, islice

from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.filling.model import Draft, Model, Reason, Row
from cte_desktop.solving.cheapest import cheapest_sets
from cte_desktop.solving.highs import Solver
from tests.solving.small_models import wish, years_of_courses

factors = st.lists(st.integers(-2, 2), min_size=4, max_size=4)


def can_hold(model: Model, without: frozenset[Reason]) -> bool:
    rows = [row for row in model.rows if row.reason not in without]
    return bool(Solver(Draft(list(model.choices), rows).built()).best((), 500).values)


@given(st.lists(st.tuples(factors, st.integers(-1, 3)), min_size=2, max_size=5))
@settings(max_examples=40, deadline=None)
def test_sets_come_by_price_and_the_first_is_the_cheapest_of_all(
    rows: list[tuple[list[int], int]],
) -> None:
    draft = Draft()
    at = [draft.choice() for _ in range(4)]
    for number, (row, low) in enumerate(rows):
        draft.row(zip(at, row, strict=True), low, low + 1, wish(number))
    model = draft.built()
    prices = {wish(number): number + 2 for number in range(len(rows))}
    sets = list(islice(cheapest_sets(model, model.rows, prices, 500), 6))
    paid = [sum(prices[reason] for reason in one) for one in sets]
    assert paid == sorted(paid)
    assert all(can_hold(model, frozenset(one)) for one in sets)
    cheapest = min(
        sum(prices[reason] for reason in one)
        for size in range(len(prices) + 1)
        for one in combinations(prices, size)
        if can_hold(model, frozenset(one))
    )
    assert (paid or [0])[0] == cheapest
    for one, other in combinations(sets, 2):
        assert not set(one) <= set(other)


def test_what_has_no_price_is_never_given_up() -> None:
    draft = Draft()
    one = draft.choice()
    draft.row([(one, 1)], 1, None, wish(1))
    draft.row([(one, 1)], None, 0, wish(2))
    model = draft.built()
    assert list(cheapest_sets(model, model.rows, {wish(2): 5}, 100)) == [(wish(2),)]
    assert list(cheapest_sets(model, model.rows, {}, 100)) == []


def test_rows_that_were_added_since_are_given_up_with_their_reason() -> None:
    draft = Draft()
    one = draft.choice()
    draft.row([(one, 1)], 1, None, wish(1))
    model = draft.built()
    rows = (*model.rows, Row(((one, 1),), None, 0, wish(2)))
    found = list(cheapest_sets(model, rows, {wish(1): 9, wish(2): 3}, 100))
    assert found == [(wish(2),), (wish(1),)]


def test_in_a_whole_plan_the_cheapest_requirements_are_left_open() -> None:
    model = years_of_courses(2, most=3)
    prices = {reason: 4 for reason in model.reasons if reason.id == "requirement_missing"}
    sets = list(islice(cheapest_sets(model, model.rows, prices, 2_000), 3))
    assert sets
    assert all(can_hold(model, frozenset(one)) for one in sets)
