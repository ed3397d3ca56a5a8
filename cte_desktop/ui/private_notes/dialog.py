"""Private notes about a student: a list on the left, the open note beside it, saved as one types.

The dialog says what such notes are, and what sharing one would make of it (34 CFR 99.3).
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from cte_desktop.services.private_notes import (
    MOST_LETTERS,
    delete_private_note,
    list_private_notes,
    new_note,
    save_private_note,
)
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.ui.widgets.question_dialog import Choice, Question
from cte_desktop.wording.moments import moment_words
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent

    from cte_desktop.domain.students.student import Student
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.private_notes import PrivateNote
    from cte_desktop.ui.page import Workbench

_SIZE = (840, 560)
_LIST = 250
_PAUSE = 600
"""Milliseconds without a key after which what was typed is saved."""
_SHOWN = 30  # letters of a note in the list


class PrivateNotesDialog(QDialog):
    """The notes. What is typed is saved after a pause, on another note, and when it closes."""

    def __init__(self, desk: Desk, bench: Workbench, student: Student, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._bench, self._student_uid = desk, bench, student.uid
        self._notes: tuple[PrivateNote, ...] | None = None  # None before they were read
        self._uid = new_note(desk)  # of the note that is open
        self._saved = ""  # its text as it was saved last
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(tr("Private notes"))
        self.setAccessibleName(self.windowTitle())
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Your notes"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(theme.px(3))
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(tr("Note"))
        self.text.setPlaceholderText(tr("Write here what only you should remember."))
        self.text.setTabChangesFocus(True)
        self.state = ThemedLabel("", color="text_muted")
        self.new_button = push_button(tr("New note"), "plus", self.begin_note)
        self.delete_button = push_button(tr("Delete…"), "trash-2", self._on_delete)
        self.close_button = primary_button(tr("Close"), press=self.accept)
        self.close_button.setAutoDefault(False)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.save)
        self._put_together(student)
        self.list.currentRowChanged.connect(self._on_row)
        self.text.textChanged.connect(self._on_typed)
        room = self.screen().availableSize()
        self.resize(min(theme.px(_SIZE[0]), room.width()), min(theme.px(_SIZE[1]), room.height()))
        self._read()
        self.text.setFocus()

    def done(self, answer: int) -> None:
        """Close once what was typed is kept; what can't be kept stays open to be mended."""
        if self._is_saved():
            super().done(answer)
        else:
            self._save(lambda: QDialog.done(self, answer))

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed when the dialog goes away by itself: the lock, the end."""
        self.save()
        super().hideEvent(event)

    def begin_note(self) -> None:
        """Begin an empty note."""
        self._leave_for(self._begin)

    def save(self) -> None:
        """Keep what is typed, away from the window's thread."""
        if not self._is_saved():
            self._save(lambda: None)

    def _begin(self) -> None:
        self._open(new_note(self._desk), "")
        self._choose(self._uid)
        self.text.setFocus()

    def _is_saved(self) -> bool:
        return self.text.toPlainText() == self._saved

    def _save(self, then: Callable[[], None]) -> None:
        self._timer.stop()
        desk, student, uid, text = self._desk, self._student_uid, self._uid, self.text.toPlainText()

        def done(_none: None) -> None:
            if isValid(self):
                self._on_saved(uid, text)
                then()

        def failed(error: Exception) -> None:
            self._bench.notices.error(error)
            if isValid(self):
                self.state.setText(str(error))

        self._bench.tasks.write(
            lambda: save_private_note(desk, student, uid, text), done, failed=failed
        )

    def _leave_for(self, go: Callable[[], None]) -> None:
        """Go to another note once what was typed is kept; what can't be kept stays on the screen.

        What is typed meanwhile is kept first, too.
        """
        if self._is_saved():
            go()
        else:
            self._save(lambda: self._leave_for(go))

    def _on_saved(self, uid: str, text: str) -> None:
        notes = self._notes or ()
        self._notes = tuple(replace(one, text=text) if one.uid == uid else one for one in notes)
        if uid == self._uid:
            self._saved = text
            self.state.setText(tr("Saved") if self._is_saved() else "")
        self._read()

    def _put_together(self, student: Student) -> None:
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(tr("Private notes: {name}", name=student.legal_name)))
        column.addWidget(sentence(_what_they_are(), muted=True))
        middle = QHBoxLayout()
        middle.setSpacing(theme.px(theme.GAP))
        left = QVBoxLayout()
        left.setSpacing(theme.px(theme.INSIDE))
        left.addWidget(self.list, 1)
        left.addWidget(self.new_button)
        self.list.setFixedWidth(theme.px(_LIST))
        middle.addLayout(left)
        middle.addWidget(self.text, 1)
        column.addLayout(middle, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.delete_button)
        row.addWidget(self.state, 1)
        row.addWidget(self.close_button)
        column.addLayout(row)

    def _read(self) -> None:
        desk, uid = self._desk, self._student_uid
        self._bench.tasks.read(
            lambda: list_private_notes(desk, uid), self._on_read, channel="private notes"
        )

    def _on_read(self, notes: tuple[PrivateNote, ...]) -> None:
        """List the notes; at first the newest is opened, unless something is typed already."""
        if not isValid(self):
            return
        first_time, self._notes = self._notes is None, notes
        if first_time and notes and not self.text.toPlainText():
            self._open(notes[0].uid, notes[0].text)
        self.list.blockSignals(True)
        self.list.clear()
        for note in notes:
            self.list.addItem(
                QListWidgetItem(f"{moment_words(note.changed_at)}\n{_beginning(note.text)}")
            )
        self.list.blockSignals(False)
        self._choose(self._uid)

    def _open(self, uid: str, text: str) -> None:
        self._uid, self._saved = uid, text
        self.text.blockSignals(True)
        self.text.setPlainText(text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.blockSignals(False)
        self.state.setText("")
        self.delete_button.setEnabled(False)

    def _on_row(self, row: int) -> None:
        notes = self._notes or ()
        if 0 <= row < len(notes) and notes[row].uid != self._uid:
            self._choose(self._uid)  # until the open one is kept
            self._leave_for(partial(self._go_to, notes[row].uid))

    def _go_to(self, uid: str) -> None:
        for note in self._notes or ():
            if note.uid == uid:
                self._open(note.uid, note.text)
                self._choose(uid)

    def _choose(self, uid: str) -> None:
        """Mark the note in the list without opening it."""
        places = [note.uid for note in self._notes or ()]
        self.list.blockSignals(True)
        self.list.setCurrentRow(places.index(uid) if uid in places else -1)
        self.list.blockSignals(False)
        self.delete_button.setEnabled(uid in places)

    def _on_typed(self) -> None:
        over = len(self.text.toPlainText()) - MOST_LETTERS
        self.state.setText(
            tr("{count} letters too many; begin a second note.", count=f"{over:,}")
            if over > 0
            else ""
        )
        if over <= 0:
            self._timer.start()

    def _on_delete(self) -> None:
        question = Question(
            "delete_private_note",
            tr("Delete this note?"),
            tr("It is gone for good: private notes are in no history, so no Undo brings one back."),
            (Choice("delete", tr("Delete")),),
            keep=tr("Keep it"),
        )
        self._bench.notices.ask(self, question, self._on_answered)

    def _on_answered(self, answer: str) -> None:
        if answer != "delete" or not isValid(self):
            return
        self._timer.stop()
        desk, student, uid = self._desk, self._student_uid, self._uid
        self._open(new_note(desk), "")

        def failed(error: Exception) -> None:
            self._bench.notices.error(error)
            if isValid(self):
                self._read()  # it is there still

        self._bench.tasks.write(
            lambda: delete_private_note(desk, student, uid),
            lambda _none: self._read() if isValid(self) else None,
            failed=failed,
        )


def _beginning(text: str) -> str:
    first = text.strip().splitlines()[0]
    return first if len(first) <= _SHOWN else f"{first[:_SHOWN].rstrip()}…"


def _what_they_are() -> str:
    return tr(
        "A memory aid in your sole possession: only you see it, under your own name. It is never "
        "printed, exported, logged or part of what a family asks for. Once you show it to somebody "
        "else, or write down what others decide by, it becomes an education record that the "
        "family may see (34 CFR 99.3). Backups hold it too, encrypted."
    )
