"""What is kept of one student, opened by its actions: disclosures, everything, notes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.services.printing import Disclosure, log_print
from cte_desktop.services.private_notes import list_private_notes, new_note, save_private_note
from cte_desktop.ui.disclosures.dialog import StudentDisclosures
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.private_notes.dialog import PrivateNotesDialog
from cte_desktop.ui.student_file.actions import StudentFileActions
from cte_desktop.ui.student_file.everything_dialog import EverythingDialog
from cte_desktop.ui.widgets.print_preview import PrintPreview
from tests.ui.hands import click, press, type_text

PAGE = "students"


class Chosen:
    """A page with one student chosen, and the actions on it."""

    def __init__(self, desk: Desk, bench: Workbench, qtbot: QtBot) -> None:
        self.bench, self.qtbot = bench, qtbot
        self.case = next(open_cases(desk))
        self.uid = self.case.file.student.uid
        self.page = QWidget()
        qtbot.addWidget(self.page)
        self.page.show()
        self.actions = StudentFileActions(desk, bench, lambda: self.uid, (PAGE, self.page))
        bench.actions.open_page(PAGE)

    def open(self, action: str) -> QWidget | None:
        self.bench.actions.action(action).trigger()
        self.idle()
        return self.actions.dialog

    def idle(self) -> None:
        self.qtbot.waitUntil(self.bench.tasks.is_idle)


@pytest.fixture
def chosen(desk: Desk, bench: Workbench, qtbot: QtBot) -> Chosen:
    return Chosen(desk, bench, qtbot)


def test_without_a_student_it_is_said_what_to_do(chosen: Chosen) -> None:
    chosen.uid = ""
    told: list[str] = []
    chosen.bench.notices.posted.connect(lambda notice: told.append(notice.text))
    assert chosen.open("private_notes") is None
    assert "Choose one student first" in told[0]


def test_the_disclosures_of_the_student_are_narrowed_and_printed(
    desk: Desk, chosen: Chosen, tmp_path: Path
) -> None:
    log_print(desk, "plan", chosen.case, Disclosure("parent", "yearly meeting"))
    log_print(desk, "section-week", chosen.case, Disclosure("Registrar", "advising"))
    dialog = chosen.open("student_disclosures")
    assert isinstance(dialog, StudentDisclosures)
    assert chosen.case.file.student.legal_name not in dialog.windowTitle()
    log = dialog.log
    assert log.model.rowCount() == 2
    log.filters.recipient.setCurrentIndex(log.filters.recipient.findText("parent"))
    assert (log.model.rowCount(), log.words()) == (1, "1 of 2 entries")
    click(dialog.print_button)
    chosen.idle()
    preview = dialog.findChild(PrintPreview)
    assert isinstance(preview, PrintPreview)
    preview._save(tmp_path / "log.pdf")
    chosen.idle()
    newest = list_disclosures(desk, chosen.uid)[0]
    assert (newest.what, newest.recipient) == ("Disclosures", "Parent or guardian")
    assert log.model.counts()[1] == 3  # the log of the log, seen at once
    assert (tmp_path / "log.pdf").read_bytes().startswith(b"%PDF")


def test_everything_about_the_student_is_one_key_after_the_action(
    desk: Desk, chosen: Chosen, tmp_path: Path
) -> None:
    dialog = chosen.open("everything_about")
    assert isinstance(dialog, EverythingDialog)
    dialog.place.setText(str(tmp_path / "all"))
    press(dialog.write_button, Qt.Key.Key_Return)
    chosen.idle()
    student_id = chosen.case.file.student.student_id
    made = json.loads((tmp_path / "all" / f"student-{student_id}.json").read_text("utf-8"))
    assert made["student"]["student_id"] == student_id
    (line,) = list_disclosures(desk, chosen.uid)
    assert line.recipient == "Parent or guardian"
    assert chosen.actions.dialog is None


def test_everything_is_not_written_before_it_is_said_to_whom(chosen: Chosen) -> None:
    dialog = chosen.open("everything_about")
    assert isinstance(dialog, EverythingDialog)
    dialog.to.recipient.clear()
    assert not dialog.write_button.isEnabled()
    dialog.kind.setCurrentIndex(1)
    assert dialog.place.text().endswith(".pdf")


def test_a_note_is_kept_when_the_dialog_closes_and_opens_again(desk: Desk, chosen: Chosen) -> None:
    dialog = chosen.open("private_notes")
    assert isinstance(dialog, PrivateNotesDialog)
    type_text(dialog.text, "Wants to weld.")
    click(dialog.close_button)
    chosen.idle()
    assert [note.text for note in list_private_notes(desk, chosen.uid)] == ["Wants to weld."]
    again = chosen.open("private_notes")
    assert isinstance(again, PrivateNotesDialog)
    chosen.idle()
    assert again.text.toPlainText() == "Wants to weld."
    assert list_disclosures(desk) == ()


def test_going_to_another_note_and_away_keeps_what_was_typed(desk: Desk, chosen: Chosen) -> None:
    save_private_note(desk, chosen.uid, new_note(desk), "first")
    save_private_note(desk, chosen.uid, new_note(desk), "second")
    dialog = chosen.open("private_notes")
    assert isinstance(dialog, PrivateNotesDialog)
    chosen.idle()
    opened = dialog.text.toPlainText()
    type_text(dialog.text, "more")
    dialog.list.setCurrentRow(1)
    chosen.idle()
    other = dialog.text.toPlainText()
    assert other != opened
    type_text(dialog.text, "also")
    dialog.hide()  # as the lock does
    chosen.idle()
    texts = {note.text for note in list_private_notes(desk, chosen.uid)}
    assert texts == {f"{opened}more", f"{other}also"}


def test_a_note_that_is_too_long_is_not_lost(desk: Desk, chosen: Chosen) -> None:
    dialog = chosen.open("private_notes")
    assert isinstance(dialog, PrivateNotesDialog)
    dialog.text.setPlainText("x" * 20_001)
    assert "1 letters too many" in dialog.state.text()
    click(dialog.close_button)
    chosen.idle()
    assert dialog.isVisible()
    assert list_private_notes(desk, chosen.uid) == ()
    dialog.text.setPlainText("short")
    click(dialog.close_button)
    chosen.idle()
    assert [note.text for note in list_private_notes(desk, chosen.uid)] == ["short"]


def test_what_can_t_be_kept_stays_when_another_note_is_wanted(desk: Desk, chosen: Chosen) -> None:
    save_private_note(desk, chosen.uid, new_note(desk), "there before")
    dialog = chosen.open("private_notes")
    assert isinstance(dialog, PrivateNotesDialog)
    chosen.idle()
    click(dialog.new_button)
    dialog.text.setPlainText("x" * 20_001)
    for press_new in (True, False):
        if press_new:
            click(dialog.new_button)
        else:
            dialog.list.setCurrentRow(0)
        chosen.idle()
        assert len(dialog.text.toPlainText()) == 20_001
        assert dialog.list.currentRow() == -1
    dialog.text.setPlainText("short")
    dialog.list.setCurrentRow(0)
    chosen.idle()
    assert dialog.text.toPlainText() == "there before"
    texts = {note.text for note in list_private_notes(desk, chosen.uid)}
    assert texts == {"there before", "short"}


def test_a_note_is_deleted_after_a_question(desk: Desk, chosen: Chosen) -> None:
    save_private_note(desk, chosen.uid, new_note(desk), "gone soon")
    dialog = chosen.open("private_notes")
    assert isinstance(dialog, PrivateNotesDialog)
    chosen.idle()
    dialog._on_answered("")
    chosen.idle()
    assert len(list_private_notes(desk, chosen.uid)) == 1
    dialog._on_answered("delete")
    chosen.idle()
    assert list_private_notes(desk, chosen.uid) == ()
    assert dialog.text.toPlainText() == ""
