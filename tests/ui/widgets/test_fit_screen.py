"""What is larger than its place: scrolled no further than needed, and dialogs on small screens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cte_desktop.ui.widgets.dialogs_on_screen import fit_dialog, keep_dialogs_on_screen
from cte_desktop.ui.widgets.fit_screen import bring_into_sight, scrolled

ROOM = QSize(300, 200)


@pytest.fixture
def small_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cte_desktop.ui.widgets.dialogs_on_screen.room_of", lambda _window: ROOM)


def test_a_dialog_that_is_too_large_scrolls_above_its_buttons(
    qtbot: QtBot, small_screen: None
) -> None:
    dialog, buttons = QDialog(), [QPushButton("Cancel"), QPushButton("Save")]
    qtbot.addWidget(dialog)
    column, foot = QVBoxLayout(dialog), QHBoxLayout()
    fields = [QLineEdit(f"field {number}") for number in range(20)]
    for widget in fields:
        column.addWidget(widget)
    for button in buttons:
        foot.addWidget(button)
    column.addLayout(foot)
    fields[-1].setFocus()
    fit_dialog(dialog)
    dialog.show()
    QApplication.processEvents()
    assert dialog.width() <= ROOM.width()
    assert dialog.height() <= ROOM.height()
    assert all(not button.visibleRegion().isEmpty() for button in buttons)
    assert not fields[-1].visibleRegion().isEmpty()
    assert dialog.focusWidget() is fields[-1]
    assert fields[0].visibleRegion().isEmpty()


def test_a_dialog_that_fits_stays_as_it_is(qtbot: QtBot, small_screen: None) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    column.addWidget(QLabel("words"))
    fit_dialog(dialog)
    assert dialog.layout() is column


def test_of_what_is_large_the_beginning_is_enough(qtbot: QtBot) -> None:
    inside = QWidget()
    column = QVBoxLayout(inside)
    head, large, last = QLabel("head"), QListWidget(), QLineEdit()
    large.setFixedHeight(600)
    for widget in (head, large, last):
        column.addWidget(widget)
    area = scrolled(inside, "page")
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    QApplication.processEvents()
    bring_into_sight(large)
    assert area.verticalScrollBar().value() == 0
    bring_into_sight(last)
    assert not last.visibleRegion().isEmpty()


def test_the_row_that_the_keys_went_to_is_seen(qtbot: QtBot) -> None:
    keep_dialogs_on_screen()
    inside = QWidget()
    column, rows = QVBoxLayout(inside), QListWidget()
    rows.addItems([f"row {number}" for number in range(15)])
    rows.setFixedHeight(600)
    column.addWidget(rows)
    area = scrolled(inside, "page")
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    QApplication.processEvents()
    rows.setCurrentRow(0)
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_End)
    spot = rows.visualItemRect(rows.item(14)).center()
    seen = rows.viewport().mapTo(area.viewport(), spot)
    assert area.viewport().rect().contains(seen)
