"""Three thresholds on one grade: credit, A-G, capstone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.domain.grades import (
    LETTERS,
    MARKS,
    Thresholds,
    at_least,
    counts_for_ag,
    earns_credit,
    is_mark,
    is_open,
)
from cte_desktop.domain.school_year import Term

USUAL = Thresholds()


@given(st.sampled_from(LETTERS), st.sampled_from(LETTERS))
def test_letters_stand_in_order(one: str, other: str) -> None:
    assert at_least(one, other) or at_least(other, one)
    assert (at_least(one, other) and at_least(other, one)) is (one == other)


@pytest.mark.parametrize("mark", ["P", "CR", "NP", "NC", "I", "W", "X", ""])
def test_a_mark_without_a_letter_reaches_no_letter(mark: str) -> None:
    assert not at_least(mark, "F")


def test_a_d_minus_earns_credit_and_counts_for_neither_ag_nor_capstone() -> None:
    assert earns_credit("D-", USUAL)
    assert not counts_for_ag("D-", 2025, Term.FALL, USUAL)
    assert not at_least("D-", USUAL.capstone)


def test_a_c_minus_is_a_c_for_ag_and_capstone() -> None:
    assert counts_for_ag("C-", 2025, Term.FALL, USUAL)
    assert at_least("C-", USUAL.capstone)


def test_exactly_these_marks_earn_credit() -> None:
    earning = {mark for mark in MARKS if earns_credit(mark, USUAL)}
    assert earning == set(LETTERS) - {"F"} | {"P", "CR"}


def test_a_district_may_set_its_thresholds_higher() -> None:
    strict = Thresholds(credit="C", ag="C")
    assert not earns_credit("C-", strict)
    assert not counts_for_ag("C-", 2025, Term.FALL, strict)


@pytest.mark.parametrize(
    ("year", "term", "counts"),
    [
        (2018, Term.SUMMER, False),
        (2019, Term.FALL, False),
        (2019, Term.SPRING, True),
        (2020, Term.SUMMER, True),
        (2021, Term.FALL, False),
    ],
)
def test_a_pass_counts_for_ag_from_winter_2020_to_summer_2021(
    year: int, term: Term, *, counts: bool
) -> None:
    assert counts_for_ag("P", year, term, USUAL) is counts
    assert counts_for_ag("CR", year, term, USUAL) is counts


def test_no_mark_and_i_are_in_progress() -> None:
    assert {mark for mark in ("", *MARKS) if is_open(mark)} == {"", "I"}
    assert all(is_mark(mark) for mark in ("", *MARKS))
    assert not is_mark("E")
