"""Writing many rows as one step of the history, so that it can be taken back.

A bulk step has one change for all its rows. Each row that it writes carries its number; of rows
that it changes or removes, the version before is kept beside. Taking back is in `bulk_undo.py`.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from cte_desktop.storage.bulk_students import note_students
from cte_desktop.storage.due_standings import mark_added
from cte_desktop.storage.history import record_change, step_number
from cte_desktop.storage.row_keys import last_key
from cte_desktop.storage.tables.all import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

# Which rows go with a row that is removed: table -> (table, column that refers to its key).
DEPENDENT = {
    "student": (
        ("record", "student"),
        ("enrollment", "student"),
        ("experience", "student"),
        ("test_score", "student"),
        ("decision", "student"),
        ("added_program", "student"),
        ("busy_time", "student"),
        ("wish", "student"),
        ("plan", "student"),
        ("kept_field", "student"),
        ("plan_approval", "student"),
        ("plan_lock", "student"),
        ("shared_note", "student"),
        ("reminder", "student"),
        ("student_tag", "student"),
    ),
    "plan": (("placement", "plan"),),
    "section": (("meeting", "section"),),
}
OWNED = (("student", "key"), *DEPENDENT["student"], *DEPENDENT["plan"])
"""Each table with what is kept about students, and the column that says whom a row belongs to:
a student for most, a plan for placements.
"""

Values = tuple[Any, ...]


class BulkStep:
    """The rows that one transaction writes in bulk; its step begins with the first of them."""

    def __init__(self, tx: Transaction) -> None:
        """Stand ready; nothing is written yet."""
        self.tx = tx
        self._added: Counter[str] = Counter()
        self._keys: dict[str, int] = {}

    @property
    def number(self) -> int:
        """The number of the step, which begins now if it has not."""
        return step_number(self.tx)

    @property
    def begun(self) -> bool:
        """Whether anything was written."""
        return self.tx.step is not None and self.tx.step.number is not None

    @property
    def tables(self) -> frozenset[str]:
        """The tables that were written to."""
        return frozenset(self._added)

    def added(self, table: str, count: int) -> None:
        """Note that rows were added to a table, with the step's number in them."""
        if count:
            self._added[table] += count

    def keep(self, table: str, condition: str, values: Values = ()) -> None:
        """Keep the rows of a table as they are, before they are changed to carry this step."""
        self._keep(table, condition, values, after=self.number)

    def remove(self, table: str, condition: str, values: Values = ()) -> int:
        """Remove the rows of a table that meet a condition, with all that depends on them."""
        there = _run(self.tx, f'SELECT 1 FROM "{table}" WHERE {condition} LIMIT 1', values)
        if there.first() is None:
            return 0
        for dependent, column in DEPENDENT.get(table, ()):
            of_them = f'"{column}" IN (SELECT "key" FROM "{table}" WHERE {condition})'
            self.remove(dependent, of_them, values)
        own = f"({condition}) AND step = {self.number}"
        listed = self._changed_here(table, own, values)
        count = _run(self.tx, f'SELECT count(*) FROM "{table}" WHERE {own}', values).scalar()
        self._added[table] -= int(count or 0) - listed
        self._keep(table, condition, values, after=None)
        return int(_run(self.tx, f'DELETE FROM "{table}" WHERE {condition}', values).rowcount)

    def write(self, noun: str, summary: Content) -> None:
        """Write the step's change and what it takes to undo it; nothing if nothing was written."""
        if not self.begun:
            return
        record_change(self.tx, noun, str(self.number), None, summary)
        for table, added in self._added.items():
            write_part(self.tx, self.number, table, added, self._keys.get(table, 0))
        new = sum(added for added in self._added.values() if added > 0)
        owned = owned_by_students(self._added)
        note_students(self.tx, self.number, owned)
        mark_added(self.tx, self.number, owned, new)

    def _keep(self, table: str, condition: str, values: Values, *, after: int | None) -> None:
        self._added[table] += 0
        self._keys.setdefault(table, last_key(self.tx, table))
        _run(
            self.tx,
            "INSERT INTO earlier_row "
            '(step, "table", "row", content, written_before, written_after) '
            f"SELECT ?, ?, {row_name(table)}, {row_content(table)}, step, ? "
            f'FROM "{table}" WHERE ({condition}) AND step <> ?',
            (self.number, table, after, *values, self.number),
        )

    def _changed_here(self, table: str, condition: str, values: Values) -> int:
        """Note that rows changed earlier in this step are there no longer; returns how many."""
        rows = f'SELECT {row_name(table)} FROM "{table}" WHERE {condition}'
        found = _run(
            self.tx,
            'UPDATE earlier_row SET written_after = NULL WHERE step = ? AND "table" = ? '
            f'AND "row" IN ({rows})',
            (self.number, table, *values),
        )
        return int(found.rowcount)


def write_part(tx: Transaction, step: int, table: str, added: int, key: int = 0) -> None:
    """Write that a bulk step touched a table, whose rows had keys up to `key` before."""
    _run(
        tx,
        'INSERT INTO bulk_part (step, "table", columns, added, last_key) VALUES (?, ?, ?, ?, ?)',
        (step, table, json.dumps(columns_of(table)), added, max(key, last_key(tx, table))),
    )


def owned_by_students(tables: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return those of the tables that tell of students, each with the column of the owner."""
    touched = frozenset(tables)
    return tuple((table, column) for table, column in OWNED if table in touched)


def columns_of(table: str) -> list[str]:
    """Return the columns of a table besides `step`."""
    return [column.name for column in METADATA.tables[table].columns if column.name != "step"]


def row_name(table: str, alias: str = "") -> str:
    """Return the expression for what names a row: its uid, or its key as text."""
    prefix = f"{alias}." if alias else ""
    if "uid" in METADATA.tables[table].columns:
        return f"{prefix}uid"
    return f'CAST({prefix}"key" AS TEXT)'


def row_content(table: str, alias: str = "") -> str:
    """Return the expression for a row's columns as a JSON array."""
    prefix = f"{alias}." if alias else ""
    names = ", ".join(f'{prefix}"{name}"' for name in columns_of(table))
    return f"json_array({names})"


def _run(tx: Transaction, statement: str, values: Values) -> Any:  # noqa: ANN401 - a cursor
    return tx.connection.exec_driver_sql(statement, values)
