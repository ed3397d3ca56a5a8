"""Keeps the figures right: works out where everyone stands, in the background, whenever it changed.

No page asks for it and none waits for it; pages read the figures again when `standings` changed.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cte_desktop.services.standings import NOUN, bring_up_to_date
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.tasks import Progress, Reporter

LOOK_AGAIN_MS = 10 * 60 * 1000  # a term may turn while the window is open
_LOOK_SECONDS = 0.05  # between two looks whether the person's own work is done

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Answer:
    changes: Changes
    is_whole: bool  # not cancelled
    wrong: tuple[str, ...]  # about each student who was passed over


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
        self._reporter: Reporter | None = None  # of the same, once it has begun
        self._is_whole = False  # whether it came to its end
        self._again = False  # something has changed since it began
        self._again_anyway = False  # and that after it was cancelled
        self._paused = False  # cancelled or failed, and nothing has changed since
        self._told_of = 0  # students of whom it was said that they can't be worked out
        self._others: set[int] = set()
        self._quiet = threading.Event()
        self._quiet.set()
        bench.tasks.started.connect(self._on_started)
        bench.tasks.ended.connect(self._on_ended)
        bench.refresh.changed.connect(self._on_changed)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_AGAIN_MS)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()
        self._begin()

    def stop(self) -> None:
        """End what is under way and begin nothing more: the database is about to be closed."""
        self._timer.stop()
        self._bench.refresh.changed.disconnect(self._on_changed)
        self._again = False
        self._bench.tasks.cancel(self._number)

    def _on_changed(self, changes: Changes) -> None:
        if not changes.nouns - {NOUN}:
            return
        self._paused = False
        if self._number:
            self._again = True
            self._again_anyway = self._reporter is not None and self._reporter.is_cancelled()
        else:
            self._begin()

    def _on_time(self) -> None:
        if not self._number and not self._paused:
            self._begin()

    def _begin(self) -> None:
        self._again = self._again_anyway = self._is_whole = False
        self._reporter = None
        text = tr("Working out where everyone stands")
        self._number = self._bench.tasks.aside(self._work, self._on_done, text=text)
        self._set_others(self._others - {self._number})

    def _work(self, reporter: Reporter) -> _Answer:
        self._reporter = reporter
        wrong: list[str] = []

        def cancelled() -> bool:
            while not reporter.is_cancelled() and not self._quiet.wait(_LOOK_SECONDS):
                pass
            return reporter.is_cancelled()

        def progress(done: int, total: int) -> None:
            if not reporter.is_cancelled():  # else it ends by itself, and tells what is done
                reporter(done, total)

        changes = bring_up_to_date(
            self._desk, progress=progress, cancelled=cancelled, passed_over=wrong.extend
        )
        return _Answer(changes, not reporter.is_cancelled(), tuple(wrong))

    def _on_done(self, answer: _Answer) -> None:
        self._is_whole = answer.is_whole
        self._bench.refresh.tell(answer.changes)
        if answer.is_whole:
            self._tell_of(answer.wrong)

    def _tell_of(self, wrong: tuple[str, ...]) -> None:
        """Say how many students can't be worked out, unless that was said already."""
        if len(wrong) > self._told_of:
            _log.error("standings: %s", "; ".join(sorted(set(wrong))))
            words = trn(
                "{shown} student can't be worked out: something went wrong in the program itself.",
                "{shown} students can't be worked out: something went wrong in the program itself.",
                len(wrong),
                shown=f"{len(wrong):,}",
            )
            kept = tr("Everybody else is up to date; figures that may be wrong stay marked.")
            self._bench.notices.warning(words, kept=kept)
        self._told_of = len(wrong)

    def _on_started(self, progress: Progress) -> None:
        self._set_others(self._others | {progress.number})

    def _on_ended(self, number: int) -> None:
        if number != self._number:
            self._set_others(self._others - {number})
            return
        self._number = 0
        # What was asked for before it was cancelled is cancelled too.
        if self._again and (self._is_whole or self._again_anyway):
            self._begin()
        else:
            self._paused = not self._is_whole

    def _set_others(self, others: set[int]) -> None:
        self._others = others
        if others:
            self._quiet.clear()
        else:
            self._quiet.set()
