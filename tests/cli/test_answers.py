"""What the commands answer: exit statuses, JSON shapes and sums of `interfaces.md`."""

from __future__ import annotations

import json
from pathlib import Path

import pypdf
import pytest

from tests.cli.conftest import STUDENTS, Call, District

REPORTED = {"row", "column", "value", "code", "problem", "fix", "taken"}
COUNTS = ("accepted", "changed", "unchanged", "refused")


def write(folder: Path, name: str, *lines: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_sample_is_the_same_for_the_same_size_seed_and_day(call: Call, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert call("sample", tmp_path / name, "--students", 40, "--seed", 7).status == 0
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


def test_importing_the_same_files_again_changes_nothing(call: Call, district: District) -> None:
    again = call("--database", district.database, "import", district.files, "--json").json
    assert again["import"] is None
    for file in again["files"]:
        assert file["rows"] == sum(file[count] for count in COUNTS)
        assert (file["accepted"], file["changed"], file["refused"]) == (0, 0, 0)
        assert all(set(entry) == REPORTED for entry in file["reported"])


def test_an_import_adds_up_and_reports_each_refused_row(
    call: Call, district: District, tmp_path: Path
) -> None:
    record = write(
        tmp_path / "more",
        "record.csv",
        "student_id,school_year,term,course_code,mark,credits_attempted,credits_earned",
        f"{district.student},2025-26,fall,ART1,F,5,5",
        f"{district.student},2025-26,autumn,ART1,B,5,5",
        "nobody,2025-26,fall,ART1,B,5,5",
        f"{district.student},2025-26,fall,NOTHERE,B,5,5",
        f"{district.student},2025-26,spring,ART1,Z,5,5",
    )
    answer = call("--database", district.database, "import", record, "--json")
    assert answer.status == 1
    file = answer.json["files"][0]
    assert (file["rows"], file["accepted"], file["refused"]) == (5, 1, 4)
    codes = {e["row"]: (e["code"], e["taken"]) for e in file["reported"] if e["row"]}
    asked = [(e["code"], e["value"]) for e in file["reported"] if e["row"] is None]
    assert asked == [("needs_answer", value) for value in ("autumn", "Z", "NOTHERE")]
    assert codes == {
        2: ("adjusted", True),
        3: ("unknown_term", False),
        4: ("unknown_student", False),
        5: ("unknown_course", False),
        6: ("unknown_mark", False),
    }


def test_an_import_is_one_step_that_can_be_undone_and_done_again(
    call: Call, few: District, tmp_path: Path
) -> None:
    before = call("--database", few.database, "audit", "--all", "--json").out
    more = write(
        tmp_path / "more",
        "record.csv",
        "student_id,school_year,term,course_code,mark,credits_attempted,credits_earned",
        f"{few.student},2025-26,summer,HEALTH,B,5,5",
    )
    step = call("--database", few.database, "import", more, "--json").json["import"]
    after = call("--database", few.database, "audit", "--all", "--json").out
    assert after != before
    undone = call("--database", few.database, "undo", "--json")
    assert (undone.status, undone.json["undone"]) == (0, step)
    assert call("--database", few.database, "audit", "--all", "--json").out == before
    again = call("--database", few.database, "undo", "--step", undone.json["step"], "--json")
    assert again.status == 0
    assert call("--database", few.database, "audit", "--all", "--json").out == after


def test_an_audit_of_everyone_is_one_object_a_line_in_order(call: Call, district: District) -> None:
    answer = call("--database", district.database, "audit", "--all", "--summary", "--json")
    objects = [json.loads(line) for line in answer.out.splitlines()]
    ids = [made["student"] for made in objects]
    assert ids == sorted(ids)
    assert len(ids) == STUDENTS
    for made in objects:
        programs = [program["id"] for program in made["programs"]]
        assert programs[:3] == ["graduation", "uc", "csu"]
        for program in made["programs"]:
            assert "unused" not in program
            parts = sum(program[key] for key in ("earned", "in_progress", "planned", "missing"))
            assert parts == pytest.approx(program["need"])


def test_an_audit_limited_to_a_program_answers_it_for_anyone(
    call: Call, district: District
) -> None:
    base = ("--database", district.database, "audit", "--student", district.student, "--json")
    answer = call(*base, "--program", "uc", "pathway:Welding")
    assert [p["id"] for p in answer.json["programs"]] == ["uc", "pathway:Welding"]
    assert {"completer", "completed_in", "step"} <= set(answer.json["programs"][1])
    wrong = call(*base, "--program", "pathway:Alchemy")
    assert (wrong.status, wrong.json["error"]["code"]) == (2, "unknown_program")


def test_the_same_plan_is_printed_with_the_same_bytes(
    call: Call, district: District, tmp_path: Path
) -> None:
    for name in ("a.pdf", "b.pdf"):
        base = ("--database", district.database, "print", "plan", "--student", district.student)
        assert call(*base, "--out", tmp_path / name).status == 0
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    name = district.rows("students.csv")[0]["last_name"]
    text = "".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "a.pdf").pages)
    assert name in text


def test_plans_of_a_filter_lie_in_a_folder_one_for_each_student(
    call: Call, district: District, tmp_path: Path
) -> None:
    out = tmp_path / "plans"
    answer = call(
        "--database", district.database, "print", "plan", "--filter", "school:VL grade:11",
        "--language", "es", "--out", out, "--json",
    )  # fmt: skip
    wanted = [r for r in district.rows("students.csv") if r["grade_level"] == "11"]
    assert answer.json["students"] == len(wanted) == len(list(out.glob("plan-*.pdf")))


def test_a_certificate_needs_an_award(call: Call, district: District, tmp_path: Path) -> None:
    base = ("--database", district.database)
    found = call(*base, "award", "--dry-run", "--json").json
    done = found["awards"][0]["student"]
    paper = (*base, "print", "certificate", "--out", tmp_path / "c.pdf", "--before-graduation")
    refused = call(*paper, "--student", done, "--json")
    assert (refused.status, refused.json["error"]["code"]) == (2, "not_awarded")
    assert "not awarded yet" in refused.err
    assert call(*base, "award").status in {0, 1}
    assert call(*paper, "--student", done).status == 0
    pages = pypdf.PdfReader(tmp_path / "c.pdf").pages
    assert "Certificate of Completion" in pages[0].extract_text()


def test_a_setting_is_changed_as_a_step(call: Call, district: District) -> None:
    base = ("--database", district.database)
    assert call(*base, "settings", "set", "capstone_minimum", "C").status == 0
    shown = call(*base, "settings", "get", "capstone_minimum", "--json")
    assert shown.json == {"settings": {"capstone_minimum": "C"}}
    assert call(*base, "undo").status == 0
    assert call(*base, "settings", "get", "capstone_minimum").out == "capstone_minimum = C-\n"
    assert call(*base, "settings", "set", "capstone_minimum", "Z").status == 2


def test_a_setting_of_the_window_is_none_of_the_district(call: Call, district: District) -> None:
    base = ("--database", district.database)
    for words in (("get", "language"), ("set", "language", "es")):
        refused = call(*base, "settings", *words, "--json")
        assert (refused.status, refused.json["error"]["code"]) == (2, "unknown_setting")
    assert "language" not in call(*base, "settings", "get").out
