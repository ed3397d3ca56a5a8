"""The command radar: the contract's rows, what closes first on top, and one student's reach."""

from __future__ import annotations

from typing import Any

from tests.cli.conftest import Call, District

TERMS = ("fall", "spring", "summer")


def moment(start: dict[str, Any]) -> tuple[str, int]:
    return start["school_year"], TERMS.index(start["term"])


def test_it_answers_with_the_rows_of_the_contract(call: Call, district: District) -> None:
    answer = call("radar", "--json", "--database", district.database)
    assert (answer.status, answer.err) == (0, "")
    rows = answer.json["rows"]
    keys = {"student", "pathway", "concentrator_by", "capstone_by", "closes", "step", "planned"}
    assert all(row.keys() == keys for row in rows)
    closes = [moment(row["closes"]) for row in rows]
    assert closes == sorted(closes)
    for row in rows:
        starts = [row[name] for name in ("concentrator_by", "capstone_by") if row[name]]
        assert row["closes"] == min(starts, key=moment)
        assert row["step"] in {
            "interested",
            "enrolled",
            "introductory_passed",
            "concentrator_course_passed",
        }
    assert {row["planned"] for row in rows} == {True, False}


def test_school_and_pathway_filter_the_rows(call: Call, district: District) -> None:
    every = call("radar", "--json", "--database", district.database).json["rows"]
    school_of = {row["student_id"]: row["school"] for row in district.rows("students.csv")}
    school, name = school_of[every[0]["student"]], every[0]["pathway"]
    own = call("radar", "--school", school, "--pathway", name, "--json",
               "--database", district.database).json["rows"]  # fmt: skip
    assert own == [r for r in every if school_of[r["student"]] == school and r["pathway"] == name]
    assert own


def test_one_student_learns_what_could_still_be_completed(call: Call, district: District) -> None:
    every = call("radar", "--json", "--database", district.database).json["rows"]
    row = next(row for row in every if not row["planned"])
    told = call("radar", "--student", row["student"], "--pathway", row["pathway"], "--json",
                "--database", district.database).json  # fmt: skip
    assert told["rows"] == [row]
    for one in told["could_complete"]:
        assert one["pathway"] == row["pathway"]
        assert one["placements"]
        assert one["completed_in"] >= "2026-27"


def test_as_text_it_is_a_table(call: Call, district: District) -> None:
    lines = call("radar", "--database", district.database).out.splitlines()
    assert lines[0].startswith("Student  Pathway")
    rows = call("radar", "--json", "--database", district.database).json["rows"]
    assert len(lines) == 1 + len(rows)
    assert " grade (20" in lines[1]


def test_what_nobody_knows_is_a_wrong_call(call: Call, district: District) -> None:
    for words, code in (
        (("--school", "ZZ"), "unknown_school"),
        (("--pathway", "Alchemy"), "unknown_pathway"),
        (("--student", "nobody"), "unknown_student"),
    ):
        answer = call("radar", *words, "--json", "--database", district.database)
        assert (answer.status, answer.json["error"]["code"]) == (2, code)
