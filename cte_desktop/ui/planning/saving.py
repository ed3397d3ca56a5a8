"""Writes of one student's file and plan, in their order: every edit is saved as it is made.

The store has one writer thread, so writes queue up behind each other. A step gets its number there
when it is written, and an undo reads it there: an edit may be undone before it was saved. After a
failure the writes behind it are left out, since they rest on what was not stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cte_desktop.services import history

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.tasks import Tasks


@dataclass(slots=True)
class KeptStep:
    """The step of the history that an edit now rests on; only the writer thread touches it."""

    number: int | None = None


class SaveLine(QObject):
    """The queue of one open student. Signals: `saved(Changes)`; `failed(Exception)`, once;
    `drained()` when nothing is on its way any more.
    """

    saved = Signal(object)
    failed = Signal(object)
    drained = Signal()

    def __init__(self, tasks: Tasks, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._desk = desk
        self._broken = False  # written and read on the writer thread
        self._waiting = 0

    def save(self, store: Callable[[], Changes], kept: KeptStep) -> None:
        """Store an edit as one step."""

        def work() -> Changes:
            changes = store()
            kept.number = changes.step
            return changes

        self._write(work)

    def take_back(self, kept: KeptStep) -> None:
        """Undo the step that an edit rests on, or redo it when that step is an undo."""
        desk = self._desk

        def work() -> Changes:
            changes = history.undo(desk, kept.number).changes
            kept.number = changes.step
            return changes

        self._write(work)

    def is_waiting(self) -> bool:
        """Say whether a write is still on its way."""
        return self._waiting > 0

    def _write(self, work: Callable[[], Changes]) -> None:
        self._waiting += 1
        self._tasks.write(lambda: self._unless_broken(work), self._on_saved, failed=self._on_failed)

    def _unless_broken(self, work: Callable[[], Changes]) -> Changes | None:
        if self._broken:
            return None
        try:
            return work()
        except BaseException:
            self._broken = True
            raise

    def _on_saved(self, changes: Changes | None) -> None:
        self._waiting -= 1
        if changes is not None:
            self.saved.emit(changes)
        self._tell_if_drained()

    def _on_failed(self, error: Exception) -> None:
        self._waiting -= 1
        self.failed.emit(error)
        self._tell_if_drained()

    def _tell_if_drained(self) -> None:
        if not self._waiting:
            self.drained.emit()
