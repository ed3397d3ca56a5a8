"""Rows that hold a whole year though their term doesn't say so: answered, lasting, by credits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cte_desktop.exchange.answers.answers import Answers
from cte_desktop.exchange.profiles.profile import ColumnRule
from tests.exchange.profiles.test_mapped import HIS, changed, his, read, told
from tests.exchange.reading.reading_district import known


@pytest.mark.parametrize(
    ("row", "terms"),
    [
        ("S1,2026,1,ENG10,A,10,10,2", ["fall", "spring"]),
        ("S1,2026,2,ENG10,A,10.0,10.000,2", ["fall", "spring"]),
        ("S1,2026,1,ENG10,F,10,0,2", ["fall", "spring"]),
        ("S1,2026,1,ENG10,A,10,10,", ["fall", "spring"]),  # the catalog knows what both earn
        ("S1,2026,1,ENG10,A,5,5,2", ["fall"]),  # the half of a course that lasts two
        ("S1,2026,2,ENG10,A,5,5,2", ["spring"]),
        ("S1,2026,1,ENG10,F,10,0,1", ["fall"]),
        ("S1,2026,9,ENG10,A,10,10,", ["summer"]),
    ],
)
def test_a_row_that_lasts_or_earns_a_year_is_its_two_halves(
    tmp_path: Path, row: str, terms: list[str]
) -> None:
    shape = changed(ColumnRule("term", ("te",), "", ("term",), (("9", "summer"),), lasts=("long",)))

    result = read(tmp_path, his(row, header=f"{HIS},Long"), shape)

    assert result.values("term") == terms
    assert told(result, "whole_year") == ([(None, "", "1")] if len(terms) == 2 else [])
    assert (result.reading.rows, result.reading.refused) == (1, 0)


@pytest.mark.parametrize(("credits", "terms"), [("10", ["fall", "spring"]), ("5", ["fall"])])
def test_a_course_from_elsewhere_that_lasts_two_terms_is_told_by_its_credits(
    tmp_path: Path, credits: str, terms: list[str]
) -> None:
    rule = ColumnRule("term", ("te",), convert=("term",), lasts=("long",))
    shape = changed(rule, ColumnRule("subject", (), "english"))
    row = f"S1,2026,1,EN9X,A,{credits},{credits},2"

    assert read(tmp_path, his(row, header=f"{HIS},Long"), shape).values("term") == terms


def test_a_term_that_a_person_called_the_year_is_its_two_halves(tmp_path: Path) -> None:
    rows = ("S1,2026,LANG,ENG10,A,10,10", "S2,2026,lang,ALG1,F,10,0")
    answers = Answers({"unknown_term": {"Lang": "year"}})

    result = read(tmp_path, his(*rows), what=replace(known(), answers=answers))

    assert result.values("term") == ["fall", "spring"] * 2
    assert result.values("attempted") == [500] * 4
    assert (result.reading.rows, result.reading.refused) == (2, 0)
    (entry,) = result.reading.reported
    assert (entry.code, entry.column, entry.value) == ("answered", "Te", "LANG")
    assert "in 2 rows" in entry.problem
