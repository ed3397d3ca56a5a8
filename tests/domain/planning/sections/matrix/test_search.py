"""Whether all requests can be had at once, against every combination tried one by one."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.planning.sections.matrix.search import combine

Requests = list[list[frozenset[int]]]
CHOICES = st.frozensets(st.integers(1, 5), min_size=1, max_size=3)
REQUESTS = st.lists(st.lists(CHOICES, max_size=3), max_size=5)


def apart(one: frozenset[int], other: frozenset[int]) -> bool:
    return not one & other


def can_be_had(requests: Requests) -> bool:
    return any(all(apart(a, b) for a, b in combinations(some, 2)) for some in product(*requests))


@settings(max_examples=150)
@given(REQUESTS)
def test_one_combination_is_found_whenever_there_is_one(requests: Requests) -> None:
    found = combine(requests, apart)
    assert found.is_possible == can_be_had(requests)
    if found.is_possible:
        chosen = [request[place] for request, place in zip(requests, found.chosen, strict=True)]
        assert all(apart(a, b) for a, b in combinations(chosen, 2))


@settings(max_examples=150)
@given(REQUESTS)
def test_what_clashes_can_not_be_had_and_nothing_smaller_clashes(requests: Requests) -> None:
    found = combine(requests, apart)
    if found.is_possible:
        return
    assert not can_be_had([requests[place] for place in found.clashing])
    for size in range(len(found.clashing)):
        for some in combinations(requests, size):
            assert can_be_had(list(some))


def test_what_stands_first_is_preferred() -> None:
    assert combine([[{1}, {2}], [{3}, {4}]], lambda a, b: not a & b).chosen == (0, 0)


def test_eight_requests_in_seven_periods_are_all_told_at_once() -> None:
    periods = [frozenset({period}) for period in range(7)]
    found = combine([periods] * 8, apart)
    assert found.clashing == tuple(range(8))


def test_a_request_without_any_choice_clashes_alone() -> None:
    assert combine([[frozenset({1})], []], apart).clashing == (1,)


def test_nothing_requested_is_possible() -> None:
    assert combine([], apart).is_possible
