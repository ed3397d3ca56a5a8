"""Shared notes about a student: the notes at the left, the open one at the right.

They are part of the education record, and the dialog says so; private notes stay behind a door of
their own, which looks different.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from cte_desktop.services.shared_notes import new_note, notes_of, remove_note, save_note
from cte_desktop.ui import theme
from cte_desktop.ui.notes.about_choice import AboutChoice
from cte_desktop.ui.widgets.buttons import CheckBox, primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.ui.widgets.working_dialog import WorkingDialog
from cte_desktop.wording.caseload import note_heading, note_place
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from cte_desktop.domain.students.student import Student
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.shared_notes import SharedNote
    from cte_desktop.ui.page import Workbench

_SIZE = (860, 600)
_LIST = 260
_SHOWN = 34  # letters of a note in the list


class SharedNotesDialog(WorkingDialog):
    """The notes. What is typed is kept on another note and when it closes, each as one step.

    Signal: `private_wanted`: the door to the private notes was opened; this dialog has closed.
    """

    private_wanted = Signal()

    def __init__(self, desk: Desk, bench: Workbench, student: Student, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._bench, self._uid = desk, bench, student.uid
        self._notes: tuple[SharedNote, ...] = ()
        self._begun = new_note(desk)  # the open note as it was kept last
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(tr("Shared notes"))
        self.setAccessibleName(self.windowTitle())
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Shared notes"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(theme.px(3))
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(tr("Note"))
        self.text.setPlaceholderText(tr("Write what everybody who works with the student needs."))
        self.text.setTabChangesFocus(True)
        self.about = AboutChoice()
        self.for_family = CheckBox(tr("Print it on the plan, for the family"))
        self.written = ThemedLabel("", color="text_muted")
        self.state = ThemedLabel("", color="text_muted")
        self.state.setWordWrap(True)
        self.new_button = push_button(tr("New note"), "plus", self.begin_note)
        self.remove_button = push_button(tr("Remove"), "trash-2", self.remove)
        self.save_button = push_button(tr("Save"), "save", self.save)
        self.close_button = primary_button(tr("Close"), press=self.accept)
        self.door = push_button(tr("Private notes…"), "eye-off", self._to_private)
        self._put_together(student)
        self.list.currentRowChanged.connect(self._on_row)
        self._read()
        self.text.setFocus()

    def note(self) -> SharedNote:
        """Return the open note as it stands in the fields."""
        grade, term = self.about.place()
        return replace(
            self._begun,
            said=self.text.toPlainText(),
            grade_level=grade,
            term=term,
            for_family=self.for_family.isChecked(),
        )

    def begin_note(self) -> None:
        """Begin an empty note, once what stands in the fields is kept."""
        self._keep_then(self._begin)

    def save(self) -> None:
        """Keep what stands in the fields as one step."""
        self._keep_then(self.text.setFocus)

    def remove(self) -> None:
        """Take the open note away; an undo brings it back."""
        uid = self._begun.uid
        if uid and not self.is_at_work:
            desk, student = self._desk, self._uid
            self._write(lambda: remove_note(desk, student, uid), self._begin)

    def done(self, answer: int) -> None:
        """Close once what was typed is kept; what can't be kept stays open to be mended."""
        self._keep_then(lambda: QDialog.done(self, answer))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Insert:
            self.begin_note()
        elif event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self.remove()
        else:
            super().keyPressEvent(event)

    def _to_private(self) -> None:
        def go() -> None:
            QDialog.done(self, QDialog.DialogCode.Accepted)
            self.private_wanted.emit()

        self._keep_then(go)

    def _keep_then(self, then: Callable[[], None]) -> None:
        """Keep what is typed, and go on; an empty new note is nothing to keep."""
        note = self.note()
        is_empty = not note.said.strip() and not note.uid
        if self.is_at_work:
            return
        if is_empty or note == self._begun:
            then()
            return
        desk, student = self._desk, self._uid
        self._write(lambda: save_note(desk, student, note), then, note)

    def _write(
        self, work: Callable[[], Changes], then: Callable[[], None], kept: SharedNote | None = None
    ) -> None:
        self.is_at_work = True

        def done(changes: Changes) -> None:
            self._bench.refresh.tell(changes)
            if isValid(self):
                self.is_at_work = False
                self._begun = kept or self._begun
                self.state.setText(tr("Saved") if kept else tr("Removed; Undo brings it back"))
                self._read()
                then()

        def failed(error: Exception) -> None:
            if isValid(self):
                self.is_at_work = False
                self.state.setText(str(error))
            else:
                self._bench.notices.error(error)

        self._bench.tasks.write(work, done, failed=failed)

    def _begin(self) -> None:
        self._open(new_note(self._desk))
        self.list.blockSignals(True)
        self.list.setCurrentRow(-1)
        self.list.blockSignals(False)
        self.text.setFocus()

    def _open(self, note: SharedNote) -> None:
        self.about.choose(note.grade_level, note.term)
        self.for_family.setChecked(note.for_family)
        self.text.setPlainText(note.said)
        self._begun = note
        self.written.setText(note_heading(note) if note.uid else tr("New note"))
        self.remove_button.setEnabled(bool(note.uid))

    def _read(self) -> None:
        desk, uid = self._desk, self._uid
        self._bench.tasks.read(lambda: notes_of(desk, uid), self._on_read, channel="shared notes")

    def _on_read(self, notes: tuple[SharedNote, ...]) -> None:
        """List the notes; what was just kept for the first time is the open one from now on."""
        if not isValid(self):
            return
        known = {note.uid for note in self._notes}
        self._notes = notes
        fresh = [note for note in notes if note.uid not in known]
        if not self._begun.uid and self._begun.said.strip() and fresh:
            self._open(fresh[0])
        self.list.blockSignals(True)
        self.list.clear()
        for note in notes:
            self.list.addItem(f"{note_heading(note)}\n{_beginning(note)}")
        uids = [note.uid for note in notes]
        self.list.setCurrentRow(uids.index(self._begun.uid) if self._begun.uid in uids else -1)
        self.list.blockSignals(False)
        if self._begun.uid and self._begun.uid not in uids:
            self._begin()

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self._notes) and self._notes[row].uid != self._begun.uid:
            uid = self._notes[row].uid
            self._keep_then(lambda: self._go_to(uid))

    def _go_to(self, uid: str) -> None:
        uids = [note.uid for note in self._notes]
        if uid in uids:
            self._open(self._notes[uids.index(uid)])
            self.list.blockSignals(True)
            self.list.setCurrentRow(uids.index(uid))
            self.list.blockSignals(False)

    def _put_together(self, student: Student) -> None:
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(tr("Shared notes: {name}", name=student.legal_name)))
        column.addWidget(sentence(_what_they_are(), muted=True))
        middle = QHBoxLayout()
        middle.setSpacing(theme.px(theme.GAP))
        left = QVBoxLayout()
        left.setSpacing(theme.px(theme.INSIDE))
        self.list.setFixedWidth(theme.px(_LIST))
        left.addWidget(self.list, 1)
        left.addWidget(self.new_button)
        middle.addLayout(left)
        middle.addLayout(self._detail(), 1)
        column.addLayout(middle, 1)
        column.addWidget(self._private_door())
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.remove_button)
        row.addWidget(self.state, 1)
        row.addWidget(self.save_button)
        row.addWidget(self.close_button)
        for button in (self.remove_button, self.save_button, self.close_button, self.new_button):
            button.setAutoDefault(False)
        column.addLayout(row)
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))

    def _detail(self) -> QVBoxLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(theme.px(theme.GAP))
        label = QLabel(tr("About"))
        label.setBuddy(self.about)
        form.addRow(label, self.about)
        detail = QVBoxLayout()
        detail.setSpacing(theme.px(theme.INSIDE))
        detail.addWidget(self.written)
        detail.addWidget(self.text, 1)
        detail.addLayout(form)
        detail.addWidget(self.for_family)
        return detail

    def _private_door(self) -> QFrame:
        """Return the door to the private notes: a card of its own, so that nobody mixes them up."""
        card = QFrame()
        card.setProperty("role", "card")
        row = QHBoxLayout(card)
        inside = theme.px(theme.INSIDE)
        row.setContentsMargins(theme.px(12), inside, inside, inside)
        said = tr("What only you should see is no shared note: it has a place of its own.")
        row.addWidget(sentence(said, muted=True), 1)
        self.door.setAutoDefault(False)
        row.addWidget(self.door)
        return card


def _beginning(note: SharedNote) -> str:
    first = note.said.strip().splitlines()[0]
    shown = first if len(first) <= _SHOWN else f"{first[:_SHOWN].rstrip()}…"
    place = note_place(note)
    return f"{shown}\n{place}" if place else shown


def _what_they_are() -> str:
    return tr(
        "Part of the education record: everybody who opens the database reads them, a family that "
        "asks for the records is shown them, and the history keeps each change (34 CFR 99.3)."
    )
