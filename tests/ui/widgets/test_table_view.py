"""The table by mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from cte_desktop.ui import theme
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.table_view import TableView, nobody
from tests.ui.hands import click, press

Line = tuple[str, int]
LINES: list[Line] = [("Rivera", 3), ("Núñez", 1), ("Smith", 2)]


@pytest.fixture
def table(qtbot: QtBot) -> TableView[Line]:
    columns: list[Column[Line]] = [
        Column("Name", lambda line: line[0]),
        Column("Credits", lambda line: str(line[1]), figures=True, width=120),
    ]
    model = TableModel(columns, lambda line: line[0])
    model.show(LINES)
    view = TableView(model, "Students", about=nobody, several=True)
    model.setParent(view)
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show()
    return view


def model_of(table: TableView[Line]) -> TableModel[Line]:
    model = table.model()
    assert isinstance(model, TableModel)
    return model


def test_enter_and_double_click_choose_the_row(table: TableView[Line], qtbot: QtBot) -> None:
    chosen: list[Line] = []
    table.row_chosen.connect(chosen.append)
    table.focus_first()
    press(table, Qt.Key.Key_Down)
    press(table, Qt.Key.Key_Return)
    place = table.visualRect(table.model().index(2, 0)).center()
    click(table.viewport(), place)
    click(table.viewport(), place, twice=True)
    assert chosen == [("Núñez", 1), ("Smith", 2)]


def test_the_selection_stays_with_its_rows_through_search_sort_and_refresh(
    table: TableView[Line],
) -> None:
    model = model_of(table)
    assert table.select_key("Smith")
    model.sort(1)
    assert table.selected_rows() == (("Smith", 2),)
    model.search("smi")
    assert table.current_row() == ("Smith", 2)
    model.show([("Smith", 9), *LINES[:2]])
    assert table.selected_rows() == (("Smith", 9),)


def test_a_row_that_vanishes_leaves_no_current_row(table: TableView[Line]) -> None:
    told: list[Line | None] = []
    table.select_key("Smith")
    table.current_row_changed.connect(told.append)
    model_of(table).search("riv")
    assert told == [None]
    assert table.current_row() is None
    assert not table.select_key("Smith")


def test_a_click_on_a_title_sorts(table: TableView[Line], qtbot: QtBot) -> None:
    header = table.horizontalHeader()
    spot = QPoint(header.sectionViewportPosition(1) + 20, header.height() // 2)
    click(header.viewport(), spot)
    assert [row[1] for row in model_of(table).shown_rows()] == [1, 2, 3]
    click(header.viewport(), spot)
    assert [row[1] for row in model_of(table).shown_rows()] == [3, 2, 1]


def test_every_row_has_the_height_of_the_look(table: TableView[Line]) -> None:
    assert [table.rowHeight(line) for line in range(3)] == [28, 28, 28]


def test_the_first_column_takes_the_space_left(table: TableView[Line]) -> None:
    table.grab()
    assert table.columnWidth(1) == 120
    assert table.columnWidth(0) == table.viewport().width() - 120


def test_a_column_that_takes_the_space_left_never_gets_less_than_it_asks_for(
    qtbot: QtBot,
) -> None:
    columns: list[Column[Line]] = [
        Column("Name", lambda line: line[0], least=150),
        Column("Credits", lambda line: str(line[1]), width=300),
    ]
    model = TableModel(columns, lambda line: line[0])
    model.show(LINES)
    view = TableView(model, "Students", about=nobody)
    model.setParent(view)
    qtbot.addWidget(view)
    view.show()
    for width, name in ((800, None), (320, theme.px(150))):
        view.resize(width, 300)
        room = view.viewport().width() - view.columnWidth(1)
        assert view.columnWidth(0) == (name or room)
        assert (view.horizontalScrollBar().maximum() > 0) is (name is not None)
    view.resize(800, 300)
    view.setColumnWidth(1, 200)
    assert view.columnWidth(0) == view.viewport().width() - 200
