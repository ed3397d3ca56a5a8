"""The page Students on a sample district, by mouse and keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from cte_desktop.domain.students.decisions import Wish
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.changes import Changes
from cte_desktop.services.desk import Desk
from cte_desktop.services.filling.wishes import keep_wishes
from cte_desktop.services.importing import import_paths
from cte_desktop.services.students import list_students
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.students.page import PAGE, StudentsPage
from tests.ui.districts import STUDENTS, STUDENTS_CSV
from tests.ui.hands import click, press, type_text


def shown(bench: Workbench, desk: Desk, qtbot: QtBot) -> StudentsPage:
    page = StudentsPage(desk, bench)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    page.activate()
    qtbot.waitUntil(bench.tasks.is_idle)
    return page


@pytest.fixture
def page(bench: Workbench, desk: Desk, qtbot: QtBot) -> StudentsPage:
    return shown(bench, desk, qtbot)


@pytest.fixture
def requested(bench: Workbench) -> list[str]:
    uids: list[str] = []
    bench.requests.student_requested.connect(uids.append)
    return uids


def test_everyone_of_the_district_is_listed_and_counted(page: StudentsPage) -> None:
    assert page.model.rowCount() == STUDENTS
    assert page.count.text() == "60 students"
    assert page.model.row_at(0).school_name in {"Valencia High", "Rio Norte Junior High"}


def test_typing_narrows_the_list_and_down_and_enter_open_the_student(
    page: StudentsPage, desk: Desk, requested: list[str], qtbot: QtBot
) -> None:
    wanted = list_students(desk)[7]
    type_text(page.search, wanted.student_id)
    assert page.model.rowCount() == 1
    assert page.count.text() == "1 of 60 students"
    press(page.search, Qt.Key.Key_Down)
    press(page.table, Qt.Key.Key_Return)
    assert requested == [wanted.uid]


def test_a_double_click_opens_the_student(page: StudentsPage, requested: list[str]) -> None:
    spot = QPoint(60, page.table.rowViewportPosition(3) + 10)
    click(page.table.viewport(), spot)
    click(page.table.viewport(), spot, twice=True)
    assert requested == [page.model.row_at(3).uid]


def test_filters_and_search_hold_together_and_are_cleared_at_once(page: StudentsPage) -> None:
    page.filters.grade.setCurrentIndex(page.filters.grade.findData(11))
    eleventh = page.model.rowCount()
    assert 0 < eleventh < STUDENTS
    assert {row.grade_level for row in page.model.shown_rows()} == {11}
    page.filters.pathway.setCurrentIndex(page.filters.pathway.findText("No pathway"))
    assert page.model.rowCount() < eleventh
    assert {row.pathway for row in page.model.shown_rows()} == {""}
    assert page.filters.clear_button.isVisible()
    click(page.filters.clear_button)
    assert page.model.rowCount() == STUDENTS
    assert not page.filters.clear_button.isVisible()


def test_a_filter_stays_when_the_list_is_read_again(
    page: StudentsPage, bench: Workbench, qtbot: QtBot
) -> None:
    page.filters.grade.setCurrentIndex(page.filters.grade.findData(12))
    before = page.model.counts()
    page.refresh(Changes(frozenset({"students"})))
    qtbot.waitUntil(bench.tasks.is_idle)
    assert page.model.counts() == before
    assert page.filters.grade.currentData() == 12


def test_nobody_found_says_so_and_shows_everyone_again(page: StudentsPage) -> None:
    type_text(page.search, "nobody of this name")
    assert not page.table.isVisible()
    button = page._not_found.findChildren(type(page.filters.clear_button))[0]
    click(button)
    assert page.table.isVisible()
    assert page.model.rowCount() == STUDENTS


def test_an_empty_district_offers_to_import(
    bench: Workbench, empty_desk: Desk, qtbot: QtBot
) -> None:
    wanted: list[str] = []
    bench.actions.offer("import_files", lambda: wanted.append("import"))
    page = shown(bench, empty_desk, qtbot)
    assert page._nobody.isVisible()
    assert not page.search.isVisible()
    click(page._nobody.findChildren(type(page.filters.clear_button))[0])
    assert wanted == ["import"]


def test_names_are_found_without_accents_apostrophes_and_hyphens(
    bench: Workbench, empty_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "students.csv"
    file.write_text(STUDENTS_CSV, encoding="utf-8")
    import_paths(empty_desk, [file])
    page = shown(bench, empty_desk, qtbot)
    for query in ("oneil", "nunez", "zoe one", "o'neil-n", "0013"):
        page.search.setText(query)
        assert [row.student_id for row in page.model.shown_rows()] == ["0013"]


def test_a_change_is_read_and_the_selection_stays(
    page: StudentsPage, bench: Workbench, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    chosen = page.model.row_at(5)
    page.table.select_key(chosen.uid)
    file = tmp_path / "students.csv"
    file.write_text(STUDENTS_CSV, encoding="utf-8")
    page.refresh(import_paths(desk, [file]).changes)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert page.model.rowCount() == STUDENTS + 3
    current = page.table.current_row()
    assert current is not None
    assert current.uid == chosen.uid


def test_the_next_student_is_the_next_one_shown(page: StudentsPage) -> None:
    page.filters.grade.setCurrentIndex(page.filters.grade.findData(10))
    rows = page.model.shown_rows()
    assert page.neighbor(rows[0].uid, 1) == rows[1].uid
    assert page.neighbor(rows[1].uid, -1) == rows[0].uid
    assert page.neighbor(rows[0].uid, -1) is None
    assert page.neighbor(rows[-1].uid, 1) is None


def test_ctrl_f_goes_to_the_search(page: StudentsPage, bench: Workbench) -> None:
    bench.actions.open_page("students")
    page.table.setFocus()
    bench.actions.action("find").trigger()
    assert page.search.hasFocus()


def test_what_was_done_for_many_is_taken_back_from_the_list(
    page: StudentsPage, bench: Workbench, desk: Desk, qtbot: QtBot
) -> None:
    bench.actions.open_page(PAGE)
    uids = tuple(line.uid for line in list_students(desk)[:3])
    before = [open_case_of(desk, uid).file.wishes for uid in uids]
    changes = keep_wishes(desk, uids, (Wish(1, "summer", "yes", "like"),))
    assert [open_case_of(desk, uid).file.wishes for uid in uids] != before
    bench.refresh.tell(changes)
    qtbot.waitUntil(bench.tasks.is_idle)
    undo = bench.actions.action("undo")
    assert undo.isEnabled()
    assert undo.text().startswith("Undo ")
    undo.trigger()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert [open_case_of(desk, uid).file.wishes for uid in uids] == before
    page.deactivate()
    assert undo.text() == "&Undo"
