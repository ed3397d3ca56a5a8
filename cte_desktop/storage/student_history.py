"""Which steps wrote something about one student, imports among them.

An edit names its student in its change. An import or its undo writes rows that carry its number;
when a later step writes a row again, the version before is kept beside (`bulk.py`) or in the change
of an edit, with the number that it carried.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from cte_desktop.storage.bulk import OWNED, row_name
from cte_desktop.storage.certificates.register import steps_about
from cte_desktop.storage.history import list_steps
from cte_desktop.storage.students import student_key

if TYPE_CHECKING:
    from collections.abc import Collection

    from cte_desktop.storage.history import Step
    from cte_desktop.storage.transaction import Transaction

_LISTED = "(SELECT value FROM json_each(?))"
_STEP = re.compile(r'"step":(\d+)')


def list_student_steps(tx: Transaction, uid: str, limit: int | None = None) -> tuple[Step, ...]:
    """Return the steps that wrote something about a student, newest first."""
    key = student_key(tx, uid)
    wrote = set() if key is None else _bulk_steps(tx, key)
    wrote |= steps_about(tx, uid)
    return list_steps(tx, student_id=uid, also=wrote | _steps_in_changes(tx, uid), limit=limit)


def _bulk_steps(tx: Transaction, student: int) -> set[int]:
    """Return the steps that rows about a student carry, or carried in a version that is kept."""
    steps: set[int] = set()
    plans: set[int] = set()
    for table, column in OWNED:
        rows = _Rows(tx, table)
        rows.find(column, plans if table == "placement" else {student})
        if table == "plan":
            plans = rows.keys
        steps |= rows.steps()
    return steps


class _Rows:
    """Rows of one table that belong or belonged to somebody: their names, keys and steps."""

    def __init__(self, tx: Transaction, table: str) -> None:
        self.keys: set[int] = set()
        self._tx = tx
        self._table = table
        self._names: set[str] = set()
        self._steps: set[int] = set()
        self._parts: dict[int, list[str]] = {
            step: json.loads(columns)
            for step, columns in _run(
                tx, 'SELECT step, columns FROM bulk_part WHERE "table" = ?', (table,)
            )
        }

    def find(self, column: str, owners: Collection[int]) -> None:
        """Find the rows whose column names one of the owners: those that are there or were."""
        wanted = json.dumps(sorted(owners))
        query = (
            f'SELECT {row_name(self._table)}, "key", step FROM "{self._table}" '
            f'WHERE "{column}" IN {_LISTED}'
        )
        for name, key, step in _run(self._tx, query, (wanted,)):
            self._take(name, key)
            self._steps.add(step)
        for step, columns in self._parts.items():
            owner, own = (
                f"json_extract(content, '$[{columns.index(n)}]')" for n in (column, "key")
            )
            query = (
                f'SELECT "row", {own} FROM earlier_row WHERE step = ? AND "table" = ? '
                f"AND written_after IS NULL AND {owner} IN {_LISTED}"
            )
            for name, key in _run(self._tx, query, (step, self._table, wanted)):
                self._take(name, key)

    def steps(self) -> set[int]:
        """Return every step that wrote one of the rows found."""
        wanted = json.dumps(sorted(self._names))
        query = (
            "SELECT step, written_before, written_after FROM earlier_row "
            f'WHERE step = ? AND "table" = ? AND "row" IN {_LISTED}'
        )
        found = set(self._steps)
        for step in self._parts:
            for row in _run(self._tx, query, (step, self._table, wanted)):
                found.update(number for number in row if number)
        return found

    def _take(self, name: str, key: int) -> None:
        self._names.add(name)
        self.keys.add(key)


def _steps_in_changes(tx: Transaction, uid: str) -> set[int]:
    """Return the steps that rows carried before they were edited."""
    contents = _run(
        tx,
        "SELECT t.before FROM change c JOIN change_content t ON t.change = c.number "
        "WHERE c.student_id = ? AND t.before IS NOT NULL",
        (uid,),
    )
    return {int(step) for (content,) in contents for step in _STEP.findall(content)}


def _run(tx: Transaction, statement: str, values: tuple[Any, ...]) -> Any:  # noqa: ANN401 - a cursor
    return tx.connection.exec_driver_sql(statement, values)
