"""The page Data: its parts by mouse and keyboard, empty and filled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cte_desktop.services.answering_imports import answers_of, remember, remembered
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.hand_edits import hand_conflicts
from cte_desktop.services.importing import import_paths
from cte_desktop.services.printing import Disclosure, log_print
from cte_desktop.services.profiles import list_profiles
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.student_edits import save_student
from cte_desktop.storage.students import find_student
from cte_desktop.ui.data.imports.report_dialog import ReportDialog
from cte_desktop.ui.data.page import PAGE, DataPage
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.widgets.panel import Panel
from tests.ui.districts import STUDENTS_CSV
from tests.ui.hands import NO_KEY, click, press, type_text


def page_of(desk: Desk, bench: Workbench, qtbot: QtBot) -> DataPage:
    made = DataPage(desk, bench)
    qtbot.addWidget(made)
    bench.refresh.changed.connect(made.refresh)
    bench.actions.open_page(PAGE)
    made.resize(1100, 700)
    made.show()
    made.activate()
    qtbot.waitUntil(bench.tasks.is_idle)
    return made


@pytest.fixture
def page(empty_desk: Desk, bench: Workbench, qtbot: QtBot) -> DataPage:
    return page_of(empty_desk, bench, qtbot)


def opened(page: DataPage, panel: Panel, bench: Workbench, qtbot: QtBot) -> None:
    page.open_section(panel)
    qtbot.waitUntil(bench.tasks.is_idle)


def test_the_arrows_go_through_the_parts_of_the_page(
    page: DataPage, bench: Workbench, qtbot: QtBot
) -> None:
    for panel in page.panels[1:]:
        press(page.sections, Qt.Key.Key_Down)
        qtbot.waitUntil(bench.tasks.is_idle)
        assert panel.isVisible()
    assert page.panels[-1].isVisible()


def test_every_empty_part_says_what_belongs_there(
    page: DataPage, bench: Workbench, qtbot: QtBot
) -> None:
    for panel in (page.bring, page.conflicts, page.answers, page.disclosures):
        opened(page, panel, bench, qtbot)
        empty = panel.ways.currentWidget()
        assert empty is not None
        assert len(empty.accessibleName()) > 40


def test_files_dropped_on_the_page_light_it_up_and_are_handed_on(page: DataPage) -> None:
    brought: list[list[Path]] = []
    page.files_brought.connect(brought.append)
    mime = QMimeData()
    file = Path.cwd() / "students.csv"
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(QPoint(5, 5), copy, mime, left, NO_KEY)
    QApplication.sendEvent(page, entering)
    assert entering.isAccepted()
    assert page.bring.card.is_lit()
    QApplication.sendEvent(page, QDragLeaveEvent())
    assert not page.bring.card.is_lit()
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(5, 5), copy, mime, left, NO_KEY))
    QApplication.sendEvent(page, QDropEvent(QPointF(5, 5), copy, mime, left, NO_KEY))
    assert brought == [[file]]
    assert not page.bring.card.is_lit()


def test_what_is_no_file_is_not_taken(page: DataPage) -> None:
    mime = QMimeData()
    mime.setText("students")
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, NO_KEY
    )
    event.ignore()
    QApplication.sendEvent(page, event)
    assert not event.isAccepted()
    assert not page.bring.card.is_lit()


def test_an_import_is_listed_with_its_files(
    empty_desk: Desk, bench: Workbench, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "students.csv"
    file.write_text(STUDENTS_CSV, encoding="utf-8")
    import_paths(empty_desk, [file])
    page = page_of(empty_desk, bench, qtbot)
    (row,) = page.bring.model.shown_rows()
    assert (row.files, row.accepted, row.undone) == (("students.csv",), 3, False)
    page.bring.table.focus_first()
    press(page.bring.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.findChild(ReportDialog) is not None)
    report = page.findChild(ReportDialog)
    assert isinstance(report, ReportDialog)
    assert report.headline.text() == "3 students: all taken"


def test_an_answer_is_found_and_forgotten_by_keyboard_and_mouse(
    page: DataPage, empty_desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    triples = [("unknown_mark", "Q", "B"), ("unknown_school", "Valencia High", "skip")]
    remember(empty_desk, answers_of(triples))
    opened(page, page.answers, bench, qtbot)
    assert [line.answer_words for line in page.answers.model.shown_rows()] == [
        "B",
        "Leave these rows out",
    ]
    bench.actions.action("find").trigger()
    assert page.answers.search.hasFocus()
    type_text(page.answers.search, "valencia")
    press(page.answers.search, Qt.Key.Key_Down)
    assert page.answers.table.current_row() is not None
    click(page.answers.forget_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert list(remembered(empty_desk)) == [("unknown_mark", "Q", "B")]
    page.answers.search.clear()
    assert [line.value for line in page.answers.model.shown_rows()] == ["Q"]


def test_a_profile_goes_out_as_a_file_and_comes_in_again(
    page: DataPage, empty_desk: Desk, bench: Workbench, tmp_path: Path, qtbot: QtBot
) -> None:
    opened(page, page.profiles, bench, qtbot)
    assert page.profiles.model.rowCount() == len(list_profiles(empty_desk)) > 3
    page.profiles.table.select_key(("aeries", True))
    assert page.profiles.save_button.isEnabled()
    assert not page.profiles.remove_button.isEnabled()
    page.profiles.keep("aeries", tmp_path / "aeries.toml")
    qtbot.waitUntil(bench.tasks.is_idle)
    page.profiles.bring(tmp_path / "aeries.toml")
    qtbot.waitUntil(bench.tasks.is_idle)
    assert page.profiles.count.text() == "1 saved here"
    page.profiles.table.select_key(("aeries", False))
    click(page.profiles.remove_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert all(row.shipped for row in page.profiles.model.shown_rows())


def test_the_disclosure_log_is_shown_newest_first_and_searched(
    desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    case = next(open_cases(desk))
    log_print(desk, "plan", case, Disclosure("parent", "yearly meeting"))
    log_print(desk, "certificate", case, Disclosure("college", "application"))
    page = page_of(desk, bench, qtbot)
    opened(page, page.disclosures, bench, qtbot)
    lines = page.disclosures.model.shown_rows()
    assert [line.recipient for line in lines] == ["college", "parent"]
    type_text(page.disclosures.search, "yearly")
    assert page.disclosures.model.rowCount() == 1


def test_sending_waits_for_somebody_who_offers_it(
    page: DataPage, bench: Workbench, qtbot: QtBot
) -> None:
    opened(page, page.sending, bench, qtbot)
    assert not page.sending.button.isEnabled()
    pressed: list[bool] = []
    bench.actions.offer("export_files", lambda: pressed.append(True))
    assert page.sending.button.isEnabled()
    click(page.sending.button)
    assert pressed == [True]


def test_a_field_edited_by_hand_stays_until_the_file_is_chosen(
    empty_desk: Desk, bench: Workbench, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "students.csv"
    file.write_text(_with_goal("nurse"), encoding="utf-8")
    import_paths(empty_desk, [file])
    _set_goal(empty_desk, "0012", "welder")
    file.write_text(_with_goal("pilot"), encoding="utf-8")
    import_paths(empty_desk, [file])
    page = page_of(empty_desk, bench, qtbot)
    opened(page, page.conflicts, bench, qtbot)
    choice = page.conflicts.choice
    (line,) = choice.model.shown_rows()
    assert (line.here, line.file) == ("welder", "pilot")
    assert not page.conflicts.keep_button.isEnabled()
    choice.table.focus_first()
    press(choice.table, Qt.Key.Key_Space)
    assert [one.choice for one in choice.choices()] == ["file"]
    click(page.conflicts.keep_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert hand_conflicts(empty_desk) == ()
    assert choice.model.rowCount() == 0


def _with_goal(goal: str) -> str:
    return (
        f"student_id,last_name,first_name,grade_level,school,goal\n0012,Rivera,Ana,10,VL,{goal}\n"
    )


def _set_goal(desk: Desk, student_id: str, goal: str) -> None:
    with desk.database.writing() as tx:
        begin_step(tx, "edit_student", {})
        student = find_student(tx, student_id)
        assert student is not None
        save_student(tx, replace(student, goal=goal))


def test_tab_goes_from_the_list_of_parts_into_the_open_one(page: DataPage, qtbot: QtBot) -> None:
    page.activateWindow()
    page.sections.setFocus()
    qtbot.waitUntil(page.sections.hasFocus)
    press(page.sections, Qt.Key.Key_Tab)
    assert page.bring.card.files_button.hasFocus()
    press(page.bring.card.files_button, Qt.Key.Key_Tab)
    assert page.bring.card.folder_button.hasFocus()
