"""Importing from the window: choose or drop, look, confirm, wait or cancel, read the report.

All reading and writing happens away from the window's thread; one import runs at a time.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from cte_desktop.services.history import Undone, list_history, undo
from cte_desktop.services.import_reports import keep_import_report
from cte_desktop.services.importing import ImportReport, import_paths
from cte_desktop.services.recognising import Recognition, recognise
from cte_desktop.ui.data.confirm_sheet import ConfirmSheet
from cte_desktop.ui.data.report_dialog import ReportDialog
from cte_desktop.ui.widgets.folders import documents_folder
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.history import HistoryLine
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.tasks import Reporter

_CHANNEL = "recognising files"
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
        self._running = 0
        self._last_step: int | None = None
        bench.actions.offer("import_files", self.choose)
        bench.actions.offer("undo_import", self.undo_last, enabled=False)
        bench.tasks.ended.connect(self._on_ended)
        bench.refresh.changed.connect(self._on_changed)
        self._look_back()

    def choose(self) -> None:
        """Ask which files, then go on as if they had been dropped."""
        dialog = QFileDialog(self._window, tr("Choose files to import"), str(self._folder))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [tr("Files to import (*.csv *.txt *.tsv *.toml *.zip)"), tr("All files (*)")]
        )
        dialog.filesSelected.connect(self._on_chosen)
        dialog.open()

    def bring(self, paths: Sequence[Path]) -> None:
        """Look at these files and folders, then ask whether to import them."""
        if self._running:
            self._bench.notices.information(
                tr("An import is running."),
                do=tr("Wait for its report, then bring the next files."),
            )
            return
        self._recognise(tuple(paths), "", None)

    def undo_last(self) -> None:
        """Take the last import back, as long as nothing stands in its way."""
        if self._last_step is not None:
            self._undo(self._last_step)

    def _on_chosen(self, names: Sequence[str]) -> None:
        paths = [Path(name) for name in names]
        self._folder = paths[0].parent
        self.bring(paths)

    def _recognise(
        self, paths: tuple[Path, ...], encoding: str, sheet: ConfirmSheet | None
    ) -> None:
        desk = self._desk
        self._bench.tasks.read(
            lambda: recognise(desk, paths, encoding or None),
            lambda found: self._on_recognised(paths, found, sheet),
            channel=_CHANNEL,
            text=tr("Looking at the files…"),
        )

    def _on_recognised(
        self, paths: tuple[Path, ...], found: Recognition, sheet: ConfirmSheet | None
    ) -> None:
        if sheet is not None:
            if isValid(sheet) and sheet.isVisible():
                sheet.show_recognition(found)
            return
        made = ConfirmSheet(found, self._window)
        made.confirmed.connect(lambda encoding: self._import(paths, encoding, found.lines))
        made.encoding_chosen.connect(lambda encoding: self._recognise(paths, encoding, made))
        made.open()

    def _import(self, paths: tuple[Path, ...], encoding: str, lines: int) -> None:
        desk = self._desk

        def work(report: Reporter) -> ImportReport:
            told = _Told(report, lines)
            return import_paths(desk, paths, encoding=encoding or None, progress=told.tell)

        self._running = self._bench.tasks.long(
            work, self._on_imported, failed=self._on_failed, text=tr("Importing…")
        )

    def _on_imported(self, report: ImportReport) -> None:
        self._running = 0
        self._bench.refresh.tell(report.changes)
        self._show(report)
        self.reported.emit(report)

    def _on_failed(self, error: Exception) -> None:
        self._running = 0
        self._bench.notices.error(error)

    def _on_ended(self, number: int) -> None:
        # Neither an answer nor a failure has come: the person cancelled it.
        if number == self._running:
            self._running = 0
            self._bench.notices.information(
                tr("The import was stopped. Nothing of it was kept; everything is as before.")
            )

    def _show(self, report: ImportReport) -> None:
        dialog = ReportDialog(report, self._window)
        dialog.undo_requested.connect(lambda: self._undo(report.step, dialog))
        dialog.save_requested.connect(lambda: self._choose_where(report, dialog))
        dialog.open()

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

    def _choose_where(self, report: ImportReport, parent: QWidget) -> None:
        chosen = QFileDialog(parent, tr("Save report"), tr("import report.csv"), tr("CSV (*.csv)"))
        chosen.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chosen.setDefaultSuffix("csv")
        chosen.fileSelected.connect(lambda name: self.save_report(report, Path(name)))
        chosen.open()

    def save_report(self, report: ImportReport, path: Path) -> None:
        """Write the rows of a report into a file."""
        self._bench.tasks.read(
            lambda: keep_import_report(report, path),
            lambda _: self._bench.notices.done(tr("The report lies in {file}.", file=path)),
            text=tr("Saving the report…"),
        )

    def _look_back(self) -> None:
        """Find out whether the last step in effect was an import that can be undone."""
        desk = self._desk
        self._bench.tasks.read(
            lambda: list_history(desk, limit=1), self._on_looked_back, channel="last import"
        )

    def _on_looked_back(self, lines: tuple[HistoryLine, ...]) -> None:
        last = lines[0] if lines else None
        undoable = last is not None and last.kind == _IMPORT and not last.undone
        self._last_step = last.number if last is not None and undoable else None
        self._bench.actions.set_enabled("undo_import", undoable)

    def _on_changed(self) -> None:
        self._look_back()


class _Told:
    """Adds the rows of file after file up, for one bar over all of them."""

    def __init__(self, report: Reporter, lines: int) -> None:
        self._report = report
        self._lines = lines
        self._file = ""
        self._before = 0
        self._rows = 0

    def tell(self, file: str, rows: int) -> None:
        """Tell that `rows` of `file` are done; raises `Cancelled` after the person's Cancel."""
        if file != self._file:
            self._file, self._before, self._rows = file, self._before + self._rows, 0
        self._rows = rows
        done = min(self._before + rows, self._lines)
        self._report(done, self._lines, tr("Importing {file}…", file=file))
