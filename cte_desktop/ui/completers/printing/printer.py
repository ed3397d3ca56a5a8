"""Printing certificates: asked what is wanted, drawn away from the window, previewed, handed out.

Nothing counts as printed before it was saved or has gone to a printer. What was cancelled leaves
nothing behind.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from cte_desktop.services.awards import batch
from cte_desktop.services.awards.look.template import template
from cte_desktop.services.awards.printed_pages import log_pages
from cte_desktop.services.changes import Changes
from cte_desktop.services.disclosures import recent_words
from cte_desktop.services.printing import Disclosure
from cte_desktop.system.errors import KnownError
from cte_desktop.ui.completers.printing.order_dialog import OrderDialog, Usual, Wanted
from cte_desktop.ui.paper_keeper import Paper, PaperKeeper
from cte_desktop.ui.widgets.folders import documents_folder
from cte_desktop.ui.widgets.question_dialog import Choice, Question
from cte_desktop.wording.completion.awards import unprinted_text
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.awards.batch import Batch, BatchCount, CertificateOrder
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.tasks import Reporter

_COUNT = "certificates.count"
_OF_STUDENTS = "certificate-*.pdf"  # the names of files for one student each
_TOUCHES = frozenset({"awards", "disclosures"})


class CertificatePrinter(QObject):
    """Prints certificates over a widget."""

    def __init__(self, desk: Desk, bench: Workbench, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._bench = bench
        self._over = over
        self._keeper = PaperKeeper(desk, bench, over)

    def ask(self, school_year: int, serials: Iterable[str] = ()) -> OrderDialog:
        """Ask what is to be printed: the chosen awards, or all of a school year."""
        dialog = OrderDialog(self._desk.catalog(), school_year, serials, self._over)
        dialog.order_changed.connect(lambda order: self._count(dialog, order))
        dialog.preview_wanted.connect(self._preview)
        dialog.save_wanted.connect(self._save)
        dialog.open()
        self._offer_usual(dialog)
        dialog.ask_count()
        return dialog

    def _offer_usual(self, dialog: OrderDialog) -> None:
        desk = self._desk

        def offer(usual: Usual) -> None:
            if isValid(dialog):
                dialog.offer(usual)

        # Why a template can't be read is told when it is printed by.
        self._bench.tasks.read(
            lambda: Usual(template(desk).language, *recent_words(desk)),
            offer,
            failed=lambda _error: None,
        )

    def _count(self, dialog: OrderDialog, order: CertificateOrder) -> None:
        desk = self._desk

        def show(count: BatchCount) -> None:
            if isValid(dialog):
                dialog.show_count(order, count)

        self._bench.tasks.read(lambda: batch.count_batch(desk, order), show, channel=_COUNT)

    def _preview(self, wanted: Wanted) -> None:
        desk, name = self._desk, self._file_name(wanted)

        def show(made: Batch) -> None:
            self._keeper.preview(
                Paper(
                    made.files[0][1],
                    tr("Certificates"),
                    name,
                    lambda path, given: batch.keep_batch(desk, made, path, given),
                    lambda given, pages: log_pages(desk, made, pages, given),
                    given=_disclosure(wanted),
                    note=_unprinted_words(made),
                    said=lambda count: _printed_words(made, count),
                    touches=_TOUCHES,
                )
            )

        self._draw(wanted, name, show)

    def _save(self, wanted: Wanted) -> None:
        """Ask where to, then draw and write."""
        begin = documents_folder()
        if wanted.one_file:
            place = str(begin / self._file_name(wanted))
            dialog = QFileDialog(self._over, tr("Save as PDF"), place, tr("PDF files (*.pdf)"))
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("pdf")
        else:
            dialog = QFileDialog(self._over, tr("Into which folder?"), str(begin))
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_asking(Path(name), wanted))
        dialog.open()

    def save_asking(self, place: Path, wanted: Wanted) -> None:
        """Save; when certificates lie in the folder already, ask whether they may be replaced."""
        there = sum(1 for _ in place.glob(_OF_STUDENTS)) if not wanted.one_file else 0
        if not there:
            self.save_to(place, wanted)
            return
        question = Question(
            "replace_certificates",
            tr("Replace certificates in {folder}?", folder=place.name),
            trn(
                "{count} certificate lies there already. One of the same student is replaced.",
                "{count} certificates lie there already. Those of the same students are replaced.",
                there,
            ),
            (Choice("replace", tr("Replace them")),),
        )
        self._bench.notices.ask(
            self._over,
            question,
            lambda answer: self.save_to(place, wanted) if answer == "replace" else None,
        )

    def save_to(self, place: Path, wanted: Wanted) -> None:
        """Draw what is wanted, and write it to a file or into a folder."""
        desk, disclosed = self._desk, _disclosure(wanted)
        one_file = place.name if wanted.one_file else ""

        def work(report: Reporter) -> tuple[Batch, tuple[Path, ...]]:
            found, look = batch.gather(desk, wanted.order)
            if not found.papers:
                raise _nobody()
            made = batch.draw_batch(found, look, one_file=one_file, progress=report)
            writing = tr("Writing the certificates")

            def written(done: int, total: int) -> None:
                report(done, total, writing)

            return made, batch.keep_batch(desk, made, place, disclosed, written)

        def done(answer: tuple[Batch, tuple[Path, ...]]) -> None:
            made, places = answer
            self._say_kept(made, places)

        self._bench.tasks.long(
            work, done, failed=self._bench.notices.error, text=tr("Drawing the certificates")
        )

    def _draw(self, wanted: Wanted, name: str, show: Callable[[Batch], None]) -> None:
        desk = self._desk

        def work(report: Reporter) -> Batch:
            found, look = batch.gather(desk, wanted.order)
            if not found.papers:
                raise _nobody()
            return batch.draw_batch(found, look, one_file=name, progress=report)

        self._bench.tasks.long(
            work,
            show,
            failed=self._bench.notices.error,
            text=tr("Drawing the certificates"),
            writes=False,
        )

    def _say_kept(self, made: Batch, places: tuple[Path, ...]) -> None:
        self._bench.refresh.tell(Changes(_TOUCHES))
        where = (
            tr("Saved as {file}.", file=places[0].name)
            if len(places) == 1
            else tr(
                "Saved as {count} files in {folder}.",
                count=f"{len(places):,}",
                folder=places[0].parent.name,
            )
        )
        self._bench.notices.done(f"{_printed_words(made, len(made.serials))} {where}")

    def _file_name(self, wanted: Wanted) -> str:
        year = wanted.order.school_year
        ending = f"-{year}-{(year + 1) % 100:02}" if year is not None else ""
        return f"certificates{ending}.pdf"


def _disclosure(wanted: Wanted) -> Disclosure:
    return Disclosure(wanted.recipient, wanted.purpose)


def _printed_words(made: Batch, count: int) -> str:
    said = [trn("{shown} certificate.", "{shown} certificates.", count, shown=f"{count:,}")]
    if made.copies and count == len(made.serials):
        said.append(
            trn("{shown} of them is a reprint.", "{shown} of them are reprints.", made.copies,
                shown=f"{made.copies:,}")
        )  # fmt: skip
    said.append(_unprinted_words(made))
    return " ".join(part for part in said if part)


def _unprinted_words(made: Batch) -> str:
    return unprinted_text((one.student_id, one.because) for one in made.left_out)


def _nobody() -> KnownError:
    return KnownError(
        "no_certificates",
        "There is no certificate to print any more.",
        do="Look at the awards again: something changed meanwhile.",
    )
