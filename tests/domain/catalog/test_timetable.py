"""Clock times and weekdays as files write them."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.domain.catalog.timetable import WEEKDAYS, clock_text, parse_clock, parse_days


@given(st.integers(0, 24 * 60 - 1))
def test_every_minute_of_the_day_reads_back_from_its_text(minutes: int) -> None:
    assert parse_clock(clock_text(minutes)) == minutes


@pytest.mark.parametrize(("text", "minutes"), [("8:05", 485), (" 15:45 ", 945), ("00:00", 0)])
def test_an_hour_may_have_one_digit(text: str, minutes: int) -> None:
    assert parse_clock(text) == minutes


@pytest.mark.parametrize("text", ["", "24:00", "12:60", "8", "8:5", "3:45 pm", "15:45:00", "-1:00"])
def test_what_is_no_time_of_the_day_is_refused(text: str) -> None:
    assert parse_clock(text) is None


@given(st.sets(st.sampled_from(WEEKDAYS), min_size=1), st.randoms())
def test_weekdays_come_back_in_order_and_once(days: set[str], random: Random) -> None:
    letters = [*days, *days]
    random.shuffle(letters)
    text = "".join(letters)
    in_order = "".join(day for day in WEEKDAYS if day in days)
    assert parse_days(text) == parse_days(text.lower()) == in_order


@pytest.mark.parametrize("text", ["", " ", "MS", "M W", "Mon"])
def test_what_is_no_weekday_of_school_is_refused(text: str) -> None:
    assert parse_days(text) is None
