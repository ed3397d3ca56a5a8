"""A door from the plan to a dialog about the student on the table: one at a time, closed with them.

What the dialog is about (wishes, pathways, experiences) stands with its noun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from cte_desktop.domain.students.edits import FileEdit
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

Dialog = TypeVar("Dialog", bound=QDialog)


class Table(Protocol):
    """The student on the table, as the plan page's editor knows them."""

    plan_changed: SignalInstance
    saved: SignalInstance

    def case(self) -> Case | None:
        """Return the case on the table."""

    def change(self, edit: FileEdit) -> None:
        """Show an edit of the student's file, and keep it as one step."""


class StudentDoor(QObject, Generic[Dialog]):
    """Opens a dialog with a signal `written(FileEdit)`, and knows it while it is open.

    `forgotten`: the student is no longer there; the dialog closes. `page` is its name and widget.
    """

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        table: Table,
        forgotten: SignalInstance,
        page: tuple[str, QWidget],
    ) -> None:
        self._page_name, self._page = page
        super().__init__(self._page)
        self._desk = desk
        self._bench = bench
        self._table = table
        self._forgotten = forgotten
        self._dialog: Dialog | None = None

    def dialog(self) -> Dialog | None:
        """Return the dialog while it is open."""
        return self._dialog

    def _knock(self) -> Case | None:
        """Return the case on the table, None while there is none or its dialog is open already."""
        return self._table.case() if self._dialog is None else None

    def _open(self, dialog: Dialog, written: SignalInstance) -> None:
        """Open the dialog; what is written there changes the student on the table."""
        self._dialog = dialog
        written.connect(self._table.change)
        dialog.finished.connect(self._on_closed)
        self._forgotten.connect(dialog.reject)
        dialog.open()

    def _on_closed(self) -> None:
        self._dialog = None
