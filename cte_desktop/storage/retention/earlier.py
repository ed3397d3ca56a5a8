"""The earlier versions of rows that bulk steps kept: whose they are, and taking them away.

A version is an array of columns in the order that its step noted (`bulk_part`).
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cte_desktop.storage.fetching import fetch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cte_desktop.storage.transaction import Transaction

_LISTED = "(SELECT value FROM json_each(?))"
_OF_STEP = 'step = ? AND "table" = ? AND content IS NOT NULL'


def plan_owners(tx: Transaction, owners: str) -> dict[int, int]:
    """Return whose every plan is or was, by its key; `owners` are the students' keys as JSON."""
    query = f'SELECT "key", student FROM "plan" WHERE student IN {_LISTED}'
    found = dict(fetch(tx, query, (owners,)))
    for step, columns in _parts(tx, "plan"):
        key, student = _place(columns, "key"), _place(columns, "student")
        query = f"SELECT {key}, {student} FROM earlier_row WHERE {_OF_STEP} AND {student} IN "
        found |= dict(fetch(tx, query + _LISTED, (step, "plan", owners)))
    return found


def earlier_counts(
    tx: Transaction,
    table: str,
    column: str,
    owners: str,
    plans: Mapping[int, int],
    *,
    filled: str = "",
) -> Iterator[tuple[int, int]]:
    """Yield students' keys with how many earlier versions of rows of a table are theirs.

    `plans` says whose each plan is; `filled` counts only those in which this column has something.
    """
    asked = json.dumps(sorted(plans)) if column == "plan" else owners
    for step, columns in _parts(tx, table):
        if filled and filled not in columns:
            continue
        owner = _place(columns, column)
        only = f"AND coalesce({_place(columns, filled)}, '') <> ''" if filled else ""
        query = (
            f"SELECT {owner}, count(*) FROM earlier_row WHERE {_OF_STEP} AND {owner} IN {_LISTED} "
            f"{only} GROUP BY 1"
        )
        for key, count in fetch(tx, query, (step, table, asked)):
            yield (plans[key] if column == "plan" else key), count


def remove_earlier(
    tx: Transaction, table: str, column: str, owners: str, *, fields: Iterable[str] = ()
) -> tuple[int, set[int]]:
    """Remove the earlier versions of rows of these owners; returns how many, and of which steps.

    `fields`: of fields that people set here only those of these columns and tables.
    """
    count, steps = 0, set[int]()
    for step, columns in _parts(tx, table):
        condition = f"{_OF_STEP} AND {_place(columns, column)} IN {_LISTED}"
        values: tuple[Any, ...] = (step, table, owners)
        if fields:
            name = _place(columns, "column")
            condition += f" AND substr({name}, 1, instr({name} || ':', ':') - 1) IN {_LISTED}"
            values = (*values, json.dumps(list(fields)))
        gone = tx.connection.exec_driver_sql(f"DELETE FROM earlier_row WHERE {condition}", values)
        if gone.rowcount:
            count += gone.rowcount
            steps.add(step)
    return count, steps


def empty_earlier(
    tx: Transaction, table: str, names: Iterable[str], owners: str
) -> tuple[int, set[int]]:
    """Empty columns of the earlier versions of the students' own rows; returns how many columns,
    and of which steps.
    """
    count, steps = 0, set[int]()
    for step, columns in _parts(tx, table):
        for name in names:
            if name not in columns:
                continue
            at = _place(columns, name)
            gone = tx.connection.exec_driver_sql(
                f"UPDATE earlier_row SET content = json_set(content, "
                f"'$[{columns.index(name)}]', '') WHERE {_OF_STEP} "
                f"AND {_place(columns, 'key')} IN {_LISTED} AND coalesce({at}, '') <> ''",
                (step, table, owners),
            )
            if gone.rowcount:
                count += gone.rowcount
                steps.add(step)
    return count, steps


def _parts(tx: Transaction, table: str) -> Iterator[tuple[int, list[str]]]:
    query = 'SELECT step, columns FROM bulk_part WHERE "table" = ? ORDER BY step'
    for step, columns in fetch(tx, query, (table,)):
        yield step, json.loads(columns)


def _place(columns: list[str], name: str) -> str:
    return f"json_extract(content, '$[{columns.index(name)}]')"
