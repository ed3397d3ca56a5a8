"""Schools in a record: those of the catalog, those of elsewhere, and what could be either."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cte_desktop.exchange.answers.answers import Answers
from tests.exchange.reading.reading_district import (
    GOOD_ROW,
    RECORD,
    STUDENTS,
    Read,
    known,
    read_lines,
)

HEADER = f"{RECORD},school"


def _read(folder: Path, school: str, answers: dict[str, str] | None = None) -> Read:
    what = replace(known(), answers=Answers({"unknown_school": answers or {}}))
    return read_lines(folder, "record.csv", HEADER, f'{GOOD_ROW},"{school}"', what=what)


@pytest.mark.parametrize("school", ["VL", "19651361995802"])
def test_a_school_of_the_catalog_is_known_by_its_short_name_and_its_code(
    tmp_path: Path, school: str
) -> None:
    assert _read(tmp_path, school).values("school") == ["VL"]


@pytest.mark.parametrize(
    "school", ["North High, Torrance", "Valencia High, Placentia", "Oak 7", "Junior High"]
)
def test_a_school_elsewhere_keeps_its_name(tmp_path: Path, school: str) -> None:
    assert _read(tmp_path, school).values("school") == [school]


@pytest.mark.parametrize(
    ("school", "short"),
    [
        ("Valencia High", "VL"),
        ("valencia high", "VL"),
        ("VALENCIA HIGH SCHOOL", "VL"),
        ("Valencia HS", "VL"),
        ("Valencia H.S.", "VL"),
        ("vl", "VL"),
        ("Rio Norte Jr. High", "RN"),
        ("Rio Norte J.H.S.", "RN"),
        ("William S. Hart High School", "HT"),
        ("Bowman High School", "BW"),
        ("Bowman (Jereann) High (Continuation)", "BW"),
        ("Academy of the Canyons", "AC"),
    ],
)
def test_a_name_that_fits_one_school_of_the_catalog_means_it(
    tmp_path: Path, school: str, short: str
) -> None:
    read = _read(tmp_path, school)
    assert read.values("school") == [short]
    assert read.codes == []


@pytest.mark.parametrize(("file", "column"), [("students", "school"), ("sections", "site")])
def test_every_file_knows_the_names_of_schools(tmp_path: Path, file: str, column: str) -> None:
    lines = {
        "students": (STUDENTS, "S7,Rivera,Ana,11,Valencia High School,2010-03-04"),
        "sections": (
            "section_id,school_year,term,course_code,site,kind",
            "V1,2026-27,fall,ENG10,valencia hs,day",
        ),
    }
    header, line = lines[file]
    read = read_lines(tmp_path, f"{file}.csv", header, line, what=known())
    assert read.values(column) == ["VL"]
    assert read.codes == []


def test_a_name_that_fits_two_schools_is_asked_for(tmp_path: Path) -> None:
    what = known()
    first = what.catalog.schools[0]
    twin = replace(first, short="C2", cds_code="19651360000001")
    what.catalog = replace(what.catalog, schools=(*what.catalog.schools, twin))
    read = read_lines(tmp_path, "record.csv", HEADER, f"{GOOD_ROW},{first.name}", what=what)
    assert read.rows == []
    assert (2, "unknown_school", False) in read.codes


def test_what_was_said_of_a_name_goes_before_the_name(tmp_path: Path) -> None:
    read = _read(tmp_path, "Canyon High", {"Canyon High": "Canyon High"})
    assert read.values("school") == ["Canyon High"]


@pytest.mark.parametrize("school", ["5", "994", "Hart High", "Hart", "Valencia"])
def test_what_may_be_a_school_of_the_district_is_asked_for(tmp_path: Path, school: str) -> None:
    read = _read(tmp_path, school)
    assert read.rows == []
    assert (2, "unknown_school", False) in read.codes


@pytest.mark.parametrize(
    ("school", "answer"), [("5", "VL"), ("Valencia HS", "VL"), ("Vale. High", "VL")]
)
def test_a_school_is_what_a_person_said_it_is(tmp_path: Path, school: str, answer: str) -> None:
    assert _read(tmp_path, school, {school: answer}).values("school") == ["VL"]
