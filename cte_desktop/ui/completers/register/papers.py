"""Papers of the register: a certificate again, and the register itself; previewed and logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cte_desktop.services import printing
from cte_desktop.services.awards.register_papers import keep_paper, log_paper, register_paper
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.printing import Disclosure
from cte_desktop.ui.paper_keeper import Paper, PaperKeeper
from cte_desktop.wording.completion.awards import before_graduation_note
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.awards.register_papers import PaperMade
    from cte_desktop.services.awards.registering import RegisterLine
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

CERTIFICATE = "certificate"
_TOUCHES = frozenset({"awards", "disclosures"})


class RegisterPapers(QObject):
    """Shows previews over the widget `over`."""

    def __init__(self, desk: Desk, bench: Workbench, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._bench = bench
        self._keeper = PaperKeeper(desk, bench, over)

    def preview_certificate(self, line: RegisterLine) -> None:
        """Preview the certificate of an award in force; one printed before says "Reprint"."""
        desk, pathway = self._desk, line.decided.pathway

        def work() -> tuple[Case, bytes]:
            case = open_case_of(desk, line.student_uid)
            return case, printing.certificate_pdf(desk, case, pathway)

        def show(made: tuple[Case, bytes]) -> None:
            case, content = made
            self._keeper.preview(
                Paper(
                    content,
                    tr("Certificate of completion"),
                    f"certificate-{line.serial}.pdf",
                    lambda path, given: printing.keep_pdf(
                        desk, CERTIFICATE, case, content, path, given, pathway
                    ),
                    lambda given, _pages: printing.log_print(
                        desk, CERTIFICATE, case, given, pathway
                    ),
                    usual=Disclosure(tr("The student"), tr("Graduation")),
                    note=before_graduation_note() if printing.is_before_graduation(case) else "",
                    touches=_TOUCHES,
                )
            )

        self._bench.tasks.read(
            work, show, failed=self._bench.notices.error, text=tr("Preparing the paper")
        )

    def preview_register(self, school_year: int | None) -> None:
        """Preview the register of a school year, or of all."""
        desk = self._desk

        def show(made: PaperMade) -> None:
            self._keeper.preview(
                Paper(
                    made.content,
                    tr("Register of certificates"),
                    "register.pdf",
                    lambda path, given: keep_paper(desk, made, path, given),
                    lambda given, _pages: log_paper(desk, made, given),
                )
            )

        self._bench.tasks.read(
            lambda: register_paper(desk, school_year),
            show,
            failed=self._bench.notices.error,
            text=tr("Preparing the paper"),
        )
