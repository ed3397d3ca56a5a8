"""Opening the window about a change, and doing what it asks for as one step with Undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from cte_desktop.services import history
from cte_desktop.services.sections.blast_radius.radius import BlastApplied, apply_blast
from cte_desktop.ui.sections.blast.blast_dialog import BlastDialog
from cte_desktop.ui.sections.blast.blast_rows import apart_words
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.sections.blast_radius.radius import BlastRadius
    from cte_desktop.ui.notices import NoticeButton
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.tasks import Reporter


class WhatIf(QObject):
    """The what-if of a page. `note` keeps a step for the page's Undo, tells everybody of it, and
    returns the button that takes it back.
    """

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        note: Callable[[Changes, int, str], NoticeButton],
        over: QWidget,
    ) -> None:
        super().__init__(over)
        self._desk = desk
        self._bench = bench
        self._note = note
        self._over = over
        self._dialog: BlastDialog | None = None

    def open(self, section: Section | None, catalog: Catalog) -> BlastDialog:
        """Ask about a section, or with None which course is to be retired."""
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.close()  # one at a time, so that two can't repair the same plans
        dialog = BlastDialog(self._bench, self._desk, section, catalog, self._over)
        self._dialog = dialog
        dialog.student_requested.connect(self._bench.requests.student_requested.emit)
        dialog.apply_requested.connect(lambda radius, repairs: self._apply(dialog, radius, repairs))
        dialog.show()
        return dialog

    def _apply(self, dialog: BlastDialog, radius: BlastRadius, repairs: Mapping[str, Plan]) -> None:
        desk = self._desk

        def work(report: Reporter) -> tuple[BlastApplied, str]:
            done = apply_blast(desk, radius, repairs=repairs, progress=report)
            newest = history.list_history(desk, limit=1) if done.step is not None else ()
            return done, newest[0].text if newest else ""

        def done(answer: tuple[BlastApplied, str]) -> None:
            if isValid(dialog):
                dialog.accept()
            self._tell(*answer)

        def failed(error: Exception) -> None:
            if isValid(dialog):
                dialog.end_applying()
            self._bench.notices.error(error)

        text = tr("Applying the change and the repairs…")
        number = self._bench.tasks.long(work, done, failed=failed, text=text)
        dialog.begin_applying(number, text)

    def _tell(self, done: BlastApplied, text: str) -> None:
        notices, apart = self._bench.notices, apart_words(done)
        if done.step is None:
            words = tr("It was so already; nothing was changed.")
            notices.information(f"{words} {apart}".strip())
            return
        undo = self._note(done, done.step, text)
        words = tr("Done: {step}.", step=text)
        if apart:
            notices.warning(f"{words} {apart}", undo)
        else:
            notices.done(words, undo)
