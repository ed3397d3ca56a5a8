"""Looking whether a database is sound, and backing it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.storage.check import Damage, check_database, endings_lost

if TYPE_CHECKING:
    from pathlib import Path

    from cte_desktop.services.desk import Desk


def check(file: Path, passphrase: str | None) -> tuple[Damage, ...]:
    """Return what is damaged in a database, nothing when it is sound; changes nothing."""
    return check_database(file, passphrase)


def lost_revocations(file: Path, passphrase: str | None) -> int:
    """Return how many certificates were revoked here without this database knowing, as after going
    back to a backup. The database is sound nevertheless.
    """
    return endings_lost(file, passphrase)


def back_up(desk: Desk, reason: str, folder: Path | None = None) -> Path:
    """Make a backup, by default beside the database, and return the copy's path."""
    return desk.database.back_up(reason, folder).path
