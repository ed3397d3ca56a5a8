"""Looking for a plan away from the window: the first one at once, the best a moment later.

Only the newest question is answered. What arrives for a question that was given up, because the
plan was edited or another student came, is dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from cte_desktop.ui.planning.filling.answer import told
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.filling.answer import WayOut
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.filling.completing import Completable
    from cte_desktop.services.filling.proposals import Proposal
    from cte_desktop.ui.planning.filling.answer import Answer
    from cte_desktop.ui.tasks import Reporter, Tasks

    Told = Callable[[object], None]
    Stop = Callable[[], bool]


class PlanSearch(QObject):
    """One question after the other.

    Signals: `first_found(Answer)` while the best is still being looked for, or the ways out of a
    clash; `found(Answer)`; `reach_grew(Completable)` for each pathway as it is found, then
    `reach_found(tuple of them)`; `completed(Answer)`: the best plan for one;
    `stopped()` when no answer will come: cancelled, or it failed.
    """

    first_found = Signal(object)
    found = Signal(object)
    reach_grew = Signal(object)
    reach_found = Signal(object)
    completed = Signal(object)
    stopped = Signal()
    _told = Signal(int, object)  # from the thread that looks to the window's own

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._question = 0  # counts them
        self._number = 0  # of the request that is under way
        self._on_told: Told = self.first_found.emit
        self._told.connect(self._on_something_told, Qt.ConnectionType.QueuedConnection)
        tasks.ended.connect(self._on_ended)

    def is_running(self) -> bool:
        """Say whether an answer is being waited for."""
        return bool(self._number)

    def look(self, case: Case) -> None:
        """Ask for the best plan of a student, and for a first one meanwhile."""
        desk = self._desk

        def work(tell: Told, stop: Stop) -> Answer:
            from cte_desktop.services.filling.proposals import propose  # not before it is needed

            return told(propose(desk, case, told_first=_telling(tell), cancelled=stop))

        self._ask(tr("Looking for the best plan…"), work, self.found.emit, self.first_found.emit)

    def look_around(self, case: Case) -> None:
        """Ask which pathways the student could still complete."""
        desk = self._desk

        def work(tell: Told, stop: Stop) -> tuple[Completable, ...]:
            from cte_desktop.services.filling.completing import could_complete

            return could_complete(desk, case, told=tell, cancelled=stop)

        words = tr("Looking for pathways still in reach…")
        self._ask(words, work, self.reach_found.emit, self.reach_grew.emit)

    def complete(self, found: Completable) -> None:
        """Ask for the best plan that completes a pathway in reach."""
        desk = self._desk

        def work(_tell: Told, stop: Stop) -> Answer:
            from cte_desktop.services.filling.completing import complete

            return told(complete(desk, found, cancelled=stop))

        words = tr("Looking for the best plan…")
        self._ask(words, work, self.completed.emit, self.first_found.emit)

    def take(self, proposal: Proposal, way: WayOut) -> None:
        """Ask for the best plan of a way out, and for the one that it came with meanwhile."""
        desk = self._desk

        def work(tell: Told, stop: Stop) -> Answer:
            from cte_desktop.services.filling.proposals import take_way_out

            first = _telling(tell)
            return told(take_way_out(desk, proposal, way, told_first=first, cancelled=stop))

        self._ask(tr("Looking for the best plan…"), work, self.found.emit, self.first_found.emit)

    def give_up(self) -> None:
        """Want no answer any more."""
        self._question += 1
        number, self._number = self._number, 0
        if number:
            self._tasks.cancel(number)

    def _ask(
        self,
        text: str,
        work: Callable[[Told, Stop], object],
        found: Told,
        on_told: Told,
    ) -> None:
        self.give_up()
        question, tell = self._question, self._told
        self._on_told = on_told

        def run(report: Reporter) -> object:
            def hand_on(what: object) -> None:
                if not report.is_cancelled():  # else the window may be gone already
                    tell.emit(question, what)

            return work(hand_on, report.is_cancelled)

        def answer(what: object) -> None:
            if question == self._question:
                self._number = 0
                found(what)

        def fail(error: Exception) -> None:
            if question == self._question:
                self._tasks.failed.emit(error)

        self._number = self._tasks.long(run, answer, text=text, writes=False, failed=fail)

    def _on_something_told(self, question: int, what: object) -> None:
        if question == self._question and self._number:
            self._on_told(what)

    def _on_ended(self, number: int) -> None:
        if number and number == self._number:
            self._number = 0
            self.stopped.emit()


def _telling(tell: Told) -> Callable[[Proposal], None]:
    """Return who is told of a first answer: the words come with it."""
    return lambda proposal: tell(told(proposal))
