"""Offers on the page what is done for many, and opens the dialog for the students of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cte_desktop.ui.students.many.scope import read_scope
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.students.many.scope import Listed, Scope


class ManyOffer(QObject):
    """Offers an action on a page, for the students whom `listed` returns; see `begin`."""

    action = ""

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        listed: Callable[[], Listed],
        page: tuple[str, QWidget],
    ) -> None:
        name, self._page = page
        super().__init__(self._page)
        self.desk = desk
        self.bench = bench
        self._listed = listed
        bench.actions.offer(self.action, self.open, page=name)

    def open(self) -> None:
        """Open the dialog for the students of the list."""
        desk, listed = self.desk, self._listed()
        if not listed.shown:
            self.bench.notices.information(tr("Nobody is listed whose plan could be changed."))
            return

        def show(found: tuple[Scope, Catalog]) -> None:
            self.begin(*found, self._page.window())

        self.bench.tasks.read(lambda: (read_scope(desk, listed), desk.catalog()), show)

    def begin(self, scope: Scope, catalog: Catalog, window: QWidget) -> None:
        """Open the dialog."""
        raise NotImplementedError
