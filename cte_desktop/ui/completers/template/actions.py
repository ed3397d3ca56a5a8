"""Opening the editor of the certificate from the menu, and keeping what it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from cte_desktop.services.awards.look.preview import award_samples
from cte_desktop.services.awards.look.template import keep_look, look
from cte_desktop.ui.completers.template.dialog import TemplateDialog
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.awards.look.preview import AwardSample
    from cte_desktop.services.awards.look.template import Look
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

TEMPLATE = "certificate_template"
_CHANNEL = "certificate template"


class TemplateActions(QObject):
    """Does the action on every page, while a database is open."""

    def __init__(self, desk: Desk, bench: Workbench, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._bench = bench
        self._page = page
        self._dialog: TemplateDialog | None = None
        bench.actions.offer(TEMPLATE, self.open)

    def open(self) -> None:
        """Read how certificates look now, and open the editor."""
        desk = self._desk
        if self._dialog is None:
            self._bench.tasks.read(
                lambda: (look(desk), award_samples(desk)),
                lambda found: self._show(*found),
                channel=_CHANNEL,
            )

    def _show(self, now: Look, awards: tuple[AwardSample, ...]) -> None:
        if self._dialog is not None:
            return
        dialog = TemplateDialog(self._desk, self._bench, now, awards, self._page.window())
        self._dialog = dialog
        dialog.keep_wanted.connect(self._keep)
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def _keep(self, wanted: Look) -> None:
        desk = self._desk
        self._bench.tasks.write(
            lambda: keep_look(desk, wanted),
            lambda changes: self._on_kept(changes, wanted),
            failed=self._on_failed,
        )

    def _on_kept(self, changes: Changes, wanted: Look) -> None:
        self._bench.refresh.tell(changes)
        self._bench.notices.done(tr("Certificates look as you wrote from now on."))
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.kept(wanted)

    def _on_failed(self, error: Exception) -> None:
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.not_kept(error)
        else:
            self._bench.notices.error(error)

    def _on_closed(self) -> None:
        self._dialog = None
