"""Evidence files of the chosen pathways: built away from the window, previewed, saved, logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cte_desktop.services.awards.evidence_papers import evidence_paper
from cte_desktop.services.awards.register_papers import keep_paper, log_paper
from cte_desktop.ui.paper_keeper import Paper, PaperKeeper
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        self._keeper = PaperKeeper(desk, bench, over)

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
        desk = self._desk
        self._keeper.preview(
            Paper(
                made.content,
                tr("Evidence file"),
                "evidence.pdf",
                lambda path, given: keep_paper(desk, made, path, given),
                lambda given, _pages: log_paper(desk, made, given),
            )
        )
