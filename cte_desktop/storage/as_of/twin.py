"""A copy of the database to take steps back in: what is worked out there never meets the original.

It lies in a private temporary folder under a key that only this process knows, so that whatever is
left of it after a crash nobody can read. Works beside a writer, and of a database that can only be
read.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cte_desktop.storage.connection import Access, connect, connect_to_memory, make_engine
from cte_desktop.storage.database import Database
from cte_desktop.storage.faults import store_errors
from cte_desktop.storage.files import file_errors
from cte_desktop.storage.keys import Unlocked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlcipher3 import dbapi2

    from cte_desktop.system.clock import Clock

_KEY_BYTES = 32


@contextlib.contextmanager
def twin(database: Database, clock: Clock) -> Iterator[Database]:
    """Yield a copy of the database as it is now, open for writing; it is gone afterwards."""
    if database.path is None:
        made = connect_to_memory()
        _copy(database, made)
        with contextlib.closing(_opened(made, database, clock)) as copy:
            yield copy
        return
    with _private_folder() as folder:
        path, key = folder / "as-of.cte", os.urandom(_KEY_BYTES)
        with store_errors(path), file_errors(path):
            with contextlib.closing(connect(path, key, Access.CREATE)) as target:
                target.execute("PRAGMA synchronous = OFF")
                _copy(database, target)
            engine = make_engine(lambda: _connect(path, key))
            copy = Database(
                engine,
                path=path,
                by=Unlocked(key, database.person_uid),
                writable=True,
                clock=clock,
                actor=database.actor,
            )
        with copy:
            yield copy


@contextlib.contextmanager
def _private_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="cte-as-of-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def _connect(path: Path, key: bytes) -> dbapi2.Connection:
    connection = connect(path, key, Access.WRITE)
    connection.execute("PRAGMA synchronous = OFF")  # it is thrown away whatever happens
    return connection


def _copy(database: Database, target: dbapi2.Connection) -> None:
    with database.reading() as tx:
        source: Any = tx.connection.connection.driver_connection
        source.backup(target)


def _opened(connection: dbapi2.Connection, of: Database, clock: Clock) -> Database:
    engine = make_engine(lambda: connection, in_memory=True)
    return Database(engine, writable=True, clock=clock, actor=of.actor)
