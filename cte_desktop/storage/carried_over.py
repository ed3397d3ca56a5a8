"""What a restored database takes over from the one whose place it gets, if that is the same one.

The laptop ids under which serials were given out, for what they ended must not be forgotten; and
the two logs that no restore may shorten: to whom something was disclosed (34 CFR 99.32, Ed Code
49064), and what was destroyed. Their entries are known by ids that are given once.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from cte_desktop.storage.connection import Access, connect
from cte_desktop.storage.facts import DATABASE_ID, EARLIER_LAPTOPS, LAPTOP_ID
from cte_desktop.storage.tables.privacy import DestructionRow, DisclosureRow
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

_LOGS = (DisclosureRow, DestructionRow)
_ABOUT = "SELECT student_id FROM disclosed_student WHERE disclosure = ? ORDER BY student_id"


@dataclass(frozen=True, slots=True)
class Present:
    """The database that is replaced, where it is the same one as the backup and can be read."""

    path: Path
    key: bytes
    laptops: frozenset[str]


def look_at_present(database: Path, key: bytes | None, database_id: str) -> Present | None:
    """Return the present database, None where it can't be read or is another one."""
    if key is None:
        return None
    try:
        with contextlib.closing(connect(database, key, Access.READ)) as connection:
            facts = dict(connection.execute("SELECT name, value FROM database_fact").fetchall())
            used = connection.execute("SELECT DISTINCT laptop_id FROM register_entry").fetchall()
    except (dbapi2.Error, KnownError):
        return None
    if facts.get(DATABASE_ID) != database_id:
        return None
    earlier = str(facts.get(EARLIER_LAPTOPS, "")).split()
    laptops = frozenset({*earlier, str(facts[LAPTOP_ID]), *(str(row[0]) for row in used)})
    return Present(database, key, laptops)


def carry_logs_over(present: Present, restored: Connection) -> dict[str, int]:
    """Write the entries of both logs that the restored database lacks into it, oldest first.

    Returns how many by table. Of a present that is damaged, what can be read is taken over.
    """
    with contextlib.closing(connect(present.path, present.key, Access.READ)) as source:
        return {
            log.__tablename__: _carry_over(log.__tablename__, source, restored) for log in _LOGS
        }


def _carry_over(table: str, source: dbapi2.Connection, restored: Connection) -> int:
    there = set(restored.exec_driver_sql(f"SELECT id FROM {table}").scalars())
    names = [row[1] for row in restored.exec_driver_sql(f"PRAGMA table_info({table})")]
    said = [name for name in names if name != "number"]
    marks, place = ", ".join("?" * len(said)), said.index("id")
    columns = ", ".join(f'"{name}"' for name in said)
    missing = [
        (number, values)
        for number, *values in _readable(source, f"SELECT number, {columns} FROM {table}")
        if values[place] not in there
    ]
    for number, values in sorted(missing, key=lambda one: int(str(one[0]))):
        done = restored.exec_driver_sql(
            f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING number", tuple(values)
        )
        if table == DisclosureRow.__tablename__:
            _carry_students_over(source, number, restored, done.scalar_one())
    return len(missing)


def _carry_students_over(
    source: dbapi2.Connection, number: object, restored: Connection, given: int
) -> None:
    about = [(given, *row) for row in _readable(source, _ABOUT, number)]
    if about:
        restored.exec_driver_sql(
            "INSERT INTO disclosed_student (disclosure, student_id) VALUES (?, ?)", about
        )


def _readable(
    source: dbapi2.Connection, question: str, *values: object
) -> Iterator[tuple[object, ...]]:
    """Return the rows of an answer as far as they can be read."""
    with contextlib.suppress(dbapi2.Error):
        yield from source.execute(question, values)
