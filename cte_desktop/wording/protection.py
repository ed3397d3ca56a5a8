"""How the protection of a database is said: what opens it, and what follows from that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from babel.lists import format_list

from cte_desktop.wording.labels import date_label
from cte_desktop.wording.translate import current_language, tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path


class Protected(Protocol):
    """What is said here of a database (`services/protection.py` has the facts)."""

    @property
    def file(self) -> Path | None:
        """The file, None in memory."""

    @property
    def has_passphrase(self) -> bool:
        """Whether anything has to be typed to open it."""

    @property
    def remembered(self) -> bool:
        """Whether a keychain opens it."""

    @property
    def changed_on(self) -> date | None:
        """The day of the present passphrase, None if it is as old as the database."""

    @property
    def code_made_on(self) -> date | None:
        """The day of the present recovery code, None if it is as old as the database."""


def passphrase_words(found: Protected) -> tuple[str, str]:
    """Return how it stands with the passphrase, and what follows."""
    if not found.has_passphrase:
        return (
            tr("No passphrase: whoever has the files of this database can read every record."),
            tr(
                "That is right for a sample district. For students who exist, set one: everything "
                "is written anew under a fresh key."
            ),
        )
    state = tr("A passphrase protects this database.")
    if found.changed_on is not None:
        state = tr(
            "A passphrase protects this database, since {day}.", day=date_label(found.changed_on)
        )
    return state, tr(
        "Changing it takes a moment and touches no record. Backups and copies made before open "
        "with the passphrase of their time, so keep it in mind as long as you keep them."
    )


def code_words(found: Protected) -> tuple[str, str]:
    """Return how it stands with the recovery code, and what it is for."""
    if not found.has_passphrase:
        return tr("None: without a passphrase there is nothing to forget."), ""
    state = tr("Printed or written down when the database was made.")
    if found.code_made_on is not None:
        state = tr("Made on {day}.", day=date_label(found.code_made_on))
    return state, tr(
        "It opens the database when the passphrase is forgotten; without either nobody can. If the "
        "page was lost or seen, make a new code: the one before opens only older backups then."
    )


def keychain_words(found: Protected, *, can_remember: bool) -> tuple[str, str]:
    """Return what happens at the start, and what a keychain would change."""
    if not found.has_passphrase:
        return tr("Nothing is asked: there is no passphrase."), ""
    if found.remembered:
        return (
            tr("The keychain of this computer opens the database at the start."),
            tr(
                "Whoever is logged in with your account gets in too. A locked window asks for the "
                "passphrase nevertheless."
            ),
        )
    if not can_remember:
        return (
            tr("The passphrase is asked for."),
            tr("This computer has no keychain that could remember it, or it is locked."),
        )
    return (
        tr("The passphrase is asked for."),
        tr(
            "The keychain of this computer can open the database instead, for whoever is logged in "
            "with your account. The passphrase itself is kept nowhere."
        ),
    )


def open_backups_words(count: int) -> str:
    """Return what is to be said of backups that need no passphrase; "" without any."""
    if not count:
        return ""
    return trn(
        "{count} backup was made before there was a passphrase: whoever has it can read it.",
        "{count} backups were made before there was a passphrase: whoever has them can read them.",
        count,
    )


def people_words(names: Sequence[str]) -> str:
    """Return who opens it with passphrases of their own."""
    listed = format_list(list(names), locale=current_language()) if names else ""
    return tr("With passphrases of their own it is opened by {names}.", names=listed)


def guarded_words() -> tuple[str, ...]:
    """Return what a passphrase protects, and how."""
    return (
        tr(
            "Every page of the database and of its backups is encrypted (AES-256). A laptop that "
            "is lost or stolen while it is off gives nothing away without the passphrase."
        ),
        tr(
            "Each guess at the passphrase is made slow and costly (Argon2id, 64 MB of memory). At "
            "this computer one waits longer after each wrong one from the fifth on, up to five "
            "minutes."
        ),
    )


def open_words() -> tuple[str, ...]:
    """Return what no passphrase protects, and what needs none."""
    return (
        tr(
            "PDFs, exports and printed pages are not encrypted: once written they are as safe as "
            "the place where they lie."
        ),
        tr("Nothing is sent over a network."),
    )
