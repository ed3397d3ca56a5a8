"""Marks in the history where something was destroyed for good, so that nothing is made up from it.

They stand among the earlier rows, under no table: one for each bulk step of which rows or earlier
versions went, and one for each student at the step that destroyed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cte_desktop.storage.fetching import fetch
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.storage.transaction import Transaction

_MARK = (
    'INSERT OR IGNORE INTO earlier_row (step, "table", "row", content, written_before, '
    "written_after) SELECT "
)


def mark_steps(tx: Transaction, steps: Iterable[int]) -> None:
    """Mark bulk steps: they can't be taken back any more."""
    tx.connection.exec_driver_sql(
        f"{_MARK} value, '', '', NULL, NULL, NULL FROM json_each(?)",
        (json.dumps(sorted(steps)),),
    )


def mark_students(tx: Transaction, step: int, uids: Iterable[str]) -> None:
    """Mark students at the step that destroyed: how they stood before is not known any more."""
    tx.connection.exec_driver_sql(
        f"{_MARK} ?, '', value, NULL, NULL, NULL FROM json_each(?)",
        (step, json.dumps(sorted(uids))),
    )


def students_marked_since(tx: Transaction, step: int) -> frozenset[str]:
    """Return the uids of those about whom something was destroyed after a step."""
    query = 'SELECT "row" FROM earlier_row WHERE "table" = \'\' AND "row" <> \'\' AND step > ?'
    return frozenset(row[0] for row in fetch(tx, query, (step,)))


def is_marked_since(tx: Transaction, uid: str, step: int) -> bool:
    """Tell whether something about a student was destroyed after a step."""
    steps = "SELECT number FROM step WHERE action = 'destroy_records' AND number > ?"
    query = (
        f"SELECT 1 FROM earlier_row WHERE step IN ({steps}) "  # noqa: S608 - own words
        'AND "table" = \'\' AND "row" = ? LIMIT 1'
    )
    return bool(fetch(tx, query, (step, uid)))


def require_unmarked(tx: Transaction, step: int) -> None:
    """Raise what a person is told of a bulk step of which something was destroyed."""
    query = "SELECT 1 FROM earlier_row WHERE step = ? AND \"table\" = '' AND \"row\" = ''"
    if fetch(tx, query, (step,)):
        raise KnownError(
            "content_destroyed",
            "Step {number} can't be undone: what it changed was destroyed for good.",
            kept="Nothing was changed.",
            number=step,
        )
