"""The main job: bring a student in, find them, plan, take back, start again, print."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pypdf
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.app import Program
from cte_desktop.services.history import list_history
from cte_desktop.ui.data.imports.report_dialog import ReportDialog
from cte_desktop.ui.data.step_line import Step
from cte_desktop.ui.planning.mime import Carried, to_mime
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.students.page import StudentsPage
from cte_desktop.ui.widgets.print_preview import PrintPreview
from tests.end_to_end.conftest import Begin
from tests.ui.data.imports.steps import flow_of, sheet_of
from tests.ui.districts import STUDENTS
from tests.ui.hands import NO_KEY, click, press, type_text
from tests.ui.planning.steps import (
    FALL_12_P3,
    FALL_12_P4,
    middle_of,
    place_by_keyboard,
    planned,
)

ENGLISH = [("ENG12", 12, "fall", "P3"), ("ENG12", 12, "spring", "P3")]
PRECALCULUS = [("PRECALC", 12, "fall", "P4"), ("PRECALC", 12, "spring", "P4")]
STUDENTS_CSV = """\
student_id,last_name,first_name,grade_level,school,counselor,pathway
00042,Zyx-Núñez,Ana,10,VL,A. Lee,
00043,Nowhere,Ben,10,XX,A. Lee,
"""


def drop(target: QWidget, spot: QPoint, mime: QMimeData) -> None:
    """Drag something over a widget and let it go there."""
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(target, QDragEnterEvent(spot, copy, mime, left, NO_KEY))
    QApplication.sendEvent(target, QDragMoveEvent(spot, copy, mime, left, NO_KEY))
    QApplication.sendEvent(target, QDropEvent(QPointF(spot), copy, mime, left, NO_KEY))


def drop_files(program: Program, *files: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    drop(program.window, QPoint(600, 400), mime)


def rest(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(program.bench.tasks.is_idle, timeout=20_000)


def students(program: Program, qtbot: QtBot) -> StudentsPage:
    """Open the page Students, from Home or wherever one is."""
    program.window.open_page("students")
    rest(program, qtbot)
    return cast("StudentsPage", program.window.page("students"))


def plan(program: Program) -> PlanPage:
    return cast("PlanPage", program.window.page("plan"))


def import_by_drop(program: Program, file: Path, qtbot: QtBot) -> ReportDialog:
    drop_files(program, file)
    importer = program.importer
    assert importer is not None
    click(sheet_of(importer, Step.FILES, qtbot).main_button)
    sheet_of(importer, Step.QUESTIONS, qtbot)
    questions = flow_of(importer).questions
    assert questions is not None
    click(questions.later_button)
    click(sheet_of(importer, Step.CHANGES, qtbot).main_button)
    qtbot.waitUntil(lambda: program.window.findChild(ReportDialog) is not None)
    report = program.window.findChild(ReportDialog)
    assert isinstance(report, ReportDialog)
    return report


def open_by_search(program: Program, words: str, qtbot: QtBot) -> PlanPage:
    """Search in Students and open the one found with Enter."""
    page = students(program, qtbot)
    page.search.clear()
    type_text(page.search, words)
    assert page.model.rowCount() == 1
    press(page.search, Qt.Key.Key_Down)
    press(page.table, Qt.Key.Key_Return)
    rest(program, qtbot)
    assert program.window.stack.open_id() == "plan"
    return plan(program)


def act(program: Program, name: str, qtbot: QtBot) -> None:
    program.bench.actions.action(name).trigger()
    rest(program, qtbot)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "students.csv"
    made.write_text(STUDENTS_CSV, encoding="utf-8")
    return made


def test_a_new_student_is_planned_undone_and_printed_over_two_starts(
    begin: Begin, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    program = begin()
    report = import_by_drop(program, file, qtbot)
    assert report.headline.text() == "1 row needs a look"
    assert {row.value for row in report.rows.shown_rows()} == {"XX"}
    click(report.close_button)
    rest(program, qtbot)
    assert students(program, qtbot).model.counts() == (STUDENTS + 1, STUDENTS + 1)

    page = open_by_search(program, "zyx nunez", qtbot)
    place_by_keyboard(page, "english 12", FALL_12_P3)
    rest(program, qtbot)
    assert planned(page) == ENGLISH
    drop(page.grid.viewport(), middle_of(page, FALL_12_P4), to_mime(Carried("PRECALC")))
    rest(program, qtbot)
    assert planned(page) == ENGLISH + PRECALCULUS
    assert program.bench.actions.action("undo").text().startswith("Undo")
    act(program, "undo", qtbot)
    assert planned(page) == ENGLISH
    assert program.window.status.saved_text() == "All changes saved"
    program.close()

    again = begin()
    page = open_by_search(again, "00042", qtbot)
    assert planned(page) == ENGLISH
    act(again, "print_plan", qtbot)
    qtbot.waitUntil(lambda: again.window.findChild(PrintPreview) is not None)
    preview = again.window.findChild(PrintPreview)
    assert isinstance(preview, PrintPreview)
    preview._save(tmp_path / "plan.pdf")
    rest(again, qtbot)
    words = " ".join(p.extract_text() for p in pypdf.PdfReader(tmp_path / "plan.pdf").pages)
    assert "Zyx-Núñez" in words
    assert "English 12" in words
    act(again, "undo", qtbot)
    assert planned(page) == []


def test_an_undone_import_takes_its_student_out_of_every_page(
    begin: Begin, file: Path, qtbot: QtBot
) -> None:
    program = begin()
    report = import_by_drop(program, file, qtbot)
    click(report.undo_button)
    rest(program, qtbot)
    assert students(program, qtbot).model.counts() == (STUDENTS, STUDENTS)
    desk = program.desk
    assert desk is not None
    assert [line.kind for line in list_history(desk, limit=2)] == ["undo", "import"]


def test_the_list_is_walked_with_the_keys_of_next_and_previous(begin: Begin, qtbot: QtBot) -> None:
    program = begin()
    page = students(program, qtbot)
    press(page.search, Qt.Key.Key_Down)
    press(page.table, Qt.Key.Key_Return)
    rest(program, qtbot)
    first, second = page.model.row_at(0), page.model.row_at(1)
    QTest.keyClick(program.window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    rest(program, qtbot)
    case = plan(program).case()
    assert case is not None
    assert case.file.student.uid == second.uid
    act(program, "previous_student", qtbot)
    act(program, "previous_student", qtbot)
    case = plan(program).case()
    assert case is not None
    assert case.file.student.uid == first.uid
    assert program.window.status.hint() == "This is the first student of the list."


def test_no_student_stands_in_the_window_title_or_the_log(
    begin: Begin, file: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "cte_desktop")
    program = begin()
    click(import_by_drop(program, file, qtbot).close_button)
    page = open_by_search(program, "zyx", qtbot)
    place_by_keyboard(page, "english 12", FALL_12_P3)
    rest(program, qtbot)
    assert program.window.windowTitle() == "Plan – Sample district – CTE Desktop"
    assert "Zyx" not in caplog.text
    assert "00042" not in caplog.text
