"""Undo and Redo on a page whose parts make steps by themselves."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from cte_desktop.services.changes import Changes
from cte_desktop.services.desk import Desk
from cte_desktop.services.history import list_history
from cte_desktop.services.settings import change_setting
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.step_keeper import StepKeeper, undo_button

PAGE = "completers"


@pytest.fixture
def keeper(bench: Workbench, desk: Desk) -> StepKeeper:
    made = StepKeeper(desk, bench, PAGE, bench.refresh)
    bench.actions.open_page(PAGE)
    made.open()
    return made


def do(bench: Workbench, desk: Desk, name: str, qtbot: QtBot) -> int:
    """Make a step of the history, and tell of it as pages do; returns its number."""
    change_setting(desk, "district_name", name)
    number = list_history(desk, limit=1)[0].number
    bench.refresh.tell(Changes(frozenset({"settings"}), step=number))
    qtbot.waitUntil(bench.tasks.is_idle)
    return number


def trigger(bench: Workbench, name: str, qtbot: QtBot) -> None:
    bench.actions.action(name).trigger()
    qtbot.waitUntil(bench.tasks.is_idle)


def test_nothing_was_done_and_nothing_can_be_undone(bench: Workbench, keeper: StepKeeper) -> None:
    del keeper
    assert not bench.actions.action("undo").isEnabled()
    assert not bench.actions.action("redo").isEnabled()


def test_steps_are_taken_back_one_by_one_and_made_again(
    bench: Workbench, desk: Desk, keeper: StepKeeper, qtbot: QtBot
) -> None:
    del keeper
    do(bench, desk, "One", qtbot)
    do(bench, desk, "Two", qtbot)
    trigger(bench, "undo", qtbot)
    assert desk.district().name == "One"
    trigger(bench, "undo", qtbot)
    assert desk.district().name not in {"One", "Two"}
    assert not bench.actions.action("undo").isEnabled()
    assert bench.actions.action("redo").text().startswith("Redo ")
    trigger(bench, "redo", qtbot)
    assert desk.district().name == "One"
    trigger(bench, "redo", qtbot)
    assert desk.district().name == "Two"
    assert not bench.actions.action("redo").isEnabled()
    text = bench.actions.action("undo").text()
    assert text.startswith("Undo ")
    assert "Redo" not in text


def test_something_new_ends_what_could_be_made_again(
    bench: Workbench, desk: Desk, keeper: StepKeeper, qtbot: QtBot
) -> None:
    del keeper
    do(bench, desk, "One", qtbot)
    trigger(bench, "undo", qtbot)
    do(bench, desk, "Two", qtbot)
    assert not bench.actions.action("redo").isEnabled()


def test_what_was_done_on_another_page_is_left_to_it(
    bench: Workbench, desk: Desk, keeper: StepKeeper, qtbot: QtBot
) -> None:
    keeper.close()
    do(bench, desk, "Elsewhere", qtbot)
    keeper.open()
    assert not bench.actions.action("undo").isEnabled()


def test_a_step_that_its_message_took_back_is_offered_no_more(
    bench: Workbench, desk: Desk, keeper: StepKeeper, qtbot: QtBot
) -> None:
    del keeper
    number = do(bench, desk, "One", qtbot)
    undo_button(desk, bench, number).press()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert desk.district().name != "One"
    assert not bench.actions.action("undo").isEnabled()
    assert bench.actions.action("redo").isEnabled()


def test_the_words_are_left_to_the_next_page(
    bench: Workbench, desk: Desk, keeper: StepKeeper, qtbot: QtBot
) -> None:
    do(bench, desk, "One", qtbot)
    keeper.close()
    assert bench.actions.action("undo").text() == "&Undo"
