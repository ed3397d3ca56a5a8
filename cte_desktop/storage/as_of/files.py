"""The file of one student as of a step, quickly: only what later steps did to its rows is undone.

Like `plans.py` for plans: present rows are walked back in memory, newest step first. An edit kept
the row before (`history.py`), an import the rows before (`bulk.py`). A row that a later import took
away and no edit ever named is not brought back: whoever asks what is new finds nothing new in it.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.students.student import Student
from cte_desktop.storage.as_of.plans import not_known
from cte_desktop.storage.bulk import row_name
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.retention.marks import is_marked_since
from cte_desktop.storage.student_rows import EXPERIENCES, KEPT
from cte_desktop.storage.students import files_of_rows, student_key

if TYPE_CHECKING:
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.storage.student_rows import Kept
    from cte_desktop.storage.transaction import Transaction

Row = dict[str, Any]
_STUDENT = "student"
_FIELDS = tuple(field.name for field in fields(Student))
_TABLES = (_STUDENT, *(kept.table for kept in KEPT))
_LISTED = "(SELECT value FROM json_each(?))"
_PARTS = f'SELECT step, "table", columns FROM bulk_part WHERE step > ? AND "table" IN {_LISTED}'
_VERSIONS = (
    'SELECT step, "row", content, written_before FROM earlier_row '
    f'WHERE step IN {_LISTED} AND "table" = ? AND "row" IN {_LISTED}'
)
_CHANGES = (
    "SELECT c.step, c.noun, c.noun_id, t.change, t.before FROM change c "
    "LEFT JOIN change_content t ON t.change = c.number WHERE c.student_id = ? "
    f"AND c.step > ? AND c.noun IN {_LISTED} ORDER BY c.number DESC"
)
_REMOVED = "removed"
"""The column of an experience that a person took away: its row stays."""


def file_as_of(tx: Transaction, student_uid: str, step: int) -> StudentFile | None:
    """Return what was known of a student after a step, None when the student was not there yet.

    Raises `KnownError` "not_known" when what a later step changed was destroyed for good, a
    `LookupError` when there is no such student now.
    """
    key = student_key(tx, student_uid)
    if key is None:
        raise LookupError("no such student")
    if is_marked_since(tx, student_uid, step):
        raise not_known()
    changes = _changes_since(tx, student_uid, step)
    tables = {
        table: _Table(tx, table, key, {c.name for c in changes if c.table == table})
        for table in _TABLES
    }
    versions = _Versions(tx, tables, step)
    by_step: dict[int, list[_Change]] = {}
    for change in changes:
        by_step.setdefault(change.step, []).append(change)
    for number in sorted({*by_step, *versions.steps}, reverse=True):
        for change in by_step.get(number, ()):
            tables[change.table].put(change.name, change.before)
        for name, table in tables.items():
            if number in versions.steps:
                table.take_back(number, versions.of(number, name))
    own = tables[_STUDENT].rows.get(student_uid)
    if own is None:
        return None
    row = (key, *(own[name] for name in _FIELDS))
    return next(files_of_rows([row], [tables[kept.table].values(kept, key) for kept in KEPT]))


@dataclass(frozen=True, slots=True)
class _Change:
    """A row that a step changed by itself, with what was there before."""

    step: int
    table: str
    name: str
    before: Row | None


def _changes_since(tx: Transaction, uid: str, step: int) -> list[_Change]:
    found = []
    wanted = (uid, step, json.dumps(_TABLES))
    for number, noun, name, known, before in fetch(tx, _CHANGES, wanted):
        if known is None:
            raise not_known()
        found.append(_Change(number, noun, name, None if before is None else json.loads(before)))
    return found


class _Table:
    """The rows of one table that belong to a student, by name, on their way back."""

    def __init__(self, tx: Transaction, table: str, key: int, changed: set[str]) -> None:
        self._columns = _columns(table)
        names = ", ".join(f'"{name}"' for name in self._columns)
        owner = "key" if table == _STUDENT else "student"
        query = f'SELECT {row_name(table)}, {names} FROM "{table}" WHERE "{owner}" = ?'
        self.rows: dict[str, Row] = {
            row[0]: dict(zip(self._columns, row[1:], strict=True))
            for row in fetch(tx, f'{query} ORDER BY "key"', (key,))
        }
        self.names = {*self.rows, *changed}

    def put(self, name: str, before: Row | None) -> None:
        """Make a row what it was before an edit, which may have known some columns alone."""
        if before is None:
            self.rows.pop(name, None)
            return
        empty = dict.fromkeys(self._columns)
        there = self.rows.get(name, empty)
        self.rows[name] = {**there, **{n: v for n, v in before.items() if n in empty}}

    def take_back(self, step: int, versions: dict[str, tuple[Row | None, int | None]]) -> None:
        """Make the rows what they were before a bulk step: new ones go, others are put back."""
        new = [n for n, row in self.rows.items() if row["step"] == step and n not in versions]
        for name in new:
            del self.rows[name]
        for name, (values, carried) in versions.items():
            self.put(name, None if values is None else {**values, "step": carried})

    def values(self, kept: Kept, key: int) -> list[tuple[Any, ...]]:
        """Return the rows as `files_of_rows` takes them; record rows in order of time."""
        rows = [row for row in self.rows.values() if not row.get(_REMOVED)]
        if "school_year" in kept.columns and "course_code" in kept.columns:
            rows.sort(key=lambda row: tuple(str(row[name] or "") for name in _IN_TIME))
        return [(key, *(row[name] for name in kept.columns)) for row in rows]


_IN_TIME = ("school_year", "term", "course_code", "section_id", "school")


class _Versions:
    """What bulk steps since kept of those rows, by step and table."""

    def __init__(self, tx: Transaction, tables: dict[str, _Table], since: int) -> None:
        self.steps: set[int] = set()
        self._kept: dict[tuple[int, str], dict[str, tuple[Row | None, int | None]]] = {}
        columns: dict[str, dict[int, list[str]]] = {}
        for step, table, names in fetch(tx, _PARTS, (since, json.dumps(_TABLES))):
            self.steps.add(step)
            columns.setdefault(table, {})[step] = json.loads(names)
        for table, of_step in columns.items():
            wanted = (json.dumps([*of_step]), table, json.dumps(sorted(tables[table].names)))
            for step, name, content, carried in fetch(tx, _VERSIONS, wanted):
                values = None
                if content is not None:
                    values = dict(zip(of_step[step], json.loads(content), strict=True))
                self._kept.setdefault((step, table), {})[name] = (values, carried)

    def of(self, step: int, table: str) -> dict[str, tuple[Row | None, int | None]]:
        """Return the versions that a step kept of a table: values (None: no row), step before."""
        return self._kept.get((step, table), {})


def _columns(table: str) -> tuple[str, ...]:
    """Return the columns of a table that its records are made of, and its step."""
    if table == _STUDENT:
        return (*_FIELDS, "step")
    kept = next(kept for kept in KEPT if kept.table == table)
    own = (*kept.columns, "step")
    return (*own, _REMOVED) if kept is EXPERIENCES else own
