"""Who can open the database: its passphrase, its recovery code, and the keychain of this computer.

Wrong passphrases are counted wherever one is asked for. People with passphrases of their own are in
`people/`.
"""

from __future__ import annotations

import contextlib
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from cte_desktop.domain.recovery_sheet import RecoverySheet
from cte_desktop.services.desk import Desk
from cte_desktop.storage import keychain, keys
from cte_desktop.storage.database import Database
from cte_desktop.storage.facts import read_facts, write_fact
from cte_desktop.storage.key_file import read_key_file
from cte_desktop.storage.rekeying import give_passphrase
from cte_desktop.storage.tries import seconds_to_wait
from cte_desktop.system.common_passphrases import is_common
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.system.keychain import has_keychain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cte_desktop.system.clock import Clock

LEAST_LENGTH = 8
"""Characters of a new passphrase."""
CHANGED_AT = "passphrase_changed_at"
CODE_MADE_AT = "recovery_code_made_at"


@dataclass(frozen=True, slots=True)
class Protection:
    """How a database is protected now.

    `changed_on` and `code_made_on` are the days of the present passphrase and recovery code, None
    if they are as old as the database. `remembered` says that a keychain opens it at the start.
    """

    file: Path | None
    has_passphrase: bool
    people: tuple[str, ...]
    remembered: bool
    changed_on: date | None
    code_made_on: date | None


def protection_of(desk: Desk) -> Protection:
    """Return how the open database is protected."""
    file = desk.database.path
    with desk.database.reading() as tx:
        facts = read_facts(tx.connection)
    if file is None:
        return Protection(None, False, (), False, None, None)
    kept = read_key_file(file)
    return Protection(
        file,
        kept.needs_passphrase,
        keys.people_named(file),
        kept.keychain is not None,
        _day(facts.get(CHANGED_AT)),
        _day(facts.get(CODE_MADE_AT)),
    )


def set_passphrase(
    desk: Desk, old: str, new: str, *, progress: Callable[[int, int], None] | None = None
) -> str:
    """Give a database without a passphrase its first one; returns the recovery code to print.

    It gets a fresh key and is written anew, all or nothing; `progress` hears how many pages of how
    many. Backups made before can be read by whoever has them, as before (`open_backups.py`). Where
    there is a passphrase already, `old` is checked and it is changed; the recovery code stays then,
    and "" is returned.
    """
    _file_of(desk)
    require_length(new)
    if not desk.database.is_open_to_all:
        change_passphrase(desk, old, new)
        return ""
    code = give_passphrase(desk.database, new, progress=progress)
    _note(desk, CHANGED_AT, CODE_MADE_AT)
    return code


def change_passphrase(desk: Desk, old: str, new: str) -> None:
    """Replace the passphrase of the database; the recovery code stays as printed.

    Backups made before open with the old one, which is checked first: wrong_passphrase,
    too_many_tries.
    """
    _require_passphrase(desk)
    require_length(new)
    confirm(desk, old)
    desk.database.change_passphrase(new)
    _note(desk, CHANGED_AT)


def note_changed(desk: Desk) -> None:
    """Write down that the passphrase is another one from today on."""
    _note(desk, CHANGED_AT)


def replace_recovery_code(desk: Desk, passphrase: str) -> str:
    """Make the printed recovery code worthless and return a new one to print."""
    _require_passphrase(desk)
    confirm(desk, passphrase)
    code = desk.database.replace_recovery_code() or ""
    _note(desk, CODE_MADE_AT)
    return code


def confirm_own(desk: Desk, passphrase: str) -> None:
    """Let who has the database open prove that once more, like `confirm`.

    They are found by their uid: the key file may still call them by an earlier name.
    """
    person = desk.person
    confirm(desk, passphrase, person.name if person.uid else "", uid=person.uid)


def confirm(desk: Desk, passphrase: str, name: str = "", *, uid: str = "") -> None:
    """Let somebody prove who they are at an open database: by the passphrase of the person `name`
    (of the person `uid` if given), or by the database's own.

    Nothing is asked where the database has none. Raises wrong_passphrase, unknown_person,
    too_many_tries (its `values["seconds"]` say how long to wait).
    """
    file = desk.database.path
    if file is None or desk.database.is_open_to_all:
        return
    unlocked = keys.unlock_named(file, passphrase, name, uid)
    if not desk.database.is_opened_by(unlocked):  # another key file was put beside it meanwhile
        raise KnownError(
            "keys_exchanged",
            "The key file beside {file} is not the one that it was opened with.",
            kept="Nothing was changed.",
            do="Put back its own key file; every backup carries a copy.",
            file=file,
        )


def recovery_pdf(file_name: str, code: str, made_on: date) -> bytes:
    """Return the page with a recovery code, in the language in force; nothing keeps it."""
    from cte_desktop.reports.recovery import build_recovery

    return build_recovery(RecoverySheet(file_name, code, made_on))


def wait_at(file: Path) -> int:
    """Return for how many seconds no passphrase can be tried; 0 = now."""
    return seconds_to_wait(file)


def can_remember() -> bool:
    """Say whether this computer has a keychain that can be used; takes up to a second."""
    return has_keychain()


def remember(desk: Desk, passphrase: str) -> None:
    """Let the keychain of this computer open the database at the start, for who has it open now.

    Their passphrase is asked for once more. A known error `no_keychain` if there is none.
    """
    _require_passphrase(desk)
    confirm_own(desk, passphrase)
    desk.database.remember()


def forget(desk: Desk) -> None:
    """Ask for the passphrase at every start again."""
    keychain.forget_key(_file_of(desk))


def is_remembered(file: Path) -> bool:
    """Say whether a keychain may open `file`; only asking it shows whether it is this one's."""
    return keychain.has_remembered(file)


def open_remembered(file: Path, clock: Clock, actor: str) -> Desk | None:
    """Open a database for writing by the keychain of this computer; None if it remembers nothing.

    Raises `KnownError` like `open_desk`. For the start of the program alone: a locked window always
    asks for the passphrase.
    """
    unlocked = keychain.unlock_remembered(file)
    if unlocked is None:
        return None
    database = Database.open(file, writable=True, key=unlocked, clock=clock, actor=actor)
    return Desk(database, clock)


def people_named(file: Path) -> tuple[str, ...]:
    """Return the names of the people who may sign in with passphrases of their own."""
    return keys.people_named(file)


def _file_of(desk: Desk) -> Path:
    file = desk.database.path
    if file is None:
        raise KnownError(
            "in_memory",
            "This database is not kept in a file: there is nothing to protect.",
            do="Make a new database.",
        )
    if not desk.database.writable:
        raise WrongCall("opened_for_reading", "The database was opened for reading only.")
    return file


def _require_passphrase(desk: Desk) -> Path:
    file = _file_of(desk)
    if desk.database.is_open_to_all:
        raise KnownError(
            "no_passphrase",
            "{file} has no passphrase yet: whoever has its files can read it.",
            kept="Nothing was changed.",
            do="Set a passphrase first (Settings, Protection).",
            file=file,
        )
    return file


def require_length(passphrase: str) -> None:
    """Raise a wrong call for a passphrase that protects nothing: too short, or tried first."""
    if len(unicodedata.normalize("NFC", passphrase)) < LEAST_LENGTH:
        raise WrongCall(
            "passphrase_short",
            "A passphrase has at least {count} characters.",
            kept="Nothing was changed.",
            do="Take several words that only you would put together.",
            count=LEAST_LENGTH,
        )
    if is_common(passphrase):
        raise WrongCall(
            "passphrase_common",
            "That passphrase is one of the first that anybody would try.",
            kept="Nothing was changed.",
            do="Take several words that only you would put together.",
        )


def _note(desk: Desk, *facts: str) -> None:
    """Note on which day it was; where the disk refuses that, it was done nevertheless, and a new
    recovery code must still be shown.
    """
    with contextlib.suppress(KnownError), desk.database.writing() as tx:
        for fact in facts:
            write_fact(tx.connection, fact, tx.clock.now().isoformat(timespec="seconds"))


def _day(text: str | None) -> date | None:
    return None if text is None else datetime.fromisoformat(text).astimezone().date()
