"""Bring in: where files are dropped or chosen, and what came in lately."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog

from cte_desktop.services.import_reports import KeptReport, kept_report, kept_reports
from cte_desktop.ui.data.imports.report_dialog import ReportDialog
from cte_desktop.ui.data.imports.report_saving import choose_where, copy_rows, preview_paper
from cte_desktop.ui.data.panels.drop_card import DropCard
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import follow, push_button
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.folders import documents_folder
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.ui.widgets.panel import ListPanel
from cte_desktop.ui.widgets.table_view import TableView, nobody
from cte_desktop.wording.moments import moment_words
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.importing import ImportReport
    from cte_desktop.ui.page import Workbench

REPAIR = "repair_plans"


class BringPanel(ListPanel):
    """The part. Signal: `files_brought(list of Path)`: look at these and ask about them."""

    files_brought = Signal(list)
    listens = frozenset({"history", "students", "record", "catalog", "rules"})

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__(tr("Bring in"), "")
        self._desk = desk
        self._bench = bench
        self._folder = documents_folder()
        self.words.setVisible(False)
        self.card = DropCard()
        self.model: TableModel[KeptReport] = TableModel(_columns(), lambda row: row.step, self)
        self.table: TableView[KeptReport] = TableView(
            self.model, tr("Recent imports"), about=nobody
        )
        self.report_button = push_button(tr("Open report"), "file-text", self._on_report)
        self.undo_button = push_button(tr("Undo the newest"), "undo-2", self._on_undo)
        self.repair_button = push_button(
            tr("Plans that no longer fit…"), "layout-grid", self._on_repair
        )
        self.body.addWidget(self.card)
        self.tools.addWidget(ThemedLabel(tr("Recent imports"), bold=True))
        self.tools.addStretch(1)
        for button in (self.repair_button, self.report_button, self.undo_button):
            self.tools.addWidget(button)
        self.show_list(self.table, _nothing_yet())
        for button in (self.card.files_button, self.card.folder_button):
            follow(button, bench.actions.action("import_files"))
        self.card.files_wanted.connect(self._on_files_wanted)
        self.card.folder_wanted.connect(self._on_folder_wanted)
        self.table.current_row_changed.connect(lambda _row: self._on_current())
        self.table.row_chosen.connect(lambda _row: self._on_report())
        for name in ("undo_import", REPAIR):
            bench.actions.action(name).changed.connect(self._on_current)
        self._on_current()

    def read(self) -> None:
        desk = self._desk
        self._bench.tasks.read(lambda: kept_reports(desk), self._on_read, channel="imports")

    def open_report(self, step: int) -> None:
        """Open the report of an import."""
        desk = self._desk
        self._bench.tasks.read(lambda: kept_report(desk, step), self._show_report, channel="report")

    def _show_report(self, report: ImportReport) -> None:
        dialog = ReportDialog(report, self.window(), may_be_undone=self._may_undo(report.step))
        dialog.undo_requested.connect(dialog.accept)
        dialog.undo_requested.connect(self._on_undo)
        dialog.save_requested.connect(lambda: choose_where(dialog, self._bench, self._desk, report))
        dialog.copy_requested.connect(lambda text: copy_rows(self._bench, self._desk, report, text))
        if report.step is not None:
            step = report.step
            dialog.print_requested.connect(
                lambda: preview_paper(dialog, self._bench, self._desk, step)
            )
        dialog.open()

    def _on_read(self, rows: tuple[KeptReport, ...]) -> None:
        self.model.show(rows)
        self.say_filled(filled=bool(rows))
        self._on_current()

    def _on_current(self) -> None:
        row = self.table.current_row()
        self.report_button.setEnabled(row is not None)
        self.undo_button.setEnabled(self._bench.actions.action("undo_import").isEnabled())
        repair = self._bench.actions.action(REPAIR) if self._offers_repairs() else None
        self.repair_button.setVisible(repair is not None and self.ways.currentIndex() == 1)
        self.repair_button.setEnabled(repair is not None and repair.isEnabled())

    def _offers_repairs(self) -> bool:
        return any(spec.id == REPAIR for spec, _ in self._bench.actions.offered())

    def _may_undo(self, step: int | None) -> bool:
        newest = next((row for row in self.model.shown_rows() if not row.undone), None)
        able = self._bench.actions.action("undo_import").isEnabled()
        return able and newest is not None and newest.step == step

    def _on_report(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.open_report(row.step)

    def _on_undo(self) -> None:
        self._bench.actions.action("undo_import").trigger()

    def _on_repair(self) -> None:
        self._bench.actions.action(REPAIR).trigger()

    def _on_files_wanted(self) -> None:
        self._bench.actions.action("import_files").trigger()

    def _on_folder_wanted(self) -> None:
        dialog = QFileDialog(self, tr("Choose a folder to import"), str(self._folder))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._on_folder_chosen)
        dialog.open()

    def _on_folder_chosen(self, name: str) -> None:
        self._folder = Path(name)
        self.files_brought.emit([Path(name)])


def _nothing_yet() -> EmptyState:
    return EmptyState(
        "history",
        tr("Nothing was imported yet"),
        tr(
            "Begin with the students, then their record: course after course with marks. Sections "
            "and requests can follow."
        ),
    )


def _columns() -> tuple[Column[KeptReport], ...]:
    def figure(title: str, name: str) -> Column[KeptReport]:
        return Column(
            title,
            lambda row: f"{getattr(row, name):,}",
            figures=True,
            sort_key=lambda row: getattr(row, name),
            width=84,
        )

    return (
        Column(
            tr("When"), lambda row: moment_words(row.at), sort_key=lambda row: row.step, width=170
        ),
        Column(tr("By"), lambda row: row.actor, width=100),
        Column(tr("Files"), _files, tooltip=_files),
        figure(tr("New"), "accepted"),
        figure(tr("Changed"), "changed"),
        figure(tr("Refused"), "refused"),
        Column(
            tr("State"),
            lambda row: tr("Undone") if row.undone else tr("In effect"),
            icon=lambda row: "undo-2" if row.undone else "check",
            color=lambda row: "text_muted" if row.undone else "met",
            width=110,
        ),
    )


def _files(row: KeptReport) -> str:
    return ", ".join(row.files)
