"""Backups that were made before the database had a passphrase: whoever has them can read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.people.roles import Right
from cte_desktop.services.backups import back_up, folders_of
from cte_desktop.services.people.rights import require
from cte_desktop.storage.backup import list_backups, remove_backup
from cte_desktop.storage.key_file import read_key_file
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from pathlib import Path

    from cte_desktop.services.desk import Desk

PROTECTED = "protected"
"""The reason of the backup that stands in for those that were open."""


def open_backups(desk: Desk) -> tuple[Path, ...]:
    """Return the unprotected backups of the database, beside it and in the folder of choice.

    Newest first. None while the database has no passphrase itself: then they need none either.
    """
    if desk.database.path is None or desk.database.is_open_to_all:
        return ()
    found = [backup for folder in folders_of(desk) for backup in list_backups(folder)]
    found.sort(key=lambda backup: backup.made_at, reverse=True)
    return tuple(backup.path for backup in found if _is_open(backup.path))


def destroy_open_backups(desk: Desk) -> tuple[Path, ...]:
    """Remove the unprotected backups, after a protected one was made; returns what was removed.

    A known error `not_allowed` for who may destroy nothing.
    """
    require(desk, Right.DESTROY)
    gone = open_backups(desk)
    if gone:
        back_up(desk, PROTECTED)
    for path in gone:
        remove_backup(path)
    return tuple(path for path in gone if not path.exists())


def _is_open(backup: Path) -> bool:
    try:
        keys = read_key_file(backup)
    except KnownError:
        return False
    return keys.open_key is not None or keys.former is not None
