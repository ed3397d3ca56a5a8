"""Opening a database file: whether it can be read where it lies, and which version made it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from cte_desktop.storage.connection import BUSY_MILLISECONDS, Access, connect, connect_to_pages
from cte_desktop.storage.faults import (
    CANT_OPEN,
    FULL,
    IO_ERROR,
    NOT_A_DATABASE,
    READ_ONLY,
    primary_code,
)
from cte_desktop.storage.lock import WriterLock
from cte_desktop.storage.log_wholeness import MOST_AT_OPENING, require_whole_log
from cte_desktop.storage.own_schema import own_revision
from cte_desktop.storage.upgrade import HEAD, bring_up_to_date
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from pathlib import Path

    from cte_desktop.system.clock import Clock


def require_file(path: Path) -> None:
    """Raise a known error unless there is a file at `path`."""
    if path.is_dir():
        raise KnownError(
            "not_a_database", "{file} is a folder, not a database.", do="Name the file.", file=path
        )
    if not path.exists():
        raise KnownError(
            "missing",
            "There is no database {file}.",
            do="Check the name, or make a new database there.",
            file=path,
        )
    if not path.is_file():  # a pipe would be waited for without end
        raise KnownError(
            "not_a_database", "{file} is a device, not a database.", do="Name a file.", file=path
        )


def readable_access(path: Path, key: bytes) -> Access:
    """Return how the file can be read where it lies.

    SQLite wants to make its log files beside a database; in a read-only folder or on a full disk it
    can't, and needs not to as long as no log with changes lies there.
    """
    _roll_back(path, key)
    try:
        _probe(path, key, Access.READ)
    except dbapi2.Error as error:
        code = primary_code(error)
        if code not in (CANT_OPEN, READ_ONLY, IO_ERROR, FULL):
            raise
        log = path.with_name(path.name + "-wal")
        if log.exists() and log.stat().st_size > 0:
            if code in (IO_ERROR, FULL):
                raise
            raise _needs_writing(path) from error
        _probe(path, key, Access.FROZEN)
        return Access.FROZEN
    return Access.READ


def fits(path: Path, key: bytes) -> bool:
    """Say whether `key` opens the file; a file of another key and a damaged one look the same."""
    try:
        readable_access(path, key)
    except dbapi2.Error as error:
        if primary_code(error) != NOT_A_DATABASE:
            raise
        return False
    return True


def require_present_version(path: Path, key: bytes, access: Access, clock: Clock) -> None:
    """Bring an older database up to date; a known error for a newer one, which stays untouched."""
    _roll_back(path, key)
    require_whole_log(path, most=MOST_AT_OPENING)
    connection = connect(path, key, Access.READ if access is Access.WRITE else access)
    with contextlib.closing(connection):
        if own_revision(path, connection) == HEAD:
            return
    if access is Access.WRITE:
        bring_up_to_date(path, key, clock)
        return
    if access is Access.FROZEN:
        raise KnownError(
            "older_version",
            "{file} was made by an older version and must be brought up to date first.",
            kept="It was not touched.",
            do="Copy it (with its .keys file) to a folder that can be written, and open it there.",
            file=path,
        )
    lock = WriterLock(path)
    try:
        bring_up_to_date(path, key, clock)
    finally:
        lock.release()


def _probe(path: Path, key: bytes, access: Access) -> None:
    with contextlib.closing(connect(path, key, access)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def _roll_back(path: Path, key: bytes) -> None:
    """Take back what was interrupted while the database had no log yet, right after it was made,
    restored or encrypted: a journal beside it holds the pages as they were. Who reads only can't.
    """
    journal = path.with_name(path.name + "-journal")
    if not journal.exists() or not journal.stat().st_size:
        return
    with contextlib.closing(connect_to_pages(path, key, Access.WRITE)) as connection:
        try:
            connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except dbapi2.Error as error:
            if primary_code(error) in (CANT_OPEN, READ_ONLY):
                raise _needs_writing(path) from error
            raise


def _needs_writing(path: Path) -> KnownError:
    return KnownError(
        "read_only",
        "{file} holds changes that can only be read where its folder can be written.",
        kept="It was not touched.",
        do="Open it where it can be written, or copy it there with all files beside it.",
        file=path,
    )
