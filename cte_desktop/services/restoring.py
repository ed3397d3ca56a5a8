"""Putting a backup in the place of the database: compared first, and what was there is kept."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.domain.people.roles import Right
from cte_desktop.services.backups import chosen_folder
from cte_desktop.services.desk import open_desk
from cte_desktop.services.people.rights import require
from cte_desktop.storage import restore as store
from cte_desktop.storage.backup import DAMAGED_BACKUP
from cte_desktop.storage.backup_contents import read_contents
from cte_desktop.storage.certificates.lost_endings import lost_endings
from cte_desktop.storage.connection import Access
from cte_desktop.storage.damaged import DAMAGED, newest_good_backup
from cte_desktop.storage.database import Database
from cte_desktop.storage.facts import DATABASE_ID
from cte_desktop.storage.keys import unlock
from cte_desktop.storage.lock import WriterLock
from cte_desktop.storage.restore_swap import UNFINISHED, settle_restore
from cte_desktop.storage.upgrade import HEAD
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.backup_contents import Contents
    from cte_desktop.system.clock import Clock

COUNTS: Mapping[str, str] = MappingProxyType(
    {
        "students": "student",
        "record": "record",
        "plans": "plan",
        "register": "register_entry",
        "disclosures": "disclosure",
        "private_notes": "private_note",
        "people": "person",
        "steps": "step",
    }
)
"""What is counted, by the name it has outside, in the order it is shown."""


@dataclass(frozen=True, slots=True)
class CountLine:
    """How many of one thing there are now, and how many there were in the backup.

    `now` is None where the present database can't be read any more.
    """

    what: str
    now: int | None
    then: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A backup beside the present database.

    `last_change` is the moment of the newest step in the backup, `changes_after` how many steps the
    present has beyond it, `changes_more` how many the backup has beyond the present, `same_state`
    that the newest step of both is the same; of another database, and where the present
    `is_damaged`, they say nothing. `older_version` says that it will be brought up to date;
    `own_key` that the passphrases of today stay in force.
    """

    path: Path
    made_at: datetime
    reason: str
    counts: tuple[CountLine, ...]
    last_change: str
    changes_after: int
    changes_more: int
    same_state: bool
    same_database: bool
    older_version: bool
    own_key: bool
    is_damaged: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """A restored database: which backup, where the state before it is kept, and what it holds.

    `lost_revocations` counts the certificates that were ended since, of which it knows nothing;
    `was_another` says that another database was there before.
    """

    file: Path
    backup: Path
    kept: Path | None
    counts: Mapping[str, int]
    lost_revocations: int
    was_another: bool = False


@dataclass(frozen=True, slots=True)
class StandIn:
    """The newest backup that is whole, offered for a database that does not open."""

    path: Path
    made_at: datetime
    reason: str


def compare(desk: Desk, source: Path, passphrase: str | None = None) -> Comparison:
    """Look a backup over and hold it against the database on the desk; changes nothing.

    `passphrase` is the one that was in force when it was made, where the present key does not open
    it. That the present is damaged is told in what is returned. Raises `KnownError`: missing,
    backup_unfinished, backup_damaged, newer_version, foreign_schema, passphrase_needed,
    wrong_passphrase.
    """

    def look(path: Path, key: bytes) -> tuple[store.OpenedBackup, Contents | None]:
        opened = store.open_backup(source, path, key, passphrase)
        access = Access.READ if desk.database.writable else Access.FROZEN
        try:
            return opened, read_contents(path, key, access)
        except KnownError as error:  # it is damaged: going back is all the more wanted
            if error.code not in store.UNREADABLE:
                raise
            return opened, None

    opened, present = desk.database.apart(look)
    then = opened.contents
    now_last = None if present is None else present.last_step
    same = then.database_id == desk.database.facts[DATABASE_ID]
    return Comparison(
        opened.backup.path,
        opened.backup.made_at,
        opened.backup.reason,
        _count_lines(present, then),
        then.last_change,
        0 if now_last is None else max(0, now_last - then.last_step) if same else now_last,
        0 if now_last is None or not same else max(0, then.last_step - now_last),
        present is not None
        and (present.last_step, present.last_change) == (then.last_step, then.last_change),
        same,
        then.revision != HEAD,
        opened.is_own,
        present is None,
    )


def _count_lines(present: Contents | None, then: Contents) -> tuple[CountLine, ...]:
    return tuple(
        CountLine(
            what,
            None if present is None else present.counts.get(table, 0),
            then.counts.get(table, 0),
        )
        for what, table in COUNTS.items()
    )


def restore(
    desk: Desk, source: Path, passphrase: str | None = None, *, other_database: bool = True
) -> Outcome:
    """Put a backup in the place of the database on the desk, which is closed then.

    Without `other_database` the backup of another one is refused (other_database): for whoever has
    seen no comparison. A known error leaves database and desk as they were, but restore_unfinished:
    the desk is closed then, too. Further ones than in `compare`: not_allowed, locked, disk_full,
    read_only.
    """
    require(desk, Right.RESTORE)
    done: list[store.Restored] = []
    present = desk.database.facts[DATABASE_ID]
    wanted = None if other_database else present

    def put(path: Path, key: bytes) -> bytes:
        done.append(
            store.restore_backup(path, key, source, passphrase, desk.clock, database_id=wanted)
        )
        return done[0].key

    desk.database.exchange_file(put, closing=True)
    file = desk.database.path
    if file is None:
        raise RuntimeError("a database in memory is not restored")
    was_another = done[0].contents.database_id != present
    return replace(_outcome(file, done[0], desk.clock), was_another=was_another)


def restore_file(
    file: Path,
    source: Path,
    passphrase: str | None,
    clock: Clock,
    *,
    actor: str,
    name: str = "",
    other_database: bool = False,
) -> Outcome:
    """Put a backup in the place of a database that nobody has open, damaged or missing ones too.

    The backup of another database than one that opens is refused, unless `other_database`. Raises
    what `restore` raises, and wrong_passphrase for the database that is replaced.
    """
    settle_restore(file)
    try:
        desk = open_desk(file, passphrase, clock, actor=actor, writable=True, name=name)
    except KnownError as error:
        if error.code not in DAMAGED:
            raise
        return _restore_over(file, source, passphrase, clock)
    try:
        return restore(desk, source, passphrase, other_database=other_database)
    finally:
        desk.close()


def stand_in(file: Path, without: Collection[Path] = ()) -> StandIn | None:
    """Return the newest backup that could take the place of a database that does not open.

    `without` are those that turned out to be damaged too.
    """
    found = newest_good_backup(file, _folders_of_copies(file), without=without)
    return None if found is None else StandIn(found.path, found.made_at, found.reason)


def found_damaged(file: Path) -> KnownError:
    """Return what is said at the start of a database that was found damaged while it was open."""
    return KnownError(
        "damaged",
        "{file} was found damaged when it was open last.",
        kept="The backups are untouched.",
        do="Restore the newest good backup; the damaged file is kept beside it.",
        file=file,
    )


def is_damage(error: KnownError) -> bool:
    """Say whether an error about opening a database, or a backup, means that it is lost."""
    return error.code in DAMAGED | {DAMAGED_BACKUP}


def is_unfinished(error: KnownError) -> bool:
    """Say whether the backup has its place already, and the next opening does what is left."""
    return error.code == UNFINISHED


def _restore_over(file: Path, source: Path, passphrase: str | None, clock: Clock) -> Outcome:
    """Restore where the present can't be opened; its key is used if its key file still gives it."""
    lock = WriterLock(file)
    try:
        done = store.restore_backup(file, _present_key(file, passphrase), source, passphrase, clock)
    finally:
        lock.release()
    return _outcome(file, done, clock)


def _present_key(file: Path, passphrase: str | None) -> bytes | None:
    try:
        return unlock(file, passphrase)
    except KnownError as error:
        if error.code not in DAMAGED:
            raise
        return None


def _outcome(file: Path, done: store.Restored, clock: Clock) -> Outcome:
    lost = 0
    with (
        contextlib.suppress(KnownError),  # it is restored all the same; a check tells of them too
        Database.open(file, key=done.key, writable=False, clock=clock) as database,
        database.reading() as tx,
    ):
        lost = lost_endings(tx)
    counts = {what: done.contents.counts.get(table, 0) for what, table in COUNTS.items()}
    return Outcome(file, done.backup.path, done.before, MappingProxyType(counts), lost)


def _folders_of_copies(file: Path) -> Iterator[Path]:
    """Return the folders with copies that may be of this database: its id is not to be had."""
    chosen = chosen_folder()
    if chosen is not None:
        yield from sorted(chosen.glob(f"{file.stem}-*.backups"))
