"""Backups: a copy of the database, its key file beside it, and a manifest with digests.

Where nobody else is at work the copy is made page by page (`exact_copy.py`), else by SQLite's own
backup: a plain copy of a live database holds no tables at all. The manifest is written last: a
backup without one is not finished.

An older backup is only thinned after a newer one was read back whole.
"""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from cte_desktop.storage.backup_manifest import (
    ENDING,
    Backup,
    manifest_path,
    manifest_text,
    read_manifest,
)
from cte_desktop.storage.connection import Access, connect, connect_to_pages
from cte_desktop.storage.exact_copy import PIECE_BYTES, copy_exactly
from cte_desktop.storage.facts import DATABASE_ID
from cte_desktop.storage.faults import (
    CORRUPT,
    NOT_A_DATABASE,
    known_store_error,
    primary_code,
    store_errors,
)
from cte_desktop.storage.files import (
    digest_of,
    file_errors,
    flush_file,
    flush_folder,
    make_folder,
    replacing,
    write_file,
)
from cte_desktop.storage.key_file import OWNER_ONLY, keys_path
from cte_desktop.storage.tries import tries_path
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from pathlib import Path

    from cte_desktop.system.clock import Clock

__all__ = (
    "DAMAGED_BACKUP",
    "Backup",
    "backup_folder",
    "copy_backup",
    "damaged_backup",
    "kept_backups",
    "list_backups",
    "make_backup",
    "remove_backup",
    "thin_backups",
    "verify_backup",
)

BEFORE_RESTORE = "before-restore"
BEFORE_UPDATE = "before-update"
DAMAGED_BACKUP = "backup_damaged"
"""The code of the error about a backup that is not what was written."""
KEPT_DAYS = 10
KEPT_WEEKS = 8
KEPT_MONTHS = 12
WANTED_KEPT = timedelta(days=30)
"""How long what a person made by hand, and the state that a restore replaced, are kept, however
many others there are.
"""
_WANTED = frozenset({"manual", BEFORE_RESTORE, BEFORE_UPDATE})
UNFINISHED_KEPT = timedelta(days=1)
_PART = ".part"
_TRACES = ("", "-wal", "-shm", "-journal")


def backup_folder(database: Path) -> Path:
    """Return where the backups of a database lie unless told otherwise."""
    return database.with_name(database.name + ".backups")


def make_backup(
    database: Path,
    key: bytes,
    folder: Path,
    reason: str,
    clock: Clock,
    *,
    access: Access = Access.READ,
    exactly: bool = False,
) -> Backup:
    """Copy the database and its key file into `folder`, and read the copy back.

    `reason` is one word for the name, such as "daily" or "before-import"; `access` is how the
    database can be read where it lies. Works beside a writer. Who holds the writer lock says
    `exactly`: then pages are copied as they are where that can be.
    """
    at = clock.now()
    with file_errors(folder):
        make_folder(folder)
        path = _free_name(folder, f"{database.stem}-{at:%Y%m%d-%H%M%S}-{reason}", database.suffix)
    part = path.with_name(f".{path.name}{_PART}")
    _remove_part(part)  # of a backup that was interrupted this very second
    try:
        with store_errors(path), file_errors(path):
            keys = keys_path(database).read_bytes()  # first: another program may set a passphrase
            digest = _copy_database(database, part, key, access, exactly=exactly)
            with store_errors(database, reading=True):  # its bytes are those of the database
                database_id = _read_id(part, key)
            write_file(keys_path(path), keys, mode=OWNER_ONLY)
            part.rename(path)
            flush_folder(folder)
            keys_digest = digest_of(keys_path(path))
        backup = Backup(path, at, reason, digest, keys_digest, database_id)
        write_file(manifest_path(path), manifest_text(backup))
    except BaseException:
        remove_backup(path)
        raise
    finally:
        _remove_part(part)
    return backup


def copy_backup(backup: Backup, folder: Path) -> Backup:
    """Put a finished backup into another folder too, read back there; its manifest last."""
    with file_errors(folder):
        make_folder(folder)
        path = _free_name(folder, backup.path.stem, backup.path.suffix)
    copied = replace(backup, path=path)
    try:
        _copy_file(backup.path, path, backup.database_digest)
        _copy_file(keys_path(backup.path), keys_path(path), backup.keys_digest, OWNER_ONLY)
        write_file(manifest_path(path), manifest_text(copied))
    except BaseException:
        remove_backup(path)
        raise
    return copied


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """Return the finished backups of a folder, newest first; what can't be read is left out."""
    found = []
    with contextlib.suppress(OSError):
        for manifest in folder.glob(f"*{ENDING}"):
            # ValueError: also of a number or a name that no file can have
            with contextlib.suppress(
                OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError
            ):
                found.append(read_manifest(manifest))
    return tuple(sorted(found, key=lambda backup: (backup.made_at, backup.path.name), reverse=True))


def verify_backup(backup: Backup, key: bytes | None = None) -> None:
    """Read a backup back; a known error if it is not what was written.

    With the key every page is authenticated too.
    """
    with file_errors(backup.path):
        same = (
            digest_of(backup.path) == backup.database_digest
            and digest_of(keys_path(backup.path)) == backup.keys_digest
        )
    if not same:
        raise damaged_backup(backup.path)
    if key is not None:
        with store_errors(backup.path):
            _require_readable(backup.path, key)


def thin_backups(folder: Path, key: bytes, clock: Clock) -> tuple[Path, ...]:
    """Remove the backups beyond 10 days, 8 weeks and 12 months; returns what was removed.

    The newest is read back whole first, and nothing is removed if it isn't. What was made by hand,
    and what a restore replaced, stays for a month. Copies that were never finished go after a day.
    """
    backups = list_backups(folder)
    kept = kept_backups(backups, clock.today())
    removed = [backup.path for backup in backups if backup.path not in kept]
    if removed:
        verify_backup(backups[0], key)
    for path in removed:
        remove_backup(path)
    _remove_unfinished(folder, (clock.now() - UNFINISHED_KEPT).timestamp())
    return tuple(removed)


def kept_backups(backups: Iterable[Backup], today: date) -> frozenset[Path]:
    """Return what thinning keeps: today's, what was made by hand or replaced by a restore in the
    last month, and the last of each newest day, week and month.
    """
    newest_first = sorted(backups, key=lambda backup: backup.made_at, reverse=True)
    kept = {backup.path for backup in newest_first if _day(backup) == today}
    kept |= {
        backup.path
        for backup in newest_first
        if backup.reason in _WANTED and _day(backup) >= today - WANTED_KEPT
    }
    kept |= _last_of_each(newest_first, KEPT_DAYS, _day)
    kept |= _last_of_each(newest_first, KEPT_WEEKS, lambda backup: _day(backup).isocalendar()[:2])
    kept |= _last_of_each(
        newest_first, KEPT_MONTHS, lambda backup: (_day(backup).year, _day(backup).month)
    )
    return frozenset(kept)


def remove_backup(path: Path) -> None:
    """Remove a backup, its manifest first: what is left of a half removed one does not count.

    Earlier versions counted wrong passphrases beside it.
    """
    for gone in (manifest_path(path), path, keys_path(path), tries_path(path)):
        with contextlib.suppress(OSError):
            gone.unlink(missing_ok=True)


def damaged_backup(path: Path) -> KnownError:
    """Return what is said of a backup that is not what was written."""
    return KnownError(
        DAMAGED_BACKUP,
        "The backup {file} is damaged.",
        kept="The database itself and the other backups are untouched.",
        do="Make a new backup, on another disk if this happens again.",
        file=path,
    )


def _last_of_each(
    newest_first: list[Backup], count: int, period: Callable[[Backup], object]
) -> set[Path]:
    kept: dict[object, Path] = {}
    for backup in newest_first:
        if len(kept) < count:
            kept.setdefault(period(backup), backup.path)
    return set(kept.values())


def _day(backup: Backup) -> date:
    return backup.made_at.astimezone().date()


def _free_name(folder: Path, stem: str, suffix: str) -> Path:
    path, number = folder / (stem + suffix), 1
    while path.exists() or keys_path(path).exists():
        number += 1
        path = folder / f"{stem}-{number}{suffix}"
    return path


def _copy_database(database: Path, part: Path, key: bytes, access: Access, *, exactly: bool) -> str:
    """Write the copy and return its SHA-256."""
    digest = copy_exactly(database, part, key) if exactly else None
    if digest is not None:
        return digest
    with (
        contextlib.closing(_connect_to_source(database, key, access)) as source,
        contextlib.closing(connect_to_pages(part, key, Access.CREATE)) as target,
    ):
        try:
            source.backup(target)
        except dbapi2.Error as error:
            if primary_code(error) in (CORRUPT, NOT_A_DATABASE):  # what is read, not what is new
                raise known_store_error(database, error) or error from error
            raise
        target.execute("PRAGMA journal_mode = DELETE")  # readable from a read-only disk
    flush_file(part)
    return digest_of(part)


def _connect_to_source(database: Path, key: bytes, access: Access) -> dbapi2.Connection:
    """Return a connection that can read; what hinders it is told of the database itself."""
    with store_errors(database, reading=True):
        source = connect(database, key, access)
        try:
            source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except BaseException:
            source.close()
            raise
        return source


def _copy_file(source: Path, target: Path, digest: str, mode: int = 0o666) -> None:
    with file_errors(source), source.open("rb") as file, replacing(target, mode=mode) as copied:
        shutil.copyfileobj(file, copied, PIECE_BYTES)
        if copied.digest.hexdigest() != digest:
            raise damaged_backup(source)


def _read_id(path: Path, key: bytes) -> str:
    """Return whose copy it is: that it can be read shows that it is one."""
    with contextlib.closing(connect(path, key, Access.FROZEN)) as connection:
        found = connection.execute(
            "SELECT value FROM database_fact WHERE name = ?", (DATABASE_ID,)
        ).fetchone()
    return str(found[0]) if found else ""


def _require_readable(path: Path, key: bytes) -> None:
    with contextlib.closing(connect(path, key, Access.FROZEN)) as connection:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        spoiled = connection.execute("PRAGMA cipher_integrity_check").fetchone()
    if not found or spoiled:
        raise damaged_backup(path)


def _remove_part(part: Path) -> None:
    for ending in _TRACES:
        with contextlib.suppress(OSError):
            part.with_name(part.name + ending).unlink(missing_ok=True)


def _remove_unfinished(folder: Path, before: float) -> None:
    for part in folder.glob(f".*{_PART}*"):
        with contextlib.suppress(OSError):
            if part.stat().st_mtime < before:
                part.unlink()
