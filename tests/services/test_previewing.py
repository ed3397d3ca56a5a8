"""What an import would do is the same that it does, and nothing of it stays."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cte_desktop.domain.students.experiences import Enrollment
from cte_desktop.domain.students.student import Student
from cte_desktop.exchange.profiles.profile_writing import profile_text
from cte_desktop.exchange.profiles.shipped import shipped_profiles
from cte_desktop.services import previewing
from cte_desktop.services.answering_imports import Answers, remember
from cte_desktop.services.desk import Desk
from cte_desktop.services.hand_edits import HandConflict, choose, hand_conflicts
from cte_desktop.services.history import undo
from cte_desktop.services.importing import import_paths
from cte_desktop.services.previewing import MOST_ADDED, ChangedField, ChangedRow, preview_import
from cte_desktop.services.profiles import saved_profiles
from cte_desktop.services.recognising import NO_SHAPE, recognise
from cte_desktop.storage.enrolments import add_enrolment
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.student_edits import save_student
from cte_desktop.storage.students import list_students
from tests.storage.digests import content_digest, whole_digest

RECORD = "student_id,school_year,term,course_code,mark,credits_attempted,credits_earned\n"


@pytest.fixture
def student(desk: Desk) -> Student:
    with desk.database.reading() as tx:
        return next(one for one in list_students(tx) if one.pathway)


def _file(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def _record(folder: Path, student: Student, mark: str, course: str = "ZZ9") -> Path:
    rows = RECORD.replace("\n", ",subject\n")
    earned = 0 if mark == "F" else 5
    row = f"{student.student_id},2024-2025,fall,{course},{mark},5,{earned},elective\n"
    return _file(folder, "record.csv", rows + row)


def _goal(folder: Path, student: Student, goal: str, pathway: str | None = None) -> Path:
    values = {
        "student_id": student.student_id,
        "last_name": student.last_name,
        "first_name": student.first_name,
        "grade_level": str(student.grade_level),
        "school": student.school,
        "pathway": student.pathway if pathway is None else pathway,
        "goal": goal,
    }
    return _file(folder, "students.csv", f"{','.join(values)}\n{','.join(values.values())}\n")


def test_a_preview_shows_each_changed_field_before_and_after(
    desk: Desk, tmp_path: Path, student: Student
) -> None:
    preview = preview_import(desk, [_goal(tmp_path, student, "Weld ships")])
    expected = ChangedRow(
        "students",
        student.student_id,
        student.student_id,
        student.list_name,
        (ChangedField("goal", student.goal, "Weld ships"),),
    )
    assert preview.changed == (expected,)
    assert preview.changed_total == 1
    (told,) = preview.report.files
    assert (told.changed, told.accepted, preview.report.step) == (1, 0, None)


def test_a_preview_shows_new_rows_in_the_words_of_the_file(
    desk: Desk, tmp_path: Path, student: Student
) -> None:
    preview = preview_import(desk, [_record(tmp_path, student, "B")])
    (added,) = preview.added
    assert (added.kind, added.key) == ("record", "2024-25 fall ZZ9")
    assert (added.student_id, added.name) == (student.student_id, student.list_name)
    assert "mark B" in added.text
    assert "credits_attempted 5.0" in added.text


def test_changed_marks_and_credits_are_written_as_the_file_writes_them(
    desk: Desk, tmp_path: Path, student: Student
) -> None:
    import_paths(desk, [_record(tmp_path, student, "B")], back_up=False)
    preview = preview_import(desk, [_record(tmp_path, student, "F")])
    (row,) = preview.changed
    assert row.key == "2024-25 fall ZZ9"
    assert row.fields == (
        ChangedField("mark", "B", "F"),
        ChangedField("credits_earned", "5.0", "0.0"),
    )


def test_a_preview_leaves_no_trace(desk: Desk, tmp_path: Path, student: Student) -> None:
    path = desk.database.path
    assert path is not None
    before = whole_digest(desk.database)
    beside = sorted(file.name for file in path.parent.iterdir())
    folder = tmp_path / "files"
    folder.mkdir()
    preview_import(desk, [_goal(folder, student, "Weld"), _record(folder, student, "B")])
    many = "".join(f"{student.student_id},SBAC_ELA,{n},2024-01-01\n" for n in range(6_000))
    file = _file(folder, "tests.csv", "student_id,test,score,on\n" + many)
    with pytest.raises(InterruptedError):
        preview_import(desk, [file], progress=_cancel)
    assert whole_digest(desk.database) == before
    assert sorted(file.name for file in path.parent.iterdir() if file != folder) == beside


def _cancel(_file: str, _rows: int) -> None:
    raise InterruptedError


def test_the_import_then_does_what_its_preview_said(
    desk: Desk, tmp_path: Path, student: Student
) -> None:
    paths = [_goal(tmp_path, student, "Weld"), _record(tmp_path, student, "B")]
    preview = preview_import(desk, paths)
    assert import_paths(desk, paths, back_up=False).files == preview.report.files
    again = preview_import(desk, paths)
    assert (again.changed, again.changed_total, again.added) == ((), 0, ())


def test_new_rows_are_sampled_and_changed_ones_counted(
    desk: Desk, tmp_path: Path, student: Student
) -> None:
    rows = "".join(
        f"{student.student_id},SBAC_ELA,2500,2024-{m:02}-{d:02}\n"
        for m in range(1, 13)
        for d in range(1, 28)
    )
    file = _file(tmp_path, "tests.csv", "student_id,test,score,on\n" + rows)
    preview = preview_import(desk, [file])
    assert preview.report.files[0].accepted == 12 * 27
    assert len(preview.added) == MOST_ADDED


def _set_pathway(desk: Desk, student: Student, pathway: str) -> None:
    with desk.database.writing() as tx:
        begin_step(tx, "edit_student")
        save_student(tx, replace(student, pathway=pathway))


def test_both_values_of_what_was_set_here_are_shown_and_one_is_chosen(
    desk: Desk, tmp_path: Path, student: Student
) -> None:
    _set_pathway(desk, student, "Another")
    file = _goal(tmp_path, student, student.goal)
    preview = preview_import(desk, [file])
    (row,) = preview.changed
    assert row.fields == (ChangedField("pathway", "Another", student.pathway, by_hand=True),)
    (told,) = import_paths(desk, [file], back_up=False).files
    (entry,) = told.reported
    assert (entry.row, entry.column, entry.code) == (2, "pathway", "kept_by_hand")
    assert (entry.value, entry.taken) == (student.pathway, True)
    assert entry.problem == 'It was set to "Another" here, and that stays.'
    assert hand_conflicts(desk) == (
        HandConflict(
            student.uid,
            student.student_id,
            student.list_name,
            "pathway",
            "Another",
            student.pathway,
        ),
    )
    changes = choose(desk, [(student.uid, "pathway", "file")])
    assert (changes.students, hand_conflicts(desk)) == (frozenset({student.uid}), ())
    undo(desk, changes.step)
    assert len(hand_conflicts(desk)) == 1


def test_what_was_set_here_is_listed_before_more_changes_than_can_be(
    desk: Desk, tmp_path: Path, student: Student, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(previewing, "MOST_CHANGED", 1)
    with desk.database.writing() as tx:
        begin_step(tx, "change_student_fields")
        save_student(tx, replace(student, goal="Nurse"))
        other = next(one for one in list_students(tx) if one.pathway and one.uid != student.uid)
    rows = _goal(tmp_path, other, "Pilot").read_text(encoding="utf-8")
    rows += _goal(tmp_path, student, "Welder").read_text(encoding="utf-8").splitlines()[1]
    preview = preview_import(desk, [_file(tmp_path, "students.csv", f"{rows}\n")])
    (listed,) = preview.changed
    assert listed.student_id == student.student_id
    assert listed.fields == (ChangedField("goal", "Nurse", "Welder", by_hand=True),)
    assert preview.changed_total == 2


def test_a_sign_up_made_here_shows_its_school_year_and_the_file_s(
    desk: Desk, tmp_path: Path, student: Student
) -> None:
    with desk.database.writing() as tx:
        begin_step(tx, "sign_up")
        signed_up = Enrollment(student.pathway, "changed", date(2026, 9, 1), 2026, student.school)
        add_enrolment(tx, student.uid, signed_up)
    row = f"{student.student_id},{student.pathway},changed,2026-09-01,2025-26,{student.school}"
    header = "student_id,pathway,action,on,school_year,school\n"
    file = _file(tmp_path, "enrollments.csv", f"{header}{row}\n")
    (changed,) = preview_import(desk, [file]).changed
    assert changed.key == f"{student.pathway} changed 2026-09-01"
    assert changed.fields == (ChangedField("school_year", "2026-27", "2025-26", by_hand=True),)
    (entry,) = import_paths(desk, [file], back_up=False).files[0].reported
    assert (entry.code, entry.value) == ("kept_by_hand", "2025-26")
    assert entry.problem == 'It was set to "2026-27" here, and that stays.'
    (conflict,) = hand_conflicts(desk)
    assert (conflict.kind, conflict.field) == ("enrollments", "school_year")
    assert (conflict.here, conflict.file) == ("2026-27", "2025-26")


def test_a_section_shows_its_meetings_before_and_after(desk: Desk, tmp_path: Path) -> None:
    header = "section_id,school_year,term,course_code,site,kind,period,days,start,end,room\n"
    with desk.database.reading() as tx:
        course = tx.connection.exec_driver_sql("SELECT min(code) FROM course").scalar()
        site = tx.connection.exec_driver_sql("SELECT min(short) FROM school").scalar()
    row = f"Z1,2026-2027,year,{course},{site},day,P1,MTWRF,08:00,08:50,"
    import_paths(desk, [_file(tmp_path, "sections.csv", f"{header}{row}A1\n")], back_up=False)
    preview = preview_import(desk, [_file(tmp_path, "sections.csv", f"{header}{row}B2\n")])
    (changed,) = preview.changed
    assert (changed.kind, changed.key, preview.changed_total) == ("sections", "Z1 2026-27", 1)
    (field,) = changed.fields
    assert (field.before, field.after) == (
        "P1 MTWRF 08:00 08:50 A1",
        "P1 MTWRF 08:00 08:50 B2",
    )


def test_an_undone_import_leaves_equal_content(
    desk: Desk, tmp_path: Path, student: Student
) -> None:
    _set_pathway(desk, student, "Another")
    before = content_digest(desk.database)
    shutil.copy(_goal(tmp_path, student, "Weld", "Third"), tmp_path / "again.csv")
    report = import_paths(desk, [tmp_path / "students.csv"], back_up=False)
    assert content_digest(desk.database) != before
    undo(desk, report.step)
    assert content_digest(desk.database) == before


def test_a_profile_among_the_files_is_saved_in_the_same_step(
    desk: Desk, tmp_path: Path, student: Student
) -> None:
    shipped = shipped_profiles()[0]
    profile = _file(tmp_path, "ours.toml", profile_text(replace(shipped, name="ours")))
    paths = [profile, _goal(tmp_path, student, "Weld")]
    before = content_digest(desk.database)
    preview = preview_import(desk, paths)
    assert content_digest(desk.database) == before
    report = import_paths(desk, paths, back_up=False)
    assert report.files == preview.report.files
    told = report.files[0]
    assert (told.file, told.kind, told.accepted) == ("ours.toml", "profile", 1)
    assert [one.name for one in saved_profiles(desk)] == ["ours"]
    assert import_paths(desk, [profile], back_up=False).step is None
    undo(desk, report.step)
    assert content_digest(desk.database) == before


def test_remembered_answers_and_those_of_the_call_are_taken_and_what_is_open_is_asked(
    desk: Desk, tmp_path: Path, student: Student
) -> None:
    file = _record(tmp_path, student, "Q")
    (question,) = preview_import(desk, [file]).questions
    assert (question.code, question.value, question.rows) == ("unknown_mark", "Q", 1)
    answers = Answers({"unknown_mark": {"Q": "B"}})
    preview = preview_import(desk, [file], answers=answers)
    assert (preview.questions, preview.report.files[0].accepted) == ((), 1)
    remember(desk, answers)
    assert import_paths(desk, [file], back_up=False).files[0].accepted == 1


def test_what_is_said_of_one_file_is_not_said_of_another_of_the_same_name(
    desk: Desk, tmp_path: Path, student: Student
) -> None:
    folders = [tmp_path / name for name in ("north", "south")]
    for folder in folders:
        folder.mkdir()
    files = [_goal(folder, student, "Weld ships") for folder in folders]
    names = [found.file for found in recognise(desk, files).files]
    assert names == ["north/students.csv", "south/students.csv"]
    report = preview_import(desk, files, shapes={names[0]: NO_SHAPE}).report
    assert {one.file: one.rows for one in report.files} == {names[0]: 0, names[1]: 1}
