"""One digest of all that a database holds, so that two states can be told apart."""
# ruff: noqa: S608 - names of our own tables

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from cte_desktop.storage.database import Database
from cte_desktop.storage.tables.all import METADATA

# What says how the content came to be: taking a step back adds to it.
HISTORY = frozenset(
    {
        *("step", "change", "change_content", "bulk_part", "bulk_student", "earlier_row"),
        "import_report",
    }
)
# What may be worked out anew, and the versions that were ever published.
DERIVED = frozenset(
    {"standing", "standing_due", "standing_basis", "catalog_version", "rule_document"}
)


def whole_digest(database: Database) -> str:
    """The digest of every row of every table."""
    return _digest(database, METADATA.tables)


def content_digest(database: Database) -> str:
    """The digest of every row but those of the history and what follows from others."""
    return _digest(database, (table for table in METADATA.tables if table not in HISTORY | DERIVED))


def _digest(database: Database, tables: Iterable[str]) -> str:
    digest = hashlib.sha256()
    with database.reading() as tx:
        for table in sorted(tables):
            digest.update(table.encode())
            rows = tx.connection.exec_driver_sql(f'SELECT * FROM "{table}"')
            digest.update("\n".join(sorted(repr(tuple(row)) for row in rows)).encode())
    return digest.hexdigest()
