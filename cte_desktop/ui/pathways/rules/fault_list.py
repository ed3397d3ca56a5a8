"""The list of what is wrong with the draft; a line leads to its node."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cte_desktop.domain.audit.rule_tree import Path
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.table_view import TableView, nobody
from cte_desktop.wording.translate import tr


@dataclass(frozen=True, slots=True)
class PlacedFault:
    """One thing wrong: its number in the list, the node it is about, where that is, and why."""

    number: int
    path: Path
    where: str
    text: str


class FaultList(QWidget):
    """The list. Signal: `node_wanted(path)`."""

    node_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.model: TableModel[PlacedFault] = TableModel(_columns(), lambda row: row.number, self)
        self.table: TableView[PlacedFault] = TableView(
            self.model, tr("Problems of the draft"), about=nobody
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.table.row_chosen.connect(self._on_chosen)
        self.table.clicked.connect(lambda index: self._on_chosen(self.model.row_of(index)))

    def show_faults(self, faults: tuple[PlacedFault, ...]) -> None:
        """Show these problems."""
        self.model.show(faults)

    def _on_chosen(self, fault: PlacedFault | None) -> None:
        if fault is not None:
            self.node_wanted.emit(fault.path)


def _columns() -> tuple[Column[PlacedFault], ...]:
    return (
        Column(
            tr("Problem"),
            lambda row: row.text,
            icon=lambda _row: "octagon-alert",
            color=lambda _row: "must_fix",
            tooltip=lambda row: row.text,
        ),
        Column(tr("Where"), lambda row: row.where, tooltip=lambda row: row.where, width=380),
    )
