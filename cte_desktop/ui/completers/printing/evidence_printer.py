"""Evidence files of the chosen pathways: built away from the window, previewed, saved, logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cte_desktop.services.awards.evidence_papers import evidence_paper
from cte_desktop.services.awards.register_papers import keep_paper, log_paper
from cte_desktop.services.changes import Changes
from cte_desktop.services.printing import Disclosure
from cte_desktop.ui.widgets.print_preview import PrintPreview
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.awards.completers import Key
    from cte_desktop.services.awards.register_papers import PaperMade
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.tasks import Reporter


class EvidencePrinter(QObject):
    """Shows the preview over a widget."""

    def __init__(self, desk: Desk, bench: Workbench, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._bench = bench
        self._over = over

    def preview(self, keys: Sequence[Key], school_year: int) -> None:
        """Preview the evidence of pathways, (uid, pathway) each, as one paper."""
        desk, wanted = self._desk, tuple(keys)

        def work(report: Reporter) -> PaperMade:
            return evidence_paper(desk, wanted, school_year, report)

        self._bench.tasks.long(
            work,
            self._show,
            failed=self._bench.notices.error,
            text=tr("Preparing the evidence"),
            writes=False,
        )

    def _show(self, made: PaperMade) -> None:
        desk, given = self._desk, Disclosure()
        preview = PrintPreview(
            made.content,
            tr("Evidence file"),
            "evidence.pdf",
            lambda path: self._write(
                lambda: keep_paper(desk, made, path, given), tr("Saved as {file}.", file=path.name)
            ),
            self._over,
        )
        preview.printed.connect(lambda: self._write(lambda: log_paper(desk, made, given)))
        preview.open()

    def _write(self, work: Callable[[], None], said: str = "") -> None:
        def done(_none: None) -> None:
            self._bench.refresh.tell(Changes(frozenset({"disclosures"})))
            if said:
                self._bench.notices.done(said)

        self._bench.tasks.write(work, done, failed=self._bench.notices.error)
