"""What stands in a locked window: that it is locked, the field for the passphrase, and no name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from cte_desktop.ui.opening.panel import Panel
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import sentence
from cte_desktop.ui.widgets.passphrase_field import PassphraseField
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable

_SECOND_MS = 1000


class LockPanel(Panel):
    """Asks for the passphrase; a database without one is unlocked by a button.

    `person` is whose passphrase it is, "" for the database's own; `left` says for how many seconds
    no passphrase can be tried. Signals: `unlock_wanted(passphrase)`; `quit_wanted()`.
    """

    unlock_wanted = Signal(str)
    quit_wanted = Signal()

    def __init__(self, left: Callable[[], int], person: str = "", *, asks: bool = True) -> None:
        super().__init__("lock", "accent", tr("Locked"), _words(person, asks=asks))
        self._left = left
        self._person = person
        self._asks = asks
        self.field = PassphraseField(tr("Passphrase"))
        self.field.setPlaceholderText(tr("Passphrase"))
        if not asks:
            self.field.hide()
        self.said = sentence("")
        self.said.set_color("must_fix")
        self.said.setVisible(False)
        self.unlock = primary_button(tr("Unlock"), press=self._on_unlock)
        self.unlock.setEnabled(not asks)
        self.leave = push_button(tr("Quit"), press=self.quit_wanted.emit)
        self.body.addWidget(self.field)
        self.body.addWidget(self.said)
        self.add_buttons([self.unlock, self.leave])
        self._seconds = QTimer(self)
        self._seconds.setInterval(_SECOND_MS)
        self._seconds.timeout.connect(self.show_seconds)
        self.field.textChanged.connect(self._on_typed)
        self.field.returnPressed.connect(self._on_unlock)
        self.setFocusProxy(self.field if asks else self.unlock)
        if asks and left():
            self._begin_to_wait()

    def asks(self) -> bool:
        """Say whether a passphrase is asked for."""
        return self._asks

    def ask(self) -> None:
        """Ask for a passphrase from now on: the database got one while it was locked."""
        self._asks = True
        if self.explanation is not None:
            self.explanation.setText(_words(self._person, asks=True))
        self.field.show()
        self.setFocusProxy(self.field)
        self._rest()
        self.setFocus()

    def say(self, words: str) -> None:
        """Say why it did not open, and let the person try again as soon as that is possible."""
        self.field.clear()
        self._rest()
        if self._left():
            self._begin_to_wait()
        else:
            self._show_words(words)
            self.setFocus()

    def is_waiting(self) -> bool:
        """Say whether no passphrase can be tried yet."""
        return self._seconds.isActive()

    def show_seconds(self) -> None:
        """Show how long to wait still, and let the person try when that is over."""
        seconds = self._left()
        if seconds:
            words = trn(
                "Too many wrong passphrases. The next can be tried in {count} second.",
                "Too many wrong passphrases. The next can be tried in {count} seconds.",
                seconds,
            )
            self._show_words(words)
            return
        self._seconds.stop()
        self._show_words("")
        self._rest()
        self.setFocus()

    def _on_typed(self, text: str) -> None:
        self.unlock.setEnabled(bool(text) and not self.is_waiting())

    def _on_unlock(self) -> None:
        if self.is_waiting() or (self._asks and not self.field.text()):
            return
        self._show_words("")
        self.field.setEnabled(False)
        self.unlock.setEnabled(False)
        self.unlock.setText(tr("Unlocking…"))
        self.unlock_wanted.emit(self.field.text())

    def _rest(self) -> None:
        self.field.setEnabled(True)
        self.unlock.setText(tr("Unlock"))
        self.unlock.setEnabled(not self._asks)

    def _begin_to_wait(self) -> None:
        self.field.setEnabled(False)
        self.unlock.setEnabled(False)
        self._seconds.start()
        self.show_seconds()

    def _show_words(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))


def _words(person: str, *, asks: bool) -> str:
    if not asks:
        return tr("This database has no passphrase: whoever sits here can unlock it.")
    if person:
        return tr("The passphrase of {person} shows everything again.", person=person)
    return tr("The passphrase shows everything again as you left it.")
