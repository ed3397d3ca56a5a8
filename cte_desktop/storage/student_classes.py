"""Which class each student entered with: what decides the rules, without the whole file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cte_desktop.storage.transaction import Transaction


def list_classes(tx: Transaction) -> tuple[tuple[int, int], ...]:
    """Return every student's key of the store and class by entry cohort, in order of the id."""
    rows = tx.connection.exec_driver_sql(
        'SELECT "key", entry_class FROM student ORDER BY student_id'
    )
    return tuple((int(key), int(entry_class)) for key, entry_class in rows)
