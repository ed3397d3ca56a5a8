"""Whether explorers of grades 7 and 8 enter and complete pathways more often: shares by class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.domain.completion.forecast.explorers import ExplorerLine
from cte_desktop.services.forecast.explorers import ExplorerSheet, explorer_sheet
from cte_desktop.ui import theme
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence
from cte_desktop.ui.widgets.table_view import TableView, nobody
from cte_desktop.wording.completion.forecast import EXPLORED, EXPLORERS_SAY, share_text, stale_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

_CHANNEL = "forecast.explorers"
_SHARE = 220


class ExplorersView(QWidget):
    """The shares. Signal: `students_wanted(title, uids)`: a figure is to be opened."""

    students_wanted = Signal(str, tuple)

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__()
        self.setAccessibleName(tr("Explorers"))
        self._desk, self._bench = desk, bench
        self.model: TableModel[ExplorerLine] = TableModel(
            _columns(), lambda line: (line.entry_class, line.explored), self
        )
        self.table: TableView[ExplorerLine] = TableView(
            self.model, tr("Explorers by class"), about=nobody
        )
        self.says = sentence(tr(EXPLORERS_SAY))
        self.stale = ThemedLabel("", size=theme.CAPTION, color="warning")
        self.all_button = push_button(tr("Show all of the group"), press=lambda: self._open(0))
        self.entered_button = push_button(tr("Show who entered"), press=lambda: self._open(1))
        self.done_button = push_button(tr("Show who completed"), press=lambda: self._open(2))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addWidget(self.stale, 1)
        for button in self._buttons():
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.says)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        self.table.current_row_changed.connect(self._on_row)
        self.table.row_chosen.connect(lambda _line: self._open(0))
        self._on_row(None)

    def read(self) -> None:
        """Count anew."""
        desk = self._desk
        self._bench.tasks.read(
            lambda: explorer_sheet(desk), self._on_sheet, channel=_CHANNEL, text=tr("Counting…")
        )

    def focus_rows(self) -> None:
        """Take the focus into the table."""
        self.table.focus_first()

    def _buttons(self) -> tuple[QWidget, ...]:
        return (self.all_button, self.entered_button, self.done_button)

    def _on_sheet(self, sheet: ExplorerSheet) -> None:
        self.model.show(sheet.lines)
        self.stale.setText(stale_text(sheet.stale))
        self._on_row(self.table.current_row())

    def _on_row(self, line: ExplorerLine | None) -> None:
        groups = ((), (), ()) if line is None else (line.students, line.entered, line.completed)
        for button, uids in zip(self._buttons(), groups, strict=True):
            button.setEnabled(bool(uids))

    def _open(self, which: int) -> None:
        line = self.table.current_row()
        if line is None:
            return
        uids = (line.students, line.entered, line.completed)[which]
        if uids:
            what = (tr("all"), tr("entered"), tr("completed"))[which]
            name = f"{_class(line)}: {tr(EXPLORED[line.explored])}, {what}"
            self.students_wanted.emit(name, uids)


def _columns() -> tuple[Column[ExplorerLine], ...]:
    return (
        Column(tr("Class"), _class, width=140, sort_key=lambda line: line.entry_class or 0),
        Column(tr("Grades 7 and 8"), lambda line: tr(EXPLORED[line.explored])),
        Column(
            tr("Students"),
            lambda line: f"{len(line.students):,}" if line.shown else tr("not told"),
            figures=True,
            sort_key=lambda line: len(line.students),
            width=100,
        ),
        Column(
            tr("Entered a pathway"),
            lambda line: share_text(line.entered_share, len(line.entered), len(line.students)),
            figures=True,
            sort_key=lambda line: line.entered_share or 0.0,
            width=_SHARE,
        ),
        Column(
            tr("Completed one"),
            lambda line: share_text(line.completed_share, len(line.completed), len(line.students)),
            figures=True,
            sort_key=lambda line: line.completed_share or 0.0,
            width=_SHARE,
        ),
    )


def _class(line: ExplorerLine) -> str:
    if line.entry_class is None:
        return tr("All classes")
    return tr("Class of {year}", year=line.entry_class)
