"""`fits`: which Extended Day classes are in reach from the bells of the seven high schools."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import TODAY, Call

SCHOOLS = ("CN", "CS", "GV", "HT", "SG", "VL", "WR")
STARTS = ("15:30", "15:45", "16:00", "16:15", "16:30")

# How many minutes are missing from the end of period 7 to a class at Canyon on Monday and Thursday,
# for each start; None = in reach. From the bells, the drive and a margin of 10 minutes (none at the
# own site). Period 7 ends CN 15:31, CS 15:35, GV 15:24, HT 15:31, SG 15:38, VL 16:00, WR 16:00;
# the drive to Canyon is CS 28, GV 12, HT 18, SG 15, VL 20, WR 25.
AFTER_PERIOD_7: Mapping[str, tuple[int | None, ...]] = {
    "CN": (1, None, None, None, None),
    "CS": (5, 28, 13, None, None),
    "GV": (16, 1, None, None, None),
    "HT": (1, 14, None, None, None),
    "SG": (8, 18, 3, None, None),
    "VL": (30, 15, 30, 15, None),
    "WR": (30, 15, 35, 20, 5),
}
# The same after period 6, which ends CN 14:35, CS 14:35, GV 14:29, HT 14:35, SG 14:41, VL 14:35,
# WR 14:47: everything from 15:30 on is in reach.
AFTER_PERIOD_6: Mapping[str, tuple[int | None, ...]] = dict.fromkeys(SCHOOLS, (None,) * 5)

STUDENTS = "student_id,last_name,first_name,grade_level,school,pathway"
SECTIONS = (
    "section_id,school_year,term,course_code,site,kind,period,days,start,end,seats,reserved_for,"
    "grade_min,grade_max,state"
)
PLANS = "student_id,plan,grade_level,term,lane,course_code,section_id,period"
BUSY = "student_id,school_year,term,days,start,end,kind,site"


def district_of(folder: Path, call: Call, **files: list[str]) -> Path:
    """A new database with these plain files in it."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, lines in files.items():
        path = folder / f"{name}.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        paths.append(path)
    database = folder / "fits.cte"
    assert call("new", database, "--no-passphrase").status == 0
    assert call("--database", database, "import", *paths).status in {0, 1}
    return database


@pytest.fixture(scope="module")
def reach(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fourteen 11th graders of next year: at each school one with period 7 and one with 6 last."""
    from cte_desktop.cli.main import run

    folder = tmp_path_factory.mktemp("reach")
    students, sections, plans = [STUDENTS], [SECTIONS], [PLANS]
    for school in SCHOOLS:
        for period in ("P6", "P7"):
            student = f"{school}{period}"
            students.append(f"{student},{school},{period},10,{school},")
            sections.append(f"E{student},2027-28,year,ART1,{school},day,{period},,,,34,,,,")
            plans.append(f"{student},Plan A,11,year,day,ART1,E{student},{period}")
    for start in STARTS:
        number = start.replace(":", "")
        sections.append(f"A{number},2027-28,year,AU1,CN,extended,,MR,{start},18:45,24,,,,")
    database = folder / "reach.cte"
    today = ["--today", TODAY]
    paths = []
    for name, lines in (("students", students), ("sections", sections), ("plans", plans)):
        path = folder / f"{name}.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        paths.append(str(path))
    assert run(["new", str(database), "--no-passphrase", *today]) == 0
    assert run(["--database", str(database), "import", *paths, *today]) in {0, 1}
    return database


def asked(
    call: Call, database: Path, student: str, course: str, term: str = "year"
) -> list[dict[str, Any]]:
    answer = call(
        "--database", database, "fits", "--student", student, "--course", course,
        "--school-year", "2027-28", "--term", term, "--json",
    )  # fmt: skip
    assert answer.status == 0, answer.err
    sections: list[dict[str, Any]] = answer.json["sections"]
    return sections


@pytest.mark.parametrize("school", SCHOOLS)
@pytest.mark.parametrize(("period", "short"), [("P7", AFTER_PERIOD_7), ("P6", AFTER_PERIOD_6)])
def test_an_evening_at_canyon_is_in_reach_when_bells_drive_and_margin_allow_it(
    call: Call,
    reach: Path,
    school: str,
    period: str,
    short: Mapping[str, tuple[int | None, ...]],
) -> None:
    found = {s["section_id"]: s for s in asked(call, reach, f"{school}{period}", "AU1")}
    sections = [found[f"A{start.replace(':', '')}"] for start in STARTS]
    assert tuple(s["minutes_short"] for s in sections) == short[school]
    for section in sections:
        missing = section["minutes_short"]
        assert section["fits"] == (missing is None)
        assert section["clashes"] == ([] if missing is None else [f"E{school}{period}"])
        assert bool(section["why"]) == (missing is not None)
        if missing is not None:
            assert str(missing) in section["why"]
            assert "Canyon" in section["why"]


def test_what_fits_stands_first(call: Call, reach: Path) -> None:
    fits = [s["fits"] for s in asked(call, reach, "SGP7", "AU1")]
    assert fits == sorted(fits, reverse=True)
    assert any(fits)
    assert not all(fits)


def test_the_sentence_names_both_classes_the_bell_and_the_drive(call: Call, reach: Path) -> None:
    found = {s["section_id"]: s["why"] for s in asked(call, reach, "VLP7", "AU1")}
    for words in ("Automotive Technology 1", "15:45", "Canyon", "Valencia", "16:00", "20 minutes"):
        assert words in found["A1545"]
    assert "15 minutes" in found["A1545"]


def test_in_text_each_section_has_its_line_and_its_why(call: Call, reach: Path) -> None:
    said = call(
        "--database", reach, "fits", "--student", "VLP7", "--course", "AU1",
        "--school-year", "2027-28", "--term", "year",
    )  # fmt: skip
    assert said.status == 0
    lines = said.out.splitlines()
    assert lines[0] == "Fits: A1630 · Mon/Thu 16:30–18:45, Canyon · 24 of 24 seats left"
    assert lines[-1] == "Seats are a plan until the information system confirms them."
    heads = [line for line in lines if " · " in line]
    assert len(heads) == len(STARTS)
    assert sum(line.startswith("Does not fit: ") for line in heads) == len(STARTS) - 1
    assert said.err == ""


def test_the_students_own_class_of_the_course_is_thought_away(call: Call, reach: Path) -> None:
    own = asked(call, reach, "VLP7", "ART1")
    by_id = {s["section_id"]: s for s in own}
    assert by_id["EVLP7"]["fits"]
    assert by_id["EVLP6"]["fits"]


def test_without_sections_the_offering_pattern_is_told(call: Call, reach: Path) -> None:
    words = ("fits", "--student", "VLP7", "--course", "WD1", "--school-year", "2027-28")
    said = call("--database", reach, *words, "--term", "year", "--json")
    assert (said.status, said.json) == (0, {"sections": []})
    assert "No sections of Welding 1" in said.err
    text = call("--database", reach, *words, "--term", "year")
    assert text.status == 0
    assert "Castaic: Extended Day, year" in text.out
    assert "No sections of Welding 1" in text.err


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"--student": "nobody"}, "unknown_student"),
        ({"--course": "NOTHERE"}, "unknown_course"),
        ({"--school-year": "2027"}, "bad_school_year"),
        ({"--school-year": "2027-29"}, "bad_school_year"),
        ({"--term": "autumn"}, "unknown_term"),
    ],
)
def test_what_nobody_knows_is_a_wrong_call(
    call: Call, reach: Path, changed: dict[str, str], code: str
) -> None:
    asked_for = {
        "--student": "VLP7",
        "--course": "AU1",
        "--school-year": "2027-28",
        "--term": "year",
    } | changed
    words = [word for pair in asked_for.items() for word in pair]
    said = call("--database", reach, "fits", *words, "--json")
    assert said.status == 2
    assert said.json["error"]["code"] == code


@pytest.mark.parametrize("missing", ["--student", "--course", "--school-year", "--term"])
def test_every_option_is_needed(call: Call, reach: Path, missing: str) -> None:
    every = {"--student": "VLP7", "--course": "AU1", "--school-year": "2027-28", "--term": "fall"}
    words = [word for name, value in every.items() if name != missing for word in (name, value)]
    assert call("--database", reach, "fits", *words).status == 2


def test_sport_by_season_full_reserved_and_cancelled_sections_are_told_apart(
    call: Call, tmp_path: Path
) -> None:
    database = district_of(
        tmp_path / "more",
        call,
        students=[STUDENTS, "S1,One,A,10,VL,", "S2,Two,B,11,VL,", "S3,Three,C,10,VL,"],
        sections=[
            SECTIONS,
            "FALL,2027-28,fall,PSYCH,VL,extended,,MW,16:15,18:00,30,,,,",
            "SPRING,2027-28,spring,PSYCH,VL,extended,,MW,16:15,18:00,30,,,,",
            "FULL,2027-28,spring,PSYCH,VL,extended,,TR,16:15,18:00,1,,,,",
            "KEPT,2027-28,spring,PSYCH,VL,extended,,T,16:15,18:00,30,Welding,,,",
            "SENIORS,2027-28,spring,PSYCH,VL,extended,,R,16:15,18:00,30,,12,12,",
            "GONE,2027-28,spring,PSYCH,VL,extended,,F,16:15,18:00,30,,,,cancelled",
            "AWAY,2027-28,spring,PSYCH,CN,extended,,F,,,30,,,,",
        ],
        plans=[PLANS, "S2,Plan A,12,spring,day,PSYCH,FULL,"],
        busy=[BUSY, "S1,2027-28,fall,MW,15:30,17:30,sport,VL"],
    )
    fall = {s["section_id"]: s for s in asked(call, database, "S1", "PSYCH", "fall")}
    assert {name: s["fits"] for name, s in fall.items()} == {"FALL": False}
    assert fall["FALL"]["minutes_short"] == 75  # 16:15 to 17:30
    assert asked(call, database, "S3", "PSYCH", "fall")[0]["fits"]
    spring = {s["section_id"]: s for s in asked(call, database, "S1", "PSYCH", "spring")}
    assert {name for name, s in spring.items() if s["fits"]} == {"SPRING"}
    assert spring["FULL"]["seats_left"] == 0
    assert (spring["SPRING"]["seats"], spring["SPRING"]["seats_left"]) == (30, 30)
    assert all(s["why"] for name, s in spring.items() if name != "SPRING")
    # Who has planned the seat keeps it.
    assert {s["section_id"]: s["fits"] for s in asked(call, database, "S2", "PSYCH", "spring")}[
        "FULL"
    ]


def test_a_course_of_semester_sections_is_shown_for_the_year_too(
    call: Call, tmp_path: Path
) -> None:
    database = district_of(
        tmp_path / "split",
        call,
        students=[STUDENTS, "S1,One,A,10,VL,"],
        sections=[
            SECTIONS,
            "F3,2027-28,fall,PSYCH,VL,day,P3,,,,1,,,,",
            "S3,2027-28,spring,PSYCH,VL,day,P3,,,,30,,,,",
            "K3,2027-28,spring,PSYCH,VL,day,P4,,,,30,grade 12,,,",
        ],
        plans=[PLANS, "S1,Plan A,11,fall,day,PSYCH,F3,P3"],
    )
    found = {s["section_id"]: s for s in asked(call, database, "S1", "PSYCH")}
    assert {name: s["term"] for name, s in found.items()} == {
        "F3": "fall", "S3": "spring", "K3": "spring",
    }  # fmt: skip
    assert (found["F3"]["fits"], found["F3"]["seats_left"]) == (True, 1)
    assert found["F3"]["seats_left_in_all"] == 0
    assert (found["K3"]["fits"], found["K3"]["seats_left"]) == (False, 0)
    assert (found["K3"]["seats"], found["K3"]["seats_left_in_all"]) == (30, 30)
    said = call(
        "--database", database, "fits", "--student", "S1", "--course", "PSYCH",
        "--school-year", "2027-28", "--term", "year",
    )  # fmt: skip
    assert "is taught by semesters in 2027-28" in said.err
    assert "spring, P3, Mon" in said.out
