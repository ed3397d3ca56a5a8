"""Copying the list: what is selected, else all that is shown, as it is shown, and logged."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from cte_desktop.domain.people.roles import Role
from cte_desktop.services.desk import Desk
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.ui.caseload_actions import COPY_TABLE
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.students.copying import CopyTable
from cte_desktop.ui.students.page import PAGE, StudentsPage
from tests.ui.hands import SHIFT, press
from tests.ui.seats import seat


def _copied(page: StudentsPage, desk: Desk, bench: Workbench, qtbot: QtBot) -> str:
    CopyTable(desk, bench, page.table, PAGE)
    bench.actions.action(COPY_TABLE).trigger()
    qtbot.waitUntil(bench.tasks.is_idle)
    return QGuiApplication.clipboard().text()


def test_the_selected_rows_are_copied_with_the_columns_that_are_shown(
    listed_page: StudentsPage, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    page = listed_page
    page.columns.show(("name", "grade", "id"), ("id", True))
    page.table.selectRow(1)
    press(page.table, Qt.Key.Key_Down, SHIFT)
    lines = _copied(page, desk, bench, qtbot).splitlines()
    rows = page.table.selected_rows()
    assert lines[0] == "Name\tGrade\tId"
    assert [line.split("\t")[2] for line in lines[1:]] == [row.student_id for row in rows]
    assert "<table>" in QGuiApplication.clipboard().mimeData().html()
    (logged,) = list_disclosures(desk, rows[0].uid)
    assert logged.recipient == "Clipboard of this computer"
    assert list_disclosures(desk, page.model.row_at(5).uid) == ()


def test_without_a_selection_all_that_are_shown_are_copied(
    listed_page: StudentsPage, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    page = listed_page
    page.filters.choose({"grade": 11})
    shown = page.model.rowCount()
    assert len(_copied(page, desk, bench, qtbot).splitlines()) == shown + 1


def test_who_may_not_export_copies_nothing(
    listed_page: StudentsPage,
    desk: Desk,
    bench: Workbench,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    errors: list[Exception] = []
    monkeypatch.setattr(bench.notices, "error", errors.append)
    QGuiApplication.clipboard().setText("before")
    seat(desk, Role.READER)
    assert _copied(listed_page, desk, bench, qtbot) == "before"
    assert [getattr(error, "code", "") for error in errors] == ["not_allowed"]
    assert list_disclosures(desk) == ()
