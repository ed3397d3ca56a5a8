"""What a new school year does to a student of any grade and class."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.domain.students.moving_up import CHANGED, Enrolled, Fate, fate_of, moved

YEAR = 2027
FEEDS = {"RN": "VL"}


def _one(grade: int, graduates: int, school: str = "VL") -> Enrolled:
    return Enrolled(1, "u", grade, graduates, school, "A. Lee")


@pytest.mark.parametrize(
    ("one", "fate"),
    [
        (_one(7, 2032, "RN"), Fate.MOVES),
        (_one(8, 2031, "RN"), Fate.CHANGES_SCHOOL),
        (_one(8, 2031, "LP"), Fate.MOVES),
        (_one(11, 2028), Fate.MOVES),
        (_one(12, 2027), Fate.LEAVES),
        (_one(12, 2026), Fate.LEFT),
        (_one(12, 2028), Fate.THERE),
        (_one(12, 2029), Fate.THERE),
        (_one(10, 2030), Fate.THERE),
        (_one(11, 2031), Fate.THERE),
        (_one(9, 2029), Fate.MOVES),
    ],
)
def test_who_moves_up_who_leaves_and_who_is_there_already(one: Enrolled, fate: Fate) -> None:
    assert fate_of(one, YEAR, FEEDS, ()) is fate


def test_who_repeats_stays_in_the_grade_with_the_class_after() -> None:
    senior = _one(12, 2027)
    assert fate_of(senior, YEAR, FEEDS, {"u"}) is Fate.STAYS
    assert moved(senior, Fate.STAYS, FEEDS, YEAR) == _one(12, 2028)
    assert fate_of(_one(12, 2026), YEAR, FEEDS, {"u"}) is Fate.LEFT


def test_who_changes_school_has_no_counselor_there_yet() -> None:
    now = moved(_one(8, 2031, "RN"), Fate.CHANGES_SCHOOL, FEEDS, YEAR)
    assert (now.grade_level, now.school, now.counselor) == (9, "VL", "")


@pytest.mark.parametrize("graduates", [2025, 2026, 2027, 2028])
def test_who_becomes_a_senior_behind_the_class_is_in_school_that_year(graduates: int) -> None:
    behind = _one(11, graduates)
    now = moved(behind, fate_of(behind, YEAR, FEEDS, ()), FEEDS, YEAR)
    assert now == _one(12, 2028)
    assert fate_of(now, YEAR, FEEDS, ()) is Fate.THERE
    assert fate_of(now, YEAR + 1, FEEDS, ()) is Fate.LEAVES


@given(
    st.builds(_one, st.integers(7, 12), st.integers(2024, 2034), st.sampled_from(["VL", "RN"])),
    st.booleans(),
)
def test_nobody_falls_behind_and_a_class_in_step_never_moves_twice(
    one: Enrolled,
    stays: bool,
) -> None:
    staying = {"u"} if stays else set()
    fate = fate_of(one, YEAR, FEEDS, staying)
    now = moved(one, fate, FEEDS, YEAR)
    assert (now != one) is (fate in CHANGED)
    assert 0 <= now.grade_level - one.grade_level <= 1
    assert now.grade_level <= 12
    in_step = one.grade_level == 12 - (one.graduation_year - YEAR)  # of the year that ends
    if in_step:
        assert fate_of(now, YEAR, FEEDS, staying) in {Fate.THERE, Fate.LEAVES}
