"""Help, Update from a file: choosing it, checking it, and leaving the program to its installer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from cte_desktop.system.errors import KnownError
from cte_desktop.ui.help.updating.news import UPDATING
from cte_desktop.ui.start_actions import UPDATE
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.updates import PreparedUpdate, Update
    from cte_desktop.ui.help.updating.dialog import UpdateDialog
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.tasks import Reporter
    from cte_desktop.ui.window_memory import Memory


class UpdateDoor(QObject):
    """Offers the action; the window closes once everything is ready.

    `desk` is what is open, None before: who has a database that only a newer version opens needs
    the update then. Signal: `_told(done, of)`.
    """

    _told = Signal(object, object)

    def __init__(
        self, bench: Workbench, desk: Desk | None, window: QWidget, memory: Memory
    ) -> None:
        super().__init__(window)
        self._bench = bench
        self.desk = desk
        self._window = window
        self._memory = memory
        self._key: bytes | None = None
        self._work = 0
        self.dialog: UpdateDialog | None = None
        self._told.connect(self._on_told)
        bench.tasks.ended.connect(self._on_ended)
        bench.actions.offer(UPDATE, self.choose)

    def choose(self) -> None:
        """Ask for the file."""
        dialog = QFileDialog(self._window, tr("Choose an update"), str(Path.home()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Updates (*.cte-update)"), tr("All files (*)")])
        dialog.fileSelected.connect(lambda name: self.look_at(Path(name)))
        dialog.open()

    def look_at(self, file: Path) -> None:
        """Check a file whole, and offer what it brings; what is wrong with it is told."""
        key = self._key

        def work(report: Reporter) -> Update:
            from cte_desktop.services.updates import look_at

            return look_at(file, report, key=key)

        self._bench.tasks.long(
            work,
            self._on_checked,
            text=tr("Checking the update…"),
            writes=False,
            failed=self._bench.notices.error,
        )

    def _on_checked(self, update: Update) -> None:
        from cte_desktop.ui.help.updating.dialog import UpdateDialog

        dialog = UpdateDialog(update, self._window, backs_up=self.desk is not None)
        dialog.wanted.connect(lambda: self._prepare(update))
        dialog.stop_wanted.connect(lambda: self._bench.tasks.cancel(self._work))
        dialog.destroyed.connect(self._on_gone)
        self.dialog = dialog
        dialog.open()

    def _prepare(self, update: Update) -> None:
        desk = self.desk

        def work(report: Reporter) -> PreparedUpdate:
            from cte_desktop.services.updates import prepare

            def tell(done: int, of: int) -> None:
                report(done, of)
                self._told.emit(done, of)

            return prepare(desk, update, tell)

        self._work = self._bench.tasks.long(
            work,
            self._on_prepared,
            text=tr("Unpacking the update…")
            if desk is None
            else tr("Backing up and unpacking the update…"),
            writes=False,
            failed=self._on_failed,
        )

    def _on_told(self, done: int, of: int) -> None:
        if self.dialog is not None:
            self.dialog.show_progress(done, of)

    def _on_prepared(self, prepared: PreparedUpdate) -> None:
        from cte_desktop.services.updates import install_at_end

        if self.dialog is not None:
            self.dialog.end()
        self._memory.remember(UPDATING, prepared.version)
        if self._window.close():
            install_at_end(prepared)

    def _on_failed(self, error: Exception) -> None:
        if self.dialog is not None and isinstance(error, KnownError):
            self.dialog.say(told(error).whole)
            return
        if self.dialog is not None:
            self.dialog.end()
        self._bench.notices.error(error)

    def _on_ended(self, number: int) -> None:
        """Let the dialog go when the person stopped the work: that calls nobody else."""
        if number == self._work and self.dialog is not None and self.dialog.is_at_work:
            self.dialog.end()

    def _on_gone(self) -> None:
        self.dialog = None
