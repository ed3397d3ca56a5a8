"""Putting a backup in the place of the database.

The backup is copied beside the database, looked at page by page, brought up to date and given a
new laptop id and the present's logs (`carried_over.py`) there, so that what can go wrong goes wrong
with the copy. Then the present database is backed up, and kept under another name if it can't be
read, and the copy takes its place (`restore_swap.py`).

The key file of the present stays if its key opens the backup too: whoever may open the database
today may do so afterwards, and nobody else. Else the backup's key file comes along.
"""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from cte_desktop.storage.backup import (
    BEFORE_RESTORE,
    backup_folder,
    damaged_backup,
    make_backup,
    remove_backup,
    verify_backup,
)
from cte_desktop.storage.backup_contents import Contents, read_contents, require_whole
from cte_desktop.storage.backup_manifest import Backup, manifest_path, read_manifest
from cte_desktop.storage.carried_over import Present, carry_logs_over, look_at_present
from cte_desktop.storage.connection import WRITING, Access, connect, connect_to_pages, make_engine
from cte_desktop.storage.exact_copy import PIECE_BYTES
from cte_desktop.storage.facts import (
    EARLIER_LAPTOPS,
    LAPTOP_ID,
    RESTORED_AT,
    RESTORED_FROM,
    read_facts,
    write_fact,
)
from cte_desktop.storage.faults import BUSY, LOCKED, primary_code, store_errors
from cte_desktop.storage.files import digest_of, file_errors, flush_file, replacing
from cte_desktop.storage.identity import new_laptop_id
from cte_desktop.storage.key_file import OWNER_ONLY, keys_path
from cte_desktop.storage.keys import unlock_backup
from cte_desktop.storage.place import refuse_shared_place
from cte_desktop.storage.restore_swap import (
    SIDE_FILES,
    Swap,
    fresh_path,
    refuse_while_open,
    remove_traces,
    swap,
    swap_path,
)
from cte_desktop.storage.upgrade import HEAD, upgrade_database
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from cte_desktop.system.clock import Clock

UNREADABLE = frozenset(
    {
        *("damaged", "not_a_database", "foreign_schema", "missing", "disk_error", "cant_open"),
        "backup_damaged",  # the backup of it, since what is copied is damaged
    }
)
"""What is said of a present database that can't be backed up: it is kept under another name."""


@dataclass(frozen=True, slots=True)
class OpenedBackup:
    """A backup whose files are what its manifest says, and the key that reads it.

    `is_own` says that the key of the present database opens it.
    """

    backup: Backup
    key: bytes
    is_own: bool
    contents: Contents


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore put in place, the key that opens it, and where the state before it is kept.

    `contents` are those of the backup, with the entries of the logs that were carried over.

    `before` is the backup of that, or the damaged file under another name, or None if there was
    none.
    """

    backup: Backup
    contents: Contents
    before: Path | None
    key: bytes = field(repr=False)


def open_backup(
    source: Path,
    database: Path,
    present_key: bytes | None = None,
    passphrase: str | None = None,
) -> OpenedBackup:
    """Look a backup over without changing anything: manifest, digests, key, tables, counts.

    It is read with the key of the present database, or unlocked by the passphrase that was in force
    when it was made: tries are counted at the `database` that it is for. Known errors: missing,
    backup_unfinished, backup_damaged, newer_version, foreign_schema, passphrase_needed,
    wrong_passphrase, too_many_tries.
    """
    backup = read_backup(source)
    verify_backup(backup)
    if present_key is not None and _is_read_by(backup.path, present_key):
        key, is_own = present_key, True
    else:
        key, is_own = unlock_backup(backup.path, passphrase, database), False
    return OpenedBackup(backup, key, is_own, read_contents(backup.path, key))


def read_backup(source: Path) -> Backup:
    """Return what the manifest of a backup says; a known error if there is none or it lies."""
    if not source.is_file():
        raise KnownError(
            "missing",
            "There is no backup {file}.",
            kept="Nothing was changed.",
            do="Name the copy itself, which ends in .cte.",
            file=source,
        )
    if not (manifest_path(source).is_file() and keys_path(source).is_file()):
        raise KnownError(
            "backup_unfinished",
            "{file} is no finished backup: its key file or its manifest is missing.",
            kept="Nothing was changed.",
            do="A backup is three files, which end in .cte, .cte.keys and .cte.manifest.json; keep "
            "them together, or choose another backup.",
            file=source,
        )
    try:
        return read_manifest(manifest_path(source))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise damaged_backup(source) from error


def restore_backup(
    database: Path,
    present_key: bytes | None,
    source: Path,
    passphrase: str | None,
    clock: Clock,
    *,
    database_id: str | None = None,
) -> Restored:
    """Put the backup `source` in the place of `database`; the caller holds its writer lock.

    `present_key` is None when the present can't be opened. With a `database_id` the backup of
    another one is refused (other_database). A known error leaves all as it was.
    """
    refuse_shared_place(database)
    opened = open_backup(source, database, present_key, passphrase)
    if database_id not in {None, opened.contents.database_id}:
        raise _of_another(source, database)
    remove_traces(database)  # of a restore that was interrupted before it began
    try:
        keeps_keys = opened.is_own and keys_path(database).exists()
        present = look_at_present(database, present_key, opened.contents.database_id)
        made_ready, more = _make_ready(database, opened, clock, present, keeps_keys=keeps_keys)
        before, aside = _keep_present(database, present_key, clock)
        swap(database, Swap(*made_ready, aside))
    except BaseException:
        if not swap_path(database).exists():  # else the next opening goes on
            remove_traces(database)
        raise
    return Restored(opened.backup, _with(opened.contents, more), before, opened.key)


def _of_another(source: Path, database: Path) -> KnownError:
    return KnownError(
        "other_database",
        "{backup} is no backup of {file}, but of another database.",
        kept="Nothing was changed.",
        do="Choose a backup of this one, or open the other by its own name. If the one is to take "
        "the place of the other, say --other-database.",
        backup=source,
        file=database,
    )


def _is_read_by(path: Path, key: bytes) -> bool:
    try:
        with contextlib.closing(connect(path, key, Access.FROZEN)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except dbapi2.Error:
        return False
    return True


def _make_ready(
    database: Path,
    opened: OpenedBackup,
    clock: Clock,
    present: Present | None,
    *,
    keeps_keys: bool,
) -> tuple[tuple[str, str], Mapping[str, int]]:
    """Lay the restored files beside the database.

    Returns their digests, "" for keys that stay, and how many entries of logs were carried over.
    """
    fresh = fresh_path(database)
    backup = opened.backup
    _bring(backup.path, fresh, backup.database_digest)
    if not keeps_keys:
        _bring(keys_path(backup.path), keys_path(fresh), backup.keys_digest, OWNER_ONLY)
    with _told_of(database, backup), file_errors(database):
        require_whole(fresh, opened.key)
        if opened.contents.revision != HEAD:
            upgrade_database(fresh, opened.key, HEAD)
        more = _mark(fresh, opened, clock, present)
        with contextlib.closing(connect_to_pages(fresh, opened.key, Access.WRITE)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
        flush_file(fresh)
        return (digest_of(fresh), "" if keeps_keys else backup.keys_digest), more


@contextlib.contextmanager
def _told_of(database: Path, backup: Backup) -> Iterator[None]:
    """Tell what the disk of the database refuses, and what is wrong with the copy of the backup."""
    try:
        with store_errors(database):
            yield
    except KnownError as error:
        if error.code in {"damaged", "not_a_database"}:
            error.values["file"] = backup.path
        raise


def _bring(source: Path, target: Path, digest: str, mode: int = 0o666) -> None:
    with (
        file_errors(target),
        source.open("rb") as file,
        replacing(target, mode=mode) as copied,
    ):
        shutil.copyfileobj(file, copied, PIECE_BYTES)
        if copied.digest.hexdigest() != digest:
            raise damaged_backup(source)


def _mark(
    fresh: Path, opened: OpenedBackup, clock: Clock, present: Present | None
) -> Mapping[str, int]:
    """Give the copy a laptop id of its own, note what it was restored from and when, and carry the
    logs over.
    """
    laptops = frozenset[str]() if present is None else present.laptops
    engine = make_engine(lambda: connect(fresh, opened.key, Access.WRITE))
    try:
        with engine.execution_options(**{WRITING: True}).begin() as connection:
            facts = read_facts(connection)
            earlier = {*laptops, *facts.get(EARLIER_LAPTOPS, "").split(), facts[LAPTOP_ID]}
            laptop = new_laptop_id()
            while laptop in earlier:
                laptop = new_laptop_id()
            write_fact(connection, LAPTOP_ID, laptop)
            write_fact(connection, EARLIER_LAPTOPS, " ".join(sorted(earlier)))
            write_fact(connection, RESTORED_AT, clock.now().isoformat(timespec="seconds"))
            write_fact(connection, RESTORED_FROM, opened.backup.made_at.isoformat())
            return {} if present is None else carry_logs_over(present, connection)
    finally:
        engine.dispose()


def _with(contents: Contents, more: Mapping[str, int]) -> Contents:
    counts = contents.counts
    return replace(contents, counts={name: n + more.get(name, 0) for name, n in counts.items()})


def _keep_present(database: Path, key: bytes | None, clock: Clock) -> tuple[Path | None, str]:
    """Back the present database up and close its log; returns the backup and a name for a database
    that can't be backed up.
    """
    if not any(database.with_name(database.name + end).exists() for end in ("", *SIDE_FILES)):
        return None, ""
    if key is not None:
        try:
            return _back_up_whole(database, key, clock), ""
        except KnownError as error:
            if error.code not in UNREADABLE:
                raise
    return _name_aside(database, clock)


def _back_up_whole(database: Path, key: bytes, clock: Clock) -> Path:
    """Back the present database up, read that back, and close its log."""
    with store_errors(database):
        folder = backup_folder(database)
        made = make_backup(database, key, folder, BEFORE_RESTORE, clock, exactly=True)
        try:
            verify_backup(made, key)
            _close_log(database, key)
        except BaseException:
            remove_backup(made.path)
            raise
    return made.path


def _close_log(database: Path, key: bytes) -> None:
    """Bring the log into the file, which works only while no other program has it open."""
    with contextlib.closing(connect(database, key, Access.WRITE)) as connection:
        try:
            mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        except dbapi2.OperationalError as error:
            if primary_code(error) in (BUSY, LOCKED):
                raise refuse_while_open(database, error) from error
            raise
        if mode != "delete":
            raise refuse_while_open(database, RuntimeError(mode))


def _name_aside(database: Path, clock: Clock) -> tuple[Path, str]:
    """Return where a database that can't be read is kept; a copy of its key file goes there too."""
    stem = f"{database.name}.damaged-{clock.now().astimezone():%Y%m%d-%H%M%S}"
    kept, number = database.with_name(stem), 1
    while kept.exists() or keys_path(kept).exists():
        number += 1
        kept = database.with_name(f"{stem}-{number}")
    with file_errors(kept), contextlib.suppress(FileNotFoundError):
        content = keys_path(database).read_bytes()
        with replacing(keys_path(kept), mode=OWNER_ONLY) as copied:
            copied.write(content)
    return kept, kept.name
