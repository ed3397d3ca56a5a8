"""The actions about what is kept of one student: disclosures, everything in one click, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from cte_desktop.services import exporting
from cte_desktop.services.changes import Changes
from cte_desktop.services.students import student_named
from cte_desktop.ui.disclosures.dialog import StudentDisclosures
from cte_desktop.ui.notices import NoticeButton
from cte_desktop.ui.private_notes.dialog import PrivateNotesDialog
from cte_desktop.ui.student_file.everything_dialog import EverythingDialog
from cte_desktop.ui.student_file_actions import (
    EVERYTHING_ABOUT,
    PRIVATE_NOTES,
    STUDENT_DISCLOSURES,
)
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.students.student import Student
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.exporting import Disclosure, Exported, Order
    from cte_desktop.ui.page import Workbench


class StudentFileActions(QObject):
    """Offers the actions on a page for the one student whom `whom` returns, "" while nobody.

    `page` is its name and widget.
    """

    def __init__(
        self, desk: Desk, bench: Workbench, whom: Callable[[], str], page: tuple[str, QWidget]
    ) -> None:
        name, self._page = page
        super().__init__(self._page)
        self._desk, self._bench, self._whom = desk, bench, whom
        self.dialog: QDialog | None = None
        for action, opened in (
            (STUDENT_DISCLOSURES, self._disclosures),
            (EVERYTHING_ABOUT, self._everything),
            (PRIVATE_NOTES, self._notes),
        ):
            bench.actions.offer(action, self._opening(opened), page=name)

    def _opening(self, make: Callable[[Student], QDialog]) -> Callable[[], None]:
        """Return what opens a dialog about the student, one at a time."""
        return lambda: self._open(make)

    def _open(self, make: Callable[[Student], QDialog]) -> None:
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
            lambda: student_named(desk, uid),
            lambda student: self._show(make, student),
            failed=self._bench.notices.error,
            channel="student file",
        )

    def _show(self, make: Callable[[Student], QDialog], student: Student) -> None:
        if self.dialog is None and self._page.isVisible():
            self.dialog = make(student)
            self.dialog.finished.connect(self._on_closed)
            self.dialog.open()

    def _on_closed(self) -> None:
        self.dialog = None

    def _disclosures(self, student: Student) -> QDialog:
        return StudentDisclosures(self._desk, self._bench, student, self._page.window())

    def _notes(self, student: Student) -> QDialog:
        return PrivateNotesDialog(self._desk, self._bench, student, self._page.window())

    def _everything(self, student: Student) -> QDialog:
        dialog = EverythingDialog(student, self._page.window())
        dialog.wanted.connect(self._write)
        return dialog

    def _write(self, order: Order, disclosed: Disclosure) -> None:
        desk = self._desk
        self._bench.tasks.write(
            lambda: exporting.export_to(desk, "student", order, disclosed),
            self._on_written,
            failed=self._bench.notices.error,
            text=tr("Writing…"),
        )

    def _on_written(self, made: Exported) -> None:
        self._bench.refresh.tell(Changes(frozenset({"disclosures", "history"})))
        first = made.files[0].path
        where = first if len(made.files) == 1 else first.parent
        folder = QUrl.fromLocalFile(str(first.parent))
        self._bench.notices.done(
            tr("Everything about the student lies in {file}.", file=where),
            NoticeButton(tr("Open folder"), lambda: _open_folder(folder)),
        )


def _open_folder(folder: QUrl) -> None:
    QDesktopServices.openUrl(folder)
