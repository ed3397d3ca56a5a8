"""Making a database: under another name first, so that an interruption leaves nothing half made."""

from __future__ import annotations

import contextlib
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import create_mock_engine, text

from cte_desktop import __version__
from cte_desktop.storage.connection import WRITING, Access, connect, make_engine
from cte_desktop.storage.facts import DATABASE_ID, LAPTOP_ID, MADE_AT, MADE_BY, write_fact
from cte_desktop.storage.faults import store_errors
from cte_desktop.storage.files import file_errors, flush_file, flush_folder
from cte_desktop.storage.identity import new_id, new_laptop_id
from cte_desktop.storage.key_file import keys_path
from cte_desktop.storage.keys import NewKeys, create_keys
from cte_desktop.storage.tables.all import METADATA
from cte_desktop.storage.upgrade import HEAD
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, ExecutableDDLElement

    from cte_desktop.system.clock import Clock

VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


def create_files(path: Path, passphrase: str | None, clock: Clock) -> NewKeys:
    """Make the database at `path` and its key file; the caller holds the writer lock."""
    making = path.with_name(f".{path.name}.making")
    _remove_traces(making)  # of a creation that was interrupted
    try:
        with store_errors(path), file_errors(path):
            if path.exists():
                raise _exists(path)
            keys = create_keys(making, passphrase)
            _write_database(making, keys.key, clock)
            flush_file(making)
            _set_aside(keys_path(path))
            keys_path(making).replace(keys_path(path))
            making.rename(path)
            flush_folder(path.parent)
    finally:
        _remove_traces(making)
    return keys


def remove_files(path: Path) -> None:
    """Remove a database that was just made and could not be filled, with its key file."""
    _remove_traces(path)


def write_schema(connection: Connection, clock: Clock) -> None:
    """Make all tables in an empty database, as the newest migration leaves them."""
    cursor = connection.connection.cursor()
    for statement in (*_schema_statements(), VERSION_TABLE):
        cursor.execute(statement)
    cursor.close()
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})
    now = clock.now()
    write_fact(connection, DATABASE_ID, new_id(now))
    write_fact(connection, LAPTOP_ID, new_laptop_id())
    write_fact(connection, MADE_AT, now.isoformat(timespec="seconds"))
    write_fact(connection, MADE_BY, __version__)


@cache
def _schema_statements() -> tuple[str, ...]:
    """Return what makes all tables and indexes, in order; writing it takes as long as doing it."""
    made: list[str] = []

    def keep(statement: ExecutableDDLElement, *_values: object, **_named: object) -> None:
        made.append(str(statement.compile(dialect=engine.dialect)))

    engine = create_mock_engine("sqlite://", keep)
    METADATA.create_all(engine, checkfirst=False)
    return tuple(made)


def _exists(path: Path) -> KnownError:
    return KnownError(
        "exists",
        "{file} exists already.",
        kept="It was not touched.",
        do="Choose another name, or open it.",
        file=path,
    )


def _write_database(making: Path, key: bytes, clock: Clock) -> None:
    engine = make_engine(lambda: connect(making, key, Access.CREATE))
    try:
        with engine.execution_options(**{WRITING: True}).begin() as connection:
            write_schema(connection, clock)
        with contextlib.closing(connect(making, key, Access.WRITE)) as alone:
            # Closing would bring the log into the file too, and say nothing of a full disk.
            alone.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        engine.dispose()


def _set_aside(keys: Path) -> None:
    """Keep a key file without its database: it may be the only way into one that was moved."""
    if not keys.exists():
        return
    number = 1
    while (kept := keys.with_name(f"{keys.name}.old{number}")).exists():
        number += 1
    keys.rename(kept)


def _remove_traces(making: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal", ".keys"):
        with contextlib.suppress(OSError):
            making.with_name(making.name + ending).unlink(missing_ok=True)
