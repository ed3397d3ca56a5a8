"""The part Protection of the page Settings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from cte_desktop.domain.people.roles import Right
from cte_desktop.services import protection
from cte_desktop.services.changes import Changes
from cte_desktop.services.open_backups import destroy_open_backups, open_backups
from cte_desktop.system.errors import KnownError
from cte_desktop.ui import theme
from cte_desktop.ui.notices import Choice, Question
from cte_desktop.ui.settings.protection.cards import (
    CodeCard,
    KeychainCard,
    LockCard,
    PassphraseCard,
    ShieldCard,
)
from cte_desktop.ui.settings.protection.dialog import PassphraseDialog
from cte_desktop.ui.widgets.panel import Panel
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.program_settings import ProgramSettings
    from cte_desktop.ui.tasks import Reporter

_CHANNEL = "how it is protected"
_DESTROY = "destroy"
NOUN = "protection"


class ProtectionPanel(Panel):
    """What opens the database, and how to change it."""

    listens = frozenset({"people", NOUN})

    def __init__(self, desk: Desk, bench: Workbench, program: ProgramSettings) -> None:
        super().__init__(
            tr("Protection"),
            tr("What opens this database, and when the window locks by itself."),
        )
        self._desk = desk
        self._bench = bench
        self._program = program
        self.passphrase = PassphraseCard()
        self.code = CodeCard()
        self.keychain = KeychainCard()
        self.lock = LockCard(program)
        self.shield = ShieldCard()
        self.dialog: PassphraseDialog | None = None
        self._put_together()
        self.passphrase.set_wanted.connect(self._on_set)
        self.passphrase.change_wanted.connect(self._on_change)
        self.passphrase.destroy_wanted.connect(self._on_destroy)
        self.code.wanted.connect(self._on_new_code)
        self.keychain.remember_wanted.connect(self._on_remember)
        self.keychain.forget_wanted.connect(self._on_forget)

    def read(self) -> None:
        desk = self._desk
        self._bench.tasks.read(
            lambda: (
                protection.protection_of(desk),
                len(open_backups(desk)),
                protection.can_remember(),
            ),
            lambda found: self._show(*found),
            channel=_CHANNEL,
        )
        self.lock.read()

    def focus_search(self) -> None:
        self.lock.minutes.setFocus()

    def _put_together(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.px(theme.INSIDE), 0)
        column.setSpacing(theme.px(12))
        for card in (self.passphrase, self.code, self.keychain, self.lock, self.shield):
            column.addWidget(card)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(self.accessibleName())
        area.setWidget(inside)
        self.body.addWidget(area, 1)

    def _show(self, found: protection.Protection, unprotected: int, can_remember: bool) -> None:  # noqa: FBT001
        self.passphrase.show_found(found, unprotected)
        self.code.show_found(found)
        self.passphrase.destroy_them.setEnabled(self._desk.person.may(Right.DESTROY))
        self.keychain.show_found(found, can_remember=can_remember)
        self.shield.show_found(found)

    def _on_set(self) -> None:
        dialog = PassphraseDialog(
            tr("Set a passphrase"),
            tr(
                "Every page is written anew under a fresh key; that takes a few seconds. Backups "
                "made before can be read by whoever has them, as before."
            ),
            tr("Set the passphrase"),
            self.window(),
        )
        desk = self._desk

        def wanted(_old: str, new: str) -> None:
            def work(report: Reporter) -> str:
                return protection.set_passphrase(desk, "", new, progress=report)

            self._bench.tasks.long(
                work,
                partial(self._on_code, dialog),
                failed=partial(self._on_failed, dialog),
                text=tr("Encrypting the database…"),
            )

        self._ask(dialog, wanted)

    def _on_change(self) -> None:
        person = self._desk.person
        dialog = PassphraseDialog(
            tr("Change your passphrase") if person.uid else tr("Change the passphrase"),
            tr(
                "The recovery code stays as printed. Backups made before open with the passphrase "
                "of their time."
            ),
            tr("Change it"),
            self.window(),
            old=self._present(),
        )
        desk = self._desk

        def work(old: str, new: str) -> None:
            from cte_desktop.services.people.changing import change_own_passphrase

            change_own_passphrase(desk, old, new)

        done = tr("The passphrase is changed. Backups made before open with the old one.")
        self._ask(dialog, lambda old, new: self._write(dialog, partial(work, old, new), done))

    def _on_new_code(self) -> None:
        dialog = PassphraseDialog(
            tr("New recovery code"),
            tr(
                "The page printed before opens nothing any more, except backups made before. Give "
                "the passphrase of the database."
            ),
            tr("Make a new code"),
            self.window(),
            old=tr("Passphrase of the database"),
            asks_new=False,
        )
        desk = self._desk
        self._ask(
            dialog,
            lambda old, _new: self._bench.tasks.write(
                lambda: protection.replace_recovery_code(desk, old),
                partial(self._on_code, dialog),
                failed=partial(self._on_failed, dialog),
            ),
        )

    def _on_remember(self) -> None:
        dialog = PassphraseDialog(
            tr("Remember on this computer"),
            tr(
                "Whoever is logged in with your account can then open the database. Only the "
                "program's start uses it; a locked window asks for the passphrase."
            ),
            tr("Remember"),
            self.window(),
            old=self._present(),
            asks_new=False,
        )
        desk = self._desk
        done = tr("The keychain of this computer opens the database from now on.")
        self._ask(
            dialog,
            lambda old, _new: self._write(dialog, lambda: protection.remember(desk, old), done),
        )

    def _on_forget(self) -> None:
        desk = self._desk
        self._bench.tasks.write(
            lambda: protection.forget(desk),
            lambda _: self._on_done(tr("The passphrase is asked for at every start again.")),
        )

    def _on_destroy(self) -> None:
        question = Question(
            "destroy_open_backups",
            tr("Destroy the backups without a passphrase?"),
            tr(
                "A protected backup is made first. What you can go back to then begins today. "
                "Copies on other disks that are not plugged in are not found."
            ),
            (Choice(_DESTROY, tr("Destroy them")),),
        )
        self._bench.notices.ask(self.window(), question, self._on_destroy_answered)

    def _on_destroy_answered(self, choice: str) -> None:
        if choice != _DESTROY:
            return
        desk = self._desk

        def done(gone: tuple[Path, ...]) -> None:
            self._on_done(
                trn("{count} backup was destroyed.", "{count} backups were destroyed.", len(gone))
            )

        self._bench.tasks.write(lambda: destroy_open_backups(desk), done)

    def _present(self) -> str:
        """Return what the passphrase is called by which the person got in."""
        own = bool(self._desk.person.uid)
        return tr("Your passphrase now") if own else tr("Passphrase now")

    def _ask(self, dialog: PassphraseDialog, wanted: Callable[[str, str], object]) -> None:
        self.dialog = dialog
        dialog.wanted.connect(wanted)
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _write(self, dialog: PassphraseDialog, work: Callable[[], Any], done: str) -> None:
        def finished(_: object) -> None:
            if isValid(dialog):
                dialog.accept()
            self._on_done(done)

        self._bench.tasks.write(work, finished, failed=partial(self._on_failed, dialog))

    def _on_code(self, dialog: PassphraseDialog, code: str) -> None:
        file = self._desk.database.path
        if isValid(dialog) and file is not None:
            dialog.show_code(code, file.stem, self._desk.today())
        self._bench.refresh.tell(Changes(frozenset({NOUN})))

    def _on_failed(self, dialog: PassphraseDialog, error: Exception) -> None:
        if isinstance(error, KnownError) and isValid(dialog):
            dialog.say(told(error).whole)
            return
        if isValid(dialog):
            dialog.say("")
        self._bench.notices.error(error)

    def _on_done(self, words: str) -> None:
        self._bench.notices.done(words)
        self._bench.refresh.tell(Changes(frozenset({NOUN})))

    def _on_finished(self) -> None:
        self.dialog = None
        self.read()
