"""Shared notes and reminders of one student, by their actions and by keyboard."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.services import history
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.private_notes import list_private_notes
from cte_desktop.services.reminders import reminders_of
from cte_desktop.services.shared_notes import new_note, notes_of, save_note
from cte_desktop.ui.notes.actions import NoteActions
from cte_desktop.ui.notes.dialog import SharedNotesDialog
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.private_notes.dialog import PrivateNotesDialog
from cte_desktop.ui.reminders.add_dialog import AddReminderDialog
from tests.ui.hands import click, press, type_text

PAGE = "students"


class Chosen:
    """A page with one student chosen, and the actions on it."""

    def __init__(self, desk: Desk, bench: Workbench, qtbot: QtBot) -> None:
        self.bench, self.qtbot = bench, qtbot
        self.student = next(open_cases(desk)).file.student
        self.uid = self.student.uid
        self.page = QWidget()
        qtbot.addWidget(self.page)
        self.page.show()
        self.actions = NoteActions(desk, bench, lambda: self.uid, (PAGE, self.page), "R. Vega")
        bench.actions.open_page(PAGE)

    def notes(self) -> SharedNotesDialog:
        self.do("shared_notes")
        assert isinstance(self.actions.dialog, SharedNotesDialog)
        return self.actions.dialog

    def do(self, action: str) -> None:
        self.bench.actions.action(action).trigger()
        self.idle()

    def idle(self) -> None:
        self.qtbot.waitUntil(self.bench.tasks.is_idle)


@pytest.fixture
def chosen(desk: Desk, bench: Workbench, qtbot: QtBot) -> Chosen:
    return Chosen(desk, bench, qtbot)


def test_what_is_typed_is_kept_when_the_dialog_closes_as_one_step(
    desk: Desk, chosen: Chosen
) -> None:
    dialog = chosen.notes()
    assert chosen.student.legal_name not in dialog.windowTitle()
    type_text(dialog.text, "Needs the bus at 4.")
    dialog.about.setCurrentIndex(dialog.about.findText("fall of 11th grade"))
    dialog.for_family.setChecked(True)
    press(dialog.text, Qt.Key.Key_Escape)
    chosen.idle()
    assert chosen.actions.dialog is None
    (note,) = notes_of(desk, chosen.uid)
    assert (note.said, note.grade_level, note.term) == ("Needs the bus at 4.", 11, "fall")
    assert note.for_family
    assert history.list_history(desk)[0].text == "Add a shared note"


def test_notes_are_listed_changed_one_after_the_other_and_removed(
    desk: Desk, chosen: Chosen
) -> None:
    for said in ("First.", "Second."):
        save_note(desk, chosen.uid, new_note(desk, said))
    dialog = chosen.notes()
    assert dialog.list.count() == 2
    dialog.list.setCurrentRow(0)
    assert dialog.text.toPlainText() == "Second."
    type_text(dialog.text, "More: ")
    dialog.list.setCurrentRow(1)
    chosen.idle()
    assert dialog.text.toPlainText() == "First."
    assert {note.said for note in notes_of(desk, chosen.uid)} == {"First.", "More: Second."}
    click(dialog.remove_button)
    chosen.idle()
    assert [note.said for note in notes_of(desk, chosen.uid)] == ["More: Second."]
    assert "Undo brings it back" in dialog.state.text()


def test_saving_twice_writes_one_note(desk: Desk, chosen: Chosen) -> None:
    dialog = chosen.notes()
    type_text(dialog.text, "Once.")
    click(dialog.save_button)
    chosen.idle()
    click(dialog.save_button)
    dialog.accept()
    chosen.idle()
    assert len(notes_of(desk, chosen.uid)) == 1


def test_what_can_t_be_kept_stays_open_with_the_reason(desk: Desk, chosen: Chosen) -> None:
    dialog = chosen.notes()
    dialog.text.setPlainText("x" * 4001)
    dialog.accept()
    chosen.idle()
    assert dialog.isVisible()
    assert "4,001 letters" in dialog.state.text()
    assert notes_of(desk, chosen.uid) == ()


def test_the_door_leads_to_the_private_notes_and_nothing_passes_through(
    desk: Desk, chosen: Chosen
) -> None:
    dialog = chosen.notes()
    type_text(dialog.text, "For all.")
    click(dialog.door)
    chosen.idle()
    assert isinstance(chosen.actions.dialog, PrivateNotesDialog)
    chosen.actions.dialog.accept()
    chosen.idle()
    assert list_private_notes(desk, chosen.uid) == ()
    assert [note.said for note in notes_of(desk, chosen.uid)] == ["For all."]


def test_a_reminder_is_written_by_keyboard(desk: Desk, chosen: Chosen) -> None:
    told: list[str] = []
    chosen.bench.notices.posted.connect(lambda notice: told.append(notice.text))
    chosen.do("add_reminder")
    dialog = chosen.actions.dialog
    assert isinstance(dialog, AddReminderDialog)
    assert not dialog.save_button.isEnabled()
    type_text(dialog.said, "Ask for the transcript")
    dialog.set_due(14)
    press(dialog.said, Qt.Key.Key_Return)
    chosen.idle()
    (one,) = reminders_of(desk, chosen.uid)
    assert (one.said, one.whose) == ("Ask for the transcript", "R. Vega")
    assert one.due == desk.today() + timedelta(14)
    assert "You will be reminded" in told[0]


def test_without_a_student_it_is_said_what_to_do(chosen: Chosen) -> None:
    chosen.uid = ""
    told: list[str] = []
    chosen.bench.notices.posted.connect(lambda notice: told.append(notice.text))
    chosen.do("shared_notes")
    assert chosen.actions.dialog is None
    assert "Choose one student first" in told[0]
