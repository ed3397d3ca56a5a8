"""What is kept of a drawn signature: cut at the box, thinned, and never a mere dot."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.planning.signature import (
    MOST_POINTS,
    MOST_STROKES,
    ink,
    is_signature,
    sound_strokes,
)

_COORDINATE = st.floats(-3, 4) | st.sampled_from([math.nan, math.inf, -math.inf, 0.0, 1.0])
_STROKES = st.lists(st.lists(st.tuples(_COORDINATE, _COORDINATE), max_size=12), max_size=8)


@settings(max_examples=120, deadline=None)
@given(_STROKES)
def test_whatever_is_drawn_what_is_kept_lies_in_the_box(
    drawn: list[list[tuple[float, float]]],
) -> None:
    kept, _ = sound_strokes(drawn)
    assert len(kept) <= MOST_STROKES
    assert all(len(stroke) <= MOST_POINTS for stroke in kept)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for stroke in kept for x, y in stroke)
    again, cut = sound_strokes(kept)
    assert not cut
    assert ink(again) == pytest.approx(ink(kept), abs=0.01)


def test_a_stroke_that_leaves_the_box_and_comes_back_is_two() -> None:
    kept, cut = sound_strokes([[(0.2, 0.5), (0.4, 0.5), (0.4, 1.5), (0.6, 1.5), (0.6, 0.5)]])
    assert cut
    assert kept == (((0.2, 0.5), (0.4, 0.5), (0.4, 1.0)), ((0.6, 1.0), (0.6, 0.5)))


def test_what_lies_wholly_outside_is_not_kept_and_that_is_said() -> None:
    assert sound_strokes([[(2.0, 2.0), (3.0, 3.0)]]) == ((), True)
    assert sound_strokes([]) == ((), False)


def test_a_hundred_thousand_points_keep_their_shape_in_few() -> None:
    many = 100_000
    drawn = [(i / many, 0.5 + 0.4 * math.sin(i / many * 40)) for i in range(many)]
    kept, cut = sound_strokes([drawn] + [drawn[::20]] * 69)
    assert not cut
    assert len(kept) == MOST_STROKES
    assert {len(stroke) for stroke in kept} == {MOST_POINTS}
    assert kept[0][0] == (0.0, 0.5)
    assert kept[0][-1] == pytest.approx(drawn[-1], abs=0.001)
    one, _ = sound_strokes([drawn[::50]])
    assert ink(kept[:1]) == pytest.approx(ink(one), rel=0.02)


@pytest.mark.parametrize(
    "drawn",
    [[], [[(0.5, 0.5)]], [[(0.5, 0.5), (0.5, 0.5)]] * 5, [[(0.1, 0.1), (0.2, 0.2)]]],
    ids=["nothing", "a dot", "dots", "a tick"],
)
def test_a_dot_or_a_tick_is_no_signature(drawn: list[list[tuple[float, float]]]) -> None:
    assert not is_signature(sound_strokes(drawn)[0])


def test_a_line_across_a_third_of_the_box_is_enough() -> None:
    assert is_signature((((0.1, 0.5), (0.43, 0.5)),))


def test_a_line_that_crosses_the_edge_for_ever_is_given_up_after_the_last_stroke() -> None:
    zigzag = [(place / 2_000, 2.0 * (place % 2) - 0.5) for place in range(2_000)]
    kept, cut = sound_strokes([zigzag, zigzag])
    assert cut
    assert len(kept) == MOST_STROKES
