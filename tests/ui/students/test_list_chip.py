"""The page Students showing exactly the students that another page asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.students.page import StudentsPage
from tests.ui.districts import STUDENTS
from tests.ui.hands import click, press


@pytest.fixture
def page(bench: Workbench, desk: Desk, qtbot: QtBot) -> StudentsPage:
    made = StudentsPage(desk, bench)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.activate()
    qtbot.waitUntil(bench.tasks.is_idle)
    return made


def some(page: StudentsPage) -> tuple[str, ...]:
    return tuple(page.model.row_at(line).uid for line in (3, 7, 11))


def test_a_list_shows_exactly_its_students_with_title_and_count(page: StudentsPage) -> None:
    uids = some(page)[:2]
    page.filters.grade.setCurrentIndex(1)
    page.search.setText("nobody at all")
    page.show_only("Completers 2025-26", uids)
    assert {row.uid for row in page.model.shown_rows()} == set(uids)
    assert page.chip.isVisible()
    assert page.chip.button.text() == "Completers 2025-26 (2)  ×"
    assert page.chip.button.accessibleName() == "Completers 2025-26 (2): show everyone again"
    assert page.count.text() == "2 of 60 students"


def test_the_chip_clears_the_list_by_mouse(page: StudentsPage) -> None:
    page.show_only("One course away", some(page))
    click(page.chip.button)
    assert page.model.rowCount() == STUDENTS
    assert not page.chip.isVisible()


def test_the_chip_clears_the_list_by_keyboard_and_the_focus_stays(page: StudentsPage) -> None:
    page.show_only("One course away", some(page))
    page.chip.button.setFocus()
    press(page.chip.button, Qt.Key.Key_Return)
    assert page.model.rowCount() == STUDENTS
    focused = page.focusWidget()
    assert focused is not None
    assert focused.isVisible()


def test_filters_narrow_the_list_further(page: StudentsPage) -> None:
    uids = some(page)
    grade = page.model.row_at(3).grade_level
    page.show_only("A list", uids)
    page.filters.grade.setCurrentIndex(page.filters.grade.findData(grade))
    shown = page.model.shown_rows()
    assert {row.uid for row in shown} <= set(uids)
    assert {row.grade_level for row in shown} == {grade}


def test_a_list_asked_for_before_the_first_visit_is_shown_then(
    bench: Workbench, desk: Desk, page: StudentsPage, qtbot: QtBot
) -> None:
    uids = some(page)
    other = StudentsPage(desk, bench)
    qtbot.addWidget(other)
    other.show_only("A list", uids)
    other.show()
    other.activate()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert {row.uid for row in other.model.shown_rows()} == set(uids)


def test_a_list_nobody_of_whom_is_here_offers_everyone(page: StudentsPage) -> None:
    page.show_only("Left the district", ("not here",))
    assert not page.table.isVisible()
    click(page._not_found.findChildren(QPushButton)[0])
    assert page.model.rowCount() == STUDENTS


def test_a_list_of_a_whole_district_is_shown_at_once(page: StudentsPage) -> None:
    row = page.model.row_at(0)
    rows = [replace(row, uid=f"u{n}", student_id=f"{n}") for n in range(22_000)]
    page.model.show(rows)
    page.show_only("Everyone", tuple(one.uid for one in rows))
    assert page.model.rowCount() == 22_000
    assert page.chip.button.text() == "Everyone (22,000)  ×"
