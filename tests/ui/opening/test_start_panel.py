"""The first screen with the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cte_desktop.ui.opening.start_panel import StartPanel


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_cards_of_the_first_screen_are_pressed_with_enter_and_space(
    key: Qt.Key, qtbot: QtBot
) -> None:
    panel = StartPanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.new.setFocus()
    pressed: list[str] = []
    panel.new_wanted.connect(lambda: pressed.append("new"))
    panel.sample_wanted.connect(lambda: pressed.append("sample"))
    QTest.keyClick(panel.new, key)
    assert pressed == ["new"]
    panel.sample.setFocus()
    QTest.keyClick(panel.sample, key)
    assert pressed == ["new", "sample"]
