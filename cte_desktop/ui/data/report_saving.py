"""Keeping the report of an import as a file, from wherever it is shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from cte_desktop.services.import_reports import keep_import_report
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.importing import ImportReport
    from cte_desktop.ui.page import Workbench


def choose_where(parent: QWidget, bench: Workbench, report: ImportReport) -> None:
    """Ask where to keep the rows of a report, then write them there."""
    chosen = QFileDialog(parent, tr("Save report"), tr("import report.csv"), tr("CSV (*.csv)"))
    chosen.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chosen.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chosen.setDefaultSuffix("csv")
    chosen.fileSelected.connect(lambda name: save_report(bench, report, Path(name)))
    chosen.open()


def save_report(bench: Workbench, report: ImportReport, path: Path) -> None:
    """Write the rows of a report into a file, away from the window's thread."""
    bench.tasks.read(
        lambda: keep_import_report(report, path),
        lambda _: bench.notices.done(tr("The report lies in {file}.", file=path)),
        text=tr("Saving the report…"),
    )
