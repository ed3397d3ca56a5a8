"""Asking for a passphrase: whose it is, and how long to wait after too many wrong ones."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cte_desktop.ui.opening.unlock_panel import UnlockPanel
from tests.ui.hands import click, press, type_text

FILE = Path("valencia.cte")
NAMES = ("Ana Alvarez", "Carl Chen")


class Wait:
    """Seconds until a passphrase can be tried."""

    seconds = 0

    def __call__(self) -> int:
        return self.seconds


def shown(qtbot: QtBot, wait: Wait, *about: object) -> UnlockPanel:
    names, name = about or ((), "")
    assert isinstance(names, tuple)
    panel = UnlockPanel(FILE, wait, names, str(name))
    qtbot.addWidget(panel)
    panel.show()
    return panel


def test_nobody_is_asked_who_they_are_while_there_is_one_passphrase(qtbot: QtBot) -> None:
    panel = shown(qtbot, Wait())
    assert not panel.who.isVisible()
    assert not panel.unlock.isEnabled()
    type_text(panel.field, "kiln orbit velvet")
    with qtbot.waitSignal(panel.unlock_wanted) as wanted:
        click(panel.unlock)
    assert wanted.args == ["kiln orbit velvet", ""]
    assert not panel.isEnabled()


def test_who_signs_in_is_chosen_and_the_owner_is_one_of_them(qtbot: QtBot) -> None:
    panel = shown(qtbot, Wait(), NAMES, "Carl Chen")
    assert panel.who.currentText() == "Carl Chen"
    rows = [panel.who.itemText(row) for row in range(panel.who.count())]
    assert rows == [*NAMES, "The database's own passphrase"]
    type_text(panel.field, "kiln orbit velvet")
    with qtbot.waitSignal(panel.unlock_wanted) as wanted:
        click(panel.unlock)
    assert wanted.args == ["kiln orbit velvet", "Carl Chen"]
    assert shown(qtbot, Wait(), NAMES, "").who.currentData() == ""


def test_arrows_walk_in_the_list_of_people_until_enter(qtbot: QtBot) -> None:
    panel = shown(qtbot, Wait(), NAMES, "Ana Alvarez")
    panel.activateWindow()
    panel.say("This is not the passphrase of Ana Alvarez.")
    panel.who.setFocus()
    for name in ("Carl Chen", ""):
        press(panel.who, Qt.Key.Key_Down)
        assert panel.who.currentData() == name
        assert panel.focusWidget() is panel.who
    assert not panel.said.isVisible()
    press(panel.who, Qt.Key.Key_Return)
    assert panel.focusWidget() is panel.field


def test_a_choice_in_the_open_list_goes_on_to_the_passphrase(qtbot: QtBot) -> None:
    panel = shown(qtbot, Wait(), NAMES, "Ana Alvarez")
    panel.activateWindow()
    panel.who.setFocus()
    panel.who.showPopup()
    press(panel.who.view(), Qt.Key.Key_Down)
    press(panel.who.view(), Qt.Key.Key_Return)
    assert panel.who.currentData() == "Carl Chen"
    assert panel.focusWidget() is panel.field


def test_the_next_try_waits_as_long_as_it_must(qtbot: QtBot) -> None:
    wait = Wait()
    wait.seconds = 4
    panel = shown(qtbot, wait)
    panel.say("This is not it.")
    assert "4 seconds" in panel.said.text()
    type_text(panel.field, "kiln orbit velvet")
    assert not panel.unlock.isEnabled()
    wait.seconds = 1
    panel.show_seconds()
    assert panel.said.text().endswith("in 1 second.")
    wait.seconds = 0
    panel.show_seconds()
    assert not panel.said.isVisible()
    assert panel.unlock.isEnabled()
