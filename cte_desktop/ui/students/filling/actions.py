"""Fills the plans of the students of the list: worked out, looked at, kept as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.services.filling.many.answers import ManyFills
from cte_desktop.ui.fill_actions import FILL_MANY
from cte_desktop.ui.students.filling.form import FillForm
from cte_desktop.ui.students.filling.lines import fill_details, fill_line, fills_text
from cte_desktop.ui.students.many.deed import ManyDeed
from cte_desktop.ui.students.many.offer import ManyOffer
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.filling.many.keeping import KeptMany
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.students.many.line import Details, ManyLine
    from cte_desktop.ui.students.many.scope import Scope
    from cte_desktop.ui.students.many.work import Stop, Told
    from cte_desktop.ui.tasks import Reporter

    Found = tuple[ManyFills, tuple[ManyLine, ...], str]


class FillMany(ManyOffer):
    """Offers to fill the plans of the list."""

    action = FILL_MANY

    def begin(self, scope: Scope, catalog: Catalog, window: QWidget) -> None:
        """Open the dialog."""
        deed = FillingMany(self.desk, self.bench, window, catalog)
        heading = tr("Fill plans")
        words = tr("Look for a plan of each student. You see who gets what before it is kept.")
        deed.open((heading, words), scope, deed.form, figures=True)


class FillingMany(ManyDeed[ManyFills]):
    """Filling the plans of some students."""

    def __init__(self, desk: Desk, bench: Workbench, window: QWidget, catalog: Catalog) -> None:
        super().__init__(desk, bench, window)
        self._catalog = catalog
        self.form = FillForm(catalog)
        self.looking, self.keeping = tr("Looking for plans…"), tr("Keeping the plans…")
        self.listed_as = tr("From filling plans")

    def question(self, uids: tuple[str, ...]) -> Callable[[Told, Stop], Found]:
        """Return the work that fills the plans of these students."""
        desk, catalog = self.desk, self._catalog
        pathway, best = self.form.asked()

        def work(told: Told, stop: Stop) -> Found:
            from cte_desktop.services.filling.many.filling import fill_many

            fills = fill_many(desk, uids, pathway=pathway, best=best, progress=told, cancelled=stop)
            lines = tuple(fill_line(one, catalog) for one in fills.students)
            return fills, lines, fills_text(fills)

        return work

    def details(self, uid: str) -> Details:
        """Return what a student would get, or why there is no plan."""
        students = self.answer.students if self.answer is not None else ()
        return next((fill_details(o, self._catalog) for o in students if o.uid == uid), ())

    def write(self, answer: ManyFills, uids: frozenset[str], report: Reporter) -> KeptMany:
        """Keep the plans of these students."""
        from cte_desktop.services.filling.many.filling import keep_many

        return keep_many(self.desk, answer, only=uids, progress=report)
