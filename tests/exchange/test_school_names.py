"""Schools in a record: those of the catalog, those of elsewhere, and what could be either."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cte_desktop.exchange.answers import Answers
from tests.exchange.reading_district import GOOD_ROW, RECORD, Read, known, read_lines

HEADER = f"{RECORD},school"


def _read(folder: Path, school: str, answers: dict[str, str] | None = None) -> Read:
    what = replace(known(), answers=Answers({"unknown_school": answers or {}}))
    return read_lines(folder, "record.csv", HEADER, f'{GOOD_ROW},"{school}"', what=what)


@pytest.mark.parametrize("school", ["VL", "19651361995802"])
def test_a_school_of_the_catalog_is_known_by_its_short_name_and_its_code(
    tmp_path: Path, school: str
) -> None:
    assert _read(tmp_path, school).values("school") == ["VL"]


@pytest.mark.parametrize("school", ["North High, Torrance", "Valencia High, Placentia", "Oak 7"])
def test_a_school_elsewhere_keeps_its_name(tmp_path: Path, school: str) -> None:
    assert _read(tmp_path, school).values("school") == [school]


@pytest.mark.parametrize(
    "school",
    ["Valencia High", "VALENCIA HIGH SCHOOL", "Valencia HS", "Rio Norte Jr. High", "5", "994"],
)
def test_what_may_be_a_school_of_the_district_is_asked_for(tmp_path: Path, school: str) -> None:
    read = _read(tmp_path, school)
    assert read.rows == []
    assert (2, "unknown_school", False) in read.codes


@pytest.mark.parametrize(
    ("school", "answer"), [("5", "VL"), ("Valencia HS", "VL"), ("Vale. High", "VL")]
)
def test_a_school_is_what_a_person_said_it_is(tmp_path: Path, school: str, answer: str) -> None:
    assert _read(tmp_path, school, {school: answer}).values("school") == ["VL"]
