"""Goal, major and preferred name are written down here, undone, and outlive every file."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.students.edits import FieldChange, FileEdit, edited
from cte_desktop.domain.students.student import Student
from cte_desktop.services import decisions, history
from cte_desktop.services.cases import open_case, open_case_of, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.hand_edits import choose, hand_conflicts
from cte_desktop.services.importing import import_paths
from cte_desktop.services.student_edits import case_steps, keep_edit
from cte_desktop.services.student_fields import (
    LONGEST,
    StudentFields,
    change_fields,
    fault_in,
    save_student_fields,
)
from cte_desktop.services.students import list_students
from cte_desktop.system.errors import KnownError
from tests.builders import student as a_student
from tests.services.test_student_edits import WAIVER

COLUMNS = (
    "student_id", "last_name", "first_name", "grade_level", "graduation_year", "school",
    "preferred_name", "goal", "major",
)  # fmt: skip


@pytest.fixture
def student(desk: Desk) -> Student:
    case = next(case for case in open_cases(desk) if case.plan is not None)
    return case.file.student


def now(desk: Desk, student: Student) -> Student:
    return open_case_of(desk, student.uid).file.student


def test_all_three_are_one_step_with_a_name(desk: Desk, student: Student) -> None:
    changes = save_student_fields(
        desk, student.uid, goal="Nurse", major="Biology", preferred_name="Kit"
    )
    after = now(desk, student)
    assert after == replace(student, goal="Nurse", major="Biology", preferred_name="Kit")
    assert changes.nouns == {"students", "history"}
    assert changes.students == {student.uid}
    done = history.list_history(desk)[0]
    assert done.text == "Change goal after school, intended major, preferred name"
    line = next(one for one in list_students(desk) if one.uid == student.uid)
    assert line.name == f"{student.last_name}, Kit"
    assert "kit" in line.name_key
    history.undo(desk)
    assert now(desk, student) == student


def test_what_is_not_given_stays_and_what_is_empty_is_emptied(desk: Desk, student: Student) -> None:
    save_student_fields(desk, student.uid, goal="Nurse", major="Biology")
    save_student_fields(desk, student.uid, major="")
    assert now(desk, student) == replace(student, goal="Nurse", major="")
    assert history.list_history(desk)[0].text == "Change intended major"


def test_texts_are_trimmed_and_only_the_goal_has_lines(desk: Desk, student: Student) -> None:
    save_student_fields(
        desk,
        student.uid,
        goal="  Nurse \r\n\tin a hospital\0\n",
        major=" Biology\n(pre-med) ",
        preferred_name="Zoe\u0308 ",
    )
    after = now(desk, student)
    assert (after.goal, after.major) == ("Nurse\n in a hospital", "Biology (pre-med)")
    assert after.preferred_name == "Zo\u00eb"


def test_what_changes_nothing_is_no_step(desk: Desk, student: Student) -> None:
    save_student_fields(desk, student.uid, goal="Nurse")
    before = history.list_history(desk)
    assert save_student_fields(desk, student.uid, goal=" Nurse\n").step is None
    assert save_student_fields(desk, student.uid).step is None
    assert history.list_history(desk) == before


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("goal", "The goal is too long: at most 4000 characters."),
        ("major", "The major is too long: at most 300 characters."),
        ("preferred_name", "The preferred name is too long: at most 300 characters."),
    ],
)
def test_a_text_holds_its_length(desk: Desk, student: Student, field: str, said: str) -> None:
    whole = "\N{GRINNING FACE}" * LONGEST[field]
    save_student_fields(desk, student.uid, **{field: f" {whole} "})
    assert getattr(now(desk, student), field) == whole
    steps = history.list_history(desk)
    with pytest.raises(KnownError) as refused:
        save_student_fields(desk, student.uid, **{field: whole + "x"})
    assert str(refused.value) == f"{said} Nothing was changed. Shorten it."
    assert history.list_history(desk) == steps
    fault = fault_in(StudentFields(**{field: whole + "x"}))
    assert fault == decisions.Fault(field, said)


def test_there_is_nothing_to_write_about_nobody(desk: Desk) -> None:
    steps = history.list_history(desk)
    with pytest.raises(LookupError):
        save_student_fields(desk, "nobody", goal="Nurse")
    assert history.list_history(desk) == steps


def test_it_stands_in_the_steps_of_the_student_s_table(desk: Desk, student: Student) -> None:
    keep_edit(desk, student.uid, decisions.decide(WAIVER))
    save_student_fields(desk, student.uid, goal="Nurse", preferred_name="Kit")
    case = open_case(desk, student.student_id)
    *_, waived, written = case_steps(desk, case)
    assert waived.edit is not None
    assert waived.edit.decisions_new == (WAIVER,)
    assert written.text == "Change goal after school, preferred name"
    assert written.edit is not None
    assert set(written.edit.fields) == {
        FieldChange("goal", student.goal, "Nurse"),
        FieldChange("preferred_name", student.preferred_name, "Kit"),
    }
    before = edited(case.file, written.edit.reversed)
    assert before is not None
    assert before.student == student
    assert edited(before, written.edit.reversed) is None


def test_what_was_changed_meanwhile_is_not_written_over(desk: Desk, student: Student) -> None:
    edit = change_fields(student, StudentFields(goal="Nurse"))
    assert edit is not None
    save_student_fields(desk, student.uid, goal="Carpenter")
    steps = history.list_history(desk)
    with pytest.raises(KnownError, match="changed meanwhile"):
        keep_edit(desk, student.uid, edit)
    assert history.list_history(desk) == steps


def district_file(folder: Path, student: Student) -> Path:
    file = folder / "students.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(COLUMNS)
        rows.writerow([getattr(student, column) for column in COLUMNS])
    return file


def test_an_import_keeps_what_was_written_here(
    desk: Desk, tmp_path: Path, student: Student
) -> None:
    save_student_fields(desk, student.uid, goal="Nurse\nin a hospital", preferred_name="Kit")
    theirs = replace(student, goal="University", preferred_name="", major="History")
    (told,) = import_paths(desk, [district_file(tmp_path, theirs)], back_up=False).files
    assert {entry.column for entry in told.reported if entry.code == "kept_by_hand"} >= {"goal"}
    after = now(desk, student)
    assert (after.goal, after.preferred_name, after.major) == (
        "Nurse\nin a hospital", "Kit", "History"
    )  # fmt: skip
    assert "goal" in {conflict.column for conflict in hand_conflicts(desk)}
    choose(desk, [(student.uid, "goal", "file")])
    assert now(desk, student).goal == "University"
    chosen = case_steps(desk, open_case(desk, student.student_id))[-1]
    assert chosen.edit is not None
    assert chosen.edit.fields == (FieldChange("goal", "Nurse\nin a hospital", "University"),)


def test_a_choice_about_several_students_is_no_step_on_one_s_table(
    desk: Desk, tmp_path: Path
) -> None:
    pair = [case.file.student for case in open_cases(desk)][:2]
    for number, student in enumerate(pair):
        save_student_fields(desk, student.uid, goal="Nurse")
        folder = tmp_path / str(number)
        folder.mkdir()
        import_paths(desk, [district_file(folder, student)], back_up=False)
    choose(desk, [(student.uid, "goal", "file") for student in pair])
    for student in pair:
        case = open_case(desk, student.student_id)
        assert case.file.student.goal == student.goal
        steps = [step.text for step in case_steps(desk, case)]
        assert steps[-1] == "Change goal after school"


def test_a_file_with_what_was_written_here_brings_nothing_new(
    desk: Desk, tmp_path: Path, student: Student
) -> None:
    save_student_fields(desk, student.uid, goal="Nurse \t\n\n in a hospital", major="A\u2028B")
    file = district_file(tmp_path, now(desk, student))
    (told,) = import_paths(desk, [file], back_up=False).files
    assert (told.unchanged, told.reported) == (1, ())
    assert hand_conflicts(desk) == ()


@settings(max_examples=100, deadline=None)
@given(st.text(), st.text(), st.text())
def test_a_text_once_kept_is_kept_as_it_is(goal: str, major: str, name: str) -> None:
    student = a_student()
    edit = change_fields(student, StudentFields(name, goal, major))
    for change in edit.fields if edit is not None else ():
        again = change_fields(student, StudentFields(**{change.name: change.after}))
        assert again == FileEdit("edit_student", (("fields", (change.name,)),), fields=(change,))
        assert change.after == change.after.strip()
        assert "\n" not in change.after or change.name == "goal"
