"""Putting a restored database and its key file in the place of those that lie there, as one.

Both lie ready beside the database under names of their own, whole and on the disk, before a small
file says that they are to take its place. From that moment the change happens: whoever opens the
database next finishes what a power cut interrupted. Before it nothing has changed. So there is
always either the whole old database or the whole new one.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.storage.backup_manifest import MOST_BYTES
from cte_desktop.storage.files import digest_of, file_errors, flush_folder, write_file
from cte_desktop.storage.key_file import keys_path
from cte_desktop.storage.lock import WriterLock
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = "cte-desktop restore"
UNFINISHED = "restore_unfinished"
"""The error that tells that the restored database has its place, but something is left to do."""
SIDE_FILES = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Swap:
    """What is to be put in place: digests of both files, "" for a key file that stays.

    `aside` is the name that the present database gets, "" when it needs not be kept: a backup of
    it was made.
    """

    database_digest: str
    keys_digest: str
    aside: str = ""


def swap_path(database: Path) -> Path:
    """Return the file that says that a restored database is to take the place of `database`."""
    return database.with_name(database.name + ".restore")


def fresh_path(database: Path) -> Path:
    """Return where the restored database lies until it takes its place; its keys lie beside it."""
    return database.with_name(f".{database.name}.restoring")


def swap(database: Path, wanted: Swap) -> None:
    """Put the files that lie ready in place; the caller holds the lock.

    A known error leaves all as it was, but `restore_unfinished`: the database has its place then,
    and the next opening does the rest.
    """
    told = {
        "format": FORMAT,
        "database": wanted.database_digest,
        "keys": wanted.keys_digest,
        "aside": wanted.aside,
    }
    try:
        write_file(swap_path(database), (json.dumps(told) + "\n").encode())
        _finish(database, wanted)
    except KnownError as error:
        if fresh_path(database).exists():
            with contextlib.suppress(OSError):
                _give_up(database, wanted)
            raise
        _finish_after(error, database, wanted)


def settle_restore(database: Path) -> None:
    """Finish a restore that was interrupted; nothing happens where none was.

    Raises known errors: locked, read_only, disk_full.
    """
    if not swap_path(database).exists():
        return
    lock = WriterLock(database)
    try:
        if swap_path(database).exists():
            _finish(database, _read(database))
    finally:
        lock.release()


def remove_traces(database: Path) -> None:
    """Remove what a restore that never came to its end has left; the caller holds the lock."""
    fresh = fresh_path(database)
    for path in (
        *(fresh.with_name(fresh.name + end) for end in ("", *SIDE_FILES)),
        keys_path(fresh),
    ):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _finish(database: Path, wanted: Swap | None) -> None:
    """Take each step that was not taken yet; it can be called again after any of them."""
    fresh = fresh_path(database)
    with file_errors(database):
        if wanted is None or not _is_ready(fresh, wanted):
            _give_up(database, wanted)
            return
        if fresh.exists():
            _clear_the_place(database, wanted.aside)
            flush_folder(database.parent)
            fresh.replace(database)
            flush_folder(database.parent)
        if wanted.keys_digest and keys_path(fresh).exists():
            keys_path(fresh).replace(keys_path(database))
            flush_folder(database.parent)
        swap_path(database).unlink(missing_ok=True)
        flush_folder(database.parent)


def _finish_after(error: KnownError, database: Path, wanted: Swap) -> None:
    """Do what is left once more: there is no way back, since the database has its place."""
    try:
        _finish(database, wanted)
    except KnownError:
        raise KnownError(
            UNFINISHED,
            "{file} was restored, but the disk refused the last step.",
            kept="Nothing is lost: what was there before is kept with the backups.",
            do="Free some space on the disk and open it again: what is left is done then.",
            file=database,
        ) from error


def _is_ready(fresh: Path, wanted: Swap) -> bool:
    """Say whether what still has to be moved is what was meant."""
    if not fresh.exists():
        return True
    if digest_of(fresh) != wanted.database_digest:
        return False
    if not wanted.keys_digest:
        return True
    keys = keys_path(fresh)
    return keys.exists() and digest_of(keys) == wanted.keys_digest


def _clear_the_place(database: Path, aside: str) -> None:
    """Keep the old database under another name, or let go of what belongs to it alone.

    A log of the old database beside the new one would spoil it.
    """
    for ending in ("", *SIDE_FILES):
        old = database.with_name(database.name + ending)
        if aside and old.exists() and not (kept := database.with_name(aside + ending)).exists():
            old.replace(kept)
        elif ending:
            old.unlink(missing_ok=True)


def _give_up(database: Path, wanted: Swap | None) -> None:
    """Leave the old database as it was: what lay ready is not what was meant, or nobody knows."""
    aside = wanted.aside if wanted is not None else ""
    if aside and not database.exists():
        for ending in (*SIDE_FILES, ""):
            kept = database.with_name(aside + ending)
            if kept.exists():
                kept.replace(database.with_name(database.name + ending))
        flush_folder(database.parent)
    swap_path(database).unlink(missing_ok=True)
    remove_traces(database)
    flush_folder(database.parent)


def _read(database: Path) -> Swap | None:
    """Return what is to be put in place; None if it can't be made out."""
    try:
        with swap_path(database).open("rb") as file:
            told = json.loads(file.read(MOST_BYTES))
        if told["format"] != FORMAT:
            return None
        found = Swap(str(told["database"]), str(told["keys"]), str(told["aside"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    plain = found.aside.startswith(f"{database.name}.damaged-") and not set(found.aside) & {*"/\\"}
    return found if not found.aside or plain else None


def refuse_while_open(database: Path, error: BaseException) -> KnownError:
    """Return what is said when another program reads the database that is to be replaced."""
    found = KnownError(
        "locked",
        "{file} is open in another program.",
        kept="Nothing was changed.",
        do="Close the other one first. Reading (audit, check) works beside it.",
        file=database,
    )
    found.__cause__ = error
    return found
