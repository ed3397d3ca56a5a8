"""The clock stands still when it is told to."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cte_desktop.system.clock import Clock, clock_from
from cte_desktop.system.errors import WrongCall


def test_a_fixed_day_holds_for_today_and_now() -> None:
    clock = clock_from("2027-02-01")
    assert clock.today() == date(2027, 2, 1)
    assert clock.now() == datetime(2027, 2, 1, 12, tzinfo=UTC)


def test_without_a_day_the_machine_is_asked() -> None:
    assert clock_from(None) == clock_from("") == Clock()
    first = Clock().now()
    assert first.tzinfo is UTC
    assert first <= Clock().now()


@pytest.mark.parametrize("text", ["2027-02-30", "1 Feb", "20270201", "2027-W05-1"])
def test_a_day_that_is_none_gets_a_sentence(text: str) -> None:
    with pytest.raises(WrongCall) as caught:
        clock_from(text)
    assert caught.value.code == "bad_date"
    assert text in caught.value.text
