"""The table model: search, order, keys, and Qt's own checks."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from cte_desktop.ui.table_model import COLOR_ROLE, ICON_ROLE, ROW_ROLE, Column, TableModel


@dataclass(frozen=True, slots=True)
class Line:
    """A row."""

    number: str
    name: str
    credits: int


LINES = (
    Line("3", "Rivera, Ana", 50),
    Line("1", "Núñez, José", 200),
    Line("2", "O'Brien, Zoë", 9),
)
COLUMNS: tuple[Column[Line], ...] = (
    Column("Name", lambda line: line.name, tooltip=lambda line: f"Student {line.number}"),
    Column("Number", lambda line: line.number),
    Column(
        "Credits",
        lambda line: str(line.credits),
        figures=True,
        sort_key=lambda line: line.credits,
        icon=lambda line: "check" if line.credits > 100 else None,
        color=lambda line: "met" if line.credits > 100 else None,
        searched=False,
    ),
)


@pytest.fixture
def model(qtbot: QtBot) -> TableModel[Line]:
    made = TableModel(COLUMNS, lambda line: line.number)
    made.show(LINES)
    return made


def names(model: TableModel[Line]) -> list[str]:
    return [line.name.split(",")[0] for line in model.shown_rows()]


def test_both_model_testers_find_nothing(
    model: TableModel[Line], qtmodeltester: ModelTester
) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, fatal)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call] # pytest-qt ships no types here
    model.search("ana")
    model.sort(2, Qt.SortOrder.DescendingOrder)
    model.search("")
    model.replace_row(Line("2", "O'Brien, Zoë", 12))
    model.keep(lambda line: line.credits > 10)
    model.show(())
    model.show(LINES)
    assert tester.model() is model
    assert model.counts() == (2, 3)


def test_search_ignores_accents_and_columns_that_are_not_searched(model: TableModel[Line]) -> None:
    model.search("nunez jo")
    assert names(model) == ["Núñez"]
    model.search("obrien")
    assert names(model) == ["O'Brien"]
    model.search("200")
    assert names(model) == []


def test_sort_uses_the_key_and_survives_search_and_new_rows(model: TableModel[Line]) -> None:
    model.sort(2)
    assert names(model) == ["O'Brien", "Rivera", "Núñez"]
    model.search("a")
    model.search("")
    assert names(model) == ["O'Brien", "Rivera", "Núñez"]
    model.show((*LINES, Line("4", "Smith, Al", 60)))
    assert names(model) == ["O'Brien", "Rivera", "Smith", "Núñez"]
    model.sort(-1)
    assert names(model) == ["Rivera", "Núñez", "O'Brien", "Smith"]


def test_keep_and_search_hold_together(model: TableModel[Line]) -> None:
    model.keep(lambda line: line.credits >= 50)
    assert names(model) == ["Rivera", "Núñez"]
    model.search("ana")
    assert names(model) == ["Rivera"]
    model.keep(None)
    model.search("o")
    assert names(model) == ["Núñez", "O'Brien"]


def test_a_cell_gives_text_row_color_icon_and_tooltip(model: TableModel[Line]) -> None:
    index = model.index(1, 2)
    assert index.data() == "200"
    assert index.data(ROW_ROLE) is LINES[1]
    assert index.data(COLOR_ROLE) == "met"
    assert index.data(ICON_ROLE) == "check"
    assert not index.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert index.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole) == "Student 1"
    assert model.headerData(2, Qt.Orientation.Horizontal) == "Credits"


def test_one_changed_row_is_told_of_alone(model: TableModel[Line], qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.dataChanged) as told:
        assert model.replace_row(Line("1", "Núñez, José", 7))
    assert told.args is not None
    assert told.args[0].row() == 1
    assert model.index(1, 2).data() == "7"
    assert not model.replace_row(Line("99", "Nobody", 0))


def test_a_key_finds_its_line_only_while_it_is_shown(model: TableModel[Line]) -> None:
    assert model.line_of("2") == 2
    model.search("ana")
    assert model.line_of("2") == -1


@given(st.lists(st.text("abn ", max_size=4), max_size=6))
def test_typing_letter_by_letter_finds_what_a_fresh_search_finds(queries: list[str]) -> None:
    typed = TableModel(COLUMNS, lambda line: line.number)
    typed.show(LINES)
    for query in queries:
        typed.search(query)
        fresh = TableModel(COLUMNS, lambda line: line.number)
        fresh.show(LINES)
        fresh.search(query)
        assert typed.shown_rows() == fresh.shown_rows()
