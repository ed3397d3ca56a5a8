"""Schools, bells and travel times written into their tables: saved by themselves, undone, said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from cte_desktop.domain.catalog.timetable import Bell
from cte_desktop.domain.people.roles import Person, Role
from cte_desktop.services.catalog_edits.bells import bells_of, save_bell
from cte_desktop.services.catalog_edits.ways import save_way
from cte_desktop.services.desk import Desk
from cte_desktop.services.history import list_history, undo
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.settings.tables.bells_panel import BellsPanel, key_of
from cte_desktop.ui.settings.tables.cells import Cell, FixedCell, TextCell
from cte_desktop.ui.settings.tables.edit_grid import NEW, EditGrid
from cte_desktop.ui.settings.tables.schools_panel import SchoolsPanel
from cte_desktop.ui.settings.tables.table_panel import TablePanel
from cte_desktop.ui.settings.tables.travel_panel import TravelPanel
from tests.ui.hands import press, type_text

START, END = 3, 4
Make = Callable[[type[TablePanel]], TablePanel]


@pytest.fixture
def said(bench: Workbench) -> list[Notice]:
    told: list[Notice] = []
    bench.notices.posted.connect(told.append)
    return told


@pytest.fixture
def shown(empty_desk: Desk, bench: Workbench, qtbot: QtBot) -> Make:
    def make(kind: type[TablePanel]) -> TablePanel:
        panel = kind(empty_desk, bench)  # type: ignore[call-arg]
        qtbot.addWidget(panel)
        bench.refresh.changed.connect(lambda _changes: panel.read())
        panel.resize(1000, 700)
        panel.show()
        panel.read()
        qtbot.waitUntil(bench.tasks.is_idle)
        return panel

    return make


def field_of(cell: Cell) -> QLineEdit:
    assert isinstance(cell, TextCell)
    return cell.field


def write(cell: Cell, text: str, *, enter: bool = True) -> None:
    field = field_of(cell)
    field.setFocus()
    field.selectAll()
    type_text(field, text)
    if enter:
        press(field, Qt.Key.Key_Return)


def bells(shown: Make) -> BellsPanel:
    panel = shown(BellsPanel)
    assert isinstance(panel, BellsPanel)
    panel.school.setCurrentIndex(panel.school.findData("VL"))
    return panel


def bell(desk: Desk, block: str = "P1") -> Bell:
    return next(b for b in bells_of(desk.catalog(), "VL") if b.block == block)


def test_a_time_written_into_the_table_is_saved_and_undone(
    shown: Make, empty_desk: Desk, said: list[Notice], qtbot: QtBot
) -> None:
    panel, before = bells(shown), bell(empty_desk)
    write(panel.grid.cells[key_of(before), START], "8:31")
    qtbot.waitUntil(lambda: bool(said))
    assert bell(empty_desk).start == 511
    assert said[-1].text == "Saved: P1 of Valencia High."
    said[-1].buttons[0].press()
    qtbot.waitUntil(lambda: bell(empty_desk) == before)
    qtbot.waitUntil(lambda: panel.grid.texts_of(key_of(before))[START] == "08:30")


def test_what_is_wrong_is_said_while_typing_and_nothing_is_saved(
    shown: Make, empty_desk: Desk
) -> None:
    panel, before = bells(shown), bell(empty_desk)
    cell = panel.grid.cells[key_of(before), END]
    for text, words in (("25:00", "is no time"), ("08:00", "end after it begins"), ("x", "time")):
        write(cell, text)
        assert words in panel.grid.fault.text()
        assert bell(empty_desk) == before
    press(field_of(cell), Qt.Key.Key_Escape)
    assert (cell.text(), panel.grid.fault.text()) == ("09:25", "") or not cell.is_changed()


def test_a_bad_time_that_is_left_is_given_up(shown: Make, empty_desk: Desk, qtbot: QtBot) -> None:
    panel, before = bells(shown), bell(empty_desk)
    cell = panel.grid.cells[key_of(before), END]
    kept = cell.text()
    write(cell, "26:00", enter=False)
    panel.school.setFocus()
    qtbot.waitUntil(lambda: cell.text() == kept)
    assert panel.grid.fault.isHidden()


def test_periods_that_overlap_are_said_beside_the_row_and_above_the_table(
    shown: Make, empty_desk: Desk, said: list[Notice], qtbot: QtBot
) -> None:
    panel, before = bells(shown), bell(empty_desk)
    later = bell(empty_desk, "P2").start + 5
    write(panel.grid.cells[key_of(before), END], f"{later // 60}:{later % 60:02}")
    qtbot.waitUntil(lambda: bool(said))
    qtbot.waitUntil(lambda: "rings at the same time" in panel.overlapping.text())
    assert bell(empty_desk).end == later


def test_a_bell_is_added_once_everything_about_it_is_right(
    shown: Make, empty_desk: Desk, said: list[Notice], qtbot: QtBot
) -> None:
    panel = bells(shown)
    panel.add.click()
    write(panel.grid.cells[NEW, 0], "ADV")
    panel.grid.add_button.click()
    assert not panel.grid.fault.isHidden()
    assert said == []
    write(panel.grid.cells[NEW, START], "10:00")
    write(panel.grid.cells[NEW, END], "10:20")
    panel.grid.add_button.click()
    qtbot.waitUntil(lambda: bool(said))
    assert bell(empty_desk, "ADV").start == 600
    assert list_history(empty_desk)[0].text == "Add the bell ADV of Valencia High"
    added = key_of(bell(empty_desk, "ADV"))
    qtbot.waitUntil(lambda: added in panel.grid.removers)
    panel.grid.removers[added].click()
    qtbot.waitUntil(lambda: all(b.block != "ADV" for b in empty_desk.catalog().bells))


def test_a_way_that_nobody_knows_comes_first_and_is_written_down(
    shown: Make, empty_desk: Desk, said: list[Notice], qtbot: QtBot
) -> None:
    save_way(empty_desk, "CN", "VL", None, None)
    panel = shown(TravelPanel)
    assert isinstance(panel, TravelPanel)
    assert "The way between 1 pair of sites is not known." in panel.missing.text()
    grid: EditGrid = panel.grid
    assert next(iter(grid.cells))[0] == ("CN", "VL")
    write(grid.cells[("CN", "VL"), 2], "x")
    assert "0 to 600" in grid.fault.text()
    write(grid.cells[("CN", "VL"), 2], "21")
    qtbot.waitUntil(lambda: bool(said))
    assert empty_desk.catalog().travel_minutes("VL", "CN") == 21
    qtbot.waitUntil(lambda: panel.missing.text() == "")
    undo(empty_desk)
    assert empty_desk.catalog().travel_minutes("VL", "CN") is None


def test_one_way_can_take_longer_than_the_other(
    shown: Make, empty_desk: Desk, said: list[Notice], qtbot: QtBot
) -> None:
    panel = shown(TravelPanel)
    assert isinstance(panel, TravelPanel)
    write(panel.grid.cells[("CN", "VL"), 3], "44")
    qtbot.waitUntil(lambda: bool(said))
    catalog = empty_desk.catalog()
    assert catalog.travel_minutes("VL", "CN") == 44
    assert catalog.travel_minutes("CN", "VL") != 44


def test_a_school_is_renamed_added_and_kept_while_anything_names_it(
    shown: Make, empty_desk: Desk, said: list[Notice], qtbot: QtBot
) -> None:
    panel = shown(SchoolsPanel)
    assert isinstance(panel, SchoolsPanel)
    assert isinstance(panel.grid.cells["VL", 0], FixedCell)
    write(panel.grid.cells["VL", 1], "Valencia")
    qtbot.waitUntil(lambda: bool(said))
    assert empty_desk.catalog().school_by_short["VL"].name == "Valencia"
    panel.grid.removers["VL"].click()
    qtbot.waitUntil(lambda: "can't be removed" in said[-1].text)
    panel.add.click()
    write(panel.grid.cells[NEW, 0], "EAST")
    write(panel.grid.cells[NEW, 1], "East Campus")
    panel.grid.add_button.click()
    qtbot.waitUntil(lambda: "EAST" in empty_desk.catalog().school_by_short)


def test_who_lacks_the_right_reads_every_cell_and_why(
    shown: Make, empty_desk: Desk, bench: Workbench
) -> None:
    empty_desk.person = Person("u", "Ben Cruz", Role.COUNSELOR)
    panel = bells(shown)
    assert all(field_of(c).isReadOnly() for c in panel.grid.cells.values() if type(c) is TextCell)
    assert not panel.add.isEnabled()
    assert "An administrator may." in panel.words.text()


def test_a_row_being_added_stays_when_the_table_is_read_anew(
    shown: Make, empty_desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    panel = bells(shown)
    panel.add.click()
    write(panel.grid.cells[NEW, 0], "ADV", enter=False)
    bench.refresh.tell(save_bell(empty_desk, bell(empty_desk), None))
    qtbot.waitUntil(lambda: all(b.block != "P1" for b in panel._bells.values()))
    assert panel.grid.texts_of(NEW)[0] == "ADV"
