"""Typing a passphrase: Tab walks from line to line, and the eye shows letters only when asked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.ui.widgets.passphrase_field import NewPassphrase, PassphraseField
from tests.ui.hands import CONTROL, click, press, type_text

HIDDEN = QLineEdit.EchoMode.Password


def test_tab_goes_from_line_to_line_and_never_to_the_eye(qtbot: QtBot) -> None:
    form = QWidget()
    column = QVBoxLayout(form)
    old, new = PassphraseField("Passphrase now"), NewPassphrase("New passphrase")
    column.addWidget(old)
    column.addWidget(new)
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    old.setFocus()
    for line, words in ((old, "kiln orbit"), (new.first, "pearl moss"), (new.again, "pearl moss")):
        assert form.focusWidget() is line
        type_text(form.focusWidget(), words)
        press(form.focusWidget(), Qt.Key.Key_Tab)
    assert [line.text() for line in (old, new.first, new.again)] == [
        "kiln orbit",
        "pearl moss",
        "pearl moss",
    ]
    assert {line.echoMode() for line in (old, new.first, new.again)} == {HIDDEN}


def test_the_eye_is_pressed_by_mouse_or_key_and_the_line_keeps_the_keys(qtbot: QtBot) -> None:
    line = PassphraseField("Passphrase")
    qtbot.addWidget(line)
    line.show()
    line.setFocus()
    assert line.button is not None
    click(line.button)
    assert line.echoMode() is QLineEdit.EchoMode.Normal
    assert not line.button.hasFocus()
    press(line, Qt.Key.Key_Period, CONTROL)
    assert line.echoMode() is HIDDEN
    assert line.text() == ""
