"""The table of repairs: Space or a click on the first column says which are wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from cte_desktop.ui.data.repairs.repair_rows import TICK, RepairRow
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent

    from cte_desktop.ui.table_model import TableModel


class RepairTable(TableView[RepairRow]):
    """The table. Signal: `switched(rows)`: change whether these are wanted."""

    switched = Signal(object)

    def __init__(self, model: TableModel[RepairRow]) -> None:
        super().__init__(
            model, tr("Plans that no longer fit"), about=lambda row: (row.misfit.uid,), several=True
        )
        self.setAccessibleDescription(
            tr("Space chooses or leaves out a repair; Enter opens the student's plan.")
        )
        self.clicked.connect(self._on_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = self.selected_rows()
        if event.key() == Qt.Key.Key_Space and rows:
            self.switched.emit(rows)
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.current_row()
        if index.column() == TICK and row is not None:
            self.switched.emit((row,))
