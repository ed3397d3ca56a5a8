"""The door from the plan to the pathways of the student on the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cte_desktop.services.sign_ups.listing import history_of
from cte_desktop.services.sign_ups.suggesting import choices
from cte_desktop.ui.completion.sign_ups.student_dialog import StudentPathwaysDialog
from cte_desktop.ui.sign_up_actions import STUDENT_PATHWAYS
from cte_desktop.ui.student_door import StudentDoor, Table

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.sign_ups.listing import Written
    from cte_desktop.services.sign_ups.suggesting import Choices
    from cte_desktop.ui.page import Workbench

_CHOICES_CHANNEL, _HISTORY_CHANNEL = "sign-ups.choices", "sign-ups.history"


class StudentPathways(StudentDoor[StudentPathwaysDialog]):
    """Opens the dialog. `forgotten`: the student is no longer there; the dialog closes."""

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        table: Table,
        forgotten: SignalInstance,
        page: tuple[str, QWidget],
    ) -> None:
        super().__init__(desk, bench, table, forgotten, page)
        bench.actions.offer(STUDENT_PATHWAYS, self.open, page=self._page_name, enabled=False)
        table.plan_changed.connect(self._on_plan_changed)
        table.saved.connect(lambda _changes: self._read_history())

    def open(self) -> None:
        """Open the dialog for the student on the table."""
        case = self._knock()
        if case is None:
            return
        dialog = StudentPathwaysDialog(case, self._page.window())
        self._open(dialog, dialog.written)
        self._work_out(case)
        self._read_history()

    def _work_out(self, case: Case) -> None:
        def done(found: Choices) -> None:
            if self._dialog is not None and case is self._table.case():
                self._dialog.show_case(case, found)

        self._bench.tasks.read(lambda: choices(case), done, channel=_CHOICES_CHANNEL)

    def _read_history(self) -> None:
        case = self._table.case()
        if self._dialog is None or case is None:
            return
        desk, uid = self._desk, case.file.student.uid

        def done(found: tuple[Written, ...]) -> None:
            if self._dialog is not None:
                self._dialog.show_history(found)

        self._bench.tasks.read(lambda: history_of(desk, uid), done, channel=_HISTORY_CHANNEL)

    def _on_plan_changed(self, case: Case) -> None:
        if self._dialog is not None:
            self._dialog.show_case(case)
            self._work_out(case)
