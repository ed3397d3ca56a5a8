"""What is done from a selection of a list: adding the course, letters, invitations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from cte_desktop.services.changes import Changes
from cte_desktop.services.forecast import invitations, letters
from cte_desktop.services.forecast.adding import (
    AddedCourses,
    AdditionPreview,
    add_courses,
    preview_additions,
)
from cte_desktop.services.forecast.letters import LetterOrder
from cte_desktop.services.printing import Disclosure
from cte_desktop.ui.completers.forecast.adding_dialog import AddingDialog
from cte_desktop.ui.completers.forecast.evening_dialog import EveningDialog
from cte_desktop.ui.completers.forecast.letter_dialog import LetterDialog
from cte_desktop.ui.paper_keeper import Paper, PaperKeeper
from cte_desktop.ui.widgets.folders import documents_folder
from cte_desktop.wording.completion.forecast import left_out_text
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cte_desktop.domain.completion.forecast.invitation import Evening
    from cte_desktop.domain.completion.forecast.near import Near
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.forecast.letters import LetterBatch
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.tasks import Reporter

_LOGGED = Changes(frozenset({"disclosures"}))


class ForecastDeeds(QObject):
    """Carries them out over a widget."""

    def __init__(self, desk: Desk, bench: Workbench, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._bench, self._over = desk, bench, over
        self._keeper = PaperKeeper(desk, bench, over)

    def add(self, chosen: tuple[Near, ...]) -> None:
        """Try the missing course in each plan, show what would come of it, and add it if wanted."""
        desk = self._desk

        def work(report: Reporter) -> AdditionPreview:
            return preview_additions(desk, chosen, progress=report)

        self._bench.tasks.long(
            work,
            lambda found: self._show_preview(found, chosen),
            failed=self._bench.notices.error,
            text=tr("Trying the course in each plan"),
            writes=False,
        )

    def write_letters(self, kind: str, chosen: tuple[Near, ...]) -> LetterDialog:
        """Ask in which language, then show the letters."""
        dialog = LetterDialog(kind, chosen, self._over)
        dialog.preview_wanted.connect(self.preview_letters)
        dialog.open()
        return dialog

    def preview_letters(self, order: LetterOrder) -> None:
        """Draw the letters and show them; what is saved or printed is logged."""
        desk, count = self._desk, len(order.written)
        given = Disclosure(tr("family"), tr(letters.PURPOSE))

        def work(report: Reporter) -> tuple[bytes, LetterBatch]:
            return letters.draw_letters(desk, order, lambda done: report(done, count))

        def show(made: tuple[bytes, LetterBatch]) -> None:
            content, batch = made
            self._keeper.preview(
                Paper(
                    content,
                    tr("Letters to families"),
                    "letters.pdf",
                    lambda path, to: letters.keep_letters(desk, order, path, to),
                    lambda to, pages: letters.log_letters(desk, order, to, pages),
                    usual=given,
                    note=left_out_text(batch.left_out),
                )
            )

        self._bench.tasks.long(
            work,
            show,
            failed=self._bench.notices.error,
            text=tr("Writing the letters"),
            writes=False,
        )

    def invite(self, chosen: tuple[Near, ...]) -> EveningDialog:
        """Ask for the evening, then show or save the list."""
        dialog = EveningDialog(chosen, self._desk.today(), self._over)
        dialog.preview_wanted.connect(lambda evening: self.preview_list(evening, chosen))
        dialog.table_wanted.connect(lambda evening: self._ask_table(evening, chosen))
        dialog.open()
        return dialog

    def preview_list(self, evening: Evening, chosen: tuple[Near, ...]) -> None:
        """Draw the invitation list and show it."""
        desk, given = self._desk, _to_staff()

        def show(content: bytes) -> None:
            self._keeper.preview(
                Paper(
                    content,
                    tr("Invitation list"),
                    "invitations.pdf",
                    lambda path, to: invitations.keep_invitations(desk, evening, chosen, path, to),
                    lambda to, _pages: invitations.log_invitations(desk, chosen, to),
                    usual=given,
                )
            )

        self._bench.tasks.read(
            lambda: invitations.invitations_pdf(desk, evening, chosen),
            show,
            failed=self._bench.notices.error,
            text=tr("Preparing the paper"),
        )

    def save_table(self, evening: Evening, chosen: tuple[Near, ...], path: Path) -> None:
        """Write the invitation list as a table."""
        desk, given = self._desk, _to_staff()
        said = tr("Saved as {file}.", file=path.name)
        self._write(
            lambda: invitations.keep_invitations(desk, evening, chosen, path, given),
            lambda: self._bench.notices.done(said),
        )

    def _show_preview(self, found: AdditionPreview, chosen: tuple[Near, ...]) -> None:
        dialog = AddingDialog(found, self._over)
        dialog.confirmed.connect(lambda: self._add(found, chosen))
        dialog.open()

    def _add(self, found: AdditionPreview, chosen: tuple[Near, ...]) -> None:
        """Add to those whom the preview has shown."""
        desk = self._desk
        wanted = {(one.uid, one.pathway) for one in found.additions}
        those = tuple(one for one in chosen if one.key in wanted)

        def work(report: Reporter) -> AddedCourses:
            return add_courses(desk, those, progress=report)

        self._bench.tasks.long(
            work, self._on_added, failed=self._bench.notices.error, text=tr("Adding the course")
        )

    def _on_added(self, made: AddedCourses) -> None:
        self._bench.refresh.tell(made)
        count = made.plans
        said = trn(
            "The course was added to {shown} plan.",
            "The course was added to {shown} plans.",
            count,
            shown=f"{count:,}",
        )
        if made.kept_apart:
            more = len(made.kept_apart)
            said += " " + trn("{shown} was left out.", "{shown} were left out.", more, shown=more)
        self._bench.notices.done(said)

    def _ask_table(self, evening: Evening, chosen: tuple[Near, ...]) -> None:
        place = str(documents_folder() / "invitations.xlsx")
        kinds = tr("Excel workbook (*.xlsx)") + ";;" + tr("CSV (*.csv)")
        dialog = QFileDialog(self._over, tr("Save as table"), place, kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.fileSelected.connect(lambda name: self.save_table(evening, chosen, Path(name)))
        dialog.open()

    def _write(self, work: Callable[[], object], then: Callable[[], None]) -> None:
        def done(_made: object) -> None:
            then()
            self._bench.refresh.tell(_LOGGED)

        self._bench.tasks.write(work, done, failed=self._bench.notices.error)


def _to_staff() -> Disclosure:
    return Disclosure(tr("school staff"), tr(invitations.PURPOSE))
