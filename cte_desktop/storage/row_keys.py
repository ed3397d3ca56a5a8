"""The keys of new rows: never one that a row had before, since a removed row may come back."""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cte_desktop.storage.transaction import Transaction


def next_key(tx: Transaction, table: str) -> int:
    """Return the first key that no row of the table has or had."""
    return last_key(tx, table) + 1


def last_key(tx: Transaction, table: str) -> int:
    """Return the highest key that a row of the table has or had; 0 if there was none."""
    highest = tx.connection.exec_driver_sql(f'SELECT max("key") FROM "{table}"').scalar() or 0
    given = tx.connection.exec_driver_sql(
        'SELECT max(last_key) FROM bulk_part WHERE "table" = ?', (table,)
    ).scalar()
    return max(int(highest), int(given or 0))
