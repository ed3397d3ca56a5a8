"""Any table of the window can be saved as it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.services.students import StudentLine, list_students
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.table_saving import TableSaver, TableSavingDialog, shown_table
from cte_desktop.ui.widgets.table_view import SOMEBODY, TableView, saving_news
from tests.ui.hands import click, press, type_text


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def view(desk: Desk, qtbot: QtBot) -> Iterator[TableView[StudentLine]]:
    columns: tuple[Column[StudentLine], ...] = (
        Column("Name", lambda line: line.name),
        Column("Id", lambda line: line.student_id),
        Column("Grade", lambda line: str(line.grade_level), figures=True),
    )
    model: TableModel[StudentLine] = TableModel(columns, lambda line: line.uid)
    made: TableView[StudentLine] = TableView(model, "Students", about=lambda line: (line.uid,))
    qtbot.addWidget(made)
    model.show(list_students(desk))
    made.show()
    yield made
    made.deleteLater()


def test_rows_and_columns_are_those_that_are_shown_in_their_order(
    view: TableView[StudentLine], desk: Desk
) -> None:
    grade = list_students(desk)[0].grade_level
    view.rows_model().keep(lambda line: line.grade_level == grade)
    view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    view.horizontalHeader().moveSection(2, 0)
    view.setColumnHidden(0, True)
    table = shown_table(view)
    ids = sorted(
        (one.student_id for one in list_students(desk) if one.grade_level == grade), reverse=True
    )
    assert table.headings == ("Grade", "Id")
    assert table.figures == (True, False)
    assert table.rows == tuple((str(grade), one) for one in ids)


def test_a_table_of_students_asks_who_receives_it_and_is_logged(
    view: TableView[StudentLine],
    bench: Workbench,
    desk: Desk,
    over: QWidget,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    saver = TableSaver(bench, desk, over)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    press(view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(bench.tasks.is_idle)
    dialog = view.findChild(TableSavingDialog)
    assert isinstance(dialog, TableSavingDialog)
    assert not dialog.save_button.isEnabled()
    type_text(dialog.to.recipient, "Principal")
    type_text(dialog.to.purpose, "staffing")
    click(dialog.save_button)
    chosen = over.findChild(QFileDialog)
    assert isinstance(chosen, QFileDialog)
    chosen.fileSelected.emit(str(tmp_path / "students.csv"))
    chosen.close()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert (tmp_path / "students.csv").exists()
    (entry,) = list_disclosures(desk)
    assert (entry.recipient, len(entry.student_uids)) == ("Principal", len(list_students(desk)))
    assert saver.parent() is over


@pytest.mark.parametrize("named", ["of long ago", SOMEBODY])
def test_people_who_are_no_students_of_the_database_are_asked_about_and_logged(
    named: str, bench: Workbench, desk: Desk, over: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    model: TableModel[str] = TableModel((Column("Name", str),), lambda row: row)
    view: TableView[str] = TableView(model, "Register", about=lambda _row: (named,))
    qtbot.addWidget(view)
    model.show(("Ana Rivera",))
    saver = TableSaver(bench, desk, over)
    view.show()
    view.save_action.trigger()
    qtbot.waitUntil(bench.tasks.is_idle)
    dialog = view.findChild(TableSavingDialog)
    assert isinstance(dialog, TableSavingDialog)
    assert dialog.isVisible()
    type_text(dialog.to.recipient, "Principal")
    type_text(dialog.to.purpose, "staffing")
    click(dialog.save_button)
    chosen = over.findChild(QFileDialog)
    assert isinstance(chosen, QFileDialog)
    chosen.fileSelected.emit(str(tmp_path / "people.csv"))
    chosen.close()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert "Ana Rivera" in (tmp_path / "people.csv").read_text(encoding="utf-8-sig")
    (entry,) = list_disclosures(desk)
    assert entry.student_uids == ((named,) if named else ())
    assert saver.parent() is over


def test_the_menu_of_a_table_offers_it_only_when_somebody_can(
    view: TableView[StudentLine], bench: Workbench, desk: Desk, qtbot: QtBot
) -> None:
    def menus() -> int:
        place = QPoint(5, 5)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place))
        QApplication.sendEvent(view.viewport(), event)
        found = view.findChildren(QMenu)
        for menu in found:
            menu.close()
        return len(found)

    saving_news().offer(None)
    assert menus() == 0
    owner = QWidget()
    qtbot.addWidget(owner)
    TableSaver(bench, desk, owner)
    assert menus() == 1


def test_saving_goes_on_beside_the_window(
    view: TableView[StudentLine],
    bench: Workbench,
    desk: Desk,
    over: QWidget,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    saver = TableSaver(bench, desk, over)
    saver.save(shown_table(view), tmp_path / "t.xlsx", frozenset(), None)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert (tmp_path / "t.xlsx").exists()
