"""The report of an import: a headline, a line for each file, and every row to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.data.imports.import_sheet import fit_to_screen
from cte_desktop.ui.data.imports.reported_rows import (
    ReportedRow,
    file_columns,
    headline,
    kept_words,
    reported_rows,
    row_columns,
)
from cte_desktop.ui.data.step_line import Step, StepLine
from cte_desktop.ui.table_model import TableModel
from cte_desktop.ui.widgets.buttons import ChoiceBox, primary_button, push_button
from cte_desktop.ui.widgets.finding_row import SeverityIcon
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, separator, title
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.ui.widgets.table_view import TableView, nobody, somebody
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.services.importing import FileReport, ImportReport

_HEADER_AND_EDGES = 36
_FILES_SHOWN = 5


class ReportDialog(QDialog):
    """Shows what became of an import.

    Signals: `undo_requested()`; `save_requested()`; `print_requested()`: show it as a paper;
    `repairs_requested()`: show the plans that no longer fit; `copy_requested(text)`: put the rows
    that are shown into the clipboard.
    """

    undo_requested = Signal()
    save_requested = Signal()
    print_requested = Signal()
    repairs_requested = Signal()
    copy_requested = Signal(str)

    def __init__(
        self,
        report: ImportReport,
        parent: QWidget | None = None,
        *,
        may_be_undone: bool = True,
        steps: bool = False,
    ) -> None:
        """`steps`: it ends an import, whose line of steps stands above."""
        super().__init__(parent)
        self.report = report
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Import report"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.headline = title(headline(report))
        self.files: TableModel[FileReport] = TableModel(file_columns(), lambda row: row.file, self)
        self.rows: TableModel[ReportedRow] = TableModel(
            row_columns(report), lambda row: row.number, self
        )
        self.rows_table: TableView[ReportedRow] = TableView(
            self.rows, tr("Rows to look at"), about=somebody
        )
        self.search = SearchField(tr("Search the rows"))
        self.filter = ChoiceBox(tr("Which rows"))
        self.detail = sentence("")
        self.undo_button = push_button(tr("Undo import"), "undo-2", self.undo_requested.emit)
        self.save_button = push_button(tr("Save report…"), "file-down", self.save_requested.emit)
        self.print_button = push_button(
            tr("Print or save as PDF…"), "printer", self.print_requested.emit
        )
        self.repair_button = push_button("", "layout-grid", self.repairs_requested.emit)
        self.copy_button = push_button(tr("Copy rows"), "copy", self._on_copy)
        self.close_button = primary_button(tr("Close"), press=self.accept)
        self._put_together(steps=steps)
        self._fill()
        self.undo_button.setVisible(report.step is not None and may_be_undone)
        fit_to_screen(self)
        self.close_button.setFocus()

    def offer_repairs(self, count: int) -> None:
        """Say how many plans no longer fit; the button opens their list."""
        text = trn("Plans that no longer fit: {count}", "Plans that no longer fit: {count}", count)
        self.repair_button.setText(f" {text}")
        self.repair_button.setAccessibleName(text)
        self.repair_button.setVisible(count > 0)

    def _put_together(self, *, steps: bool) -> None:
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, theme.px(theme.GAP), side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        if steps:
            column.addWidget(StepLine(Step.DONE))
            column.addWidget(separator())
            column.addSpacing(theme.px(theme.TIGHT))
        top = QHBoxLayout()
        top.setSpacing(theme.px(theme.INSIDE))
        top.addWidget(SeverityIcon("warning" if self.report.needs_a_look else "met"))
        top.addWidget(self.headline, 1)
        column.addLayout(top)
        column.addWidget(sentence(kept_words(self.report), muted=True))
        column.addSpacing(theme.px(theme.INSIDE))
        column.addWidget(self._files_table(), 0 if self._has_rows() else 1)
        if self._has_rows():
            column.addSpacing(theme.px(theme.INSIDE))
            column.addLayout(self._tools())
            column.addWidget(self.rows_table, 1)
            column.addWidget(self.detail)
        column.addSpacing(theme.px(theme.INSIDE))
        column.addLayout(self._buttons())

    def _files_table(self) -> TableView[FileReport]:
        table: TableView[FileReport] = TableView(
            self.files, tr("Files of this import"), about=nobody
        )
        if self._has_rows():
            lines = min(len(self.report.files), _FILES_SHOWN)
            table.setFixedHeight(lines * theme.row_height() + theme.px(_HEADER_AND_EDGES))
        return table

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(ThemedLabel(tr("Rows to look at"), bold=True))
        row.addSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.search)
        row.addWidget(self.filter)
        row.addStretch(1)
        row.addWidget(self.copy_button)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        self.repair_button.setVisible(False)
        self.save_button.setVisible(self._has_rows())
        row.addWidget(self.undo_button)
        # Only an import that changed something has a step to keep its report with.
        self.print_button.setVisible(self.report.step is not None)
        row.addWidget(self.save_button)
        row.addWidget(self.print_button)
        row.addStretch(1)
        row.addWidget(self.repair_button)
        row.addWidget(self.close_button)
        return row

    def _fill(self) -> None:
        self.files.show(self.report.files)
        self.rows.show(reported_rows(self.report))
        self.filter.addItem(tr("All rows"), None)
        self.filter.addItem(tr("Refused"), False)
        self.filter.addItem(tr("Taken, but look"), True)
        self.filter.setMinimumWidth(theme.px(160))
        self.filter.currentIndexChanged.connect(self._on_filter)
        self.search.query_changed.connect(self.rows.search)
        self.search.results_wanted.connect(self.rows_table.focus_first)
        self.rows_table.current_row_changed.connect(self._on_current_row)
        self._on_current_row(None)

    def _has_rows(self) -> bool:
        return any(file.reported for file in self.report.files)

    def _on_filter(self) -> None:
        wanted = self.filter.currentData()
        self.rows.keep(None if wanted is None else lambda row: row.taken == wanted)

    def _on_current_row(self, row: ReportedRow | None) -> None:
        words = tr("Choose a row to read what is wrong with it and what to do.")
        self.detail.setText(words if row is None else f"{row.problem} {row.fix}")

    def _on_copy(self) -> None:
        columns = self.rows.columns()
        lines = ["\t".join(column.title for column in columns)]
        lines += [
            "\t".join(column.text(row) for column in columns) for row in self.rows.shown_rows()
        ]
        self.copy_requested.emit("\n".join(lines))
