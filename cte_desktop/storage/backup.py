"""Backups: a copy of the database, its key file beside it, and a manifest with digests.

The copy is made by SQLite's own backup: a plain copy of a live database holds no tables at all. The
manifest is written last: a backup without one is not finished.

An older backup is only thinned after a newer one was read back whole.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from cte_desktop import __version__
from cte_desktop.storage.connection import Access, connect
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
    write_file,
)
from cte_desktop.storage.key_file import copy_key_file, keys_path
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cte_desktop.system.clock import Clock

FORMAT = "cte-desktop backup"
MANIFEST_ENDING = ".manifest.json"
KEPT_DAYS = 10
KEPT_WEEKS = 8
KEPT_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Backup:
    """One finished backup: the copy at `path`, its key file and its manifest lie side by side."""

    path: Path
    made_at: datetime
    reason: str
    database_digest: str
    keys_digest: str


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
) -> Backup:
    """Copy the database and its key file into `folder`, and read the copy back.

    `reason` is one word for the name, such as "daily" or "before-import"; `access` is how the
    database can be read where it lies. Works beside a writer.
    """
    at = clock.now()
    with file_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        path = _free_name(folder, f"{database.stem}-{at:%Y%m%d-%H%M%S}-{reason}", database.suffix)
    part = path.with_name(f".{path.name}.part")
    try:
        with store_errors(path), file_errors(path):
            _copy_database(database, part, key, access)
            _require_readable(part, key)
            copy_key_file(database, path)
            part.rename(path)
            flush_folder(folder)
        backup = Backup(path, at, reason, digest_of(path), digest_of(keys_path(path)))
        write_file(_manifest_path(path), _manifest(backup))
    except BaseException:
        _remove(path)
        raise
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError):
                part.with_name(part.name + ending).unlink(missing_ok=True)
    return backup


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """Return the finished backups of a folder, newest first; what can't be read is left out."""
    found = []
    for manifest in folder.glob(f"*{MANIFEST_ENDING}"):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            found.append(_read_manifest(manifest))
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
        raise _damaged(backup.path)
    if key is not None:
        with store_errors(backup.path):
            _require_readable(backup.path, key, every_page=True)


def thin_backups(folder: Path, key: bytes, clock: Clock) -> tuple[Path, ...]:
    """Remove the backups beyond 10 days, 8 weeks and 12 months; returns what was removed.

    The newest is read back whole first, and nothing is removed if it isn't.
    """
    backups = list_backups(folder)
    kept = kept_backups(backups, clock.today())
    removed = [backup.path for backup in backups if backup.path not in kept]
    if removed:
        verify_backup(backups[0], key)
    for path in removed:
        _remove(path)
    return tuple(removed)


def kept_backups(backups: Iterable[Backup], today: date) -> frozenset[Path]:
    """Return what thinning keeps: today's, and the last of each newest day, week and month."""
    newest_first = sorted(backups, key=lambda backup: backup.made_at, reverse=True)
    kept = {backup.path for backup in newest_first if _day(backup) == today}
    kept |= _last_of_each(newest_first, KEPT_DAYS, _day)
    kept |= _last_of_each(newest_first, KEPT_WEEKS, lambda backup: _day(backup).isocalendar()[:2])
    kept |= _last_of_each(
        newest_first, KEPT_MONTHS, lambda backup: (_day(backup).year, _day(backup).month)
    )
    return frozenset(kept)


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


def _copy_database(database: Path, part: Path, key: bytes, access: Access) -> None:
    with (
        contextlib.closing(_connect_to_source(database, key, access)) as source,
        contextlib.closing(connect(part, key, Access.CREATE)) as target,
    ):
        try:
            source.backup(target)
        except dbapi2.Error as error:
            if primary_code(error) in (CORRUPT, NOT_A_DATABASE):  # what is read, not what is new
                raise known_store_error(database, error) or error from error
            raise
        target.execute("PRAGMA journal_mode = DELETE")  # readable from a read-only disk
    flush_file(part)


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


def _require_readable(path: Path, key: bytes, *, every_page: bool = False) -> None:
    connection = connect(path, key, Access.FROZEN)
    try:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        spoiled = every_page and connection.execute("PRAGMA cipher_integrity_check").fetchone()
    finally:
        connection.close()
    if not found or spoiled:
        raise _damaged(path)


def _damaged(path: Path) -> KnownError:
    return KnownError(
        "backup_damaged",
        "The backup {file} is damaged.",
        kept="The database itself and the other backups are untouched.",
        do="Make a new backup, on another disk if this happens again.",
        file=path,
    )


def _manifest_path(path: Path) -> Path:
    return path.with_name(path.name + MANIFEST_ENDING)


def _manifest(backup: Backup) -> bytes:
    kept = {
        "format": FORMAT,
        "version": 1,
        "made_at": backup.made_at.isoformat(),
        "made_by": __version__,
        "reason": backup.reason,
        "sha256": {
            backup.path.name: backup.database_digest,
            keys_path(backup.path).name: backup.keys_digest,
        },
    }
    return (json.dumps(kept, indent=1) + "\n").encode()


def _read_manifest(manifest: Path) -> Backup:
    kept = json.loads(manifest.read_text(encoding="utf-8"))
    path = manifest.with_name(manifest.name.removesuffix(MANIFEST_ENDING))
    digests = kept["sha256"]
    return Backup(
        path,
        datetime.fromisoformat(kept["made_at"]),
        str(kept["reason"]),
        str(digests[path.name]),
        str(digests[keys_path(path).name]),
    )


def _remove(path: Path) -> None:
    """Remove a backup, its manifest first: what is left of a half removed one does not count."""
    for gone in (_manifest_path(path), path, keys_path(path)):
        with contextlib.suppress(OSError):
            gone.unlink(missing_ok=True)
