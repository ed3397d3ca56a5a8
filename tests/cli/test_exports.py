"""`cte-desktop export`: what it writes, what it says, and with which status it ends."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call, District


def test_the_states_file_is_written_and_what_a_person_must_look_at_is_said(
    district: District, call: Call, tmp_path: Path
) -> None:
    out, beside = tmp_path / "scte.txt", tmp_path / "problems.csv"
    words = ["export", "scte", "--out", out, "--school-year", "2025-26", "--problems", beside]
    told = call("--database", district.database, *words, "--recipient", "CDE", "--json")
    assert told.status == 1  # the pathway codes are not compared with the State's list
    assert set(told.json) == {"export", "files", "students", "problems"}
    rows = len(out.read_text(encoding="utf-8").splitlines())
    assert told.json["export"] == "scte"
    assert told.json["files"][0] == {"file": str(out), "rows": rows}
    assert told.json["students"] <= rows
    for said in told.json["problems"]:
        assert {"student", "field", "code", "text", "fix"} <= set(said)
        assert said["text"]
        assert said["fix"]
    with beside.open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == len(told.json["problems"])


def test_a_school_year_is_taken_as_the_state_writes_it(
    district: District, call: Call, tmp_path: Path
) -> None:
    out = tmp_path / "scte.txt"
    words = ["export", "scte", "--out", out, "--school-year"]
    assert call("--database", district.database, *words, "2025-2026").status in {0, 1}
    written = out.read_bytes()
    call("--database", district.database, *words, "2025-26")
    assert out.read_bytes() == written
    assert b"^2025-2026^" in written


def test_a_file_without_a_row_is_told_with_its_school_year(
    district: District, call: Call, tmp_path: Path
) -> None:
    for name in ("scte", "wblr", "completers"):
        words = ["export", name, "--out", tmp_path / "out.csv", "--school-year", "2015-16"]
        told = call("--database", district.database, *words)
        assert told.status == 1
        assert "The file has no row for the school year 2015-16." in told.out


def test_an_export_with_nothing_to_look_at_ends_well(
    district: District, call: Call, tmp_path: Path
) -> None:
    out = tmp_path / "completers.csv"
    words = ["export", "completers", "--out", out, "--school-year", "2025-26", "--school", "VL"]
    told = call("--database", district.database, *words)
    assert (told.status, told.err) == (0, "")
    assert told.out.startswith(f"{out}: ")


def test_requests_take_the_format_of_a_system(
    district: District, call: Call, tmp_path: Path
) -> None:
    out = tmp_path / "requests.csv"
    words = ["export", "requests", "--out", out, "--format", "powerschool", "--json"]
    told = call("--database", district.database, *words)
    assert told.status == 1
    assert "unsourced_layout" in {said["code"] for said in told.json["problems"]}
    heading = out.read_text(encoding="utf-8").splitlines()[0]
    assert heading.startswith("student_number,course_number,term_name")


@pytest.mark.parametrize(
    "words",
    [
        ("everything-else",),
        ("scte", "--format", "plain"),
        ("scte", "S1"),
        ("scte", "--school-year", "2026"),
        ("scte", "--school-year", "2025-2027"),
        ("scte", "--school-year", "2030-31"),
        ("scte", "--school", "Hogwarts"),
        ("requests", "--format", "skyward"),
        ("requests", "--section", "X"),
        ("rosters", "--section", "no such section"),
        ("completers", "--out", "completers.pdf"),
        ("scte", "--problems", "problems.pdf"),
    ],
)
def test_a_wrong_call_ends_with_two(
    district: District, call: Call, tmp_path: Path, words: tuple[str, ...]
) -> None:
    out = () if "--out" in words else ("--out", tmp_path / "out.csv")
    told = call("--database", district.database, "export", *words, *out, "--json")
    assert told.status == 2
    assert told.json["error"]["text"]
    assert not (tmp_path / "out.csv").exists()


def test_a_place_that_is_not_there_ends_with_three(
    district: District, call: Call, tmp_path: Path
) -> None:
    out = tmp_path / "nowhere" / "scte.txt"
    assert call("--database", district.database, "export", "scte", "--out", out).status == 3


def test_everything_about_a_student_is_one_json_object(
    district: District, call: Call, tmp_path: Path
) -> None:
    out = tmp_path / "student.json"
    told = call(
        "--database", district.database, "export", "student", district.student, "--out", out
    )
    assert told.status == 0
    assert json.loads(out.read_text(encoding="utf-8"))["student"]["student_id"] == district.student
    words = ["export", "student", "no such student", "--out", out]
    assert call("--database", district.database, *words).status == 2


def test_everything_goes_into_a_folder_that_an_import_finds_unchanged(
    district: District, call: Call, tmp_path: Path
) -> None:
    out = tmp_path / "everything"
    told = call("--database", district.database, "export", "everything", "--out", out, "--json")
    assert told.status == 0
    assert {Path(file["file"]).parent for file in told.json["files"]} == {out}
    again = call("--database", district.database, "import", out, "--json")
    files = again.json["files"]
    assert [file for file in files if file["rows"] != file["unchanged"]] == []


def test_the_report_of_the_last_import_is_printed(
    district: District, call: Call, tmp_path: Path
) -> None:
    base, out = ("--database", district.database, "print", "import-report"), tmp_path / "r.pdf"
    assert call(*base, "--out", out).status == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert call(*base, "--out", out, "--all").status == 2
    assert call(*base[:3], "plan", "--out", out).status == 2


def test_the_log_says_who_received_what(district: District, call: Call, tmp_path: Path) -> None:
    base = ("--database", district.database)
    out = tmp_path / "student.json"
    words = ("--recipient", "Registrar", "--purpose", "admission", "--out", out)
    assert call(*base, "export", "student", district.student, *words).status == 0
    told = call(*base, "disclosures", "--student", district.student, "--json").json
    newest = told["disclosures"][0]
    assert (newest["recipient"], newest["purpose"], newest["students"]) == (
        "Registrar",
        "admission",
        1,
    )
    assert "Registrar, admission" in call(*base, "disclosures").out
    assert call(*base, "disclosures", "--student", "nobody").status == 2
