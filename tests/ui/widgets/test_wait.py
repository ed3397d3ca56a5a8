"""Nothing at first, then a thin bar, then a panel with Cancel."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.ui.tasks import Progress, Tasks
from cte_desktop.ui.widgets.wait import ProgressPanel, ThinBar, WaitPolicy
from tests.ui.hands import click


@pytest.fixture
def window(qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch) -> QWidget:
    monkeypatch.setattr("cte_desktop.ui.widgets.wait.BAR_AFTER_MS", 20)
    monkeypatch.setattr("cte_desktop.ui.widgets.wait.PANEL_AFTER_MS", 60)
    parent = QWidget()
    parent.resize(800, 600)
    qtbot.addWidget(parent)
    bar = ThinBar()
    bar.setParent(parent)
    WaitPolicy(tasks, bar, ProgressPanel(parent), parent)
    parent.show()
    return parent


def test_quick_work_shows_nothing(window: QWidget, tasks: Tasks, qtbot: QtBot) -> None:
    bar, panel = window.findChildren(ThinBar)[0], window.findChildren(ProgressPanel)[0]
    tasks.started.emit(Progress(1, "Reading"))
    tasks.ended.emit(1)
    qtbot.wait(80)
    assert not bar.is_working()
    assert not panel.isVisible()


def test_long_work_shows_a_bar_then_a_panel_that_cancels(
    window: QWidget, tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancelled: list[int] = []
    monkeypatch.setattr(tasks, "cancel", cancelled.append)
    bar, panel = window.findChildren(ThinBar)[0], window.findChildren(ProgressPanel)[0]
    tasks.started.emit(Progress(7, "Importing record.csv", cancellable=True))
    qtbot.waitUntil(bar.is_working)
    assert not panel.isVisible()
    qtbot.waitUntil(panel.isVisible)
    tasks.progressed.emit(Progress(7, "Importing record.csv", 42, 2300, cancellable=True))
    button = panel.findChildren(QPushButton)[0]
    click(button)
    assert cancelled == [7]
    assert not button.isEnabled()
    assert window.rect().contains(panel.geometry())
    tasks.ended.emit(7)
    assert not bar.is_working()
    assert not panel.isVisible()


def test_a_page_built_during_the_work_lies_under_the_panel(
    window: QWidget, tasks: Tasks, qtbot: QtBot
) -> None:
    panel = window.findChildren(ProgressPanel)[0]
    tasks.started.emit(Progress(3, "Working out", cancellable=True))
    qtbot.waitUntil(panel.isVisible)
    page = QWidget(window)
    page.setGeometry(window.rect())
    page.show()
    middle = panel.geometry().center()
    on_top = window.childAt(middle)
    assert on_top is not None
    assert on_top is panel or panel.isAncestorOf(on_top)
    tasks.ended.emit(3)
