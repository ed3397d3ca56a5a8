"""Credits are exact: what is written reads back, and nothing else is a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.domain import credits


@given(st.integers(0, 99_999_999))
def test_every_amount_reads_back_from_its_text(hundredths: int) -> None:
    assert credits.parse(credits.text(hundredths)) == hundredths


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [("5", 500), ("2.5", 250), (" 72.50 ", 7250), (".5", 50), ("0", 0), ("0.01", 1), ("007", 700)],
)
def test_credits_are_read_as_files_write_them(text: str, hundredths: int) -> None:
    assert credits.parse(text) == hundredths


@pytest.mark.parametrize(
    "text", ["", ".", "5.", "2.505", "-5", "+5", "5,0", "1e1", "nan", "five", "1234567", "5 5", "٥"]
)
def test_what_is_no_credit_is_refused(text: str) -> None:
    assert credits.parse(text) is None


@pytest.mark.parametrize(
    ("hundredths", "text"), [(500, "5"), (250, "2.5"), (1, "0.01"), (-50, "-0.5"), (10000, "100")]
)
def test_the_text_is_the_shortest(hundredths: int, text: str) -> None:
    assert credits.text(hundredths) == text


@given(st.integers(-99_999_999, 99_999_999))
def test_a_number_for_json_never_drifts(hundredths: int) -> None:
    assert round(credits.number(hundredths) * credits.HUNDREDTHS) == hundredths
    assert len(str(credits.number(hundredths)).partition(".")[2]) <= 2
