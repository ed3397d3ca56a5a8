"""Entries of rows that the store refused, of which no value is known."""

from __future__ import annotations

import pytest

from cte_desktop.exchange.report import reported


@pytest.mark.parametrize(
    ("code", "column", "words"),
    [
        ("duplicate_id", "section_id", "An earlier row with this section_id has another term"),
        ("duplicate_row", "", "stands in an earlier row"),
        ("unknown_student", "student_id", "The student of this row is not known"),
        ("too_long", "goal", 'The text in the column "goal" is longer'),
        ("missing_value", "choice", '"choice" is empty'),
    ],
)
def test_a_row_that_the_store_refused_is_told_without_an_empty_value(
    code: str, column: str, words: str
) -> None:
    entry = reported(7, code, column=column)
    assert (entry.row, entry.code, entry.taken) == (7, code, False)
    assert words in entry.problem
    assert '""' not in entry.problem + entry.fix
    assert "{" not in entry.problem + entry.fix


def test_the_same_sentence_suits_every_kind_of_file() -> None:
    entry = reported(7, "duplicate_row")
    assert "In record.csv" in entry.fix


def test_line_breaks_and_unprintable_signs_are_shown_as_what_was_stored() -> None:
    broken = reported(2, "line_break", value="Multi\nLine", detail="Multi Line", taken=True)
    assert (broken.code, broken.value) == ("adjusted", "Multi\nLine")
    assert broken.problem == 'A line break or tab was read as a blank: "Multi Line".'
    damaged = reported(2, "bad_characters", value="Le\x07e", detail="Lee", taken=True)
    assert '"Le\N{REPLACEMENT CHARACTER}e"' in damaged.problem
