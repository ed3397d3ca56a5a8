"""Giving a database that had none a passphrase: a fresh key, and every page written anew.

A copy of the database is written under the fresh key beside it, read back whole, and put in its
place. Meanwhile the key file carries both keys, so that whichever file an interruption leaves can
be opened; the next opening for writing settles which key it is (`settle`):

1. the copy is written         - the database is as it was; the copy is removed at the next opening
2. the key file takes both     - the old key fits: as it was, the key file is put back
3. the copy takes its place    - the new key fits: the passphrase opens it, the old key is dropped
4. the old key is dropped      - done
"""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from cte_desktop.storage.connection import Access, connect
from cte_desktop.storage.faults import BUSY, LOCKED, primary_code, store_errors
from cte_desktop.storage.files import file_errors, flush_file, flush_folder, remove_unfinished
from cte_desktop.storage.key_file import (
    KEY_BYTES,
    KeyFile,
    keys_path,
    read_key_file,
    write_key_file,
)
from cte_desktop.storage.keys import wrapped_keys
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cte_desktop.storage.database import Database

_PAGES_AT_ONCE = 2000


def give_passphrase(
    database: Database, passphrase: str, *, progress: Callable[[int, int], None] | None = None
) -> str:
    """Encrypt `database` under a fresh key behind `passphrase`; returns the recovery code.

    `progress` hears how many pages of how many are written; what it raises gives all up. Raises
    known errors: in_use, disk_full, has_passphrase.
    """
    code = ""

    def rewrite(file: Path, key: bytes) -> bytes:
        nonlocal code
        fresh = os.urandom(KEY_BYTES)
        kept, code = wrapped_keys(fresh, passphrase)
        _exchange(file, key, fresh, kept, progress or _nobody_hears)
        return fresh

    if not database.is_open_to_all:
        raise KnownError("has_passphrase", "{file} has a passphrase already.", file=database.path)
    database.exchange_file(rewrite)
    return code


def settle(database: Path, key: bytes) -> None:
    """Put right what an interruption left, once `key` has opened `database` for writing."""
    with contextlib.suppress(KnownError):  # a full disk: both keys stay in the key file till later
        keys = read_key_file(database)
        if keys.former is not None:
            as_it_was = keys.former == key
            settled = KeyFile(None, None, key) if as_it_was else replace(keys, former=None)
            write_key_file(database, settled)
    _remove(_fresh_path(database))
    remove_unfinished(keys_path(database))


def _exchange(
    file: Path, key: bytes, fresh_key: bytes, kept: KeyFile, progress: Callable[[int, int], None]
) -> None:
    before = read_key_file(file)
    place, fresh = file.resolve(), _fresh_path(file)
    _remove(fresh)
    _empty_log(file, key)
    try:
        with store_errors(file), file_errors(file):
            _write_copy(file, key, fresh, fresh_key, progress)
            _require_whole(fresh, fresh_key)
            shutil.copymode(place, fresh)
            flush_file(fresh)
            flush_folder(fresh.parent)
        write_key_file(file, replace(kept, former=key))
        try:
            with file_errors(file):
                fresh.replace(place)
        except BaseException as error:
            if fresh.exists():
                write_key_file(file, before)
                raise
            # It has its place already: with the key file of before nothing would open it again.
            if not isinstance(error, Exception):
                raise
    finally:
        _remove(fresh)
    with contextlib.suppress(OSError, KnownError):  # it is done; the next opening settles the rest
        flush_folder(place.parent)
        write_key_file(file, kept)


def _empty_log(file: Path, key: bytes) -> None:
    """Bring everything into the file itself: a log left beside another file would spoil it."""
    with store_errors(file), contextlib.closing(connect(file, key, Access.WRITE)) as connection:
        try:
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        except dbapi2.Error as error:
            if primary_code(error) not in (BUSY, LOCKED):
                raise
            mode = "wal"
    if mode != "delete":
        raise KnownError(
            "in_use",
            "{file} is being read by another program right now.",
            kept="Nothing was changed.",
            do="Wait until it has finished, or close it, and try again.",
            file=file,
        )


def _write_copy(
    file: Path, key: bytes, fresh: Path, fresh_key: bytes, progress: Callable[[int, int], None]
) -> None:
    def told(_status: int, left: int, total: int) -> None:
        progress(total - left, total)

    with (
        contextlib.closing(connect(file, key, Access.READ)) as source,
        contextlib.closing(connect(fresh, fresh_key, Access.CREATE)) as target,
    ):
        source.backup(target, pages=_PAGES_AT_ONCE, progress=told)
        target.execute("PRAGMA journal_mode = DELETE")


def _require_whole(fresh: Path, key: bytes) -> None:
    with contextlib.closing(connect(fresh, key, Access.FROZEN)) as connection:
        version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        spoiled = connection.execute("PRAGMA cipher_integrity_check").fetchone()
    if version is None or spoiled:
        raise KnownError(
            "write_not_verified",
            "{file} was written, but reads back differently: don't trust this disk.",
            kept="What was there before is untouched.",
            do="Save to another disk.",
            file=fresh,
        )


def _fresh_path(database: Path) -> Path:
    place = database.resolve()
    return place.with_name(f".{place.name}.rekeying")


def _remove(fresh: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(OSError):
            fresh.with_name(fresh.name + ending).unlink(missing_ok=True)


def _nobody_hears(_done: int, _total: int) -> None:
    """Stand in for who wants to know how far it is."""
