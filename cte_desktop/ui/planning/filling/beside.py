"""What stands beside the grid: the audit panel, or a clash with its ways out, or pathways in reach.

A part of a clash that is pointed at lights up in the grid; chosen, it opens where it is changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from cte_desktop.domain.filling.model import Kind
from cte_desktop.ui.planning.filling.clash_part import ClashPart
from cte_desktop.ui.planning.filling.reach_part import ReachPart
from cte_desktop.ui.planning.filling.targets import cards_of
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cte_desktop.domain.filling.model import Reason
    from cte_desktop.services.filling.proposals import Proposal
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.planning.filling.answer import Answer
    from cte_desktop.ui.planning.grid_view import PlanGridView


class Beside(QStackedWidget):
    """The stack.

    Signals: `left()`: Esc or Close, back to the audit panel; `wish_wanted(rank)`: open the
    student's wishes at this one (`default:KIND` for what holds without one);
    `time_wanted(BusyTime)`: open the student's fixed times at this one.
    """

    left = Signal()
    wish_wanted = Signal(str)
    time_wanted = Signal(object)

    def __init__(self, bench: Workbench, grid: PlanGridView, panel: QWidget) -> None:
        super().__init__()
        self._bench = bench
        self._grid = grid
        self._panel = panel
        self._answer: Proposal | None = None
        self.clash = ClashPart()
        self.reach = ReachPart()
        for part in (panel, self.clash, self.reach):
            self.addWidget(part)
        for part in (self.clash, self.reach):
            part.closed.connect(self.left)
        self.clash.reason_pointed.connect(self._on_reason_pointed)
        self.clash.reason_chosen.connect(self._on_reason_chosen)

    def answer(self) -> Proposal | None:
        """Return the answer whose clash is shown, None for none."""
        return self._answer

    def is_panel(self) -> bool:
        """Tell whether the audit panel stands here."""
        return self.currentWidget() is self._panel

    def show_clash(self, answer: Answer, *, is_looking: bool = False) -> None:
        """Show why no plan can do it all; with `is_looking` the ways out are still to come."""
        self._answer = answer.proposal
        self.clash.show_clash(answer, is_looking=is_looking)
        self.setCurrentWidget(self.clash)
        self.clash.take_focus()

    def show_reach(self) -> None:
        """Show that pathways in reach are looked for."""
        self.reach.begin()
        self.setCurrentWidget(self.reach)
        self.reach.take_focus()

    def show_panel(self) -> None:
        """Show the audit panel again."""
        self._answer = None
        self._grid.light(frozenset())
        self.setCurrentWidget(self._panel)

    def take_focus(self) -> None:
        """Put the keyboard on what stands here in place of the panel."""
        if self.currentWidget() is self.clash:
            self.clash.take_focus()
        elif self.currentWidget() is self.reach:
            self.reach.take_focus()

    def unmark(self) -> None:
        """Nothing of what stands here is in the grid any more."""
        self.clash.mark_way(None)
        self.reach.mark(None)

    def _on_reason_pointed(self, reason: Reason | None) -> None:
        if self._answer is None or reason is None:
            self._grid.light(frozenset())
        else:
            self._grid.light(cards_of(reason, self._answer))

    def _on_reason_chosen(self, reason: Reason) -> None:
        """Open where a part of the clash is changed, else go to its card in the grid."""
        if self._answer is None:
            return
        if reason.kind is Kind.WISH:
            self.wish_wanted.emit(reason.id)
        elif reason.kind is Kind.BUSY:
            rows = enumerate(self._answer.case.file.busy, 1)
            self.time_wanted.emit(next((busy for n, busy in rows if str(n) == reason.id), None))
        elif not self._grid.select_used(cards_of(reason, self._answer)):
            self._bench.requests.hint_changed.emit(tr("This lies in no term of the plan yet."))
