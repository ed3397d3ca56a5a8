"""Shares of explorers with their numbers, and nothing by which a small group would follow."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.completion.figures.groups import FEWEST
from cte_desktop.domain.completion.forecast.explorers import (
    Explored,
    Explorer,
    ExplorerLine,
    explorer_lines,
)


def some(
    count: int, entry_class: int, opinion: int | None, entered: int = 0, completed: int = 0
) -> list[Explorer]:
    return [
        Explorer(f"{entry_class}-{opinion}-{n}", entry_class, opinion, n < entered, n < completed)
        for n in range(count)
    ]


def of(lines: tuple[ExplorerLine, ...], year: int | None, kind: Explored) -> ExplorerLine:
    return next(one for one in lines if (one.entry_class, one.explored) == (year, kind))


def test_each_group_tells_its_numbers_and_shares() -> None:
    lines = explorer_lines(
        [*some(20, 2027, 5, 15, 10), *some(12, 2027, 2, 3, 1), *some(40, 2027, None, 10, 4)]
    )
    took, liked, none = (of(lines, 2027, kind) for kind in Explored)
    assert (len(took.students), len(took.entered), len(took.completed)) == (32, 18, 11)
    assert (len(liked.students), liked.entered_share, liked.completed_share) == (20, 0.75, 0.5)
    assert (none.entered_share, none.completed_share) == (0.25, 0.1)
    assert {one.entry_class for one in lines} == {2027}


def test_a_workshop_without_an_opinion_was_taken_and_not_liked() -> None:
    lines = explorer_lines([*some(15, 2027, 0), *some(15, 2027, 4), *some(15, 2027, None)])
    assert len(of(lines, 2027, Explored.TOOK).students) == 30
    assert len(of(lines, 2027, Explored.LIKED).students) == 15


def test_a_small_group_takes_the_one_with_it_from_which_it_would_follow() -> None:
    few = explorer_lines([*some(100, 2027, 5), *some(10, 2027, None)])
    assert not any(one.shown for one in few)
    assert all(not one.students and one.entered_share is None for one in few)
    disliked = explorer_lines([*some(100, 2027, 5), *some(3, 2027, 1), *some(20, 2027, None)])
    assert not of(disliked, 2027, Explored.LIKED).shown
    assert of(disliked, 2027, Explored.TOOK).shown


def test_all_classes_together_are_those_that_are_told() -> None:
    lines = explorer_lines(
        [
            *some(20, 2027, 5),
            *some(20, 2027, None),
            *some(20, 2028, 5),
            *some(20, 2028, None),
            *some(5, 2029, 5),
            *some(20, 2029, None),
        ]
    )
    assert not of(lines, 2029, Explored.NONE).shown
    assert len(of(lines, None, Explored.TOOK).students) == 40
    assert len(of(lines, None, Explored.NONE).students) == 40


sizes = st.integers(0, 25)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(sizes, sizes, sizes), min_size=1, max_size=4))
def test_no_small_group_follows_by_subtraction(classes: list[tuple[int, int, int]]) -> None:
    everyone = [
        one
        for place, (liked, other, none) in enumerate(classes)
        for one in (
            *some(liked, 2027 + place, 5),
            *some(other, 2027 + place, 1),
            *some(none, 2027 + place, None),
        )
    ]
    lines = explorer_lines(everyone)
    for line in lines:
        assert not line.shown or len(line.students) >= FEWEST
    for year in {one.entry_class for one in lines}:
        took, liked, none = (of(lines, year, kind) for kind in Explored)
        assert took.shown == none.shown
        if liked.shown:
            assert took.shown
            rest = len(took.students) - len(liked.students)
            assert rest == 0 or rest >= FEWEST
    if any(one.shown and one.entry_class is None for one in lines[-2:-1]):
        told = [one for one in lines if one.entry_class is not None and one.shown]
        took_in = {one.entry_class for one in told if one.explored is Explored.TOOK}
        assert took_in == {one.entry_class for one in told if one.explored is Explored.LIKED}
