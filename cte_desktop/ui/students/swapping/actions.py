"""Adds, swaps or drops a course in the plans of the students of the list, as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.services.filling.swapping import Swaps, apply_swap, preview_swap
from cte_desktop.system.errors import WrongCall
from cte_desktop.ui.fill_actions import SWAP_COURSE
from cte_desktop.ui.students.many.deed import ManyDeed
from cte_desktop.ui.students.many.offer import ManyOffer
from cte_desktop.ui.students.swapping.form import SwapForm
from cte_desktop.ui.students.swapping.lines import swap_details, swap_line, swaps_text
from cte_desktop.wording.translate import noop, tr

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

    Found = tuple[Swaps, tuple[ManyLine, ...], str]


class SwapForMany(ManyOffer):
    """Offers to swap a course in the plans of the list."""

    action = SWAP_COURSE

    def begin(self, scope: Scope, catalog: Catalog, window: QWidget) -> None:
        """Open the dialog."""
        deed = Swapping(self.desk, self.bench, window, catalog)
        heading = tr("Swap a course for many")
        words = tr("The same change in many plans. You see what it does before it is kept.")
        deed.open((heading, words), scope, deed.form)
        deed.dialog.scope.empty_box.hide()  # a course is swapped in plans that are there


class Swapping(ManyDeed[Swaps]):
    """Swapping a course in some plans."""

    def __init__(self, desk: Desk, bench: Workbench, window: QWidget, catalog: Catalog) -> None:
        super().__init__(desk, bench, window)
        self._catalog = catalog
        self.form = SwapForm(catalog)
        self.form.changed.connect(self.allow)
        self.looking, self.keeping = tr("Looking what it would do…"), tr("Changing the plans…")
        self.listed_as = tr("From swapping a course")

    def is_asked(self) -> bool:
        """Say whether the courses are named."""
        return self.form.swap() is not None

    def question(self, uids: tuple[str, ...]) -> Callable[[Told, Stop], Found]:
        """Return the work that looks what the swap would do."""
        desk, catalog, swap = self.desk, self._catalog, self.form.swap()
        if swap is None:
            raise WrongCall("wrong_call", noop("A swap needs two different courses."))

        def work(told: Told, stop: Stop) -> Found:
            swaps = preview_swap(desk, uids, swap, progress=told, cancelled=stop)
            lines = tuple(swap_line(one, catalog) for one in swaps.students)
            return swaps, lines, swaps_text(swaps, len(uids))

        return work

    def details(self, uid: str) -> Details:
        """Return what would change for a student, or why it can't."""
        students = self.answer.students if self.answer is not None else ()
        return next((swap_details(o, self._catalog) for o in students if o.uid == uid), ())

    def write(self, answer: Swaps, uids: frozenset[str], report: Reporter) -> KeptMany:
        """Keep the changed plans of these students."""
        return apply_swap(self.desk, answer, only=uids, progress=report)
