"""Which version a database has, and bringing an older one up to date.

Alembic takes long to import, so it is only when the stored revision is behind. An upgrade runs
after a backup, on its own connection with foreign keys off (batch mode would delete children
otherwise), in one real transaction, and checks every foreign key before it commits.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cte_desktop.storage.backup import backup_folder, make_backup
from cte_desktop.storage.connection import WRITING, Access, connect, make_engine
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic.config import Config
    from sqlalchemy import Connection
    from sqlcipher3 import dbapi2

    from cte_desktop.system.clock import Clock

REVISIONS: tuple[str, ...] = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
)
"""Every revision of `migrations/versions`, oldest first; a test holds the two together."""
HEAD = REVISIONS[-1]
MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def stored_revision(path: Path, connection: dbapi2.Connection) -> str:
    """Return the revision of an open database; a known error for a newer one or another kind of
    file.
    """
    tables = connection.execute(
        "SELECT count(*) FROM sqlite_schema WHERE name = 'alembic_version'"
    ).fetchone()
    found = tables[0] and connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if not found:
        raise KnownError(
            "not_a_database",
            "{file} is no database of this program.",
            kept="It was not touched.",
            do="Choose another file.",
            file=path,
        )
    if found[0] not in REVISIONS:
        raise KnownError(
            "newer_version",
            "{file} was made by a newer version of the program.",
            kept="It was not touched.",
            do="Install the newer version and open it with that.",
            file=path,
        )
    return str(found[0])


def bring_up_to_date(path: Path, key: bytes, clock: Clock) -> None:
    """Upgrade the database to this version; a failure leaves it as it was. The caller holds the
    lock.
    """
    make_backup(path, key, backup_folder(path), "before-upgrade", clock, exactly=True)
    upgrade_database(path, key, HEAD)


def upgrade_database(path: Path, key: bytes, revision: str) -> None:
    """Run the migrations up to `revision` in one transaction."""
    engine = make_engine(lambda: connect(path, key, Access.WRITE, foreign_keys=False))
    try:
        with engine.execution_options(**{WRITING: True}).begin() as connection:
            migrate(connection, revision)
            _require_whole_references(path, connection)
    finally:
        engine.dispose()


def migrate(connection: Connection, revision: str) -> None:
    """Run the migrations inside the transaction that `connection` is in."""
    from alembic import command

    command.upgrade(alembic_config(connection), revision)


def alembic_config(connection: Connection) -> Config:
    """Return Alembic's configuration, made in code: a frozen program has no ini file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", MIGRATIONS.as_posix().replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _require_whole_references(path: Path, connection: Connection) -> None:
    broken: Sequence[object] = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise KnownError(
            "upgrade_failed",
            "{file} can't be brought up to date: {count} rows would lose what they refer to.",
            kept="The database is as it was, and a backup lies beside it.",
            do="Check the database, and use the older version until it is repaired.",
            file=path,
            count=len(broken),
        )
