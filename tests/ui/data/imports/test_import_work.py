"""What an import does away from the window's thread, where its parts could come apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cte_desktop.domain.students.experiences import Enrollment
from cte_desktop.services.answering_imports import Answers, remembered
from cte_desktop.services.desk import Desk
from cte_desktop.services.hand_edits import hand_conflicts
from cte_desktop.services.history import list_history, undo
from cte_desktop.services.importing import ImportReport, import_paths
from cte_desktop.services.previewing import preview_import
from cte_desktop.services.profiles import Profile, list_profiles, profile_named
from cte_desktop.services.recognising import PLAIN
from cte_desktop.storage.enrolments import add_enrolment
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.student_edits import save_student
from cte_desktop.storage.students import find_student
from cte_desktop.system.errors import KnownError
from cte_desktop.ui.data.imports.import_work import Wanted, apply
from cte_desktop.ui.data.imports.importer import Importer
from cte_desktop.ui.data.step_line import Step
from cte_desktop.ui.data.steps.change_lines import hand_lines
from cte_desktop.ui.tasks import Cancelled
from tests.ui.data.imports.steps import flow_of, sheet_of, written
from tests.ui.districts import STUDENTS_CSV

HEADER = "student_id,last_name,first_name,grade_level,school,goal\n"


def unseen(done: int, total: int, text: str = "") -> None:
    del done, total, text


def applied(desk: Desk, file: Path, taken: Sequence[int]) -> ImportReport:
    """Import a file and take its value of some of the fields that were set here."""
    lines = hand_lines(preview_import(desk, [file]).changed)
    chosen = tuple(replace(lines[place], choice="file") for place in taken)
    return apply(desk, Wanted((file,)), unseen, 1, choices=chosen)  # type: ignore[arg-type]


def set_goal(desk: Desk, student_id: str, goal: str) -> None:
    with desk.database.writing() as tx:
        begin_step(tx, "edit_student", {})
        student = find_student(tx, student_id)
        assert student is not None
        save_student(tx, replace(student, goal=goal))


def goals(desk: Desk, *students: str) -> list[str]:
    with desk.database.reading() as tx:
        found = [find_student(tx, student_id) for student_id in students]
    return [one.goal for one in found if one is not None]


def test_a_choice_about_one_sign_up_leaves_a_second_with_the_same_values_alone(
    empty_desk: Desk, tmp_path: Path
) -> None:
    import_paths(empty_desk, [written(tmp_path, STUDENTS_CSV)])
    pathways = empty_desk.district().catalog.pathways
    pathway = next(one.name for one in pathways if one.name)
    with empty_desk.database.writing() as tx:
        begin_step(tx, "sign_up", {})
        student = find_student(tx, "0012")
        assert student is not None
        for day in (1, 2):
            made = Enrollment(pathway, "changed", date(2026, 9, day), 2026, "VL")
            add_enrolment(tx, student.uid, made)
    rows = (f"0012,{pathway},changed,2026-09-0{day},2025-26,VL\n" for day in (1, 2))
    file = tmp_path / "enrollments.csv"
    file.write_text("student_id,pathway,action,on,school_year,school\n" + "".join(rows))
    applied(empty_desk, file, [0])
    with empty_desk.database.reading() as tx:
        query = 'SELECT school_year FROM enrollment WHERE by_hand ORDER BY "on"'
        years = tx.connection.exec_driver_sql(query).scalars().all()
    assert years == [2025, 2026]


def test_an_import_that_cannot_be_undone_keeps_what_was_chosen_with_it(
    empty_desk: Desk, tmp_path: Path
) -> None:
    import_paths(empty_desk, [written(tmp_path, STUDENTS_CSV)])
    set_goal(empty_desk, "0012", "welder")
    rows = "0012,Rivera,Ana,10,VL,pilot\n0014,Smith,Ben,9,VL,nurse\n"
    done = applied(empty_desk, written(tmp_path, HEADER + rows), [0])
    assert goals(empty_desk, "0012", "0014") == ["pilot", "nurse"]
    set_goal(empty_desk, "0014", "doctor")
    with pytest.raises(KnownError) as raised:
        undo(empty_desk, done.step)
    assert raised.value.code == "changed_since"
    assert goals(empty_desk, "0012", "0014") == ["pilot", "doctor"]


def test_an_undone_import_takes_its_choices_answers_and_profiles_with_it_and_redo_brings_them(
    empty_desk: Desk, tmp_path: Path
) -> None:
    import_paths(empty_desk, [written(tmp_path, STUDENTS_CSV)])
    set_goal(empty_desk, "0012", "welder")
    steps = len(list_history(empty_desk))
    rows = "0012,Rivera,Ana,11,VL,pilot\n0013,Reyes,Cy,10,Valencya High,nurse\n"
    file = written(tmp_path, HEADER + rows)
    wanted = Wanted((file,), answers=Answers({"unknown_school": {"Valencya High": "VL"}}))
    lines = hand_lines(preview_import(empty_desk, [file], answers=wanted.answers).changed)
    chosen = [replace(line, choice="file") for line in lines]
    done = apply(empty_desk, wanted, unseen, 1, profiles=[own_profile(empty_desk)], choices=chosen)  # type: ignore[arg-type]
    assert kept(empty_desk) == (["pilot"], "VL", True)
    assert len(list_history(empty_desk)) == steps + 1
    undo(empty_desk, done.step)
    assert kept(empty_desk) == (["welder"], None, False)
    assert not hand_conflicts(empty_desk)
    undo(empty_desk, list_history(empty_desk)[0].number)
    assert kept(empty_desk) == (["pilot"], "VL", True)
    assert not hand_conflicts(empty_desk)


def test_a_choice_alone_is_the_step_of_its_import(empty_desk: Desk, tmp_path: Path) -> None:
    import_paths(empty_desk, [written(tmp_path, STUDENTS_CSV)])
    set_goal(empty_desk, "0012", "welder")
    file = written(tmp_path, HEADER + "0012,Rivera,Ana,10,VL,pilot\n")
    import_paths(empty_desk, [file])
    done = applied(empty_desk, file, [0])
    assert goals(empty_desk, "0012") == ["pilot"]
    undo(empty_desk, done.step)
    assert goals(empty_desk, "0012") == ["welder"]
    assert [one.file for one in hand_conflicts(empty_desk)] == ["pilot"]


def test_an_import_that_fails_or_is_stopped_keeps_neither_answers_nor_profiles(
    empty_desk: Desk, tmp_path: Path
) -> None:
    steps = len(list_history(empty_desk))
    wanted = Wanted(
        (written(tmp_path, ""),), answers=Answers({"unknown_school": {"Valencya High": "VL"}})
    )
    with pytest.raises(KnownError):
        apply(empty_desk, wanted, unseen, 1, profiles=[own_profile(empty_desk)])  # type: ignore[arg-type]
    many = "".join(f"{number:05},Lee{number},Kim,10,VL,,\n" for number in range(9_000))
    written(tmp_path, STUDENTS_CSV + "0015,Lee,Kim,10,Valencya High,A. Lee,\n" + many)

    def stop(done: int, total: int, text: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        apply(empty_desk, wanted, stop, 1, profiles=[own_profile(empty_desk)])  # type: ignore[arg-type]
    assert kept(empty_desk) == ([], None, False)
    assert len(list_history(empty_desk)) == steps


def own_profile(desk: Desk) -> Profile:
    return replace(profile_named(desk, "aeries"), name="ours")


def kept(desk: Desk) -> tuple[list[str], str | None, bool]:
    """Return the goal of 0012, the answer about the school, and whether the profile is there."""
    answer = remembered(desk).of("unknown_school", "Valencya High")
    names = [profile.name for profile in list_profiles(desk)]
    return goals(desk, "0012"), answer, "ours" in names


def test_files_that_only_helped_to_read_others_stand_there_as_plain_ones(
    importer: Importer, tmp_path: Path, qtbot: QtBot
) -> None:
    users, orgs = tmp_path / "users.csv", tmp_path / "orgs.csv"
    orgs.write_text("sourcedId,name,type,identifier\no,Valencia High,school,\n")
    users.write_text(
        "sourcedId,status,enabledUser,orgSourcedIds,role,givenName,familyName,identifier,grades\n"
        "u,active,true,o,student,Ana,Reyes,0012,10\n"
    )
    importer.bring([users, orgs])
    sheet_of(importer, Step.FILES, qtbot)
    flow = flow_of(importer)
    assert flow.files is not None
    assert [file.file for file in flow._files()] == ["users.csv"]
    flow.files.profile.setCurrentIndex(flow.files.profile.findData(PLAIN))
    qtbot.waitUntil(lambda: len(flow._files()) == 2, timeout=20_000)
