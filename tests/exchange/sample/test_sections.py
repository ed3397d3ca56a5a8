"""A day is matched to the sections that have begun before new ones open."""

from __future__ import annotations

from cte_desktop.exchange.sample.sections import matched

PERIODS = ["P1", "P2", "P3"]


def test_courses_make_room_for_each_other() -> None:
    choices = [{"P1", "P2"}, {"P1"}, {"P2", "P3"}]
    assert matched(choices, PERIODS) == {0: "P2", 1: "P1", 2: "P3"}


def test_as_many_as_possible_find_a_period() -> None:
    found = matched([{"P1"}, {"P1"}, set()], PERIODS)
    assert len(found) == 1
    assert set(found.values()) == {"P1"}


def test_a_course_of_which_no_section_has_begun_is_left_out() -> None:
    assert matched([set(), {"P3"}], PERIODS) == {1: "P3"}
