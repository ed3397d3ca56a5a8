"""Notes the same wishes for all students that are selected in a list, as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from cte_desktop.services.filling.wish_templates import WishesOfMany, preview_wishes, set_wishes
from cte_desktop.ui.for_selected import ForSelected
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


class ManyWishes(ForSelected):
    """Offers the action on a page, for the students whom `selected` returns."""

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        selected: Callable[[], tuple[str, ...]],
        page: tuple[str, QWidget],
    ) -> None:
        super().__init__(desk, bench, selected, page)
        self._kept = KeptTemplates(desk, bench, self._page)
        bench.actions.offer(WISHES_OF_MANY, self.open, page=self._page_name)

    def open(self) -> None:
        """Open the dialog for the selected students; without any, say what to do."""
        uids, desk = self._chosen(), self._desk
        if uids:
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
            self._tell(changes, changed_text(len(changes.students)))

        words = tr("Noting the wishes of {count} students…", count=len(uids))
        self._bench.tasks.long(work, kept, text=words)
