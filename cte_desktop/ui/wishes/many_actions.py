"""Notes the same wishes for all students that are selected in a list, as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from cte_desktop.services.filling.wish_templates import WishesOfMany, preview_wishes, set_wishes
from cte_desktop.services.history import undo
from cte_desktop.ui.notices import NoticeButton
from cte_desktop.ui.wish_actions import WISHES_OF_MANY
from cte_desktop.ui.wishes.kept_templates import KeptTemplates
from cte_desktop.ui.wishes.many_dialog import ManyWishesDialog
from cte_desktop.wording.translate import tr
from cte_desktop.wording.wishes import changed_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.filling.noting import Wishes
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.tasks import Reporter

_CHANNEL = "wishes.effect"


class ManyWishes(QObject):
    """Offers the action on a page, for the students whom `selected` returns."""

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        selected: Callable[[], tuple[str, ...]],
        page: tuple[str, QWidget],
    ) -> None:
        name, self._page = page
        super().__init__(self._page)
        self._desk = desk
        self._bench = bench
        self._selected = selected
        self._kept = KeptTemplates(desk, bench, self._page)
        bench.actions.offer(WISHES_OF_MANY, self.open, page=name)

    def open(self) -> None:
        """Open the dialog for the selected students; without any, say what to do."""
        uids, desk = self._selected(), self._desk
        if not uids:
            self._bench.notices.information(
                tr("Select the students in the list first: Ctrl or Shift and a click.")
            )
            return
        self._bench.tasks.read(desk.catalog, lambda catalog: self._show(uids, catalog))

    def _show(self, uids: tuple[str, ...], catalog: Catalog) -> None:
        dialog = ManyWishesDialog(len(uids), catalog, self._page.window())
        dialog.effect_wanted.connect(lambda: self._work_out(dialog, uids))
        dialog.written.connect(lambda wishes, replace: self._keep(uids, wishes, replace=replace))
        self._kept.serve(dialog, dialog.templates, dialog.form)
        dialog.open()

    def _work_out(self, dialog: ManyWishesDialog, uids: tuple[str, ...]) -> None:
        desk, asked = self._desk, dialog.asked()
        wishes, replace = asked

        def done(found: WishesOfMany) -> None:
            if isValid(dialog):
                dialog.show_effect(asked, found)

        self._bench.tasks.read(
            lambda: preview_wishes(desk, uids, wishes, replace=replace), done, channel=_CHANNEL
        )

    def _keep(self, uids: tuple[str, ...], wishes: Wishes, *, replace: bool) -> None:
        desk = self._desk

        def work(report: Reporter) -> Changes:
            return set_wishes(desk, uids, wishes, replace=replace, progress=report)

        def kept(changes: Changes) -> None:
            self._bench.refresh.tell(changes)
            text, step = changed_text(len(changes.students)), changes.step
            if step is None:
                self._bench.notices.information(text)
            else:
                back = NoticeButton(tr("Undo"), lambda: self._take_back(step))
                self._bench.notices.done(text, back)

        words = tr("Noting the wishes of {count} students…", count=len(uids))
        self._bench.tasks.long(work, kept, text=words)

    def _take_back(self, step: int) -> None:
        desk = self._desk
        self._bench.tasks.write(
            lambda: undo(desk, step), lambda done: self._bench.refresh.tell(done.changes)
        )
