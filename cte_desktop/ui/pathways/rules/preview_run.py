"""Asks who would be affected, beside everything else, and shows the answer at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cte_desktop.services.rule_preview import Preview, preview
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.audit.rule_tree import Documents
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.pathways.rules.affected import AffectedStudents
    from cte_desktop.ui.tasks import Progress, Reporter, Tasks


class PreviewRun(QObject):
    """One preview at a time; another one, or a change of the draft, ends it."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._shown: AffectedStudents | None = None
        self._number = 0  # of the request under way
        tasks.progressed.connect(self._on_progressed)
        tasks.ended.connect(self._on_ended)

    def start(self, drafted: Documents, shown: AffectedStudents) -> None:
        """Look at the students that a draft could affect; `shown` tells of it."""
        self.stop()
        self._shown = shown
        shown.begin()
        desk = self._desk

        def work(report: Reporter) -> Preview:
            return preview(desk, drafted, progress=report, cancelled=report.is_cancelled)

        def done(found: Preview) -> None:
            if self._number == number:
                self._number = 0
                shown.show_preview(found)

        text = tr("Looking at who would be affected…")
        number = self._tasks.long(work, done, text=text, writes=False)
        self._number = number

    def stop(self) -> None:
        """End the preview that is under way."""
        if self._number:
            self._tasks.cancel(self._number)
            self._on_ended(self._number)

    def _on_progressed(self, progress: Progress) -> None:
        if progress.number == self._number and self._shown is not None:
            self._shown.show_progress(progress.done, progress.total)

    def _on_ended(self, number: int) -> None:
        """A preview that was stopped, or failed, gives no answer."""
        if number == self._number and self._shown is not None:
            self._number = 0
            self._shown.give_up()
