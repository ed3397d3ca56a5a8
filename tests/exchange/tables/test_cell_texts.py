"""What a cell of a workbook says as a text."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.exchange.plain.trouble import Trouble, identifier
from cte_desktop.exchange.tables.cell_texts import cell_text, number_text, text_rows

DAY = date(2010, 3, 4)
CELLS = [
    (9.0, "9"),
    (9, "9"),
    (-0.0, "0"),
    (9.5, "9.5"),
    (0.1 + 0.2, "0.3"),
    (4.35 * 100, "435"),
    (1 / 3, "0.333333333333333"),
    (0.00001, "0.00001"),
    (-2.5, "-2.5"),
    (123456789012.0, "123456789012"),
    (999999999999999.0, "999999999999999"),
    (1234567890123456.0, "1.23456789012346E+15"),
    (1234567890123456, "1.23456789012346E+15"),
    (1e15, "1E+15"),
    (True, "yes"),
    (False, "no"),
    (DAY, "2010-03-04"),
    (datetime.combine(DAY, time.min), "2010-03-04"),
    (datetime.combine(DAY, time(8, 30)), "2010-03-04 08:30"),
    (datetime.combine(DAY, time(8, 30, 5)), "2010-03-04 08:30:05"),
    (time(8, 5), "08:05"),
    (time(0, 0), "00:00"),
    (timedelta(hours=36), "36:00"),
    ("007", "007"),
    (" a\nb ", " a\nb "),
    ("", ""),
]


@pytest.mark.parametrize(("cell", "text"), CELLS, ids=lambda one: repr(one)[:40])
def test_a_cell_is_the_text_that_a_person_sees(cell: object, text: str) -> None:
    assert cell_text(cell) == text
    assert text_rows([[cell, "x"], ["", "y"]]) == [[text, "x"], ["", "y"]]
    assert text_rows([[cell], [cell]]) == [[text], [text]]


@pytest.mark.parametrize("number", [1e15, 1234567890123456.0, 9.99999999999999e20, 1.5e100])
def test_a_number_that_lost_digits_is_no_identifier(number: float) -> None:
    found = identifier(number_text(number))
    assert isinstance(found, Trouble)
    assert found.code == "excel_damage"


@settings(max_examples=200)
@given(whole=st.integers(-(10**15) + 1, 10**15 - 1))
def test_whole_numbers_up_to_15_digits_keep_them_all(whole: int) -> None:
    assert number_text(float(whole)) == str(whole)


@settings(max_examples=200)
@given(hundredths=st.integers(-(10**9), 10**9))
def test_hundredths_are_written_as_they_were_typed(hundredths: int) -> None:
    assert float(number_text(hundredths / 100)) == hundredths / 100
    assert len(number_text(hundredths / 100).partition(".")[2]) <= 2


@given(number=st.floats(allow_nan=False, allow_infinity=False, max_value=1e14, min_value=-1e14))
def test_no_number_below_a_quadrillion_has_an_exponent(number: float) -> None:
    assert "e" not in number_text(number).lower()
