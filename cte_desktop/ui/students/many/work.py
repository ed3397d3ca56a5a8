"""Work for many students away from the window: progress with counts, and a stop that keeps what is
done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.ui.tasks import Progress, Reporter, Tasks

    Told = Callable[[int, int], None]
    Stop = Callable[[], bool]


class ManyWork(QObject):
    """One piece of work at a time.

    Signals: `progressed(Progress)`; `found(answer)`, also of what was done before it was stopped;
    `ended()` when no answer will come: it failed, or was stopped before it began.
    """

    progressed = Signal(object)
    found = Signal(object)
    ended = Signal()

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._number = 0
        tasks.progressed.connect(self._on_progressed)
        tasks.ended.connect(self._on_ended)

    def is_running(self) -> bool:
        """Say whether an answer is being waited for."""
        return bool(self._number)

    def begin(self, work: Callable[[Told, Stop], object], text: str) -> None:
        """Begin work that is given whom to tell of progress, and whether to stop."""

        def run(report: Reporter) -> object:
            def told(done: int, total: int) -> None:
                if not report.is_cancelled():  # else it ends by itself, with what is done
                    report(done, total)

            return work(told, report.is_cancelled)

        self._number = self._tasks.long(run, self._on_found, text=text, writes=False)

    def stop(self) -> None:
        """Ask it to end with what is done by now."""
        if self._number:
            self._tasks.cancel(self._number)

    def give_up(self) -> None:
        """Stop it, and want no answer."""
        number, self._number = self._number, 0
        if number:
            self._tasks.cancel(number)

    def _on_found(self, answer: object) -> None:
        if self._number:
            self._number = 0
            self.found.emit(answer)

    def _on_progressed(self, progress: Progress) -> None:
        if progress.number == self._number:
            self.progressed.emit(progress)

    def _on_ended(self, number: int) -> None:
        if number and number == self._number:
            self._number = 0
            self.ended.emit()
