"""What stops an import for a look, and what is offered after it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.importing import import_paths
from cte_desktop.services.recognising import NO_SHAPE
from cte_desktop.services.students import list_students
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.student_edits import save_student
from cte_desktop.storage.students import find_student
from cte_desktop.ui.data.imports.importer import Importer
from cte_desktop.ui.data.repairs.repairs_dialog import RepairsDialog
from cte_desktop.ui.data.step_line import Step
from cte_desktop.ui.data.steps.change_lines import warnings
from cte_desktop.ui.main_window import MainWindow
from cte_desktop.ui.page import Workbench
from tests.ui.data.imports.steps import flow_of, imported, report_of, said, sheet_of, written
from tests.ui.districts import STUDENTS_CSV
from tests.ui.hands import click


def with_goal(goal: str) -> str:
    return (
        f"student_id,last_name,first_name,grade_level,school,goal\n0012,Rivera,Ana,10,VL,{goal}\n"
    )


def set_goal(desk: Desk, student_id: str, goal: str) -> None:
    with desk.database.writing() as tx:
        begin_step(tx, "edit_student", {})
        student = find_student(tx, student_id)
        assert student is not None
        save_student(tx, replace(student, goal=goal))


def goal_of(desk: Desk, student_id: str) -> str:
    with desk.database.reading() as tx:
        student = find_student(tx, student_id)
    assert student is not None
    return student.goal


def test_a_field_edited_by_hand_is_shown_with_both_values_and_chosen_before_the_import(
    importer: Importer,
    window: MainWindow,
    bench: Workbench,
    empty_desk: Desk,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    file = written(tmp_path, with_goal("nurse"))
    import_paths(empty_desk, [file])
    set_goal(empty_desk, "0012", "welder")
    written(tmp_path, with_goal("pilot"))
    importer.bring([file])
    click(sheet_of(importer, Step.FILES, qtbot).main_button)
    sheet = sheet_of(importer, Step.CHANGES, qtbot)  # though nothing else asks for a look
    changes = flow_of(importer).changes
    assert changes is not None
    (line,) = changes.by_hand.model.shown_rows()
    assert (line.field, line.here, line.file) == ("Goal", "welder", "pilot")
    assert changes.by_hand.isVisible()
    changes.by_hand.table.focus_first()
    click(changes.by_hand.file_button)
    click(sheet.main_button)
    click(report_of(window, qtbot).close_button)
    assert goal_of(empty_desk, "0012") == "pilot"
    qtbot.waitUntil(bench.tasks.is_idle)
    bench.actions.action("undo_import").trigger()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert goal_of(empty_desk, "0012") == "welder"


def test_a_plan_that_no_longer_fits_is_offered_for_repair(
    desk: Desk, bench: Workbench, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    importer = Importer(bench, desk, window)
    misfit = planned_course(desk)
    file = tmp_path / "record.csv"
    file.write_text(misfit, encoding="utf-8")
    report = imported(importer, window, file, qtbot)
    qtbot.waitUntil(report.repair_button.isVisible, timeout=20_000)
    assert report.repair_button.accessibleName().startswith("Plans that no longer fit: ")
    click(report.repair_button)
    qtbot.waitUntil(lambda: window.findChild(RepairsDialog) is not None)
    qtbot.waitUntil(bench.tasks.is_idle, timeout=20_000)


def test_plans_are_repaired_from_the_menu_at_any_time(
    importer: Importer, bench: Workbench, window: MainWindow, qtbot: QtBot
) -> None:
    assert importer.flow is None
    bench.actions.action("repair_plans").trigger()
    qtbot.waitUntil(lambda: window.findChild(RepairsDialog) is not None)
    qtbot.waitUntil(bench.tasks.is_idle, timeout=20_000)


def planned_course(desk: Desk) -> str:
    """Return a record by which a student has passed what the plan still has to come."""
    for case in open_cases(desk):
        if case.plan is None:
            continue
        for placement in case.plan.placements:
            spot = placement.spot
            if spot is None or spot.term.value != "spring" or spot.grade_level != 12:
                continue
            student = case.file.student
            rows = "".join(
                f"{student.student_id},2025-26,{term},{placement.course_code},A,5,5,{student.school}\n"
                for term in ("fall", "spring")
            )
            return (
                "student_id,school_year,term,course_code,mark,credits_attempted,credits_earned,"
                "school\n" + rows
            )
    raise AssertionError("no student of the sample plans a course")


def test_many_missing_students_stop_an_import_for_a_look(
    importer: Importer, empty_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    header = STUDENTS_CSV.splitlines()[0] + "\n"
    rows = [f"{number:04},Rivera{number},Ana,10,VL,A. Lee,\n" for number in range(60)]
    file = written(tmp_path, header + "".join(rows))
    import_paths(empty_desk, [file])
    written(tmp_path, header + "".join(rows[:20]) + "0099,New,Ann,9,VL,,\n")
    importer.bring([file])
    click(sheet_of(importer, Step.FILES, qtbot).main_button)
    sheet_of(importer, Step.CHANGES, qtbot)
    changes = flow_of(importer).changes
    assert changes is not None
    (words,) = warnings(changes.preview)
    assert words.startswith("students.csv lacks 40 rows of before.")


def test_files_that_cannot_be_read_as_chosen_stay_in_the_sheet_with_what_was_set(
    importer: Importer, window: MainWindow, empty_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("pupil,family,called,year,site\n0012,Rivera,Ana,10,VL\n", encoding="utf-8")
    importer.bring([written(tmp_path, STUDENTS_CSV), odd])
    sheet = sheet_of(importer, Step.FILES, qtbot)
    flow = flow_of(importer)
    flow._shapes["odd.csv"] = NO_SHAPE  # as "Leave this file out" does
    assert flow.files is not None
    box, problem = flow.files.encoding, flow.files.problem
    assert not problem.isVisible()
    box.setCurrentIndex(box.findData("utf-16"))
    qtbot.waitUntil(problem.isVisible, timeout=20_000)
    assert "students.csv" in problem.text()
    assert flow.files.chosen_encoding() == flow.wanted.encoding == ""
    assert (flow._shapes, said(window)) == ({"odd.csv": NO_SHAPE}, [])
    assert sheet_of(importer, Step.FILES, qtbot) is sheet
    click(sheet.main_button)
    assert report_of(window, qtbot).report.files[0].accepted == 3


def test_a_check_that_fails_goes_back_to_the_files_and_says_why(
    importer: Importer, window: MainWindow, empty_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    file = written(tmp_path, STUDENTS_CSV)
    importer.bring([file])
    sheet = sheet_of(importer, Step.FILES, qtbot)
    files = flow_of(importer).files
    assert files is not None
    file.rename(tmp_path / "away.csv")
    click(sheet.main_button)
    qtbot.waitUntil(files.problem.isVisible, timeout=20_000)
    assert files.problem.text().startswith("students.csv can't be read.")
    (tmp_path / "away.csv").rename(file)
    click(sheet_of(importer, Step.FILES, qtbot).main_button)
    report_of(window, qtbot)
    assert len(list_students(empty_desk)) == 3
