"""What's new, and an update from a file, as a person meets them."""

from __future__ import annotations

import atexit
import errno
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.services import updates
from cte_desktop.services.backups import list_backups
from cte_desktop.services.desk import Desk
from cte_desktop.ui.help.updating.dialog import UpdateDialog
from cte_desktop.ui.help.updating.door import UpdateDoor
from cte_desktop.ui.help.updating.news import UPDATING, VERSION, NewsDialog, NewsDoor
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.start_actions import UPDATE, WHATS_NEW
from cte_desktop.ui.window_memory import WindowMemory
from tests.exchange.updates.signed import KEY, update
from tests.ui.hands import click


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def memory(tmp_path: Path) -> WindowMemory:
    return WindowMemory(tmp_path / "window.json")


@pytest.fixture
def said(bench: Workbench) -> list[Notice]:
    heard: list[Notice] = []
    bench.notices.posted.connect(heard.append)
    return heard


@pytest.fixture
def door(bench: Workbench, empty_desk: Desk, window: QWidget, memory: WindowMemory) -> UpdateDoor:
    made = UpdateDoor(bench, empty_desk, window, memory)
    made._key = KEY
    return made


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would be started at the end of the program."""
    commands: list[list[str]] = []
    monkeypatch.setattr(atexit, "register", lambda _start, command: commands.append(command))
    return commands


def checked(door: UpdateDoor, file: Path, qtbot: QtBot) -> UpdateDialog:
    door.look_at(file)
    qtbot.waitUntil(lambda: door.dialog is not None)
    assert door.dialog is not None
    return door.dialog


def test_an_update_backs_up_unpacks_and_leaves_the_program_to_the_installer(
    door: UpdateDoor,
    window: QWidget,
    memory: WindowMemory,
    empty_desk: Desk,
    started: list[list[str]],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    dialog = checked(door, update(tmp_path / "u.cte-update"), qtbot)
    assert "Version 0.1.0 is installed." in dialog.words.text()
    assert not updates.updates_folder().exists()
    click(dialog.install)
    dialog.close()  # it is at work
    qtbot.waitUntil(lambda: not window.isVisible())
    assert [one.reason for one in list_backups(empty_desk)] == ["before-update"]
    assert any("setup.exe" in word for word in started[0])
    assert memory.recall(UPDATING) == "9.1"


def test_without_an_open_database_the_program_is_updated_and_none_is_backed_up(
    door: UpdateDoor,
    window: QWidget,
    started: list[list[str]],
    empty_desk: Desk,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    door.desk = None
    dialog = checked(door, update(tmp_path / "u.cte-update"), qtbot)
    assert dialog.install.text().strip() == "&Install"
    click(dialog.install)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert any("setup.exe" in word for word in started[0])
    assert list_backups(empty_desk) == ()


def test_a_window_that_stays_open_leaves_the_installer_be(
    door: UpdateDoor,
    bench: Workbench,
    window: QWidget,
    started: list[list[str]],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(window, "close", lambda: False)
    click(checked(door, update(tmp_path / "u.cte-update"), qtbot).install)
    qtbot.waitUntil(lambda: door.dialog is None)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert started == []


def test_a_file_that_is_not_genuine_is_told_and_changes_nothing(
    door: UpdateDoor, said: list[Notice], started: list[list[str]], tmp_path: Path, qtbot: QtBot
) -> None:
    door._key = None
    door.look_at(update(tmp_path / "u.cte-update"))
    qtbot.waitUntil(lambda: bool(said))
    assert "was not signed by the publisher" in said[0].text
    assert said[0].kept == "Nothing was changed."
    assert door.dialog is None
    assert started == []


def test_a_full_disk_is_told_in_the_dialog_and_can_be_tried_again(
    door: UpdateDoor,
    window: QWidget,
    started: list[list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    dialog = checked(door, update(tmp_path / "u.cte-update"), qtbot)

    def full(*_all: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("cte_desktop.exchange.updates.unpacking._write_files", full)
        click(dialog.install)
        qtbot.waitUntil(dialog.said.isVisible)
    assert "the disk is full or can't be written" in dialog.said.text()
    assert started == []
    assert window.isVisible()
    click(dialog.install)
    qtbot.waitUntil(lambda: bool(started))


def test_who_stops_it_keeps_the_program_as_it_is(
    door: UpdateDoor,
    bench: Workbench,
    window: QWidget,
    started: list[list[str]],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    dialog = checked(door, update(tmp_path / "u.cte-update"), qtbot)
    click(dialog.install)
    click(dialog.cancel)
    qtbot.waitUntil(bench.tasks.is_idle)
    qtbot.waitUntil(lambda: door.dialog is None)
    assert started == []
    assert window.isVisible()
    left = updates.updates_folder()
    assert not left.exists() or list(left.iterdir()) == []
    assert bench.actions.action(UPDATE).isEnabled()


def test_the_first_start_of_a_new_version_tells_once_what_is_new(
    bench: Workbench, window: QWidget, memory: WindowMemory, said: list[Notice]
) -> None:
    NewsDoor(bench, window, memory, "1.0")
    assert said == []
    NewsDoor(bench, window, memory, "1.1")
    NewsDoor(bench, window, memory, "1.1")
    assert [notice.text for notice in said] == ["CTE Desktop was updated to version 1.1."]
    assert memory.recall(VERSION) == "1.1"
    said[0].buttons[0].press()
    assert window.findChildren(NewsDialog)


def test_an_update_that_was_not_installed_is_told_with_what_the_installer_said(
    bench: Workbench, window: QWidget, memory: WindowMemory, said: list[Notice]
) -> None:
    folder = updates.updates_folder()
    folder.mkdir(parents=True)
    (folder / "installing.txt").write_text("CTE Desktop is open. Close it.\n", encoding="utf-8")
    memory.remember(VERSION, "1.0")
    memory.remember(UPDATING, "1.1")
    NewsDoor(bench, window, memory, "1.0")
    assert said[0].text == "The update to version 1.1 was not installed."
    assert said[0].kept == "CTE Desktop is open. Close it."
    assert memory.recall(UPDATING) == ""


def test_what_was_unpacked_goes_once_the_new_version_runs(
    bench: Workbench, window: QWidget, memory: WindowMemory, qtbot: QtBot
) -> None:
    (updates.updates_folder() / "1.1").mkdir(parents=True)
    memory.remember(VERSION, "1.0")
    memory.remember(UPDATING, "1.1")
    NewsDoor(bench, window, memory, "1.1")
    qtbot.waitUntil(lambda: not updates.updates_folder().exists())


def test_the_news_can_be_read_at_any_time(
    bench: Workbench, window: QWidget, memory: WindowMemory
) -> None:
    NewsDoor(bench, window, memory)
    bench.actions.action(WHATS_NEW).trigger()
    (dialog,) = window.findChildren(NewsDialog)
    assert "The first version" in dialog.text.toPlainText()
