"""Opens the totals of earlier years and keeps what is written there, each as one undoable step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from cte_desktop.services.figures.earlier import (
    list_earlier_totals,
    remove_earlier_total,
    save_earlier_total,
    take_earlier_totals,
)
from cte_desktop.system.errors import KnownError
from cte_desktop.ui.completers.figures.earlier_dialog import EarlierDialog
from cte_desktop.ui.widgets.folders import documents_folder
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.completion.figures.growth import EarlierTotal
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.importing import ImportReport
    from cte_desktop.ui.page import Workbench

_CHANNEL = "completers.figures.earlier"


class EarlierActions(QObject):
    """Opens the dialog; whoever listens hears of every step."""

    def __init__(self, desk: Desk, bench: Workbench, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._bench, self._parent = desk, bench, parent
        self.dialog: EarlierDialog | None = None

    def open(self) -> None:
        """Read the totals and open the dialog."""
        self._read(self._show)

    def take_file(self, path: Path) -> None:
        """Take the totals of a file in one step."""
        desk = self._desk
        self._bench.tasks.write(
            lambda: take_earlier_totals(desk, path),
            self._on_taken,
            failed=self._on_failed,
            text=tr("Reading the file…"),
        )

    def _read(self, show: Callable[[tuple[EarlierTotal, ...]], None]) -> None:
        desk = self._desk
        self._bench.tasks.read(lambda: list_earlier_totals(desk), show, channel=_CHANNEL)

    def _show(self, totals: tuple[EarlierTotal, ...]) -> None:
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.show_totals(totals)
            return
        desk = self._desk
        dialog = self.dialog = EarlierDialog(totals, desk.catalog(), self._parent.window())
        dialog.saved.connect(lambda total: self._keep(lambda: save_earlier_total(desk, total)))
        dialog.removed.connect(lambda total: self._keep(lambda: remove_earlier_total(desk, total)))
        dialog.file_wanted.connect(self._choose_file)
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def _keep(self, keep: Callable[[], Changes]) -> None:
        self._bench.tasks.write(keep, self._on_kept, failed=self._on_failed)

    def _on_kept(self, changes: Changes) -> None:
        self._bench.refresh.tell(changes)
        self._read(self._show_again)

    def _on_taken(self, report: ImportReport) -> None:
        refused = sum(file.refused for file in report.files)
        if report.step is None:
            self._say(tr("The file brought nothing new; look at its columns and rows."))
            return
        self._on_kept(report.changes)
        if refused:
            self._bench.notices.done(
                tr("{count} rows of the file were not taken.", count=f"{refused:,}")
            )

    def _show_again(self, totals: tuple[EarlierTotal, ...]) -> None:
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.show_totals(totals)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._say(told(error).whole)
        else:
            self._bench.notices.error(error)

    def _say(self, text: str) -> None:
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.show_fault(text)

    def _choose_file(self) -> None:
        chosen = QFileDialog(self.dialog, tr("Totals of earlier years"), str(documents_folder()))
        chosen.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen.setFileMode(QFileDialog.FileMode.ExistingFile)
        chosen.setNameFilters(["earlier_totals.csv (*.csv)"])
        chosen.fileSelected.connect(lambda name: self.take_file(Path(name)))
        chosen.open()

    def _on_closed(self) -> None:
        self.dialog = None
