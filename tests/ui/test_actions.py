"""Actions: who does them, on which page, with which keys."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from cte_desktop.ui.action_list import ACTIONS, MENUS
from cte_desktop.ui.actions import Actions
from cte_desktop.ui.widgets.buttons import follow, push_button


@pytest.fixture
def actions(qtbot: QtBot) -> Actions:
    return Actions()


def test_no_two_actions_share_an_id_or_a_shortcut() -> None:
    ids = Counter(spec.id for spec in ACTIONS)
    keys = Counter(key for spec in ACTIONS for key in spec.shortcuts)
    assert [name for name, count in (ids | keys).items() if count > 1] == []
    assert {spec.menu for spec in ACTIONS} <= {menu for menu, _ in MENUS}


def test_keys_that_everybody_expects_are_nobody_elses() -> None:
    """Ctrl+1 to Ctrl+9 open the pages, Ctrl+S is for the table, Ctrl+C copies from it, Ctrl+K
    goes anywhere, Ctrl+L locks, F1 helps.
    """
    owners = {key: spec.id for spec in ACTIONS for key in spec.shortcuts}
    kept_free = ("Ctrl+S", *(f"Ctrl+{number}" for number in range(1, 10)))
    assert [key for key in kept_free if key in owners] == []
    assert (owners["F1"], owners["Ctrl+K"]) == ("help", "go_to")
    assert owners["Ctrl+C"] == "copy_table"
    assert (owners["Ctrl+L"], owners["L"]) == ("lock", "lock_placement")
    assert (owners["F8"], owners["Shift+F8"]) == ("plans_menu", "compare_plans")


def test_quit_and_settings_have_their_keys_on_every_system(actions: Actions) -> None:
    assert actions.action("quit").shortcut().toString() == "Ctrl+Q"
    assert actions.action("settings").shortcut().toString() == "Ctrl+,"


def test_an_action_that_nobody_offers_is_not_in_the_menu(actions: Actions, qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions.offer("undo", lambda: None)
    actions.fill(window.menuBar())
    assert actions.action("undo").isVisible()
    assert not actions.action("print_certificate").isVisible()


def test_the_open_page_does_the_action_and_else_the_window(actions: Actions) -> None:
    done: list[str] = []
    actions.offer("find", lambda: done.append("everywhere"))
    actions.offer("find", lambda: done.append("plan"), page="plan")
    actions.action("find").trigger()
    actions.open_page("plan")
    actions.action("find").trigger()
    assert done == ["everywhere", "plan"]


def test_a_page_switches_its_own_offer_off(actions: Actions) -> None:
    actions.offer("undo", lambda: None, page="plan", enabled=False)
    actions.open_page("plan")
    assert not actions.action("undo").isEnabled()
    actions.set_enabled("undo", True, page="plan")
    assert actions.action("undo").isEnabled()
    actions.open_page("students")
    assert not actions.action("undo").isEnabled()


def test_undo_names_what_it_takes_back(actions: Actions) -> None:
    actions.set_text("undo", "Undo Move Welding II to grade 11")
    assert actions.action("undo").text() == "Undo Move Welding II to grade 11"


def test_all_but_a_few_are_held_back_for_a_while_and_say_why(actions: Actions) -> None:
    done: list[str] = []
    for name in ("lock", "reminders"):
        actions.offer(name, lambda name=name: done.append(name))  # type: ignore[misc]
    usual = actions.action("reminders").toolTip()
    actions.hold_back({"lock"}, "Not now.")
    for name in ("lock", "reminders"):
        actions.action(name).trigger()
    assert done == ["lock"]
    assert actions.action("reminders").toolTip() == "Not now."
    assert (actions.are_held(), actions.is_held("reminders"), actions.is_held("lock")) == (
        True,
        True,
        False,
    )
    actions.let_go()
    actions.action("reminders").trigger()
    assert done == ["lock", "reminders"]
    assert actions.action("reminders").toolTip() == usual


def test_a_button_that_stands_for_a_refused_action_is_grey_and_says_why(
    actions: Actions, qtbot: QtBot
) -> None:
    pressed: list[str] = []
    button = push_button("Import files…", press=lambda: pressed.append("import"))
    button.setToolTip("Bring files in")
    qtbot.addWidget(button)
    follow(button, actions.action("import_files"))
    assert button.isEnabled()
    actions.forbid({"import_files": "Your role (Counselor) doesn't import files."})
    assert not button.isEnabled()
    assert button.toolTip() == "Your role (Counselor) doesn't import files."
    actions.forbid({})
    assert (button.isEnabled(), button.toolTip()) == (True, "Bring files in")
    actions.forbid({"import_files": "Refused."})
    late = follow(push_button("Import sections…"), actions.action("import_files"))
    qtbot.addWidget(late)
    assert (late.isEnabled(), late.toolTip()) == (False, "Refused.")
