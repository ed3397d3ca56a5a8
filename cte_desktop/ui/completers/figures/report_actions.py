"""Saves the completion report of the chosen school year: as a paper or as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.services.figures.report import save_completion_report
from cte_desktop.ui.widgets.folders import documents_folder
from cte_desktop.wording.translate import current_language, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench


class ReportActions(QObject):
    """Asks where, and writes away from the window's thread."""

    def __init__(
        self, desk: Desk, bench: Workbench, parent: QWidget, year: Callable[[], int | None]
    ) -> None:
        super().__init__(parent)
        self._desk, self._bench, self._parent, self._year = desk, bench, parent, year

    def open(self) -> None:
        """Ask for the file; its ending says which kind it is, its filter which language."""
        year = self._year()
        if year is None:
            return
        usual = documents_folder() / f"completion-report-{school_year_text(year)}.pdf"
        chosen = QFileDialog(self._parent.window(), tr("Save the completion report"), str(usual))
        chosen.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        kinds = {
            tr("PDF, in English (*.pdf)"): ("pdf", "en"),
            tr("PDF, in Spanish (*.pdf)"): ("pdf", "es"),
            tr("Excel workbook (*.xlsx)"): ("xlsx", current_language()),
        }
        chosen.setNameFilters(list(kinds))
        chosen.setDefaultSuffix("pdf")
        chosen.filterSelected.connect(lambda words: chosen.setDefaultSuffix(kinds[words][0]))
        chosen.fileSelected.connect(
            lambda name: self.save(Path(name), year, kinds[chosen.selectedNameFilter()][1])
        )
        chosen.open()

    def save(self, path: Path, school_year: int, language: str) -> None:
        """Write the report."""
        desk = self._desk
        self._bench.tasks.write(
            lambda: save_completion_report(desk, school_year, path, language),
            lambda _report: self._bench.notices.done(tr("The report lies in {file}.", file=path)),
            failed=self._bench.notices.error,
            text=tr("Writing the completion report…"),
        )
