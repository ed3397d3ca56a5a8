"""Papers of the register: a certificate again, and the register itself; previewed and logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cte_desktop.services import printing
from cte_desktop.services.awards.register_papers import keep_paper, log_paper, register_paper
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.changes import Changes
from cte_desktop.services.printing import Disclosure
from cte_desktop.ui.widgets.print_preview import PrintPreview
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.awards.register_papers import PaperMade
    from cte_desktop.services.awards.registering import RegisterLine
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

CERTIFICATE = "certificate"
_OF_THE_OFFICE = Disclosure("District office", "register of certificates")


class RegisterPapers(QObject):
    """Shows previews over the widget `over`."""

    def __init__(self, desk: Desk, bench: Workbench, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._bench = bench
        self._over = over

    def preview_certificate(self, line: RegisterLine) -> None:
        """Preview the certificate of an award in force; one printed before says "Reprint"."""
        desk, pathway = self._desk, line.decided.pathway

        def work() -> tuple[Case, bytes]:
            case = open_case_of(desk, line.student_uid)
            return case, printing.certificate_pdf(desk, case, pathway)

        def show(made: tuple[Case, bytes]) -> None:
            case, content = made
            given = Disclosure()
            self._show(
                content,
                tr("Certificate of completion"),
                f"certificate-{line.serial}.pdf",
                lambda path: printing.keep_pdf(
                    desk, CERTIFICATE, case, content, path, given, pathway
                ),
                lambda: printing.log_print(desk, CERTIFICATE, case, given, pathway),
            )

        self._bench.tasks.write(
            work, show, failed=self._bench.notices.error, text=tr("Preparing the paper")
        )

    def preview_register(self, school_year: int | None) -> None:
        """Preview the register of a school year, or of all."""
        desk = self._desk

        def show(made: PaperMade) -> None:
            self._show(
                made.content,
                tr("Register of certificates"),
                "register.pdf",
                lambda path: keep_paper(desk, made, path, _OF_THE_OFFICE),
                lambda: log_paper(desk, made, _OF_THE_OFFICE),
            )

        self._bench.tasks.read(
            lambda: register_paper(desk, school_year),
            show,
            failed=self._bench.notices.error,
            text=tr("Preparing the paper"),
        )

    def _show(
        self,
        content: bytes,
        title: str,
        file_name: str,
        keep: Callable[[Path], None],
        log: Callable[[], None],
    ) -> None:
        def save(path: Path) -> None:
            said = tr("Saved as {file}.", file=path.name)
            self._write(lambda: keep(path), lambda: self._bench.notices.done(said))

        preview = PrintPreview(content, title, file_name, save, self._over)
        preview.printed.connect(lambda: self._write(log, lambda: None))
        preview.open()

    def _write(self, work: Callable[[], None], then: Callable[[], None]) -> None:
        def done(_none: None) -> None:
            then()
            self._bench.refresh.tell(Changes(frozenset({"awards", "disclosures"})))

        self._bench.tasks.write(work, done, failed=self._bench.notices.error)
