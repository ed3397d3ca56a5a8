"""A database that does not open any more: which backup stands in for it."""

from __future__ import annotations

import contextlib
import glob
from typing import TYPE_CHECKING

from cte_desktop.storage.backup import backup_folder, list_backups, verify_backup
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from cte_desktop.storage.backup_manifest import Backup

DAMAGED = frozenset(
    {
        *("damaged", "not_a_database", "foreign_schema", "missing"),
        *("keys_missing", "keys_damaged", "disk_error"),
    }
)
"""The codes of known errors that say that a database or its key file is lost."""


def newest_good_backup(
    database: Path, folders: Iterable[Path] = (), *, without: Collection[Path] = ()
) -> Backup | None:
    """Return the newest backup whose files are what was written; None if there is none.

    They are looked for beside the database and in `folders`, those of `without` left out. The
    passphrase is not needed for it; so pages that were damaged before the backup was made show only
    when it is restored.
    """
    found = [
        backup
        for folder in (backup_folder(database), *folders)
        for backup in list_backups(folder)
        if backup.path not in without
    ]
    for backup in sorted(found, key=lambda backup: backup.made_at, reverse=True):
        try:
            verify_backup(backup)
        except KnownError:
            continue
        return backup
    return None


def set_aside(database: Path) -> tuple[Path, ...]:
    """Return the files that were kept beside a database when it was found damaged."""
    with contextlib.suppress(OSError):
        return tuple(sorted(database.parent.glob(f"{glob.escape(database.name)}.damaged-*")))
    return ()
