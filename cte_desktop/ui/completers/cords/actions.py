"""Opening the list of cords from the menu, printing it, and changing the district's list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from cte_desktop.domain.school_year import school_year_of
from cte_desktop.services.awards.look.cords import (
    CordLine,
    cord_list,
    cords_pdf,
    cords_text,
    keep_cords,
    keep_cords_pdf,
    log_cords,
)
from cte_desktop.services.printing import Disclosure
from cte_desktop.ui.completers.cords.dialog import CordsDialog
from cte_desktop.ui.completers.cords.list_dialog import CordListDialog
from cte_desktop.ui.paper_keeper import Paper, PaperKeeper
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

CORDS = "cords"
_CHANNEL = "cords"
_YEARS_BACK = 4


class CordsActions(QObject):
    """Does the action on every page."""

    def __init__(self, desk: Desk, bench: Workbench, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._bench = bench
        self._page = page
        self._keeper = PaperKeeper(desk, bench, page)
        self._dialog: CordsDialog | None = None
        self._lines: tuple[CordLine, ...] = ()
        bench.actions.offer(CORDS, self.open)

    def open(self) -> None:
        """Open the list of the class that graduates this school year."""
        if self._dialog is not None:
            return
        now = school_year_of(self._desk.today())
        years = range(now, now - _YEARS_BACK - 1, -1)
        dialog = CordsDialog(years, now, self._page.window())
        self._dialog = dialog
        dialog.year_wanted.connect(self._read)
        dialog.paper_wanted.connect(self._on_paper)
        dialog.change_wanted.connect(self._on_change)
        dialog.student_wanted.connect(self._on_student)
        dialog.finished.connect(self._on_closed)
        dialog.show_lines(())
        dialog.open()
        self._read(now)

    def _read(self, school_year: int) -> None:
        desk = self._desk
        self._bench.tasks.read(
            lambda: cord_list(desk, school_year),
            self._on_read,
            channel=_CHANNEL,
            text=tr("Looking for who gets a cord…"),
        )

    def _on_read(self, lines: tuple[CordLine, ...]) -> None:
        self._lines = lines
        if self._is_open():
            self._shown().show_lines(lines)

    def _on_paper(self) -> None:
        desk, year, lines = self._desk, self._shown().school_year(), self._lines

        def show(content: bytes) -> None:
            if not self._is_open():
                return
            paper = Paper(
                content,
                tr("Cords and seals"),
                f"cords-{year + 1}.pdf",
                lambda path, given: keep_cords_pdf(desk, year, path, given),
                lambda given, _pages: log_cords(desk, lines, given),
                usual=Disclosure("", tr("cords and seals for graduation")),
            )
            self._keeper.preview(paper, self._dialog)

        self._bench.tasks.read(lambda: cords_pdf(desk, year), show, text=tr("Preparing the paper"))

    def _on_change(self) -> None:
        desk = self._desk

        def show(text: str) -> None:
            if self._is_open():
                editor = CordListDialog(desk, text, self._shown())
                editor.keep_wanted.connect(self._keep)
                editor.open()

        self._bench.tasks.read(lambda: cords_text(desk), show)

    def _keep(self, text: str) -> None:
        desk = self._desk
        self._bench.tasks.write(
            lambda: keep_cords(desk, text), self._on_kept, failed=self._bench.notices.error
        )

    def _on_kept(self, changes: Changes) -> None:
        self._bench.refresh.tell(changes)
        if self._is_open():
            self._read(self._shown().school_year())

    def _on_student(self, uid: str) -> None:
        self._shown().accept()
        self._bench.requests.student_requested.emit(uid)

    def _on_closed(self) -> None:
        self._dialog = None

    def _is_open(self) -> bool:
        return self._dialog is not None and isValid(self._dialog)

    def _shown(self) -> CordsDialog:
        if self._dialog is None:
            raise RuntimeError("the list of cords is not open")
        return self._dialog
