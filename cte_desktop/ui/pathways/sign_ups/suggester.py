"""Works out what to suggest to the students of a list, a few at a time between other questions."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cte_desktop.services.sign_ups.suggesting import suggest_to
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.completion.suggestions import Suggestion
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

    Told = dict[str, tuple[Suggestion, ...]]

AT_ONCE = 15
"""Students of one question: some 30 ms, so that what a person asks meanwhile hardly waits."""
_OF_EVERYONE = frozenset({"catalog", "settings", "rules"})


class Suggester(QObject):
    """Signals: `found(dict of uid to suggestions)` of a few students; `ended()`: all are known."""

    found = Signal(dict)
    ended = Signal()

    def __init__(self, desk: Desk, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bench = bench
        self._known: Told = {}
        self._wanted: dict[str, str] = {}  # the district's id by uid
        self._times_forgotten = 0
        self._is_running = False
        self._is_paused = True

    def known(self) -> Told:
        """Return what is known so far."""
        return self._known

    def left(self) -> int:
        """Return for how many students it is still to be worked out."""
        return len(self._wanted)

    def want(self, students: Iterable[tuple[str, str]]) -> None:
        """Say for whom it is wanted, (uid, the district's id) each, in the order of wanting."""
        self._wanted = {uid: number for uid, number in students if uid not in self._known}
        self._go_on()

    def pause(self) -> None:
        """Work out nothing more for now: nobody looks."""
        self._is_paused = True

    def resume(self) -> None:
        """Go on working out."""
        self._is_paused = False
        self._go_on()

    def forget(self, changes: Changes) -> None:
        """Forget what a change touches."""
        self._times_forgotten += 1  # what is on its way was worked out before the change
        if changes.students and not changes.nouns & _OF_EVERYONE:
            for uid in changes.students:
                self._known.pop(uid, None)
        else:
            self._known.clear()

    def _go_on(self) -> None:
        if self._is_running or self._is_paused:
            return
        some = dict(islice(self._wanted.items(), AT_ONCE))
        if not some:
            self.ended.emit()
            return
        self._is_running = True
        desk, times = self._desk, self._times_forgotten

        def told(found: Told) -> None:
            self._is_running = False
            if times == self._times_forgotten:
                self._known |= found
                self._drop(found)
                self.found.emit(found)
            self._go_on()

        def failed(error: Exception) -> None:
            self._is_running = False
            self._drop(some)
            if not isinstance(error, KnownError):  # else one is gone: the next reading knows
                self._bench.notices.error(error)
            self._go_on()

        self._bench.tasks.read(lambda: suggest_to(desk, tuple(some.values())), told, failed=failed)

    def _drop(self, those: Iterable[str]) -> None:
        for uid in those:
            self._wanted.pop(uid, None)
