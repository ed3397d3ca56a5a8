"""Writing the file anew after a destruction, so that no freed page and no log holds what went.

The destruction notes in its own transaction that this is to do; whatever interrupts it, the next
opening for writing does it.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from cte_desktop.storage.connection import Access, connect
from cte_desktop.storage.facts import TO_REWRITE
from cte_desktop.storage.faults import BUSY, LOCKED, primary_code, store_errors
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from pathlib import Path

    from cte_desktop.storage.database import Database


def rewrite(database: Database) -> None:
    """Write the file anew and empty its log; the note that it is to do goes last.

    Raises known errors (disk_full, in_use, ...): the note stays then.
    """
    if database.path is not None:
        database.alone(_rewrite_file)


def finish_rewriting(path: Path, key: bytes) -> None:
    """Do what an interrupted destruction left to do, at the opening for writing.

    Where it can't be done now, since the disk is full or another program reads, it stays to do.
    """
    with contextlib.suppress(KnownError), store_errors(path):
        with contextlib.closing(connect(path, key, Access.WRITE)) as connection:
            query = "SELECT 1 FROM database_fact WHERE name = ?"
            to_do = connection.execute(query, (TO_REWRITE,)).fetchone()
        if to_do:
            _rewrite_file(path, key)


def _rewrite_file(path: Path, key: bytes) -> None:
    with store_errors(path), contextlib.closing(connect(path, key, Access.WRITE)) as connection:
        try:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("VACUUM")
            _empty_log(connection, path)
            connection.execute("DELETE FROM database_fact WHERE name = ?", (TO_REWRITE,))
            _empty_log(connection, path)
        except dbapi2.OperationalError as error:
            if primary_code(error) in (BUSY, LOCKED):
                raise _in_use(path) from error
            raise


def _empty_log(connection: dbapi2.Connection, path: Path) -> None:
    (busy, _logged, _brought) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise _in_use(path)


def _in_use(path: Path) -> KnownError:
    return KnownError(
        "in_use",
        "{file} is being read by another program right now.",
        kept="The records are destroyed; the file still has to be written anew.",
        do="Close the other program, and open the database again: that does it.",
        file=path,
    )
