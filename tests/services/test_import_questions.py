"""Importing what leaves something open: asked in the preview, answered once and for all."""

from __future__ import annotations

from pathlib import Path

import pytest

from cte_desktop.services import history
from cte_desktop.services.answering_imports import Answers, remember, remembered
from cte_desktop.services.desk import Desk
from cte_desktop.services.importing import ImportReport, import_paths
from cte_desktop.services.previewing import preview_import
from cte_desktop.services.students import list_students

STUDENTS = "student_id,last_name,first_name,grade_level,school,birth_date"
RECORD = (
    "student_id,school_year,term,course_code,course_title,mark,credits_attempted,credits_earned"
)
ANSWERS = Answers(
    {
        "unknown_school": {"Valencia Scool": "VL"},
        "look_alike": {"T2": "T1"},
        "unknown_course": {"ENG10A": "ENG10", "ENG10B": "ENG10"},
        "credit_scale": {"0.5": "carnegie"},
        "unknown_mark": {"Q": "skip"},
        "title_differs": {"ENG11 · Junior English": "same"},
    }
)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Two students who are one, and a record with a question of every kind."""
    folder = tmp_path / "files"
    folder.mkdir()
    students = (
        "T1,Quibble,Zoë,11,VL,2010-01-02",
        "T2,QUIBBLE,Zoe,11,Valencia Scool,2010-01-02",
        "T3,Other,Uma,11,Valencia Scool,2010-01-03",
    )
    record = (
        "T1,2025-26,fall,ENG10A,English 10A,A,5,5",
        "T2,2025-26,spring,ENG10B,English 10B,B,5,5",
        "T3,2025-26,fall,ART1,,C,0.5,0.5",
        "T3,2025-26,spring,ART1,,Q,5,5",
        "T3,2024-25,spring,ENG11,Junior English,A,5,5",
    )
    for name, header, rows in (("students", STUDENTS, students), ("record", RECORD, record)):
        (folder / f"{name}.csv").write_text("\n".join((header, *rows, "")), encoding="utf-8")
    return folder


def counts(report: ImportReport) -> list[tuple[str, int, int, int, int]]:
    for file in report.files:
        assert file.rows == file.accepted + file.changed + file.unchanged + file.refused
    return [(f.kind, f.accepted, f.changed, f.unchanged, f.refused) for f in report.files]


def test_the_preview_asks_all_that_the_files_leave_open(desk: Desk, files: Path) -> None:
    preview = preview_import(desk, [files])
    asked = {(question.code, question.value) for question in preview.questions}
    assert asked == {
        ("unknown_school", "Valencia Scool"),
        ("unknown_course", "ENG10A"),
    }  # rows of students who are refused themselves ask nothing yet
    again = preview_import(
        desk, [files], answers=Answers({"unknown_school": {"Valencia Scool": "VL"}})
    )
    asked = {(question.code, question.value) for question in again.questions}
    assert asked == {(code, value) for code, value, _ in ANSWERS if code != "unknown_school"}
    assert list(remembered(desk)) == []


def test_answered_rows_are_taken_and_the_same_files_change_nothing_again(
    desk: Desk, files: Path
) -> None:
    report = import_paths(desk, [files], answers=ANSWERS)
    assert counts(report) == [("students", 2, 0, 0, 1), ("record", 4, 0, 0, 1)]
    codes = {e.code for f in report.files for e in f.reported if e.row}
    assert codes == {"left_out", "credit_scale"}
    assert remembered(desk) == ANSWERS
    assert {"T1", "T3"} <= {student.student_id for student in list_students(desk)}
    assert "T2" not in {student.student_id for student in list_students(desk)}
    again = import_paths(desk, [files])
    assert again.step is None
    assert counts(again) == [("students", 0, 0, 2, 1), ("record", 0, 0, 4, 1)]


def test_undoing_the_import_forgets_its_answers(desk: Desk, files: Path) -> None:
    import_paths(desk, [files], answers=ANSWERS)
    history.undo(desk)
    assert not remembered(desk)
    assert "T1" not in {student.student_id for student in list_students(desk)}


def test_answers_that_were_there_before_stay_when_an_import_is_undone(
    desk: Desk, files: Path
) -> None:
    remember(desk, ANSWERS)
    import_paths(desk, [files], answers=ANSWERS)
    history.undo(desk)
    assert remembered(desk) == ANSWERS


def test_answers_come_in_bits_to_the_same_end(desk: Desk, files: Path) -> None:
    for code, value, answer in ANSWERS:
        import_paths(desk, [files], answers=Answers({code: {value: answer}}))
    end = import_paths(desk, [files])
    assert end.step is None
    assert counts(end) == [("students", 0, 0, 2, 1), ("record", 0, 0, 4, 1)]
    assert remembered(desk) == ANSWERS


def test_a_course_number_alone_is_remembered_with_the_title_it_was_said_of(
    desk: Desk, files: Path
) -> None:
    asked_of = {code: dict(given) for code, given in ANSWERS.values.items()}
    asked_of["title_differs"] = {"ENG11": "same"}
    import_paths(desk, [files], answers=Answers(asked_of))
    assert remembered(desk) == ANSWERS


def test_credits_on_a_scale_that_is_remembered_are_shown_for_a_look(
    desk: Desk, tmp_path: Path
) -> None:
    remember(desk, Answers({"credit_scale": {"0.5": "carnegie"}}))
    student = list_students(desk)[0].student_id
    file = tmp_path / "record.csv"
    file.write_text(f"{RECORD}\n{student},2024-25,fall,ENG09,,A,0.5,0.5\n", encoding="utf-8")
    report = import_paths(desk, [file])
    assert report.files[0].refused == 0
    assert report.needs_a_look


def test_an_answer_that_can_not_be_is_not_remembered_and_makes_no_step(
    desk: Desk, tmp_path: Path
) -> None:
    student = list_students(desk)[0].student_id
    file = tmp_path / "record.csv"
    file.write_text(f"{RECORD}\n{student},2024-25,fall,QQ1,,A,5,5\n", encoding="utf-8")
    wrong = Answers({"unknown_course": {"QQ1": "NOPE", "ZZZ": "ALSO"}})
    report = import_paths(desk, [file], answers=wrong)
    assert report.files[0].refused == 1
    assert (report.step, report.changes.nouns) == (None, frozenset())
    assert list(remembered(desk)) == []


def test_a_new_answer_without_a_changed_row_tells_of_the_answers_alone(
    desk: Desk, files: Path
) -> None:
    import_paths(desk, [files], answers=ANSWERS)
    report = import_paths(desk, [files], answers=Answers({"unknown_mark": {"ZZ": "B"}}))
    assert report.step is not None
    assert report.changes.nouns == {"import_answers", "history"}
    assert remembered(desk).of("unknown_mark", "ZZ") == "B"
    again = import_paths(desk, [files], answers=Answers({"unknown_mark": {"ZZ": "B"}}))
    assert (again.step, again.changes.nouns) == (None, frozenset())


def test_a_row_of_a_summer_that_was_exported_twice_earns_once(desk: Desk, tmp_path: Path) -> None:
    header = "Student ID,School Year,Term,Course ID,Mark,Credits Attempted,Credits Earned,Grade"
    student = list_students(desk)[0].student_id
    rows = [f"{student},2023-2024,Summer,ENG10,{mark},5,5,9" for mark in "AAB"]
    file = tmp_path / "transcript.csv"
    file.write_text("\n".join((header, *rows, "")), encoding="utf-8")
    report = import_paths(desk, [file])
    assert counts(report) == [("record", 2, 0, 0, 1)]
    told = {entry.row: entry.code for entry in report.files[0].reported if entry.row}
    assert told == {3: "duplicate_row", 4: "second_half"}
    assert report.needs_a_look
