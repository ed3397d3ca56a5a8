"""The State's lines: whatever stands in a student's file, a line has its fields and ends once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.exchange.outgoing.caret import caret_file
from tests.domain.completion.state_people import completion, person, sent

ANY_TEXT = st.text(max_size=40)
NEARLY_A_NAME = st.text(alphabet="aÉñ'’-.^\n\r\t ,;=+@\u2028ễ", min_size=1, max_size=12)


def test_the_file_of_two_completers_has_two_lines_and_no_header() -> None:
    both = sent(completion(), completion(pathway="Welding", code="213"))
    assert caret_file(row.values for row in both.rows) == (
        b"SCTE^^^1965136^1995802^2025-2026^1234567890^000123^Ana^Rivera^20080309^F^111^2025-2026\r\n"
        b"SCTE^^^1965136^1995802^2025-2026^1234567890^000123^Ana^Rivera^20080309^F^213^2025-2026\r\n"
    )


def test_formula_characters_are_the_states_to_read_as_they_stand() -> None:
    made = sent(completion(last_name="-Rivera"))
    assert b"^Ana^-Rivera^" in caret_file(row.values for row in made.rows)


def test_accents_are_utf_8_without_a_mark() -> None:
    content = caret_file(row.values for row in sent(completion(first_name="José")).rows)
    assert content.startswith(b"SCTE")
    assert "José".encode() in content


@pytest.mark.parametrize("value", ["a^b", "a\nb", "a\rb", "\u2028", "\x00"])
def test_a_value_that_would_break_a_line_is_never_written(value: str) -> None:
    with pytest.raises(ValueError, match="end its field"):
        caret_file([("SCTE", value)])


PEOPLE = st.fixed_dictionaries(
    {
        "first_name": ANY_TEXT | NEARLY_A_NAME,
        "last_name": ANY_TEXT | NEARLY_A_NAME,
        "student_id": ANY_TEXT,
        "state_id": ANY_TEXT | st.from_regex(r"[0-9]{10}", fullmatch=True),
        "gender": st.sampled_from(["M", "F", "X", "", "^", "M\n"]),
        "birth_date": st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    }
)


@settings(max_examples=150)
@given(
    facts=PEOPLE,
    code=ANY_TEXT | st.sampled_from(["111", "111A", "198"]),
    school_code=ANY_TEXT | st.just("19651361995802"),
)
def test_no_text_of_a_student_breaks_a_line(
    facts: dict[str, Any], code: str, school_code: str
) -> None:
    who = completion(student=person(**facts))
    made = sent(replace(who, code=code, school_code=school_code))
    lines = caret_file(row.values for row in made.rows).decode("utf-8").splitlines()
    assert [line.count("^") for line in lines] == [13] * len(made.rows)
    assert len(made.rows) + any(said.blocks for said in made.problems) == 1


@settings(max_examples=100)
@given(name=st.text(alphabet="abcÀÿñễŁđʻ’- '.9/", min_size=1, max_size=30))
def test_every_name_of_the_states_letters_goes_out(name: str) -> None:
    made = sent(completion(last_name=f"A{name}"))
    (row,) = made.rows
    assert max(map(ord, row.values[9])) <= 0xFF
    said = {one.code for one in made.problems}
    assert said == (set() if row.values[9] == " ".join(f"A{name}".split()) else {"name_written"})
