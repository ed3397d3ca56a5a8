"""What the store's own errors mean to the user: full disk, read-only, damage, another program."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterator

BUSY, LOCKED, READ_ONLY, INTERRUPT, IO_ERROR, CORRUPT, FULL, CANT_OPEN, NOT_A_DATABASE = (
    5,
    6,
    8,
    9,
    10,
    11,
    13,
    14,
    26,
)
LEAST_ROOM = 64 * 1024
"""Bytes that a disk must have free if what it refuses is not to be laid to its being full: the file
beside the log grows by half of that, and SQLite calls it a fault of the disk where it can't.
"""
_SAYINGS = {
    "database is locked": BUSY,
    "database table is locked": LOCKED,
    "attempt to write a readonly database": READ_ONLY,
    "disk I/O error": IO_ERROR,
    "database disk image is malformed": CORRUPT,
    "database or disk is full": FULL,
    "unable to open database file": CANT_OPEN,
    "file is not a database": NOT_A_DATABASE,
}
"""SQLite's own words for its codes: what fails within a backup carries no code."""
ERROR = 1
"""A wrong question; or, where the question is right, a file whose tables can't be made out."""
NOT_TOUCHED = "It was not touched."
NOTHING_HALF_DONE = "What was being saved was not saved, not even a part of it; all before is kept."

_Sentences = tuple[str, str, str, str]
_KNOWN: dict[int, _Sentences] = {
    BUSY: (
        "busy",
        "Another program is writing to {file} and does not finish.",
        NOTHING_HALF_DONE,
        "Wait a moment and try again.",
    ),
    READ_ONLY: (
        "read_only",
        "{file} can't be written: the file or its folder is read-only.",
        NOTHING_HALF_DONE,
        "Ask for the right to write there, or move the database (with its .keys file) elsewhere.",
    ),
    IO_ERROR: (
        "disk_error",
        "The disk refused to read or write {file}: it is full, unplugged or failing.",
        NOTHING_HALF_DONE,
        "Free some space and try again; if it goes on, make a backup on another disk.",
    ),
    CORRUPT: (
        "damaged",
        "{file} is damaged.",
        "The backups are untouched.",
        "Close the program and restore the newest backup.",
    ),
    FULL: (
        "disk_full",
        "There is no room left to write {file}.",
        NOTHING_HALF_DONE,
        "Free some space on the disk and try again.",
    ),
    CANT_OPEN: (
        "cant_open",
        "{file} can't be opened.",
        NOT_TOUCHED,
        "Check that you may read the file and write in its folder.",
    ),
    NOT_A_DATABASE: (
        "not_a_database",
        "{file} can't be read: wrong passphrase or damaged file.",
        NOT_TOUCHED,
        "Check that the .keys file beside it is its own, or restore the newest backup.",
    ),
}
_KNOWN[LOCKED] = _KNOWN[BUSY]


@contextlib.contextmanager
def store_errors(file: object, *, reading: bool = False) -> Iterator[None]:
    """Raise the store's errors that are the world's fault as known errors about `file`.

    When it was only being read, none says anything of what was being saved.
    """
    try:
        yield
    except DBAPIError as error:
        known = known_store_error(file, error.orig, reading=reading)
        if known is None:
            raise
        raise known from error
    except dbapi2.Error as error:
        known = known_store_error(file, error, reading=reading)
        if known is None:
            raise
        raise known from error


def known_store_error(
    file: object, error: BaseException | None, *, reading: bool = False
) -> KnownError | None:
    """Return the known error for an error of the driver; None if the fault is the program's."""
    result = primary_code(error)
    sentences = _KNOWN.get(FULL if result == IO_ERROR and _is_full(file) else result)
    if sentences is None:
        return None
    code, text, kept, do = sentences
    if reading and kept == NOTHING_HALF_DONE:
        kept = NOT_TOUCHED
    return KnownError(code, text, kept=kept, do=do, file=file)


def _is_full(file: object) -> bool:
    if not isinstance(file, Path):
        return False
    try:
        return shutil.disk_usage(file.parent).free < LEAST_ROOM
    except OSError:  # it is gone
        return False


def damaged_store(file: object) -> KnownError:
    """Return what is said of a file whose pages are not what was written."""
    code, text, kept, do = _KNOWN[CORRUPT]
    return KnownError(code, text, kept=kept, do=do, file=file)


def primary_code(error: BaseException | None) -> int:
    """Return SQLite's primary result code of an error, 0 if it has none."""
    code = int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
    return code or (_SAYINGS.get(str(error), 0) if isinstance(error, dbapi2.Error) else 0)
