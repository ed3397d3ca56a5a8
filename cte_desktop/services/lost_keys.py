"""A key file that is missing or damaged: every backup carries a copy that can be put back.

The records themselves are untouched by it, so nothing is restored but the key file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cte_desktop.storage.backup import backup_folder, list_backups
from cte_desktop.storage.faults import store_errors
from cte_desktop.storage.files import digest_of, file_errors, write_file
from cte_desktop.storage.key_file import OWNER_ONLY, copy_key_file, keys_path, read_key_file
from cte_desktop.storage.keys import unlock
from cte_desktop.storage.lock import WriterLock
from cte_desktop.storage.opening import fits
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cte_desktop.storage.backup_manifest import Backup
    from cte_desktop.system.clock import Clock

LOST = frozenset({"keys_missing", "keys_damaged"})
"""The codes of known errors that putting a key file back may help against."""


@dataclass(frozen=True, slots=True)
class KeptKeys:
    """The key file of a backup: what opened the database at `made_at` opens it again."""

    backup: Path
    made_at: datetime


def newest_kept_keys(file: Path, folders: Iterable[Path] = ()) -> KeptKeys | None:
    """Return the newest sound key file among the backups of `file`, None if there is none."""
    if not file.exists():
        return None
    found = [
        backup
        for folder in dict.fromkeys((backup_folder(file), *folders))
        for backup in list_backups(folder)
    ]
    for backup in sorted(found, key=lambda one: one.made_at, reverse=True):
        if _may_fit(file, backup):
            return KeptKeys(backup.path, backup.made_at)
    return None


def put_back_keys(
    file: Path, kept: KeptKeys, clock: Clock, passphrase: str | None = None
) -> Path | None:
    """Put the key file of a backup beside `file`; returns where the lost one is kept.

    None if there was none. A key file that is whole stays, since the passphrase of today is in it;
    but for one whose key, by the `passphrase` if it needs one, is another database's. Raises known
    errors: keys_are_sound, wrong_passphrase, locked, read_only, disk_full.
    """
    lock = WriterLock(file)
    try:
        _require_lost(file, passphrase)
        return _exchanged(file, kept, clock)
    finally:
        lock.release()


def _exchanged(file: Path, kept: KeptKeys, clock: Clock) -> Path | None:
    lost, aside = keys_path(file), None
    with file_errors(lost):
        if lost.exists():
            aside = _free(lost.with_name(f"{lost.name}.damaged-{clock.now():%Y%m%d-%H%M%S}"))
            # A second name first: at no moment is there neither the old one nor the new one.
            write_file(aside, lost.read_bytes(), mode=OWNER_ONLY)
    copy_key_file(kept.backup, file)
    return aside


def _require_lost(file: Path, passphrase: str | None) -> None:
    try:
        keys = read_key_file(file)
    except KnownError as error:
        if error.code not in LOST:
            raise
        return
    if keys.open_key is not None or passphrase is not None:
        with store_errors(file, reading=True):
            if not fits(file, unlock(file, passphrase)):
                return
    raise KnownError(
        "keys_are_sound",
        "The key file of {file} is whole; it was not replaced.",
        kept="Nothing was changed.",
        do="Open it with its passphrase or the printed recovery code. If another database's key "
        "file was put there, give its passphrase too.",
        file=file,
    )


def _may_fit(file: Path, backup: Backup) -> bool:
    """Say whether the key file of a backup is whole and may be that of the database.

    Whether a wrapped key fits shows only with its passphrase; one in the open is tried.
    """
    try:
        if digest_of(keys_path(backup.path)) != backup.keys_digest:
            return False
        key = read_key_file(backup.path).open_key
        with store_errors(file, reading=True):
            return key is None or fits(file, key)
    except (OSError, KnownError):
        return False


def _free(path: Path) -> Path:
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free
