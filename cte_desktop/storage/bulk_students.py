"""Whom bulk steps wrote about, noted once so that the history of one student is quick to read.

An import writes rows by the hundred thousand; looking through them, and through the versions that
it replaced, would take seconds for each student.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.storage.transaction import Transaction

_NOTE = "INSERT OR IGNORE INTO bulk_student (student, step)"


def note_students(tx: Transaction, step: int, owned: Iterable[tuple[str, str]]) -> None:
    """Note whom a bulk step wrote about; `owned` are its tables with the columns of the owners.

    New rows have keys beyond those of before, as have those that people wrote meanwhile; of the
    others the versions before are kept.
    """
    columns = dict(_run(tx, 'SELECT "table", columns FROM bulk_part WHERE step = ?', (step,)).all())
    for table, owner in owned:
        before = 'SELECT coalesce(max(last_key), 0) FROM bulk_part WHERE "table" = ? AND step < ?'
        new = f'SELECT "{owner}" FROM "{table}" WHERE "key" > ({before}) AND step = ?'
        _note_owners(tx, step, table, new, (table, step, step))
        if table in columns:
            place = json.loads(columns[table]).index(owner)
            kept = (
                f"SELECT json_extract(content, '$[{place}]') FROM earlier_row "
                'WHERE step = ? AND "table" = ? AND content IS NOT NULL'
            )
            _note_owners(tx, step, table, kept, (step, table))


def note_taken_back(tx: Transaction, step: int, new_step: int) -> None:
    """Note of an undo or a redo whom it wrote about: the students of what it took back."""
    _run(tx, f"{_NOTE} SELECT student, ? FROM bulk_student WHERE step = ?", (new_step, step))


def steps_about(tx: Transaction, student: int) -> set[int]:
    """Return the bulk steps that wrote about the student of a key."""
    found = _run(tx, "SELECT step FROM bulk_student WHERE student = ?", (student,))
    return set(found.scalars())


def students_of(tx: Transaction, step: int, most: int) -> tuple[tuple[str, str, str], ...]:
    """Return uid, id and list name of those whom a bulk step wrote about, by name."""
    from cte_desktop.storage.students import LIST_NAME

    rows = _run(
        tx,
        f"SELECT s.uid, s.student_id, {LIST_NAME} FROM bulk_student b "
        'JOIN student s ON s."key" = b.student WHERE b.step = ? '
        "ORDER BY s.last_name, s.first_name, s.student_id LIMIT ?",
        (step, most),
    )
    return tuple((uid, student_id, name) for uid, student_id, name in rows)


def count_students(tx: Transaction, step: int) -> int:
    """Return about how many students a bulk step wrote."""
    query = "SELECT count(*) FROM bulk_student WHERE step = ?"
    return int(_run(tx, query, (step,)).scalar() or 0)


def _note_owners(
    tx: Transaction, step: int, table: str, owners: str, values: tuple[Any, ...]
) -> None:
    """Note the students that a statement names: as itself, or by the plan for placements.

    The plan of a placement may be gone with it; its own earlier version names the student then.
    """
    if table == "placement":
        owners = f'SELECT student FROM "plan" WHERE "key" IN ({owners})'
    _run(tx, f"{_NOTE} SELECT DISTINCT *, ? FROM ({owners})", (step, *values))


def _run(tx: Transaction, statement: str, values: tuple[Any, ...] = ()) -> Any:  # noqa: ANN401 - a cursor
    return tx.connection.exec_driver_sql(statement, values)
