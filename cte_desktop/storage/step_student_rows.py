"""What an import, its undo or the redo of that did to the rows of one student.

Versions are taken from wherever they lie now: the row itself, what later steps kept of it, or the
history of an edit since.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cte_desktop.storage import bulk_students
from cte_desktop.storage.bulk import OWNED, columns_of, row_name
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.students import student_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from cte_desktop.storage.transaction import Transaction

Row = dict[str, Any]
_LISTED = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of a student as it was before a step (None: it came new) and after (None: it went)."""

    table: str
    name: str
    before: Row | None
    after: Row | None


def rows_of_student(tx: Transaction, step: int, student_uid: str) -> tuple[RowChange, ...]:
    """Return what a bulk step did to a student's rows, table by table.

    An undo did the reverse of what it took back.
    """
    key, base = student_key(tx, student_uid), _base(tx, step)
    if key is None:
        return ()
    found = _rows_of_import(tx, base[0], student_uid, key)
    if not base[1]:
        return found
    return tuple(replace(one, before=one.after, after=one.before) for one in found)


def _base(tx: Transaction, step: int) -> tuple[int, bool]:
    """Return the step at the end of a chain of undos, and whether its reverse was done."""
    reverse = False
    while True:
        rows = fetch(tx, "SELECT undoes FROM step WHERE number = ?", (step,))
        if not rows or rows[0][0] is None:
            return step, reverse
        step, reverse = rows[0][0], not reverse


def _rows_of_import(
    tx: Transaction, step: int, student_uid: str, key: int
) -> tuple[RowChange, ...]:
    later = sorted(n for n in bulk_students.steps_about(tx, key) if n > step)
    edited = _edited_since(tx, student_uid, step)
    found: list[RowChange] = []
    plans: set[int] = set()
    for table, column in OWNED:
        rows = _Rows(tx, table, column, plans if table == "placement" else {key})
        since = rows.completed(edited.get(table, {}))
        versions = {**since, **rows.kept_by(later, step), **rows.present(step)}
        before = rows.before(step, versions)
        found += _changes(table, versions, before)
        if table == "plan":
            gone = [row for row, _ in before.values() if row]
            plans = rows.keys | {row["key"] for row in (*versions.values(), *gone) if "key" in row}
    return tuple(found)


def _changes(
    table: str, versions: Mapping[str, Row], before: Mapping[str, tuple[Row | None, bool]]
) -> Iterator[RowChange]:
    """Yield what became of each row; of one whose later version is lost nothing is told."""
    for name, row in versions.items():
        old, _ = before.get(name, (None, False))
        if old != row:
            yield RowChange(table, name, old, row)
    for name, (old, removed) in before.items():
        if name not in versions and removed and old is not None:
            yield RowChange(table, name, old, None)


def _edited_since(tx: Transaction, uid: str, step: int) -> dict[str, dict[str, Row]]:
    """Return the rows that the step wrote and that were edited since, as the step left them."""
    found: dict[str, dict[str, Row]] = {}
    query = (
        "SELECT c.noun, c.noun_id, t.before FROM change c JOIN change_content t "
        "ON t.change = c.number WHERE c.student_id = ? AND c.step > ? AND t.before IS NOT NULL "
        "ORDER BY c.number DESC"
    )
    for noun, name, content in fetch(tx, query, (uid, step)):
        row: Row = json.loads(content)
        for placement in row.pop("placements", ()):
            if placement.get("step") == step:
                found.setdefault("placement", {})[placement["uid"]] = placement
        if row.get("step") == step:
            found.setdefault(noun, {})[name] = row
    return found


class _Rows:
    """The rows of one table that belong or belonged to some owners."""

    def __init__(self, tx: Transaction, table: str, column: str, owners: Collection[int]) -> None:
        self._tx, self._table, self._column = tx, table, column
        self._owners = json.dumps(sorted(owners))
        names = columns_of(table)
        values = ", ".join(f'"{name}"' for name in names)
        rows = fetch(
            tx,
            f'SELECT {row_name(table)}, step, {values} FROM "{table}" '
            f'WHERE "{column}" IN {_LISTED} ORDER BY "key"',
            (self._owners,),
        )
        self._present = {row[0]: (row[1], dict(zip(names, row[2:], strict=True))) for row in rows}
        self.keys: set[int] = {row["key"] for _, row in self._present.values()}
        self._parts: dict[int, list[str]] = {
            step: json.loads(columns)
            for step, columns in fetch(
                tx, 'SELECT step, columns FROM bulk_part WHERE "table" = ?', (table,)
            )
        }

    def completed(self, edited: Mapping[str, Row]) -> dict[str, Row]:
        """Return edited rows with what the history of an edit doesn't say of them."""
        there = {name: row for name, (_, row) in self._present.items()}
        return {name: {**there.get(name, {}), **row} for name, row in edited.items()}

    def present(self, step: int) -> dict[str, Row]:
        """Return the rows that still carry the step, under their names."""
        return {name: row for name, (carried, row) in self._present.items() if carried == step}

    def kept_by(self, later: Iterable[int], step: int) -> dict[str, Row]:
        """Return the versions that `step` wrote and later bulk steps replaced."""
        found: dict[str, Row] = {}
        for number in later:
            found.update(self._earlier(number, "AND written_before = ?", (step,)))
        return found

    def before(self, step: int, versions: Mapping[str, Row]) -> dict[str, tuple[Row | None, bool]]:
        """Return the versions before a step of what it changed or removed, and if it removed it."""
        found: dict[str, tuple[Row | None, bool]] = {}
        if step not in self._parts:
            return found
        for name, row in self._earlier(step, "AND written_after IS NULL", ()).items():
            found[name] = (row, True)
        query = (
            'SELECT "row", content FROM earlier_row WHERE step = ? AND "table" = ? '
            f'AND written_after IS NOT NULL AND "row" IN {_LISTED}'
        )
        for name, content in fetch(self._tx, query, (step, self._table, json.dumps([*versions]))):
            found[name] = (self._row(step, content), False)
        return found

    def _earlier(self, step: int, condition: str, values: tuple[Any, ...]) -> dict[str, Row]:
        """Return the versions that a step kept, of rows of these owners."""
        columns = self._parts.get(step)
        if columns is None:
            return {}
        place = columns.index(self._column)
        query = (
            'SELECT "row", content FROM earlier_row WHERE step = ? AND "table" = ? '
            f"AND content IS NOT NULL AND json_extract(content, '$[{place}]') IN {_LISTED} "
            f"{condition}"
        )
        rows = fetch(self._tx, query, (step, self._table, self._owners, *values))
        return {name: row for name, content in rows if (row := self._row(step, content))}

    def _row(self, step: int, content: str | None) -> Row | None:
        if content is None:
            return None
        return dict(zip(self._parts[step], json.loads(content), strict=True))
