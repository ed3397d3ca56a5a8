"""A button of a few lines: it grows with its words and answers mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cte_desktop.ui import theme
from cte_desktop.ui.planning.filling.words_button import WordsButton
from tests.ui.hands import click, press

LONG = "Drop the wish: Automotive Technology by the fall of 11th grade at the latest"


@pytest.fixture
def button(qtbot: QtBot) -> WordsButton:
    made = WordsButton(LONG, "Completes Welding in spring of 12th grade", "arrow-right")
    qtbot.addWidget(made)
    made.resize(240, 100)
    made.show()
    return made


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_it_is_as_high_as_its_words_need(
    button: WordsButton, qapp: QApplication, scale: float
) -> None:
    theme.apply(qapp, theme.Look(scale=scale))
    narrow, wide = theme.px(200), theme.px(700)
    line = QFontMetrics(theme.font()).height()
    assert button.heightForWidth(narrow) > button.heightForWidth(wide)
    assert button.heightForWidth(narrow) >= 3 * line


def test_enter_space_and_click_press_it(button: WordsButton) -> None:
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    press(button, Qt.Key.Key_Return)
    press(button, Qt.Key.Key_Space)
    click(button)
    assert len(pressed) == 3


def test_a_note_is_seen_and_heard(button: WordsButton) -> None:
    height = button.heightForWidth(240)
    button.set_note("Its plan is in the grid")
    assert button.heightForWidth(240) > height
    assert button.accessibleName().endswith("12th grade. Its plan is in the grid")
    button.set_note("")
    assert button.heightForWidth(240) == height


def test_it_tells_when_it_is_pointed_at(button: WordsButton) -> None:
    told: list[bool] = []
    button.pointed.connect(told.append)
    button.clearFocus()
    button.setFocus()
    assert told == [False, True]
