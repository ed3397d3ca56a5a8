"""The state of a database as one digest, and telling it before each commit.

A child that does real work tells, before each commit, the digest of what is about to be committed.
Whatever happens to it then, the database must hold the state before or the state told: nothing in
between, and after the commit was acknowledged never the state before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Connection, Engine, event

SCHEMA = "SELECT type, name, sql FROM sqlite_schema ORDER BY name"
TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"


def state_of(execute: Callable[[str], Iterable[Any]]) -> str:
    """Return the digest of the schema and of every row of every table."""
    digest = hashlib.sha256()
    digest.update(repr([tuple(row) for row in execute(SCHEMA)]).encode())
    for (table,) in list(execute(TABLES)):
        digest.update(repr(table).encode())
        rows = execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a table of ours
        digest.update("\n".join(repr(tuple(row)) for row in rows).encode())
    return digest.hexdigest()[:20]


def tell_commits(tell: Callable[[str], None]) -> None:
    """Call `tell` with the state that each commit of this process is about to make."""

    def told(connection: Connection) -> None:
        if connection.engine.dialect.name == "sqlite" and connection.in_transaction():
            tell(state_of(connection.exec_driver_sql))

    event.listen(Engine, "commit", told)
