"""The door to the history of one student: from the plan, and from the list of students."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cte_desktop.services.history_details import StepStudent, student_of
from cte_desktop.ui.history.dialog import StudentHistoryDialog
from cte_desktop.ui.student_file_actions import STUDENT_HISTORY
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench


class StudentHistory(QObject):
    """Opens the dialog for the student whose uid `chosen` returns, "" for none.

    `page` is the name and the widget of the page that offers it.
    """

    def __init__(
        self, desk: Desk, bench: Workbench, chosen: Callable[[], str], page: tuple[str, QWidget]
    ) -> None:
        name, self._page = page
        super().__init__(self._page)
        self._desk, self._bench, self._chosen = desk, bench, chosen
        self._dialog: StudentHistoryDialog | None = None
        bench.actions.offer(STUDENT_HISTORY, self.open, page=name)

    def dialog(self) -> StudentHistoryDialog | None:
        """Return the dialog while it is open."""
        return self._dialog

    def open(self) -> None:
        """Open the history of the chosen student; without one say what to do."""
        uid, desk = self._chosen(), self._desk
        if not uid:
            self._bench.notices.information(tr("Choose a student first."))
        elif self._dialog is None:
            self._bench.tasks.read(
                lambda: student_of(desk, uid), self._show, channel="history.student"
            )

    def _show(self, student: StepStudent) -> None:
        if self._dialog is None:
            self._dialog = StudentHistoryDialog(
                self._desk, self._bench, student, self._page.window()
            )
            self._dialog.finished.connect(self._on_closed)
            self._dialog.open()

    def _on_closed(self) -> None:
        self._dialog = None
