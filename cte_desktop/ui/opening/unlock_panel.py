"""Asking for the passphrase of a database; a wrong one is said here and asked for again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from cte_desktop.ui.opening.panel import Panel
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import sentence
from cte_desktop.ui.widgets.passphrase_field import PassphraseField
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from pathlib import Path


class UnlockPanel(Panel):
    """Signals: `unlock_wanted(passphrase)`; `recovery_wanted()`; `other_wanted()`."""

    unlock_wanted = Signal(str)
    recovery_wanted = Signal()
    other_wanted = Signal()

    def __init__(self, file: Path) -> None:
        super().__init__(
            "lock",
            "accent",
            tr("Unlock {name}", name=file.stem),
            tr("It lies in {folder}.", folder=file.parent),
        )
        self.field = PassphraseField(tr("Passphrase"))
        self.field.setPlaceholderText(tr("Passphrase"))
        self.said = sentence("")
        self.said.set_color("must_fix")
        self.said.setVisible(False)
        self.unlock = primary_button(tr("Unlock"), press=self._on_unlock)
        self.unlock.setEnabled(False)
        self.body.addWidget(self.field)
        self.body.addWidget(self.said)
        self.add_buttons(
            [
                self.unlock,
                push_button(tr("Use the recovery code…"), press=self.recovery_wanted.emit),
                push_button(tr("Another database…"), press=self.other_wanted.emit),
            ]
        )
        self.field.textChanged.connect(lambda text: self.unlock.setEnabled(bool(text)))
        self.field.returnPressed.connect(self._on_unlock)
        self.setFocusProxy(self.field)

    def say(self, words: str) -> None:
        """Say why it did not open, and let the person try again."""
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self.setEnabled(True)
        self.field.selectAll()
        self.field.setFocus()

    def _on_unlock(self) -> None:
        if self.field.text():
            self.said.setVisible(False)
            self.setEnabled(False)
            self.unlock_wanted.emit(self.field.text())
