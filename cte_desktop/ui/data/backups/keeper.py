"""What keeps the database safe behind the window: the backup of the day, the check of the week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cte_desktop.services import backups, checking
from cte_desktop.services.changes import Changes
from cte_desktop.ui.found_damage import stand_in_button
from cte_desktop.ui.keeping_actions import BACK_UP, CHECK_DATABASE
from cte_desktop.ui.notices import NoticeButton
from cte_desktop.wording.backups import verdict_words
from cte_desktop.wording.completion.register import lost_text
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.backups import Made
    from cte_desktop.services.checking import Verdict
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

CHANGED = Changes(frozenset({"backups"}))
_BACKUP_AFTER_MS = 2_000
_CHECK_AFTER_MS = 30_000
"""The window is in use by then, and what is done behind it slows down nobody's start."""
_LOOK_AGAIN_MS = 60 * 60 * 1000
"""A laptop that is only put to sleep stays open for weeks."""
_MOST_NAMED = 3


class BackupKeeper(QObject):
    """Offers the two actions, and does both by itself when they are due: after opening, each hour,
    and when `look_again` is called; `stop` before closing.

    Nothing of it is done `aside`: there the figures of the district wait until all other work is
    done, and this would wait behind them.
    """

    def __init__(self, bench: Workbench, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._bench = bench
        self._desk = desk
        self._is_damaged = False  # as was told already
        bench.actions.offer(BACK_UP, self.back_up)
        bench.actions.offer(CHECK_DATABASE, self.check)
        self._timers = (
            self._later(_BACKUP_AFTER_MS, self.back_up_daily),
            self._later(_CHECK_AFTER_MS, self.check_weekly),
            self._every(_LOOK_AGAIN_MS, self.look_again),
        )

    def stop(self) -> None:
        """Begin nothing more."""
        for timer in self._timers:
            timer.stop()

    def look_again(self) -> None:
        """Do what has become due since; damage that was told of is not looked for again."""
        self.back_up_daily()
        if not self._is_damaged:
            self.check_weekly()

    def back_up(self) -> None:
        """Make a backup now and say where it lies."""
        desk = self._desk
        self._bench.tasks.long(
            lambda _report: backups.back_up(desk),
            self._on_made,
            text=tr("Backing up…"),
            writes=False,
        )

    def back_up_daily(self) -> None:
        """Make the backup of the day if there is none yet; only what went wrong is told."""
        desk = self._desk
        self._bench.tasks.long(
            lambda _report: backups.back_up_daily(desk),
            self._on_daily,
            text=tr("Backing up…"),
            writes=False,
        )

    def check(self) -> None:
        """Look through the whole database and say what was found."""
        desk = self._desk
        self._bench.tasks.long(
            lambda _report: checking.look_over(desk),
            self._on_checked,
            text=tr("Looking through the database…"),
            writes=False,
        )

    def check_weekly(self) -> None:
        """Look through the database if a week has passed; only damage is told."""
        desk = self._desk
        self._bench.tasks.long(
            lambda _report: checking.look_over(desk) if checking.is_check_due(desk) else None,
            self._on_checked_weekly,
            text=tr("Looking through the database…"),
            writes=False,
        )

    def _later(self, milliseconds: int, work: Callable[[], None]) -> QTimer:
        timer = self._every(milliseconds, work)
        timer.setSingleShot(True)
        return timer

    def _every(self, milliseconds: int, work: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.timeout.connect(work)
        timer.start(milliseconds)
        return timer

    def _on_made(self, made: Made) -> None:
        self._bench.refresh.tell(CHANGED)
        if made.not_copied is not None:
            self._tell_not_copied(made)
            return
        where = made.copy or made.path
        self._bench.notices.done(tr("Backed up, and read back: {file}", file=where))

    def _on_daily(self, made: Made | None) -> None:
        if made is None:
            return
        self._bench.refresh.tell(CHANGED)
        if made.not_copied is not None:
            self._tell_not_copied(made)

    def _tell_not_copied(self, made: Made) -> None:
        if made.not_copied is None:
            return
        said = told(made.not_copied)
        self._bench.notices.information(said.text, do=said.do)

    def _on_checked(self, verdict: Verdict) -> None:
        self._bench.refresh.tell(CHANGED)
        if not verdict.is_sound:
            self._tell_damage(verdict)
        elif verdict.lost_revocations:
            self._bench.notices.warning(verdict_words(0), do=lost_text(verdict.lost_revocations))
        else:
            self._bench.notices.done(
                tr("The database is sound: every page, every reference and the whole history.")
            )

    def _on_checked_weekly(self, verdict: Verdict | None) -> None:
        if verdict is not None and not verdict.is_sound:
            self._bench.refresh.tell(CHANGED)
            self._tell_damage(verdict)

    def _tell_damage(self, verdict: Verdict) -> None:
        self._is_damaged = True
        self._bench.requests.damage_found.emit()
        problems = verdict.problems
        named = " ".join(damage.text for damage in problems[:_MOST_NAMED])
        self._bench.notices.warning(
            f"{verdict_words(len(problems))} {named}",
            NoticeButton(tr("Open the backups"), self._open_backups),
            stand_in_button(self._bench),
            kept=tr("The backups are untouched."),
            do=tr("Restore the newest backup; what is there now is kept beside it."),
        )

    def _open_backups(self) -> None:
        self._bench.requests.backups_requested.emit()
