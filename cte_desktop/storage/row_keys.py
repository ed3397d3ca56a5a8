"""The keys of new rows: never one that a row had before, since a removed row may come back."""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cte_desktop.storage.history import step_number
from cte_desktop.storage.tables.all import METADATA

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


def hold_keys(tx: Transaction, *tables: str) -> None:
    """See to it that no new row gets a key of those which the transaction's step takes away.

    For tables whose rows the history names by key; an import notes the same by itself.
    """
    for table in tables:
        columns = [c.name for c in METADATA.tables[table].columns if c.name != "step"]
        tx.connection.exec_driver_sql(
            'INSERT INTO bulk_part (step, "table", columns, added, last_key) '
            "VALUES (?, ?, ?, 0, ?) ON CONFLICT DO NOTHING",
            (step_number(tx), table, json.dumps(columns), last_key(tx, table)),
        )
