"""Recent databases: the list, the menu, the dialog, and one that is not there any more."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.system.recent_databases import note_database, recent_databases
from cte_desktop.ui.opening.recent.dialog import RecentDialog
from cte_desktop.ui.opening.recent.door import RecentDoor
from cte_desktop.ui.opening.start_panel import StartPanel
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.start_actions import RECENT
from tests.ui.hands import click, press


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A database that is there, and one that is gone."""
    there, gone = tmp_path / "there.cte", tmp_path / "gone & away.cte"
    there.write_bytes(b"records")
    return there, gone


def test_one_that_is_gone_can_be_looked_for_and_taken_out_but_not_opened(
    files: tuple[Path, Path], qtbot: QtBot
) -> None:
    there, gone = files
    dialog = RecentDialog((gone, there))
    dialog.show()
    assert "is not there: it was moved, renamed or deleted" in dialog.said.text()
    assert not dialog.open_it.isEnabled()
    forgotten: list[Path] = []
    dialog.forget_wanted.connect(forgotten.append)
    with qtbot.waitSignal(dialog.look_wanted) as looked:
        click(dialog.look)
    assert looked.args == [gone]
    again = RecentDialog((gone, there))
    again.forget_wanted.connect(forgotten.append)
    again.show()
    click(again.forget)
    assert forgotten == [gone]
    assert again.open_it.isEnabled()
    with qtbot.waitSignal(again.chosen) as chosen:
        press(again.list, Qt.Key.Key_Return)
    assert chosen.args == [there]
    assert there.read_bytes() == b"records"


def test_a_list_that_was_emptied_says_so(files: tuple[Path, Path], qtbot: QtBot) -> None:
    dialog = RecentDialog(files[:1])
    dialog.show()
    click(dialog.forget)
    assert dialog.said.text() == "No other database was open before."
    assert not dialog.forget.isEnabled()


def test_the_menu_lists_them_with_numbers_and_without_the_open_one(
    bench: Workbench, files: tuple[Path, Path], tmp_path: Path, qtbot: QtBot
) -> None:
    there, gone = files
    folder = tmp_path / "kept"
    note_database(folder, there)
    note_database(folder, gone)
    window = QWidget()
    qtbot.addWidget(window)
    door = RecentDoor(bench, window, folder)
    assert bench.actions.action(RECENT).isEnabled()
    menu = bench.actions.action(RECENT).menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    said = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert said == ["&1  gone && away (not there)", "&2  there", "&All of them…"]
    with qtbot.waitSignal(door.chosen) as chosen:
        menu.actions()[1].trigger()
    assert chosen.args == [there]
    door.note(there)
    door.forget(gone)
    assert door.files() == ()
    assert recent_databases(folder) == (there,)
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions() if action.text()] == ["&All of them…"]
    bench.actions.action(RECENT).trigger()
    (dialog,) = window.findChildren(RecentDialog)
    assert dialog.said.text() == "No other database was open before."


def test_the_first_screen_lists_them_and_opens_one_with_enter(
    files: tuple[Path, Path], qtbot: QtBot
) -> None:
    panel = StartPanel(files)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.recent is not None
    with qtbot.waitSignal(panel.recent_wanted) as chosen:
        press(panel.recent, Qt.Key.Key_Return)
    assert chosen.args == [files[0]]
    assert StartPanel().recent is None
    assert not panel.findChildren(QFileDialog)
