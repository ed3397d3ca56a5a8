"""The door from the plan to the wishes of the student on the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cte_desktop.ui.student_door import StudentDoor, Table
from cte_desktop.ui.wish_actions import WISHES
from cte_desktop.ui.wishes.kept_templates import KeptTemplates
from cte_desktop.ui.wishes.student_dialog import WishesDialog

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

_FILL = "fill_plan"


class StudentWishes(StudentDoor[WishesDialog]):
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
        self._kept = KeptTemplates(desk, bench, self._page)
        bench.actions.offer(WISHES, self.open, page=self._page_name, enabled=False)

    def open(self, rank: str = "") -> None:
        """Open the wishes of the student on the table, the one of a rank with the keyboard."""
        case = self._knock()
        if case is None:
            return
        dialog = WishesDialog(case, self._page.window())
        dialog.fill_wanted.connect(self._bench.actions.action(_FILL).trigger)
        self._kept.serve(dialog, dialog.templates, dialog.form)
        self._open(dialog, dialog.written)
        if rank:
            dialog.select(rank)
