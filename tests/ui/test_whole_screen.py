"""A page that has the whole screen: menus, rail and status go and come back, locked or not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.ui.main_window import MainWindow
from cte_desktop.ui.navigation import PageRecord
from cte_desktop.ui.page import Page, Workbench
from cte_desktop.ui.window_memory import WindowMemory


@pytest.fixture
def memory(tmp_path: Path) -> WindowMemory:
    return WindowMemory(tmp_path / "window.json")


@pytest.fixture
def window(bench: Workbench, memory: WindowMemory, qtbot: QtBot) -> MainWindow:
    made = MainWindow(bench, [PageRecord("plan", "Plan", "layout-grid", Page)], memory)
    qtbot.addWidget(made)
    made.show()
    return made


def frame(window: MainWindow) -> tuple[bool, bool, bool, bool]:
    """Which parts are seen: menus, rail, status; and whether the window fills the screen."""
    parts: tuple[QWidget, ...] = (window.menuBar(), window.rail, window.status)
    menus, rail, status = (part.isVisible() for part in parts)
    return menus, rail, status, window.isFullScreen()


def test_all_goes_and_comes_back_as_it_was(window: MainWindow, bench: Workbench) -> None:
    before = window.windowState()
    assert frame(window) == (True, True, True, False)
    bench.requests.whole_screen_wanted.emit(True)
    bench.requests.whole_screen_wanted.emit(True)
    assert frame(window) == (False, False, False, True)
    bench.requests.whole_screen_wanted.emit(False)
    assert frame(window) == (True, True, True, False)
    assert window.windowState() == before


def test_a_maximized_window_is_maximized_again(window: MainWindow, bench: Workbench) -> None:
    window.setWindowState(Qt.WindowState.WindowMaximized)
    bench.requests.whole_screen_wanted.emit(True)
    bench.requests.whole_screen_wanted.emit(False)
    assert window.isMaximized()
    assert not window.isFullScreen()


def test_a_lock_in_between_brings_no_menus_back(window: MainWindow, bench: Workbench) -> None:
    bench.requests.whole_screen_wanted.emit(True)
    window.cover(QLabel("locked"))
    assert not window.menuBar().isVisible()
    window.uncover()
    assert frame(window) == (False, False, False, True)
    bench.requests.whole_screen_wanted.emit(False)
    assert window.menuBar().isVisible()


def test_what_was_said_before_is_put_away_and_comes_back(
    window: MainWindow, bench: Workbench
) -> None:
    bench.notices.information("Signed for Rivera, Ana.")
    bench.requests.whole_screen_wanted.emit(True)
    assert window.messages.bars() == ()
    assert not window.messages.isVisible()
    bench.notices.information("Kept.")
    assert [bar.text() for bar in window.messages.bars()] == ["Kept."]
    bench.requests.whole_screen_wanted.emit(False)
    assert [bar.text() for bar in window.messages.bars()] == ["Signed for Rivera, Ana.", "Kept."]
    assert all(bar.isVisible() for bar in window.messages.bars())
    for bar in window.messages.bars():
        bar.closed.emit()
    assert not window.messages.isVisible()


def test_keys_work_without_menus(window: MainWindow, bench: Workbench) -> None:
    done: list[str] = []
    offer: Callable[..., None] = bench.actions.offer
    offer("lock", lambda: done.append("locked"))
    bench.requests.whole_screen_wanted.emit(True)
    action = bench.actions.action("lock")
    assert action in window.actions()
    action.trigger()
    assert done == ["locked"]


def test_the_place_that_is_remembered_is_that_of_the_window(
    window: MainWindow, bench: Workbench, memory: WindowMemory, qtbot: QtBot
) -> None:
    bench.requests.whole_screen_wanted.emit(True)
    window.close()
    again = MainWindow(bench, [PageRecord("plan", "Plan", "layout-grid", Page)], memory)
    qtbot.addWidget(again)
    assert not again.isFullScreen()
