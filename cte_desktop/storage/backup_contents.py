"""What is in a copy of a database: whose it is, when it was last changed, and how much it holds.

A copy may come from anywhere. It is opened as a file that nobody writes, nothing but plain tables
of this program is read, and whether it is whole is looked at page by page and row by row.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from cte_desktop.storage.connection import Access, connect
from cte_desktop.storage.facts import DATABASE_ID, DESTROYED_AT, MADE_BY
from cte_desktop.storage.faults import ERROR, INTERRUPT, damaged_store, primary_code, store_errors
from cte_desktop.storage.own_schema import own_revision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

COUNTED = (
    *("student", "record", "plan", "register_entry", "disclosure"),
    *("private_note", "person", "step"),
)
"""The tables whose rows are counted, so that two copies can be compared."""
_PAGE_CHECKS = ("cipher_integrity_check", "quick_check", "foreign_key_check")
_TEXTS, _NUMBERS, _BYTES = ("text", "null"), ("integer", "real", "null"), ("blob", "null")
_MOST_STEPS = 2_000
"""How many thousand thousand instructions of SQLite's machine one question may take."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A copy at a glance. `counts` has the rows of each table in `COUNTED` that there is.

    `last_change` is when the newest step was taken (ISO 8601), "" before the first.
    """

    database_id: str
    revision: str
    made_by: str
    last_step: int
    last_change: str
    counts: Mapping[str, int]


def read_contents(path: Path, key: bytes, access: Access = Access.FROZEN) -> Contents:
    """Return what is in a copy, or in the database itself with another `access`.

    Known errors: not_a_database, newer_version, foreign_schema, damaged.
    """
    with _reading(path, key, access) as connection:
        revision = own_revision(path, connection)
        facts = dict(connection.execute("SELECT name, value FROM database_fact").fetchall())
        tables = _tables(connection)
        counts = {table: _count(connection, table) for table in COUNTED if table in tables}
        last = connection.execute("SELECT number, at FROM step ORDER BY number DESC LIMIT 1")
        number, at = last.fetchone() or (0, "")
        return Contents(
            str(facts.get(DATABASE_ID, "")),
            revision,
            str(facts.get(MADE_BY, ""))[:40],
            int(number),
            str(at),
            counts,
        )


def read_destroyed_at(path: Path, key: bytes) -> str:
    """Return when records were destroyed last as a copy knows it, "" for never.

    Known errors like `read_contents`, not_a_database for a copy under another key.
    """
    with _reading(path, key, Access.FROZEN) as connection:
        own_revision(path, connection)
        found = connection.execute(
            "SELECT value FROM database_fact WHERE name = ?", (DESTROYED_AT,)
        ).fetchone()
        return str(found[0]) if found else ""


def require_whole(path: Path, key: bytes) -> None:
    """Raise a known error unless every page, reference and row of a copy is what it must be."""
    with _reading(path, key, Access.FROZEN) as connection:
        own_revision(path, connection)
        for check in _PAGE_CHECKS:
            if connection.execute(f"PRAGMA {check}").fetchone() not in (None, ("ok",)):
                raise damaged_store(path)
        for table in _tables(connection):
            _require_values(path, connection, table)


@contextlib.contextmanager
def _reading(path: Path, key: bytes, access: Access) -> Iterator[dbapi2.Connection]:
    """Read a file that a stranger may have written: what can't be read is damage."""
    with store_errors(path, reading=True):
        connection = connect(path, key, access)
        with contextlib.closing(connection):
            left = iter(range(_MOST_STEPS))
            connection.set_progress_handler(lambda: next(left, None) is None, 1_000_000)
            try:
                yield connection
            except (dbapi2.OperationalError, UnicodeDecodeError) as error:
                if primary_code(error) in (0, ERROR, INTERRUPT):  # 0: a text that is no text
                    raise damaged_store(path) from error
                raise
            except (ValueError, OverflowError) as error:
                raise damaged_store(path) from error


def _count(connection: dbapi2.Connection, table: str) -> int:
    return int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608


def _tables(connection: dbapi2.Connection) -> list[str]:
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    return [str(row[0]) for row in rows]


def _require_values(path: Path, connection: dbapi2.Connection, table: str) -> None:
    """Read every row: each value must be of its column's kind, and each text be one."""
    columns = connection.execute("SELECT name, type FROM pragma_table_info(?)", (table,)).fetchall()
    wrong = " OR ".join(
        f'typeof("{name}") NOT IN ({", ".join(map(repr, _kinds(str(kind))))})'
        for name, kind in columns
    )
    # The schema was compared with ours: the names of tables and columns are our own.
    if connection.execute(f'SELECT 1 FROM "{table}" WHERE {wrong} LIMIT 1').fetchone():  # noqa: S608
        raise damaged_store(path)
    texts = ", ".join(f'"{name}"' for name, kind in columns if _kinds(str(kind)) is _TEXTS)
    if texts:
        _read_all(connection.execute(f'SELECT {texts} FROM "{table}"'))  # noqa: S608


def _read_all(rows: Iterable[object]) -> None:
    for _row in rows:
        pass


def _kinds(declared: str) -> tuple[str, ...]:
    head = declared.partition("(")[0]
    if head in ("VARCHAR", "TEXT", "CHAR", "DATETIME", "DATE"):
        return _TEXTS
    return _BYTES if head == "BLOB" else _NUMBERS
