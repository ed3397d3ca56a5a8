"""Importing from the window: choose or drop, go through the steps, read the report, take it back.

All reading and writing happens away from the window's thread; one import runs at a time.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from cte_desktop.services.history import list_history, undo
from cte_desktop.services.mapping import is_profile_file
from cte_desktop.services.plan_repairs import find_misfits
from cte_desktop.services.profiles import read_profile_file
from cte_desktop.ui.data.imports.import_flow import ImportFlow
from cte_desktop.ui.data.imports.report_dialog import ReportDialog
from cte_desktop.ui.data.imports.report_saving import choose_where, copy_rows, preview_paper
from cte_desktop.ui.widgets.folders import documents_folder
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.history import HistoryLine, Undone
    from cte_desktop.services.importing import ImportReport
    from cte_desktop.services.plan_repairs import PlanMisfit
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.tasks import Reporter

_IMPORT = "import"


class Importer(QObject):
    """Brings files in. Signal: `reported(ImportReport)`, when an import has ended."""

    reported = Signal(object)

    def __init__(self, bench: Workbench, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._bench = bench
        self._desk = desk
        self._window = window
        self._folder = documents_folder()
        self.flow: ImportFlow | None = None
        self._last_step: int | None = None
        bench.actions.offer("import_files", self.choose)
        bench.actions.offer("undo_import", self.undo_last, enabled=False)
        bench.actions.offer("repair_plans", self.repair_plans)
        bench.refresh.changed.connect(self._on_changed)
        self._look_back()

    def choose(self) -> None:
        """Ask which files, then go on as if they had been dropped."""
        dialog = QFileDialog(self._window, tr("Choose files to import"), str(self._folder))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [
                tr("Files to import (*.csv *.txt *.tsv *.xlsx *.xlsm *.xls *.ods *.toml *.zip)"),
                tr("All files (*)"),
            ]
        )
        dialog.filesSelected.connect(self._on_chosen)
        dialog.open()

    def bring(self, paths: Sequence[Path]) -> None:
        """Look at these files and folders, then ask about them; a profile is saved."""
        if self.flow is not None:
            self._bench.notices.information(
                tr("An import is running."),
                do=tr("Wait for its report, then bring the next files."),
            )
            return
        profiles = [path for path in paths if is_profile_file(path)]
        if profiles:
            self._bring_profiles(profiles)
        rest = tuple(path for path in paths if path not in profiles)
        if rest:
            self._begin(rest)

    def undo_last(self) -> None:
        """Take the last import back, as long as nothing stands in its way."""
        if self._last_step is not None:
            self._undo(self._last_step)

    def _on_chosen(self, names: Sequence[str]) -> None:
        paths = [Path(name) for name in names]
        self._folder = paths[0].parent
        self.bring(paths)

    def _begin(self, paths: tuple[Path, ...]) -> None:
        self.flow = ImportFlow(self._bench, self._desk, self._window, paths)
        self.flow.applied.connect(self._on_applied)
        self.flow.gone.connect(self._on_gone)
        self.flow.start()

    def _on_gone(self) -> None:
        if self.flow is not None:
            self.flow.deleteLater()
            self.flow = None

    def _on_applied(self, report: ImportReport) -> None:
        self._bench.refresh.tell(report.changes)
        self._show(report)
        self.reported.emit(report)

    def _bring_profiles(self, paths: Sequence[Path]) -> None:
        desk = self._desk

        def work() -> list[Changes]:
            return [read_profile_file(desk, path) for path in paths]

        self._bench.tasks.write(work, self._on_profiles_brought)

    def _on_profiles_brought(self, made: list[Changes]) -> None:
        for changes in made:
            self._bench.refresh.tell(changes)
        self._bench.notices.done(tr("The profile is saved; files that fit it need one click."))

    def _show(self, report: ImportReport) -> None:
        dialog = ReportDialog(report, self._window, steps=True)
        dialog.undo_requested.connect(lambda: self._undo(report.step, dialog))
        dialog.save_requested.connect(lambda: choose_where(dialog, self._bench, self._desk, report))
        dialog.copy_requested.connect(lambda text: copy_rows(self._bench, self._desk, report, text))
        dialog.open()
        if report.step is not None:
            step = report.step
            dialog.print_requested.connect(
                lambda: preview_paper(dialog, self._bench, self._desk, step)
            )
            self._look_for_misfits(dialog)

    def _look_for_misfits(self, dialog: ReportDialog) -> None:
        desk = self._desk

        def work(report: Reporter) -> tuple[PlanMisfit, ...]:
            return find_misfits(desk, progress=report, cancelled=report.is_cancelled)

        # Not aside: there the figures wait until the person's own work is done, this among it.
        number = self._bench.tasks.long(
            work,
            lambda found: self._on_misfits(found, dialog),
            text=tr("Looking at the plans…"),
            writes=False,
            failed=self._bench.notices.error,
        )
        dialog.finished.connect(lambda _result: self._bench.tasks.cancel(number))

    def _on_misfits(self, found: tuple[PlanMisfit, ...], dialog: ReportDialog) -> None:
        if not found or not isValid(dialog) or not dialog.isVisible():
            return
        dialog.offer_repairs(len({misfit.uid for misfit in found}))
        dialog.repairs_requested.connect(dialog.accept)
        dialog.repairs_requested.connect(self.repair_plans)

    def repair_plans(self) -> None:
        """List the plans that no longer fit the record, with their repairs."""
        from cte_desktop.ui.data.repairs.repairs_dialog import RepairsDialog

        repairs = RepairsDialog(self._bench, self._desk, self._window)
        repairs.student_requested.connect(self._bench.requests.student_requested.emit)
        repairs.open()

    def _undo(self, step: int | None, dialog: ReportDialog | None = None) -> None:
        if step is None:
            return
        if dialog is not None:
            dialog.undo_button.setEnabled(False)
            dialog.accept()
        desk = self._desk

        self._bench.tasks.write(
            lambda: undo(desk, step), self._on_undone, text=tr("Undoing the import…")
        )

    def _on_undone(self, done: Undone) -> None:
        self._bench.refresh.tell(done.changes)
        self._bench.notices.done(tr("The import is undone; everything is as it was before."))

    def _look_back(self) -> None:
        """Find out whether the last step in effect was an import that can be undone."""
        desk = self._desk
        self._bench.tasks.read(
            lambda: list_history(desk, limit=1),
            self._on_looked_back,
            channel="last import",
        )

    def _on_looked_back(self, lines: tuple[HistoryLine, ...]) -> None:
        last = lines[0] if lines and not lines[0].undone else None
        is_import = last is not None and last.kind == _IMPORT
        self._last_step = last.number if last is not None and is_import else None
        self._bench.actions.set_enabled("undo_import", self._last_step is not None)

    def _on_changed(self) -> None:
        self._look_back()
