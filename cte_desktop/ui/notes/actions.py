"""The actions about notes on one student, and the reminders for one: on a page that has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from cte_desktop.services.glance import scopes
from cte_desktop.services.reminders import add_reminder, my_name
from cte_desktop.services.students import student_named
from cte_desktop.ui.caseload_actions import ADD_REMINDER, SHARED_NOTES
from cte_desktop.ui.notes.dialog import SharedNotesDialog
from cte_desktop.ui.private_notes.dialog import PrivateNotesDialog
from cte_desktop.ui.reminders.add_dialog import AddReminderDialog
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.students.student import Student
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.reminders import Reminder
    from cte_desktop.ui.page import Workbench


class NoteActions(QObject):
    """Offers them on a page for the one student whom `whom` returns, "" while nobody.

    `page` is its name and widget; `me` the name of the caseload that was chosen on this computer.
    """

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        whom: Callable[[], str],
        page: tuple[str, QWidget],
        me: str = "",
    ) -> None:
        name, self._page = page
        super().__init__(self._page)
        self._desk, self._bench, self._whom, self._me = desk, bench, whom, me
        self.dialog: QDialog | None = None
        bench.actions.offer(SHARED_NOTES, lambda: self._ask(self._notes), page=name)
        bench.actions.offer(ADD_REMINDER, lambda: self._ask(self._remind), page=name)

    def _ask(self, make: Callable[[Student, tuple[str, ...]], QDialog]) -> None:
        uid = self._whom()
        if self.dialog is not None:
            return
        if not uid:
            self._bench.notices.information(
                tr("Choose one student first: in the list, or by opening a plan.")
            )
            return
        desk = self._desk
        self._bench.tasks.read(
            lambda: (student_named(desk, uid), scopes(desk).counselors),
            lambda found: self._show(make(*found)),
            failed=self._bench.notices.error,
            channel="notes",
        )

    def _show(self, dialog: QDialog) -> None:
        if self.dialog is None and self._page.isVisible():
            self.dialog = dialog
            dialog.finished.connect(self._on_closed)
            dialog.open()
        else:
            dialog.deleteLater()

    def _on_closed(self) -> None:
        self.dialog = None

    def _notes(self, student: Student, _counselors: tuple[str, ...]) -> QDialog:
        window = self._page.window()
        dialog = SharedNotesDialog(self._desk, self._bench, student, window)
        dialog.private_wanted.connect(
            lambda: self._show(PrivateNotesDialog(self._desk, self._bench, student, window))
        )
        return dialog

    def _remind(self, student: Student, counselors: tuple[str, ...]) -> QDialog:
        me = self._desk.person.counselor or self._me or my_name(self._desk)
        dialog = AddReminderDialog(
            student.legal_name, self._desk.today(), me, counselors, self._page.window()
        )
        uid = student.uid
        dialog.written.connect(lambda reminder: self._keep(uid, reminder))
        return dialog

    def _keep(self, uid: str, reminder: Reminder) -> None:
        desk = self._desk

        def done(changes: Changes) -> None:
            self._bench.refresh.tell(changes)
            day = date_label(reminder.due)
            self._bench.notices.done(tr("You will be reminded on {day}.", day=day))

        self._bench.tasks.write(
            lambda: add_reminder(desk, uid, reminder), done, failed=self._bench.notices.error
        )
