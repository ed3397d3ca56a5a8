"""Connections to one encrypted database: the key, the pragmas and how transactions begin.

The order matters: key, silence, pragmas. The driver never begins a transaction by itself;
SQLAlchemy's begin event says `BEGIN IMMEDIATE` for writing, so that a second writer waits at the
start and changes of the schema roll back too. WAL with `synchronous = NORMAL` loses acknowledged
work in power cuts, with FULL it doesn't.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import quote

from sqlalchemy import create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool
from sqlcipher3 import dbapi2

from cte_desktop.storage.faults import ERROR, damaged_store, primary_code
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Connection, Engine

LEAST_SQLITE = (3, 51, 3)
"""Versions 3.7.0 to 3.51.2 can corrupt a database when its log is reset."""
BUSY_MILLISECONDS = 5000
LOG_BYTES_KEPT = 16 * 1024 * 1024
WRITING = "cte_writing"
"""Execution option of a connection whose transactions write."""
CHECKED = "cte_checked"
"""Execution option of a connection: whether references between rows are checked at once; where it
is not given they are as the connection was made.
"""


class Access(StrEnum):
    """How the file is opened: the query of SQLite's file name."""

    CREATE = "mode=rwc"
    WRITE = "mode=rw"
    READ = "mode=ro"
    FROZEN = "mode=ro&immutable=1"
    """A read-only folder or a full disk: nobody can write, and SQLite must not try to make its log
    files.
    """


def connect(
    path: Path, key: bytes, access: Access, *, foreign_keys: bool = True
) -> dbapi2.Connection:
    """Return a driver connection to the encrypted file; reading shows whether the key fits."""
    connection = connect_to_pages(path, key, access)
    try:
        if access in (Access.CREATE, Access.WRITE):
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA journal_size_limit = {LOG_BYTES_KEPT}")
        _set_pragmas(connection, foreign_keys=foreign_keys)
    except BaseException as error:
        connection.close()
        # These questions are right: what is wrong is the file. Broken tables can be told with bytes
        # that are no text.
        if isinstance(error, UnicodeDecodeError) or primary_code(error) == ERROR:
            raise damaged_store(path) from error
        raise
    return connection


def connect_to_pages(path: Path, key: bytes, access: Access) -> dbapi2.Connection:
    """Return a driver connection that has read nothing yet: it stands even if the key is wrong."""
    _require_sqlite()
    name = f"file:{quote(path.resolve().as_posix())}?{access}"
    connection = dbapi2.connect(name, uri=True, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_log_level = NONE")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_memory() -> dbapi2.Connection:
    """Return a connection to a fresh database that is never on a disk."""
    _require_sqlite()
    connection = dbapi2.connect(":memory:", isolation_level=None, check_same_thread=False)
    _set_pragmas(connection, foreign_keys=True)
    return connection


def make_engine(
    connect_once: Callable[[], dbapi2.Connection], *, in_memory: bool = False
) -> Engine:
    """Return an engine over such connections, whose transactions begin as the module says."""
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=connect_once,
        poolclass=StaticPool if in_memory else QueuePool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    writing, checked = bool(options.get(WRITING)), options.get(CHECKED)
    if checked is not None:  # before the transaction: within one SQLite ignores it
        connection.exec_driver_sql(f"PRAGMA foreign_keys = {'ON' if checked else 'OFF'}")
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writing else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _set_pragmas(connection: dbapi2.Connection, *, foreign_keys: bool) -> None:
    for pragma in (
        "synchronous = FULL",
        "mmap_size = 0",
        f"foreign_keys = {'ON' if foreign_keys else 'OFF'}",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "temp_store = MEMORY",
        f"busy_timeout = {BUSY_MILLISECONDS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _require_sqlite() -> None:
    if dbapi2.sqlite_version_info < LEAST_SQLITE:
        raise KnownError(
            "old_sqlite",
            "The installed SQLite {version} can damage databases; {least} or newer is needed.",
            do="Install the program again.",
            version=dbapi2.sqlite_version,
            least=".".join(map(str, LEAST_SQLITE)),
        )
