"""School years turn on 1 July; summer belongs to the year just ended."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.domain.school_year import (
    TERMS,
    Term,
    grade_in,
    is_over,
    last_day,
    moment,
    parse_school_year,
    parse_term,
    school_year_of,
    school_year_of_grade,
    school_year_text,
    term_of,
)

YEARS = st.integers(1000, 9998)


@given(YEARS)
def test_a_school_year_reads_back_from_its_text(start: int) -> None:
    assert parse_school_year(school_year_text(start)) == start


def test_the_turn_of_a_century_is_written_with_two_digits() -> None:
    assert school_year_text(2099) == "2099-00"
    assert parse_school_year(" 1999-00 ") == 1999


@pytest.mark.parametrize(
    "text",
    ["", "2025", "2025-27", "2025-2026", "25-26", "2025/26", "2025-25", "0000-01", "9999-00"],
)
def test_what_is_no_school_year_is_refused(text: str) -> None:
    assert parse_school_year(text) is None


@pytest.mark.parametrize(
    ("text", "term"), [("fall", Term.FALL), (" Spring ", Term.SPRING), ("SUMMER", Term.SUMMER)]
)
def test_terms_are_read_whatever_their_case(text: str, term: Term) -> None:
    assert parse_term(text) is term


def test_a_year_is_no_term() -> None:
    assert parse_term("year") is None


@pytest.mark.parametrize(
    ("day", "year", "term"),
    [
        (date(2026, 6, 30), 2025, Term.SPRING),
        (date(2026, 7, 1), 2026, Term.FALL),
        (date(2026, 12, 31), 2026, Term.FALL),
        (date(2027, 1, 1), 2026, Term.SPRING),
    ],
)
def test_the_school_year_turns_on_the_first_of_july(day: date, year: int, term: Term) -> None:
    assert (school_year_of(day), term_of(day)) == (year, term)


def test_terms_follow_each_other_across_years() -> None:
    in_time = [(year, term) for year in (2025, 2026, 2027) for term in TERMS]
    assert [moment(*when) for when in in_time] == sorted({moment(*when) for when in in_time})
    assert [last_day(*when) for when in in_time] == sorted(last_day(*when) for when in in_time)
    assert [term.place for term in TERMS] == [0, 1, 2]


@given(YEARS, st.sampled_from(TERMS))
def test_a_term_is_over_on_the_day_after_its_last(year: int, term: Term) -> None:
    last = last_day(year, term)
    assert not is_over(year, term, last)
    assert is_over(year, term, last + timedelta(days=1))


@given(st.integers(7, 12), st.integers(1990, 2100))
def test_grade_and_school_year_of_a_class_say_the_same(grade: int, graduation_year: int) -> None:
    assert grade_in(school_year_of_grade(grade, graduation_year), graduation_year) == grade


def test_the_class_of_2029_is_in_grade_10_in_2026_27() -> None:
    assert school_year_of_grade(10, 2029) == 2026
    assert grade_in(2028, 2029) == 12
