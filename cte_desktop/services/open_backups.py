"""Backups that were made before the database had a passphrase: whoever has them can read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.people.roles import Right
from cte_desktop.services.people.rights import require
from cte_desktop.storage.backup import backup_folder, list_backups, remove_backup
from cte_desktop.storage.facts import DATABASE_ID
from cte_desktop.storage.key_file import read_key_file
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cte_desktop.services.desk import Desk


def open_backups(desk: Desk, folders: Iterable[Path] = ()) -> tuple[Path, ...]:
    """Return the unprotected backups beside the database and in further `folders`, newest first.

    Those of another database that lie in such a folder are left alone. None while the database has
    no passphrase itself: then its backups need none either.
    """
    file = desk.database.path
    if file is None or desk.database.is_open_to_all:
        return ()
    own = backup_folder(file)
    database_id = desk.database.facts[DATABASE_ID]
    found = [
        backup
        for folder in dict.fromkeys((own, *folders))
        for backup in list_backups(folder)
        if folder == own or backup.database_id == database_id
    ]
    found.sort(key=lambda backup: backup.made_at, reverse=True)
    return tuple(backup.path for backup in found if _is_open(backup.path))


def destroy_open_backups(desk: Desk, folders: Iterable[Path] = ()) -> tuple[Path, ...]:
    """Remove the unprotected backups, after a protected one was made; returns what was removed.

    A known error `not_allowed` for who may destroy nothing.
    """
    require(desk, Right.DESTROY)
    gone = open_backups(desk, folders)
    if gone:
        desk.database.back_up("protected")
    for path in gone:
        remove_backup(path)
    return gone


def _is_open(backup: Path) -> bool:
    try:
        return not read_key_file(backup).needs_passphrase
    except KnownError:
        return False
