"""The table of students: Space takes a repair or leaves the plan as it is, Enter opens the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from cte_desktop.ui.sections.blast.blast_rows import BlastRow
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from cte_desktop.ui.table_model import TableModel


class BlastTable(TableView[BlastRow]):
    """The table. Signal: `switched(BlastRow)`: take its repair, or leave the plan as it is."""

    switched = Signal(object)

    def __init__(self, model: TableModel[BlastRow]) -> None:
        super().__init__(
            model, tr("Students whom the change concerns"), about=lambda row: (row.struck.uid,)
        )
        self.setAccessibleDescription(
            tr("Space takes the repair or leaves the plan as it is; Enter opens the plan.")
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        if event.key() == Qt.Key.Key_Space and not event.modifiers() and row is not None:
            self.switched.emit(row)
        else:
            super().keyPressEvent(event)
