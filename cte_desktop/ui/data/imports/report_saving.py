"""Keeping the report of an import as a file or on paper, from wherever it is shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from cte_desktop.services.import_papers import (
    import_report_pdf,
    log_import_report,
    print_import_report,
)
from cte_desktop.services.import_reports import keep_import_report
from cte_desktop.services.printing import Disclosure
from cte_desktop.ui.widgets.print_preview import PrintPreview
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.desk import Desk
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


def preview_paper(parent: QWidget, bench: Workbench, desk: Desk, step: int) -> None:
    """Show the report that was kept with a step as a paper, to be printed or saved as PDF."""

    def show(content: bytes) -> None:
        if not isValid(parent) or not parent.isVisible():
            return  # the report was closed meanwhile
        preview = PrintPreview(
            content,
            tr("Import report"),
            f"import-report-{step}.pdf",
            lambda path: _save_paper(bench, desk, step, path),
            bench.tasks,
            parent,
        )
        preview.printed.connect(
            lambda: bench.tasks.write(lambda: log_import_report(desk, Disclosure()))
        )
        preview.open()

    bench.tasks.read(
        lambda: import_report_pdf(desk, step),
        show,
        channel="report paper",
        text=tr("Preparing the paper"),
    )


def _save_paper(bench: Workbench, desk: Desk, step: int, path: Path) -> None:
    bench.tasks.write(
        lambda: print_import_report(desk, path, Disclosure(), step),
        lambda _none: bench.notices.done(tr("Saved as {file}.", file=path.name)),
        failed=bench.notices.error,
    )
