"""Keeps the figures right: works out where everyone stands, in the background, whenever it changed.

No page asks for it and none waits for it; pages read the figures again when `standings` changed.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cte_desktop.services.standings import NOUN, bring_up_to_date
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.tasks import Progress, Reporter

_LOOK_AGAIN_MS = 10 * 60 * 1000  # a term may turn while the window is open
_LOOK_SECONDS = 0.05  # between two looks whether the person's own work is done


class FigureKeeper(QObject):
    """Brings the kept standings up to date after opening and after each change.

    It stands back while the person's own work runs. Cancel in the progress panel ends it until the
    next change, `stop` for good.
    """

    def __init__(self, desk: Desk, bench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bench = bench
        self._number = 0  # of the request under way
        self._again = False
        self._others: set[int] = set()
        self._quiet = threading.Event()
        self._quiet.set()
        bench.tasks.started.connect(self._on_started)
        bench.tasks.ended.connect(self._on_ended)
        bench.refresh.changed.connect(self._on_changed)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_AGAIN_MS)
        self._timer.timeout.connect(self._begin)
        self._timer.start()
        self._begin()

    def stop(self) -> None:
        """End what is under way and begin nothing more: the database is about to be closed."""
        self._timer.stop()
        self._bench.refresh.changed.disconnect(self._on_changed)
        self._again = False
        self._bench.tasks.cancel(self._number)

    def _on_changed(self, changes: Changes) -> None:
        if changes.nouns - {NOUN}:
            self._begin()

    def _begin(self) -> None:
        """Bring the standings up to date, once more if that is being done already."""
        if self._number:
            self._again = True
            return
        self._again = False
        text = tr("Working out where everyone stands")
        self._number = self._bench.tasks.aside(self._work, self._on_done, text=text)
        self._set_others(self._others - {self._number})

    def _work(self, reporter: Reporter) -> Changes:
        def cancelled() -> bool:
            while not reporter.is_cancelled() and not self._quiet.wait(_LOOK_SECONDS):
                pass
            return reporter.is_cancelled()

        def progress(done: int, total: int) -> None:
            if not reporter.is_cancelled():  # else it ends by itself, and tells what is done
                reporter(done, total)

        return bring_up_to_date(self._desk, progress=progress, cancelled=cancelled)

    def _on_done(self, changes: Changes) -> None:
        self._bench.refresh.tell(changes)

    def _on_started(self, progress: Progress) -> None:
        self._set_others(self._others | {progress.number})

    def _on_ended(self, number: int) -> None:
        if number != self._number:
            self._set_others(self._others - {number})
            return
        self._number = 0
        if self._again:
            self._begin()

    def _set_others(self, others: set[int]) -> None:
        self._others = others
        if others:
            self._quiet.clear()
        else:
            self._quiet.set()
