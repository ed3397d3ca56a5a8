"""The start of the program with a database that the keychain of this computer remembers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cte_desktop.app import Program, Start, build
from cte_desktop.services import backups
from cte_desktop.services.districts import new_district
from cte_desktop.services.protection import remember
from cte_desktop.services.restoring import Outcome
from cte_desktop.system import keychain
from cte_desktop.ui.opening.unlock_panel import UnlockPanel
from tests.services.test_protection import Kept
from tests.ui.districts import CLOCK
from tests.ui.hands import CONTROL, press, type_text

PASSPHRASE = "kiln orbit velvet sand moss"


@pytest.fixture
def chain(monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    """A keychain of this test."""
    before = keyring.get_keyring()
    made = Kept()
    keyring.set_keyring(made)
    monkeypatch.setattr(keychain, "_TRUSTED", frozenset({Kept.__module__}))
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def file(chain: Kept, quick_keys: None, tmp_path: Path) -> Path:
    """A database that the keychain remembers."""
    made = tmp_path / "valencia.cte"
    desk = new_district(made, PASSPHRASE, CLOCK, actor="A. Lee")
    remember(desk, PASSPHRASE)
    desk.close()
    return made


@pytest.fixture
def begin(qapp: QApplication) -> Iterator[Callable[[Path], Program]]:
    """Start the program; it is closed at the end."""
    programs: list[Program] = []

    def begun(file: Path) -> Program:
        programs.append(build(qapp, Start(CLOCK, "A. Lee", file)))
        return programs[-1]

    yield begun
    for program in programs:
        program.close()


def test_it_opens_without_a_question_but_a_locked_window_asks(
    begin: Callable[[Path], Program], file: Path, qtbot: QtBot
) -> None:
    program = begin(file)
    qtbot.waitUntil(lambda: program.locker is not None, timeout=10_000)
    qtbot.waitUntil(program.bench.tasks.is_idle)
    locker = program.locker
    assert locker is not None
    press(program.window, Qt.Key.Key_L, CONTROL)
    assert locker.panel is not None
    assert locker.panel.field.isVisible()
    assert not locker.panel.unlock.isEnabled()
    type_text(locker.panel.field, PASSPHRASE)
    press(locker.panel.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not locker.is_locked())


def test_a_locked_window_asks_when_its_database_is_opened_anew(
    begin: Callable[[Path], Program], file: Path, qtbot: QtBot
) -> None:
    program = begin(file)
    with qtbot.waitSignal(program.ready, timeout=20_000):
        pass
    assert program.desk is not None
    source = backups.back_up(program.desk).path
    press(program.window, Qt.Key.Key_L, CONTROL)
    program.desk.close()
    replaced = Outcome(file, source, None, {}, 0)
    program.bench.requests.database_replaced.emit(replaced)
    qtbot.waitUntil(lambda: program.window.findChild(UnlockPanel) is not None, timeout=10_000)
    assert program.desk is None


def test_a_keychain_that_has_forgotten_it_leaves_the_passphrase(
    begin: Callable[[Path], Program], file: Path, chain: Kept, qtbot: QtBot
) -> None:
    chain.kept.clear()
    program = begin(file)
    qtbot.waitUntil(lambda: program.window.findChild(UnlockPanel) is not None, timeout=10_000)
    assert program.desk is None
