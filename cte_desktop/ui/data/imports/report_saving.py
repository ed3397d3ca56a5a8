"""Keeping the report of an import as a file or on paper, from wherever it is shown.

Its rows quote what files say of students: whatever leaves is entered in the disclosure log first.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from cte_desktop.services.changes import Changes
from cte_desktop.services.disclosures import recent_words
from cte_desktop.services.import_papers import (
    import_report_pdf,
    log_import_report,
    print_import_report,
)
from cte_desktop.services.import_reports import keep_import_report, log_copied_rows
from cte_desktop.services.table_exports import ShownTable
from cte_desktop.ui.paper_keeper import Paper, PaperKeeper
from cte_desktop.ui.widgets.table_saving import TableSavingDialog
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.importing import ImportReport
    from cte_desktop.services.printing import Disclosure
    from cte_desktop.ui.page import Workbench

_LOGGED = Changes(frozenset({"disclosures", "history"}))


def choose_where(parent: QWidget, bench: Workbench, desk: Desk, report: ImportReport) -> None:
    """Ask who receives the rows of a report and where to keep them, then write them there."""
    rows = sum(len(file.reported) for file in report.files)
    table = ShownTable(tr("Import report"), (), (), ((),) * rows)
    asked = TableSavingDialog(table, frozenset(), parent)
    asked.accepted.connect(lambda: _choose_file(parent, bench, desk, report, asked.disclosure()))
    bench.tasks.read(
        lambda: recent_words(desk),
        lambda words: asked.to.offer(*words) if isValid(asked) else None,
    )
    asked.open()


def _choose_file(
    parent: QWidget, bench: Workbench, desk: Desk, report: ImportReport, disclosed: Disclosure
) -> None:
    chosen = QFileDialog(parent, tr("Save report"), tr("import report.csv"), tr("CSV (*.csv)"))
    chosen.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chosen.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chosen.setDefaultSuffix("csv")
    chosen.fileSelected.connect(
        lambda name: save_report(bench, desk, report, Path(name), disclosed)
    )
    chosen.open()


def save_report(
    bench: Workbench, desk: Desk, report: ImportReport, path: Path, disclosed: Disclosure
) -> None:
    """Write the rows of a report into a file, away from the window's thread."""

    def done(_none: None) -> None:
        bench.refresh.tell(_LOGGED)
        bench.notices.done(tr("The report lies in {file}.", file=path))

    bench.tasks.write(
        lambda: keep_import_report(desk, report, path, disclosed),
        done,
        failed=bench.notices.error,
        text=tr("Saving the report…"),
    )


def copy_rows(bench: Workbench, desk: Desk, report: ImportReport, text: str) -> None:
    """Put rows into the clipboard once the log says so."""

    def done(_none: None) -> None:
        QGuiApplication.clipboard().setText(text)
        bench.refresh.tell(_LOGGED)
        bench.requests.hint_changed.emit(tr("The rows are in the clipboard; the log says so."))

    bench.tasks.write(lambda: log_copied_rows(desk, report), done, failed=bench.notices.error)


def preview_paper(parent: QWidget, bench: Workbench, desk: Desk, step: int) -> None:
    """Show the report that was kept with a step as a paper, to be printed or saved as PDF."""

    def show(content: bytes) -> None:
        if not isValid(parent) or not parent.isVisible():
            return  # the report was closed meanwhile
        paper = Paper(
            content,
            tr("Import report"),
            f"import-report-{step}.pdf",
            lambda path, given: print_import_report(desk, path, given, step),
            lambda given, _pages: log_import_report(desk, given, step),
        )
        PaperKeeper(desk, bench, parent).preview(paper)

    bench.tasks.read(
        lambda: import_report_pdf(desk, step),
        show,
        channel="report paper",
        text=tr("Preparing the paper"),
    )
