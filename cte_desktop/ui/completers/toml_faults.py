"""What is wrong with a TOML text, a line each; choosing one leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cte_desktop.domain.completion.toml_table import TomlFault
from cte_desktop.ui import theme
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.ui.widgets.table_view import TableView, nobody
from cte_desktop.wording.completion.certificate_template import fault_sentence
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEIGHT = 128
_LINE_WIDTH = 64


class TomlFaults(QWidget):
    """The list, which takes no room when all is well. Signal: `line_wanted(line)`."""

    line_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.model: TableModel[TomlFault] = TableModel(
            _columns(), lambda fault: (fault.line, fault.code, fault.field), self
        )
        self.table: TableView[TomlFault] = TableView(
            self.model, tr("Faults of the text"), about=nobody
        )
        self.table.setFixedHeight(theme.px(_HEIGHT))
        self.words = ThemedLabel("", color="text_muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.TIGHT))
        column.addWidget(self.words)
        column.addWidget(self.table)
        self.table.row_chosen.connect(self._on_chosen)
        self.table.clicked.connect(lambda index: self._on_chosen(self.model.row_of(index)))
        self.show_faults(())

    def show_faults(self, faults: Sequence[TomlFault]) -> None:
        """Show these faults."""
        self.model.show(tuple(faults))
        self.table.setVisible(bool(faults))
        found = trn(
            "{count} fault: nothing can be kept yet.",
            "{count} faults: nothing can be kept yet.",
            len(faults),
        )
        self.words.setText(found if faults else tr("No faults."))

    def first_line(self) -> int:
        """Return the line of the first fault, 0 when there is none."""
        return min(self.by_line(), default=0)

    def by_line(self) -> dict[int, str]:
        """Return what is wrong in each line that has a fault."""
        told: dict[int, str] = {}
        for fault in self.model.shown_rows():
            said = fault_sentence(fault)
            told[fault.line] = f"{told[fault.line]} {said}" if fault.line in told else said
        return told

    def _on_chosen(self, fault: TomlFault | None) -> None:
        if fault is not None:
            self.line_wanted.emit(fault.line)


def _columns() -> tuple[Column[TomlFault], ...]:
    return (
        Column(
            tr("Line"),
            lambda fault: str(fault.line),
            figures=True,
            width=_LINE_WIDTH,
            sort_key=lambda fault: fault.line,
        ),
        Column(
            tr("What is wrong"),
            fault_sentence,
            icon=lambda _fault: "octagon-alert",
            color=lambda _fault: "must_fix",
            tooltip=fault_sentence,
        ),
    )
