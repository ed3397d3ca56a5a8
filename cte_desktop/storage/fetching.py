"""Reading many rows at once, as the driver's own tuples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cte_desktop.storage.transaction import Transaction


def fetch(
    tx: Transaction, statement: str, values: tuple[Any, ...] | dict[str, Any] = ()
) -> list[tuple[Any, ...]]:
    """Return all rows of a statement: a whole district is too many to wrap each one."""
    cursor: Any = tx.connection.exec_driver_sql(statement, values).cursor
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    cursor.close()
    return rows
