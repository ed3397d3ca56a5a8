"""A proposed plan on the table: marked in the grid, named in the bar, kept or taken off again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cte_desktop.ui.planning.filling.bar import ProposalBar
from cte_desktop.ui.planning.filling.marks import changes_in, marks_of

if TYPE_CHECKING:
    from cte_desktop.services.cases import Case
    from cte_desktop.services.filling.proposals import Proposal
    from cte_desktop.ui.planning.editor import PlanEditor
    from cte_desktop.ui.planning.grid_view import PlanGridView


class ProposalTable(QObject):
    """At most one proposal, which the page shows in place of the student's own plan.

    Signals: `shown(Case)`: the page shows this case now, a proposal or the student's own plan
    again; `changed()`: a proposal came or went.
    """

    shown = Signal(object)
    changed = Signal()

    def __init__(self, editor: PlanEditor, grid: PlanGridView) -> None:
        super().__init__(grid)
        self._editor = editor
        self._grid = grid
        self._proposal: Proposal | None = None
        self.bar = ProposalBar()

    def proposal(self) -> Proposal | None:
        """Return what is proposed, None when nothing is on the table."""
        return self._proposal

    def case(self) -> Case | None:
        """Return the case with the proposed plan, None when nothing is on the table."""
        return self._proposal.after if self._proposal is not None else None

    def put(self, answer: Proposal, line: str, more: str = "") -> None:
        """Put a proposed plan on the table, marked against the student's own.

        `line` says what it brings, `more` what else there is to say of it.
        """
        if answer.after is None or answer.comparison is None:
            return
        self._proposal = answer
        self._grid.grid().propose(marks_of(answer.case.situation, answer.comparison))
        self.say(line, more)
        self.changed.emit()
        self.shown.emit(answer.after)

    def say(self, line: str, more: str) -> None:
        """Say something else of the plan that is on the table."""
        comparison = self._proposal.comparison if self._proposal is not None else None
        if comparison is not None:
            self.bar.show_proposal(line, more, changes_in(comparison))

    def take_off(self) -> bool:
        """Forget the proposal, without showing another plan; say whether there was one."""
        self.bar.close_bar()
        was_there, self._proposal = self._proposal is not None, None
        self._grid.grid().propose(None)
        if was_there:
            self.changed.emit()
        return was_there

    def show_own(self) -> None:
        """Take the proposal off the table and show the student's own plan again."""
        case = self._editor.case()
        if self.take_off() and case is not None:
            self.shown.emit(case)
