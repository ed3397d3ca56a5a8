"""Checking a database: pages, structure, references, the change history and the register."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from cte_desktop.storage.certificates.lost_endings import lost_endings
from cte_desktop.storage.certificates.wholeness import register_faults
from cte_desktop.storage.chain import broken_changes
from cte_desktop.storage.connection import Access, connect, connect_to_pages
from cte_desktop.storage.database import Database
from cte_desktop.storage.faults import CORRUPT, NOT_A_DATABASE, primary_code, store_errors
from cte_desktop.storage.keys import unlock_named
from cte_desktop.storage.log_wholeness import require_whole_log
from cte_desktop.storage.opening import readable_access, require_file
from cte_desktop.storage.own_schema import own_revision
from cte_desktop.storage.restore_swap import settle_restore
from cte_desktop.storage.upgrade import HEAD
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from pathlib import Path

MOST_NAMED = 5
PAGE_BYTES = 4096
PAGE_CHECKS = (
    ("cipher_integrity_check", "page_damaged", "A page is damaged: {}"),
    ("quick_check", "structure_damaged", "The structure is damaged: {}"),
    ("foreign_key_check", "reference_broken", "A row refers to nothing: {}"),
)


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is not as it was written: a code and a sentence without students."""

    code: str
    text: str


def check_database(path: Path, passphrase: str | None = None, name: str = "") -> tuple[Damage, ...]:
    """Return what is damaged, nothing if all is whole. Works beside a writer, changes nothing.

    `name` is the person whose own passphrase it is, "" for that of the database.

    Known errors say that the database can't be looked at (missing, wrong passphrase or key file, no
    database, newer version).
    """
    settle_restore(path)
    require_file(path)
    return check_with_key(path, unlock_named(path, passphrase, name).key)


def check_with_key(path: Path, key: bytes) -> tuple[Damage, ...]:
    """Return what `check_database` returns, of a database that is open already."""
    with store_errors(path, reading=True):
        try:
            found = _check_pages(path, key)
            if found:  # a writer at work can be caught in the middle of a page: look again
                found = tuple(damage for damage in _check_pages(path, key) if damage in found)
            return found or _check_history(path, key)
        except (dbapi2.Error, DBAPIError) as error:
            code = primary_code(getattr(error, "orig", error))
            if code == NOT_A_DATABASE and _is_foreign(path, key):
                raise
            if code in (CORRUPT, NOT_A_DATABASE):
                return (Damage("unreadable", "Parts of the database can't be read any more."),)
            raise
        except KnownError as error:
            if error.code == "damaged":
                return (Damage("unreadable", error.text),)
            raise


def endings_lost(path: Path, passphrase: str | None = None, name: str = "") -> int:
    """Return how many certificates a sound database takes for valid that were ended here since."""
    key = unlock_named(path, passphrase, name).key
    with Database.open(path, key=key, writable=False) as database, database.reading() as tx:
        return lost_endings(tx)


def _check_pages(path: Path, key: bytes) -> tuple[Damage, ...]:
    require_whole_log(path)
    with contextlib.closing(connect(path, key, readable_access(path, key))) as connection:
        revision = own_revision(path, connection)
        if revision != HEAD:
            raise KnownError(
                "older_version",
                "{file} was made by an older version and must be brought up to date first.",
                kept="It was not touched.",
                do="Open it once in the window.",
                file=path,
            )
        return tuple(
            damage
            for pragma, code, text in PAGE_CHECKS
            for damage in _damages(connection, pragma, code, text)
        )


def _is_foreign(path: Path, key: bytes) -> bool:
    """Tell whether the key reads not a single page: it is another's, or the file is no database."""
    with contextlib.closing(connect_to_pages(path, key, Access.FROZEN)) as connection:
        spoiled = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    return len(spoiled) >= path.stat().st_size // PAGE_BYTES


def _damages(connection: dbapi2.Connection, pragma: str, code: str, text: str) -> list[Damage]:
    rows = connection.execute(f"PRAGMA {pragma}").fetchall()
    shown = [" ".join(str(part) for part in row) for row in rows if row != ("ok",)]
    damages = [Damage(code, text.format(row)) for row in shown[:MOST_NAMED]]
    if len(shown) > MOST_NAMED:
        damages.append(Damage(code, f"... and {len(shown) - MOST_NAMED} more of these."))
    return damages


def _check_history(path: Path, key: bytes) -> tuple[Damage, ...]:
    with Database.open(path, key=key, writable=False) as database, database.reading() as tx:
        broken = broken_changes(tx)
        of_register = tuple(Damage("register_broken", text) for text in register_faults(tx))
    if not broken:
        return of_register
    named = ", ".join(map(str, broken[:MOST_NAMED]))
    text = f"{len(broken)} entries of the change history are not as they were written: {named}."
    return (Damage("history_broken", text), *of_register)
