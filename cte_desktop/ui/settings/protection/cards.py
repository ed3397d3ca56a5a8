"""The cards of the part Protection: what opens the database, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from cte_desktop.ui import icons, theme
from cte_desktop.ui.widgets.buttons import ChoiceBox, push_button
from cte_desktop.ui.widgets.labels import Card, SectionHeader, ThemedLabel, sentence
from cte_desktop.wording.protection import (
    code_words,
    guarded_words,
    keychain_words,
    open_backups_words,
    open_words,
    passphrase_words,
    people_words,
)
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.services.protection import Protection
    from cte_desktop.ui.program_settings import ProgramSettings

_SIGN = 16
_MINUTES = range(5, 16)
LOCK_AFTER = "lock_after_minutes"


class StateCard(Card):
    """A heading, one line with a sign of how it stands, words about it, and buttons."""

    def __init__(self, heading: str) -> None:
        super().__init__(SectionHeader(heading))
        self._icon = "circle"
        self._ink: theme.ColorName = "text_muted"
        self.sign = QLabel()
        self.state = ThemedLabel("")
        self.state.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.sign)
        row.addWidget(self.state, 1)
        self.body.addLayout(row)
        self.words = sentence("", muted=True)
        self.body.addWidget(self.words)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(theme.px(theme.INSIDE))
        self.body.addLayout(self.buttons)
        theme.news().changed.connect(self._dress)

    def show_state(self, icon: str, ink: theme.ColorName, state: str, words: str) -> None:
        """Say how it stands; empty words take no room."""
        self._icon, self._ink = icon, ink
        self.state.setText(state)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self._dress()

    def end_buttons(self, *buttons: QPushButton) -> None:
        """Put the buttons on the left."""
        for button in buttons:
            self.buttons.addWidget(button)
        self.buttons.addStretch(1)

    def _dress(self) -> None:
        side = theme.px(_SIGN)
        sign = icons.icon(self._icon, self._ink)
        self.sign.setPixmap(sign.pixmap(side, side))
        self.sign.setFixedWidth(side)


class PassphraseCard(StateCard):
    """Signals: `set_wanted()`; `change_wanted()`; `destroy_wanted()`: the unprotected backups."""

    set_wanted = Signal()
    change_wanted = Signal()
    destroy_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Passphrase"))
        self.set_it = push_button(tr("Set a passphrase…"), "lock", self.set_wanted.emit)
        self.change = push_button(tr("Change the passphrase…"), "pencil", self.change_wanted.emit)
        self.destroy_them = push_button(tr("Destroy them…"), "trash-2", self.destroy_wanted.emit)
        self.left = sentence("")
        self.left.set_color("warning")
        self.end_buttons(self.set_it, self.change)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.left, 1)
        row.addWidget(self.destroy_them)
        self.body.addLayout(row)

    def show_found(self, found: Protection, open_backups: int) -> None:
        """Say how the database is protected."""
        state, words = passphrase_words(found)
        whole = found.has_passphrase
        self.show_state(
            "circle-check" if whole else "triangle-alert",
            "met" if whole else "warning",
            state,
            words,
        )
        self.set_it.setVisible(not whole)
        self.set_it.setEnabled(found.file is not None)
        self.change.setVisible(whole)
        self.left.setText(open_backups_words(open_backups))
        self.left.setVisible(open_backups > 0)
        self.destroy_them.setVisible(open_backups > 0)


class CodeCard(StateCard):
    """The recovery code. Signal: `wanted()`: a new one."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Recovery code"))
        self.renew = push_button(tr("New recovery code…"), "printer", self.wanted.emit)
        self.end_buttons(self.renew)

    def show_found(self, found: Protection) -> None:
        """Say of when the code is."""
        state, words = code_words(found)
        whole = found.has_passphrase
        self.show_state(
            "circle-check" if whole else "minus", "met" if whole else "text_muted", state, words
        )
        self.renew.setVisible(whole)


class KeychainCard(StateCard):
    """The keychain. Signals: `remember_wanted()`; `forget_wanted()`."""

    remember_wanted = Signal()
    forget_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(tr("At the start of the program"))
        self.remember = push_button(
            tr("Remember on this computer…"), press=self.remember_wanted.emit
        )
        self.forget = push_button(tr("Ask for the passphrase again"), press=self.forget_wanted.emit)
        self.end_buttons(self.remember, self.forget)

    def show_found(self, found: Protection, *, can_remember: bool) -> None:
        """Say whether the start asks for the passphrase."""
        state, words = keychain_words(found, can_remember=can_remember)
        self.show_state("minus" if not found.remembered else "info", "text_muted", state, words)
        self.remember.setVisible(found.has_passphrase and can_remember and not found.remembered)
        self.forget.setVisible(found.remembered)


class LockCard(Card):
    """When the window locks by itself."""

    def __init__(self, program: ProgramSettings) -> None:
        super().__init__(SectionHeader(tr("Lock")))
        self._program = program
        self.minutes = ChoiceBox(tr("Lock the window after"))
        for count in _MINUTES:
            self.minutes.addItem(trn("{count} minute", "{count} minutes", count), count)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(ThemedLabel(tr("Lock the window after")))
        row.addWidget(self.minutes)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(
            sentence(
                tr(
                    "That long without a key or a movement of the mouse. It also locks with "
                    "Ctrl+L, when the computer sleeps and when its screen is locked. Only the "
                    "passphrase opens it again; work that goes on is finished."
                ),
                muted=True,
            )
        )
        self.read()
        self.minutes.currentIndexChanged.connect(self._on_chosen)

    def read(self) -> None:
        """Show what is set."""
        self.minutes.setCurrentIndex(_MINUTES.index(int(self._program.value(LOCK_AFTER))))

    def _on_chosen(self, place: int) -> None:
        self._program.change(LOCK_AFTER, str(_MINUTES[place]))


class ShieldCard(Card):
    """What is protected and how, and what is not."""

    def __init__(self) -> None:
        super().__init__(SectionHeader(tr("What is protected, and how")))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(theme.TIGHT))
        self.body.addLayout(self._lines)
        self.people = sentence("", muted=True)
        self._lines.addWidget(self.people)
        self.guarded = tuple(sentence(words, muted=True) for words in guarded_words())
        for line in (*self.guarded, *(sentence(words, muted=True) for words in open_words())):
            self._lines.addWidget(line)

    def show_found(self, found: Protection) -> None:
        """Say who else opens it; what a passphrase guards only where there is one."""
        for line in self.guarded:
            line.setVisible(found.has_passphrase)
        self.people.setText(people_words(found.people))
        self.people.setVisible(bool(found.people))
