"""The assistant by keyboard: forth and back, nothing written before its end, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cte_desktop.services.first_setup import Offered, SchoolOffered, Setup
from cte_desktop.ui.opening.assistant.dialog import Answers, Assistant
from cte_desktop.ui.opening.assistant.steps import IMPORT, LOOK_AROUND
from tests.ui.hands import click, press, type_text

PASSPHRASE = "kiln orbit velvet sand moss"
OFFERED = Offered(date(2026, 11, 22), 2026, "A District", (SchoolOffered("VL", "Valencia High"),))
Show = Callable[..., Assistant]


@pytest.fixture
def show(tmp_path: Path, qtbot: QtBot) -> Show:
    def shown(*, asks_next: bool = True) -> Assistant:
        dialog = Assistant(OFFERED, tmp_path / "district.cte", "A. Lee", asks_next=asks_next)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return shown


def to_the_end(dialog: Assistant) -> None:
    click(dialog.forward)
    type_text(dialog.passphrase.passphrase.first, PASSPHRASE)
    type_text(dialog.passphrase.passphrase.again, PASSPHRASE)
    click(dialog.forward)


def words(dialog: Assistant) -> str:
    return " ".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


def test_the_first_step_tells_the_school_year_and_the_day_of_this_computer(show: Show) -> None:
    dialog = show()
    assert "2026-27" in words(dialog)
    assert "November 22, 2026" in words(dialog)
    assert "Step 1 of 5" in words(dialog)
    assert not dialog.back.isEnabled()


def test_enter_goes_on_and_the_focus_is_in_the_first_field_of_each_step(
    show: Show, qtbot: QtBot
) -> None:
    dialog = show()
    assert dialog.school.name.hasFocus()
    press(dialog.school.name, Qt.Key.Key_Return)
    first = dialog.passphrase.passphrase.first
    assert first.hasFocus()
    press(first, Qt.Key.Key_Return)
    assert dialog.passphrase.isVisible()  # there is no passphrase yet
    press(dialog, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(dialog.school.isVisible)
    assert dialog.school.name.text() == "A. Lee"


def test_what_will_be_made_is_shown_before_it_is_made(
    show: Show, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = show()
    dialog.school.school.setCurrentText("Valencia High")
    dialog.school.district.setText("  My   District ")
    to_the_end(dialog)
    shown = words(dialog)
    assert "Valencia High" in shown
    assert "My District" in shown
    assert PASSPHRASE not in shown
    assert list(tmp_path.iterdir()) == []
    with qtbot.waitSignal(dialog.wanted) as asked:
        click(dialog.forward)
    setup, school = asked.args
    assert setup == Setup(tmp_path / "district.cte", "A. Lee", "  My   District ", PASSPHRASE)
    assert PASSPHRASE not in repr(setup)
    assert school == "VL"
    dialog.reject()
    dialog.close()
    assert dialog.isVisible()  # it is at work
    dialog.say("No room.")
    assert dialog.passphrase.isVisible()
    assert "No room." in words(dialog)


def test_a_bare_name_goes_to_the_usual_folder(show: Show, tmp_path: Path) -> None:
    dialog = show()
    dialog.passphrase.place.setText("mine")
    assert dialog.passphrase.file() == tmp_path / "mine.cte"
    dialog.passphrase.place.setText(" ")
    assert not dialog.passphrase.is_complete()


def test_what_was_answered_is_handed_back_when_it_is_closed_and_filled_in_again(
    show: Show, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = show()
    dialog.school.school.setCurrentIndex(1)
    to_the_end(dialog)
    with qtbot.waitSignal(dialog.set_aside) as left:
        press(dialog, Qt.Key.Key_Escape)
    (answers,) = left.args
    assert answers == Answers("A. Lee", "A District", "VL", str(tmp_path / "district.cte"))
    again = show()
    again.fill_in(answers)
    assert again.answers() == answers
    assert again.passphrase.passphrase.passphrase() == ""


def test_a_school_that_is_not_offered_any_more_is_left_out(show: Show) -> None:
    dialog = show()
    dialog.fill_in(Answers("", "", "XX", ""))
    assert dialog.school.short() == ""


@pytest.mark.parametrize("asks_next", [True, False])
def test_the_code_must_be_kept_before_anything_comes_next(show: Show, *, asks_next: bool) -> None:
    dialog = show(asks_next=asks_next)
    to_the_end(dialog)
    click(dialog.forward)
    dialog.show_code("AAAA-BBBB", date(2026, 11, 22))
    card = dialog.card
    assert card is not None
    press(dialog, Qt.Key.Key_Escape)
    assert card.isVisible()
    chosen: list[str] = []
    dialog.finished_with.connect(chosen.append)
    press(card.sure, Qt.Key.Key_Space)
    click(card.go_on)
    if asks_next:
        assert dialog.next_step.bring.hasFocus()
        press(dialog.next_step.bring, Qt.Key.Key_Return)
    assert chosen == [IMPORT if asks_next else LOOK_AROUND]


def test_a_window_closed_over_the_code_goes_on_with_the_database_that_was_made(
    show: Show, qtbot: QtBot
) -> None:
    dialog = show()
    to_the_end(dialog)
    click(dialog.forward)
    dialog.show_code("AAAA-BBBB", date(2026, 11, 22))
    with qtbot.waitSignal(dialog.finished_with) as ended:
        dialog.close()
    assert ended.args == [LOOK_AROUND]
