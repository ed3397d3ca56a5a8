"""Locking the window and opening it again: who is asked, what is hidden, what goes on meanwhile.

Work in the background goes on, and so do its answers: pages take them while nobody sees them.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication

from cte_desktop.services.protection import confirm_own, wait_at
from cte_desktop.system.errors import KnownError
from cte_desktop.ui.keeping_actions import LOCK
from cte_desktop.ui.locking.held_windows import HeldWindows
from cte_desktop.ui.locking.idle import IdleWatch
from cte_desktop.ui.locking.panel import LockPanel
from cte_desktop.ui.locking.session import SessionWatch
from cte_desktop.ui.tasks import Tasks
from cte_desktop.ui.widgets.passphrase_field import PassphraseField
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.main_window import MainWindow
    from cte_desktop.ui.page import Workbench

_NAMELESS = frozenset({"too_many_tries", "passphrase_empty"})
"""What is said of these names nothing."""
_log = logging.getLogger(__name__)


class Locker(QObject):
    """Locks one window with its open database. Signals: `locked()`; `unlocked()`.

    `minutes` says after how long without anybody there; it is asked again and again, so a changed
    setting holds at once.
    """

    locked = Signal()
    unlocked = Signal()

    def __init__(
        self, bench: Workbench, desk: Desk, window: MainWindow, minutes: Callable[[], int]
    ) -> None:
        super().__init__(window)
        self._bench = bench
        self._desk = desk
        self._window = window
        self._windows = HeldWindows(window)
        self._tasks = Tasks(self)  # of its own: an import must not keep anybody from unlocking
        self.panel: LockPanel | None = None
        keys = bench.actions.action(LOCK).shortcut()
        self.idle = IdleWatch(minutes, keys, self)
        self.idle.lock_wanted.connect(self.lock)
        self.session = SessionWatch(window, self)
        self.session.lock_wanted.connect(self.lock)
        bench.actions.offer(LOCK, lambda: self.lock("menu"))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        clipboard = QGuiApplication.clipboard()
        clipboard.dataChanged.connect(self._on_copied)
        clipboard.selectionChanged.connect(self._on_copied)
        self.idle.start()
        self.session.start()

    def is_locked(self) -> bool:
        """Say whether the window is locked."""
        return self.panel is not None

    def lock(self, reason: str) -> None:
        """Hide everything and ask for the passphrase; the reason is for the log alone."""
        if self.panel is not None:
            return
        _log.info("locked: %s", reason)
        self.idle.stop()
        _forget_passphrases()
        _clear_clipboard()
        self._windows.take_away()
        self.panel = self._made_panel()
        self._bench.actions.lock()
        self._window.cover(self.panel)
        self._announce(tr("Locked"))
        self.locked.emit()

    def stop(self) -> None:
        """Watch no more: the window closes."""
        self.idle.stop()
        self.session.stop()
        self._windows.stop()
        self.panel = None  # a passphrase that is being looked at comes too late
        self._tasks.finish()

    def _made_panel(self) -> LockPanel:
        database = self._desk.database
        file = database.path
        panel = LockPanel(
            lambda: wait_at(file) if file is not None else 0,
            self._name(),
            asks=not database.is_open_to_all and file is not None,
        )
        panel.unlock_wanted.connect(self._on_unlock_wanted)
        panel.quit_wanted.connect(self._window.close)
        return panel

    def _name(self) -> str:
        return self._desk.person.name if self._desk.person.uid else ""

    def _on_unlock_wanted(self, passphrase: str) -> None:
        desk = self._desk
        self._tasks.read(
            lambda: confirm_own(desk, passphrase),
            lambda _: self._unlock(),
            failed=self._on_refused,
        )

    def _on_refused(self, error: Exception) -> None:
        if self.panel is None:
            return
        if not self.panel.asks() and not self._desk.database.is_open_to_all:
            self.panel.ask()  # a passphrase was being given when it was locked
        elif isinstance(error, KnownError):
            self.panel.say(_words_of(error))
            self._announce(self.panel.said.text())
        else:
            words = tr("Something went wrong in the program itself. Try again, or quit.")
            self.panel.say(words)
            self._bench.notices.error(error)

    def _unlock(self) -> None:
        if self.panel is None:
            return
        _log.info("unlocked")
        self.panel = None
        self._bench.actions.unlock()
        self._window.uncover()
        self._windows.give_back()
        self.idle.start()
        self._announce(tr("Unlocked"))
        self.unlocked.emit()

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Keep the keys with the panel: a page that is told of a change may ask for them."""
        panel = self.panel
        if panel is None or now is None or now.window() is not self._window:
            return
        if now is not panel and not panel.isAncestorOf(now):
            panel.setFocus()

    def _on_copied(self) -> None:
        """Clear what an answer that came after the lock has put into the clipboard."""
        if self.panel is not None:
            _clear_clipboard()

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window, words))


def _words_of(error: KnownError) -> str:
    """Say why it stays locked, naming neither the database nor its folder nor anybody."""
    if error.code in _NAMELESS:
        return told(error).whole
    if error.code == "wrong_passphrase":
        return tr(
            "This is not the passphrase. Try again, minding upper and lower case; or quit, and use "
            "the printed recovery code at the next start."
        )
    return tr(
        "It stays locked: the key file beside the database could not be used. Quit; the next start "
        "says what is wrong, and what helps."
    )


def _forget_passphrases() -> None:
    """Clear what was typed of a passphrase in a dialog that comes back."""
    for widget in QApplication.allWidgets():
        if isinstance(widget, PassphraseField):
            widget.clear()


def _clear_clipboard() -> None:
    """Clear what this program copied, perhaps a student's row; what another one copied stays."""
    clipboard = QGuiApplication.clipboard()
    for mode, is_ours in (
        (QClipboard.Mode.Clipboard, clipboard.ownsClipboard()),
        (
            QClipboard.Mode.Selection,
            clipboard.supportsSelection() and clipboard.ownsSelection(),
        ),
    ):
        if is_ours and clipboard.mimeData(mode).formats():  # clearing tells of a change, too
            clipboard.clear(mode)
