"""Looking whether a database is sound."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cte_desktop.storage.certificates.lost_endings import lost_endings
from cte_desktop.storage.check import Damage, check_database, check_with_key, endings_lost
from cte_desktop.storage.facts import CHECKED_AT, DAMAGED_AT, read_facts, write_fact
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from pathlib import Path

    from cte_desktop.services.desk import Desk

CHECKED_EVERY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is damaged in a database, nothing when it is sound; and how many certificates were ended
    on this computer without its knowing, as after going back to a backup.
    """

    problems: tuple[Damage, ...]
    lost_revocations: int

    @property
    def is_sound(self) -> bool:
        """Whether nothing is damaged."""
        return not self.problems


def check(file: Path, passphrase: str | None, name: str = "") -> tuple[Damage, ...]:
    """Return what is damaged in a database, nothing when it is sound; changes nothing.

    `name` is the person whose own passphrase it is, "" for that of the database.
    """
    return check_database(file, passphrase, name)


def lost_revocations(file: Path, passphrase: str | None, name: str = "") -> int:
    """Return how many certificates were revoked here without this database knowing, as after going
    back to a backup. The database is sound nevertheless.
    """
    return endings_lost(file, passphrase, name)


def look_over(desk: Desk) -> Verdict:
    """Look through the whole database on the desk, and note when it was found sound or damaged.

    Takes some seconds for a big district; others may read and write meanwhile.
    """
    found = desk.database.apart(check_with_key)
    if found:
        with contextlib.suppress(KnownError):  # as of a file that can't be written any more
            _note(desk, DAMAGED_AT)
        return Verdict(found, 0)
    with desk.database.reading() as tx:
        lost = lost_endings(tx)
    _note(desk, CHECKED_AT)
    return Verdict((), lost)


def _note(desk: Desk, name: str) -> None:
    """Note what was found now, which takes the place of what was found before."""
    if not desk.database.writable:
        return
    with desk.database.writing() as tx:
        if name == CHECKED_AT:
            write_fact(tx.connection, DAMAGED_AT, "")
        write_fact(tx.connection, name, desk.clock.now().isoformat(timespec="seconds"))


def is_check_due(desk: Desk) -> bool:
    """Say whether a week has passed since the database was last found sound, or it was found
    damaged: that is told at every start until it is mended.

    A day that lies ahead doesn't count: the clock was wrong then, or is now.
    """
    if desk.database.path is None:
        return False
    with desk.database.reading() as tx:
        facts = read_facts(tx.connection)
    if facts.get(DAMAGED_AT):
        return True
    noted = facts.get(CHECKED_AT, "")
    try:
        ago = desk.clock.now() - datetime.fromisoformat(noted)
    except (ValueError, TypeError):
        return True
    return not timedelta() <= ago < CHECKED_EVERY
