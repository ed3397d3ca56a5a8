"""Importing from the command line with answers, with a profile, and without writing anything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call, District

HEADER = "student_id,school_year,term,course_code,mark,credits_attempted,credits_earned"


def record(folder: Path, *rows: str) -> Path:
    file = folder / "record.csv"
    file.write_text("\n".join((HEADER, *rows, "")), encoding="utf-8")
    return file


def answers(folder: Path, document: object) -> Path:
    file = folder / "answers.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


@pytest.fixture
def odd(district: District, tmp_path: Path) -> Path:
    """Two rows that nobody can read without asking, and one that anybody can."""
    return _odd(district, tmp_path)


def _odd(district: District, folder: Path) -> Path:
    seniors = (row for row in district.rows("students.csv") if row["grade_level"] == "12")
    student = next(seniors)["student_id"]
    return record(
        folder,
        f"{student},2025-26,fall,ART1,Q,5,5",
        f"{student},2025-26,Sem 2,ART1,B,5,5",
        f"{student},2025-26,summer,ART1,B,5,5",
    )


def test_what_a_person_answers_is_read_and_remembered(
    call: Call, district: District, odd: Path, tmp_path: Path
) -> None:
    first = call("--database", district.database, "import", odd, "--json")
    assert first.status == 1
    asked = [e for e in first.json["files"][0]["reported"] if e["code"] == "needs_answer"]
    assert [(e["row"], e["value"], e["taken"]) for e in asked] == [
        (None, "Sem 2", False),
        (None, "Q", False),
    ]
    assert "step Questions" in asked[0]["fix"]
    assert '--answers and a file that says {"unknown_term": {"Sem 2": ' in asked[0]["fix"]
    said = answers(tmp_path, {"unknown_mark": {"Q": "B"}, "unknown_term": {"Sem 2": "spring"}})
    second = call("--database", district.database, "import", odd, "--answers", said, "--json")
    file = second.json["files"][0]
    assert (second.status, file["accepted"], file["refused"]) == (0, 2, 0)
    assert {e["code"] for e in file["reported"]} == {"answered"}
    third = call("--database", district.database, "import", odd, "--json")
    assert (third.status, third.json["import"]) == (0, None)
    assert third.json["files"][0]["unchanged"] == 3


def test_an_undone_import_forgets_what_came_with_it(
    call: Call, district: District, odd: Path, tmp_path: Path
) -> None:
    said = answers(tmp_path, {"unknown_mark": {"Q": "B"}, "unknown_term": {"Sem 2": "spring"}})
    assert call("--database", district.database, "import", odd, "--answers", said).status == 0
    assert call("--database", district.database, "undo").status == 0
    again = call("--database", district.database, "import", odd, "--json")
    assert again.json["files"][0]["refused"] == 2


@pytest.mark.parametrize(
    "document", [[], {"unknown_mark": "B"}, {"nothing": {}}, {"unknown_mark": {"Q": "ZZ"}}]
)
def test_answers_of_no_use_are_a_wrong_call_and_nothing_is_imported(
    call: Call, district: District, odd: Path, tmp_path: Path, document: object
) -> None:
    said = answers(tmp_path, document)
    answer = call("--database", district.database, "import", odd, "--answers", said, "--json")
    assert answer.status == 2
    error = answer.json["error"]
    assert error["text"].endswith(".")
    assert call("--database", district.database, "import", odd, "--json").json["import"] is not None


def test_a_dry_run_says_what_would_happen_and_writes_nothing(
    call: Call, few: District, tmp_path: Path
) -> None:
    odd = _odd(few, tmp_path)
    before = call("--database", few.database, "audit", "--all", "--json").out
    steps = call("--database", few.database, "history", "--json").out
    dry = call("--database", few.database, "import", odd, "--dry-run", "--json")
    wet = call("--database", few.database, "import", odd, "--dry-run")
    assert (dry.status, wet.status) == (1, 1)
    assert dry.json["import"] is None
    assert dry.json["dry_run"] is True
    assert {q["value"] for q in dry.json["questions"]} == {"Q", "Sem 2"}
    assert "Nothing was written" in wet.out
    assert call("--database", few.database, "history", "--json").out == steps
    assert call("--database", few.database, "audit", "--all", "--json").out == before
    real = call("--database", few.database, "import", odd, "--json")
    assert dry.json["files"] == real.json["files"]


def test_a_dry_run_shows_changed_rows_field_by_field(
    call: Call, district: District, tmp_path: Path
) -> None:
    row = district.rows("students.csv")[0]
    file = tmp_path / "students.csv"
    names = ("student_id", "last_name", "first_name", "grade_level", "school")
    values = [row[name] for name in names[:-1]] + ["VL" if row["school"] != "VL" else "CN"]
    file.write_text(f"{','.join(names)}\n{','.join(values)}\n", encoding="utf-8")
    dry = call("--database", district.database, "import", file, "--dry-run", "--json").json
    assert dry["changed_total"] == 1
    (changed,) = dry["changed"]
    assert changed["student"] == row["student_id"]
    (field,) = changed["fields"]
    assert (field["column"], field["before"], field["after"]) == (
        "school",
        row["school"],
        values[-1],
    )
    said = call("--database", district.database, "import", file, "--dry-run").out
    assert f"school: {row['school']} → {values[-1]}" in said


def test_an_unknown_profile_is_a_wrong_call(call: Call, district: District, odd: Path) -> None:
    answer = call("--database", district.database, "import", odd, "--profile", "nope", "--json")
    assert answer.status == 2
    assert "plain" in answer.json["error"]["do"]


def test_a_plain_file_is_read_by_the_plain_profile(
    call: Call, district: District, odd: Path
) -> None:
    for words in ((), ("--profile", "plain")):
        answer = call("--database", district.database, "import", odd, *words, "--json")
        assert answer.json["files"][0]["profile"] == "plain"
        assert answer.json["files"][0]["left_aside"] == 0
