"""The door from the plan to the wishes of the student on the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cte_desktop.ui.wish_actions import WISHES
from cte_desktop.ui.wishes.kept_templates import KeptTemplates
from cte_desktop.ui.wishes.student_dialog import WishesDialog

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from cte_desktop.domain.students.edits import FileEdit
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

_FILL = "fill_plan"


class Table(Protocol):
    """The student on the table, as the plan page's editor knows them."""

    def case(self) -> Case | None:
        """Return the case on the table."""

    def change(self, edit: FileEdit) -> None:
        """Show an edit of the student's file, and keep it as one step."""


class StudentWishes(QObject):
    """Opens the dialog. `forgotten`: the student is no longer there; the dialog closes."""

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        table: Table,
        forgotten: SignalInstance,
        page: tuple[str, QWidget],
    ) -> None:
        name, self._page = page
        super().__init__(self._page)
        self._bench = bench
        self._table = table
        self._forgotten = forgotten
        self._kept = KeptTemplates(desk, bench, self._page)
        self._dialog: WishesDialog | None = None
        bench.actions.offer(WISHES, self.open, page=name, enabled=False)

    def open(self, rank: str = "") -> None:
        """Open the wishes of the student on the table, the one of a rank with the keyboard."""
        case = self._table.case()
        if case is None or self._dialog is not None:
            return
        dialog = WishesDialog(case, self._page.window())
        self._dialog = dialog
        dialog.written.connect(self._table.change)
        dialog.fill_wanted.connect(self._bench.actions.action(_FILL).trigger)
        dialog.finished.connect(self._on_closed)
        self._forgotten.connect(dialog.reject)
        self._kept.serve(dialog, dialog.templates, dialog.form)
        dialog.open()
        if rank:
            dialog.select(rank)

    def dialog(self) -> WishesDialog | None:
        """Return the dialog while it is open."""
        return self._dialog

    def _on_closed(self) -> None:
        self._dialog = None
