"""Asking for the passphrase of a database; a wrong one is said here and asked for again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal

from cte_desktop.ui.opening.panel import Panel
from cte_desktop.ui.widgets.buttons import ChoiceBox, primary_button, push_button
from cte_desktop.ui.widgets.labels import sentence
from cte_desktop.ui.widgets.passphrase_field import PassphraseField
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent, QWheelEvent

_SECOND_MS = 1000


class UnlockPanel(Panel):
    """Where people have passphrases of their own it asks whose it is, the database's being one.

    `left` says for how many seconds no passphrase can be tried. Signals: `unlock_wanted(passphrase,
    name)`, the name "" for the database's own; `recovery_wanted()`; `other_wanted()`.
    """

    unlock_wanted = Signal(str, str)
    recovery_wanted = Signal()
    other_wanted = Signal()

    def __init__(
        self, file: Path, left: Callable[[], int], names: Sequence[str] = (), name: str = ""
    ) -> None:
        super().__init__(
            "lock",
            "accent",
            tr("Unlock {name}", name=file.stem),
            tr("It lies in {folder}.", folder=file.parent),
        )
        self._left = left
        self.who = _People(tr("Who signs in"))
        for one in names:
            self.who.addItem(one, one)
        self.who.addItem(tr("The database's own passphrase"), "")
        self.who.setCurrentIndex(max(0, self.who.findData(name)))
        self.who.setVisible(bool(names))
        self.field = PassphraseField(tr("Passphrase"))
        self.field.setPlaceholderText(tr("Passphrase"))
        self.said = sentence("")
        self.said.set_color("must_fix")
        self.said.setVisible(False)
        self.unlock = primary_button(tr("Unlock"), press=self._on_unlock)
        self.unlock.setEnabled(False)
        for part in (self.who, self.field, self.said):
            self.body.addWidget(part)
        self.add_buttons(
            [
                self.unlock,
                push_button(tr("Use the recovery code…"), press=self.recovery_wanted.emit),
                push_button(tr("Another database…"), press=self.other_wanted.emit),
            ]
        )
        self._seconds = QTimer(self)
        self._seconds.setInterval(_SECOND_MS)
        self._seconds.timeout.connect(self.show_seconds)
        self.who.chosen.connect(self.field.setFocus)
        self.who.currentIndexChanged.connect(lambda _row: self._on_another())
        self.field.textChanged.connect(lambda _text: self._allow())
        self.field.returnPressed.connect(self._on_unlock)
        self.setFocusProxy(self.field)

    def say(self, words: str) -> None:
        """Say why it did not open, and let the person try again as soon as that is possible."""
        self._show_words(words)
        self.setEnabled(True)
        self.field.selectAll()
        self.field.setFocus()
        if self._left():
            self._seconds.start()
            self.show_seconds()

    def show_seconds(self) -> None:
        """Show how long to wait still, and let the person try when that is over."""
        seconds = self._left()
        if not seconds:
            self._seconds.stop()
            self._show_words("")
        else:
            words = trn(
                "Too many wrong passphrases. The next can be tried in {count} second.",
                "Too many wrong passphrases. The next can be tried in {count} seconds.",
                seconds,
            )
            self._show_words(words)
        self._allow()

    def _show_words(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _on_another(self) -> None:
        """Take back what was said of another one's passphrase."""
        if not self._seconds.isActive():
            self._show_words("")

    def _allow(self) -> None:
        self.unlock.setEnabled(bool(self.field.text()) and not self._seconds.isActive())

    def _on_unlock(self) -> None:
        if self.unlock.isEnabled():
            self._show_words("")
            self.setEnabled(False)
            self.unlock_wanted.emit(self.field.text(), str(self.who.currentData()))


class _People(ChoiceBox):
    """The list of who signs in. Arrows walk in it, Enter or a choice in the open list leaves it.

    Signal: `chosen()`.
    """

    chosen = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._walks = False
        self.activated.connect(lambda _row: self._on_activated())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
            return
        self._walks = True
        super().keyPressEvent(event)
        self._walks = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._walks = True
        super().wheelEvent(event)
        self._walks = False

    def _on_activated(self) -> None:
        if not self._walks:
            self.chosen.emit()
