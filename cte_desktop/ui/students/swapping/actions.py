"""Adds, swaps or drops a course in the plans of the students of the list, as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cte_desktop.services.filling.swapping import apply_swap, preview_swap
from cte_desktop.ui.fill_actions import SWAP_COURSE
from cte_desktop.ui.students.many.dialog import ManyDialog
from cte_desktop.ui.students.many.scope import read_scope
from cte_desktop.ui.students.many.told import tell_kept
from cte_desktop.ui.students.many.work import ManyWork
from cte_desktop.ui.students.swapping.form import SwapForm
from cte_desktop.ui.students.swapping.lines import swap_details, swap_line, swaps_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.filling.many.keeping import KeptMany
    from cte_desktop.services.filling.swapping import Swaps
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.students.many.line import Details, ManyLine
    from cte_desktop.ui.students.many.scope import Listed, Scope
    from cte_desktop.ui.students.many.work import Stop, Told
    from cte_desktop.ui.tasks import Reporter

    Found = tuple[Swaps, tuple[ManyLine, ...], int]


class SwapForMany(QObject):
    """Offers the action on a page, for the students whom `listed` returns."""

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        listed: Callable[[], Listed],
        page: tuple[str, QWidget],
    ) -> None:
        name, self._page = page
        super().__init__(self._page)
        self._desk = desk
        self._bench = bench
        self._listed = listed
        bench.actions.offer(SWAP_COURSE, self.open, page=name)

    def open(self) -> None:
        """Open the dialog for the students of the list."""
        desk, listed = self._desk, self._listed()
        if not listed.shown:
            self._bench.notices.information(tr("Nobody is listed whose plan could be changed."))
            return
        self._bench.tasks.read(
            lambda: (read_scope(desk, listed), desk.catalog()), lambda found: self._show(*found)
        )

    def _show(self, scope: Scope, catalog: Catalog) -> None:
        Swapping(self._desk, self._bench, scope, catalog, self._page.window())


class Swapping(QObject):
    """One use of the dialog: its questions and their answers. It lives as long as the dialog."""

    def __init__(
        self, desk: Desk, bench: Workbench, scope: Scope, catalog: Catalog, window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk, self._bench, self._catalog = desk, bench, catalog
        self._swaps: Swaps | None = None
        self._form = SwapForm(catalog)
        heading = tr("Swap a course for many")
        words = tr("The same change in many plans. You see what it does before it is kept.")
        self._dialog = ManyDialog((heading, words), scope, self._form, self._details, window)
        self.setParent(self._dialog)
        self._work = ManyWork(bench.tasks, self)
        self._listen()
        self._allow()
        self._dialog.open()

    def _listen(self) -> None:
        dialog = self._dialog
        dialog.scope.changed.connect(self._allow)
        self._form.changed.connect(self._allow)
        dialog.work_wanted.connect(self._look)
        dialog.stop_wanted.connect(self._work.stop)
        dialog.finished.connect(lambda _code: self._work.give_up())
        dialog.kept.connect(self._keep)
        dialog.list_wanted.connect(self._list)
        self._work.progressed.connect(dialog.working.show_progress)
        self._work.found.connect(self._on_found)
        self._work.ended.connect(dialog.ask_again)

    def _allow(self) -> None:
        self._dialog.allow(allowed=self._form.swap() is not None)

    def _look(self) -> None:
        desk, catalog, uids = self._desk, self._catalog, self._dialog.scope.uids()
        swap = self._form.swap()
        if swap is None:
            return

        def work(told: Told, stop: Stop) -> Found:
            swaps = preview_swap(desk, uids, swap, progress=told, cancelled=stop)
            lines = tuple(swap_line(one, catalog) for one in swaps.students)
            return swaps, lines, len(uids)

        text = tr("Looking what it would do…")
        self._dialog.begin_work(text)
        self._work.begin(work, text)

    def _on_found(self, found: Found) -> None:
        self._swaps, lines, asked = found
        self._dialog.show_found(lines, swaps_text(self._swaps, asked))

    def _details(self, uid: str) -> Details:
        students = self._swaps.students if self._swaps is not None else ()
        found = (swap_details(one, self._catalog) for one in students if one.uid == uid)
        return next(found, ())

    def _keep(self, uids: frozenset[str]) -> None:
        desk, bench, swaps = self._desk, self._bench, self._swaps
        if swaps is None:
            return

        def work(report: Reporter) -> KeptMany:
            return apply_swap(desk, swaps, only=uids, progress=report)

        bench.tasks.long(
            work, lambda done: tell_kept(desk, bench, done), text=tr("Changing the plans…")
        )

    def _list(self, uids: tuple[str, ...]) -> None:
        self._bench.requests.students_listed.emit(tr("From swapping a course"), uids)
