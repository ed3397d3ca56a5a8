"""Printing the plans of the selected students: drawn with progress, previewed, printed or saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.services.plan_batches import draw_plans, keep_plans, log_plans
from cte_desktop.services.printing import Disclosure
from cte_desktop.ui.for_selected import ForSelected
from cte_desktop.ui.paper_keeper import Paper, PaperKeeper
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.plan_batches import PlanBatch
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.tasks import Reporter

PRINT_PLAN = "print_plan"


class PrintPlans(ForSelected):
    """Offers Print on the page, for the selected students."""

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        selected: Callable[[], tuple[str, ...]],
        page: tuple[str, QWidget],
    ) -> None:
        super().__init__(desk, bench, selected, page)
        self._keeper = PaperKeeper(desk, bench, page[1])
        bench.actions.offer(PRINT_PLAN, self.print_plans, page=page[0])

    def print_plans(self) -> None:
        """Draw the plans and show them."""
        desk, uids = self._desk, self._chosen()
        if not uids:
            return

        def work(report: Reporter) -> PlanBatch:
            return draw_plans(desk, uids, report)

        self._bench.tasks.long(
            work,
            self._show,
            failed=self._bench.notices.error,
            text=tr("Drawing the plans"),
            writes=False,
        )

    def _show(self, batch: PlanBatch) -> None:
        desk, count = self._desk, len(batch.uids)
        title = trn("Four-year plan of {shown} student", "Four-year plans of {shown} students",
                    count, shown=f"{count:,}")  # fmt: skip
        self._keeper.preview(
            Paper(
                batch.content,
                title,
                "plans.pdf",
                lambda path, given: keep_plans(desk, batch, path, given),
                lambda given, pages: log_plans(desk, batch, given, pages),
                usual=Disclosure(tr("The students"), tr("Advising")),
            )
        )
