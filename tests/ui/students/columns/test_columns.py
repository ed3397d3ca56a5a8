"""Columns are chosen by keyboard, keep their order, and are remembered; sorting goes by each."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.services.tags import tag_many
from cte_desktop.ui.caseload_actions import CHOOSE_COLUMNS
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.row_search import fold
from cte_desktop.ui.students.columns.dialog import ColumnsDialog
from cte_desktop.ui.students.fields.all import usual_columns
from cte_desktop.ui.students.page import StudentsPage
from cte_desktop.ui.window_memory import Forgetful
from tests.ui.hands import CONTROL, press
from tests.ui.students.conftest import ShowPage


def _texts(page: StudentsPage, name: str) -> list[str]:
    (place,) = (n for n, one in enumerate(page.columns.every()) if one.id == name)
    return [page.model.index(row, place).data() for row in range(page.model.rowCount())]


def _dialog(page: StudentsPage, bench: Workbench) -> ColumnsDialog:
    bench.actions.action(CHOOSE_COLUMNS).trigger()
    (dialog,) = page.findChildren(ColumnsDialog)
    return dialog


def test_columns_are_ticked_and_moved_by_keyboard(
    listed_page: StudentsPage, bench: Workbench, qtbot: QtBot
) -> None:
    page = listed_page
    dialog = _dialog(page, bench)
    assert dialog.ticked() == usual_columns()
    press(dialog.list, Qt.Key.Key_Space)  # the id
    press(dialog.list, Qt.Key.Key_Down, CONTROL)
    press(dialog.list, Qt.Key.Key_Down)
    press(dialog.list, Qt.Key.Key_Down, CONTROL)
    assert dialog.ticked()[:4] == ("name", "grade", "counselor", "school")
    rows = range(dialog.list.count())
    names = [dialog.list.item(row).data(Qt.ItemDataRole.UserRole) for row in rows]
    dialog.list.setCurrentRow(names.index("tags"))
    assert "find students again" in dialog._explained.text()
    press(dialog.list, Qt.Key.Key_Space)
    dialog.show_button.click()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert page.columns.shown() == (
        *("name", "grade", "counselor", "school", "pathway", "class_of", "tags"),
    )


def test_every_column_is_read_and_sorted_by(
    show_page: ShowPage, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    page = show_page()
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(page.model, fatal, page)
    tag_many(desk, (page.model.row_at(4).uid,), "AP")
    every = tuple(one.id for one in page.columns.every())
    page.columns.show(every)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert page.columns.shown() == every
    for one in page.columns.every():
        page.columns.show(every, (one.id, True))
        assert page.columns.sorting() == (one.id, True)
        assert "…" not in _texts(page, one.id)
        key, text = one.column.sort_key, one.column.text
        keys = [key(row) if key else fold(text(row)) for row in page.model.shown_rows()]
        assert keys == sorted(keys, reverse=True)
    assert any(_texts(page, name)[0] for name in ("graduation", "credits", "plan"))
    assert _texts(page, "tags").count("AP") == 1
    assert set(_texts(page, "graduation")) <= {"met", "on track", "at risk", "not met"}
    assert {"signed", "no plan"} & {text.casefold() for text in _texts(page, "plan")}
    tester.deleteLater()


def test_columns_and_order_are_remembered(
    show_page: ShowPage, bench: Workbench, qtbot: QtBot
) -> None:
    memory = Forgetful()
    page = show_page(memory)
    page.columns.show(("name", "tags", "grade"), ("grade", True))
    page.table.horizontalHeader().moveSection(2, 1)
    qtbot.waitUntil(bench.tasks.is_idle)
    other = show_page(memory)
    assert other.columns.shown() == ("name", "grade", "tags")
    assert other.columns.sorting() == ("grade", True)
    grades = [row.grade_level for row in other.model.shown_rows()]
    assert grades == sorted(grades, reverse=True)


def test_a_memory_from_elsewhere_gives_the_usual_columns(show_page: ShowPage) -> None:
    for kept in ("nonsense", "[1]", '{"columns": 3, "sort": [1, 2]}', '{"columns": ["gone"]}'):
        memory = Forgetful()
        memory.remember("students columns", kept)
        shown = show_page(memory).columns.shown()
        assert shown == (("name",) if "gone" in kept else usual_columns())
        assert json.loads(memory.recall("students columns"))["columns"] == list(shown)


def test_the_name_stays_and_a_hidden_column_sorts_no_more(listed_page: StudentsPage) -> None:
    page = listed_page
    page.columns.show(("school",), ("grade", False))
    assert page.columns.shown() == ("name", "school")
    assert page.columns.sorting() is None
