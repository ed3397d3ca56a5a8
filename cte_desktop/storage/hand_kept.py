"""What a file may not overwrite: fields of a student, and rows, that a person set here.

The hand's value stays, the file's is remembered beside it (`kept_field`) until somebody chooses.
Reading and choosing are in `kept_fields.py`.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cte_desktop.storage.identity import new_ids
from cte_desktop.storage.import_report import KeptByHand
from cte_desktop.storage.row_keys import next_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cte_desktop.storage.bulk import BulkStep, Values
    from cte_desktop.storage.copied import Copied
    from cte_desktop.storage.import_report import FileCounts

EDITED = ("pathway", "goal", "major", "preferred_name")
"""The fields of a student that a person can change here."""
MADE_HERE = {
    "decision": "r.by_hand",
    "enrollment": "r.by_hand",
    "experience": "r.by_hand AND NOT r.removed",
    "busy_time": "r.step IN (SELECT step FROM change WHERE noun = 'busy_time')",
    "wish": "r.step IN (SELECT step FROM change WHERE noun = 'wish')",
}
"""Tables with rows that people make here, and what tells such a row, in statements that call it r:
a column of its own, or that the step which wrote it is one of a person's.
"""
TABLE = "kept_field"
HERE, FILE = "here", "file"


@dataclass(frozen=True, slots=True)
class _Met:
    """A field that is kept here, or is to be, and what a row of the file has for it."""

    row: int
    student: int
    column: str
    name: str
    uid: str | None
    here: str
    given: str
    file: str | None
    choice: str


class HandKept:
    """Keeps what was set here while the batches of one kind are applied."""

    def __init__(self, bulk: BulkStep, copied: Copied) -> None:
        """Look whether there is anything to keep."""
        self._bulk = bulk
        self._table = copied.table
        self._columns = EDITED if copied.table == "student" else ()
        self._is_needed = False
        if copied.table in MADE_HERE:
            by_hand = MADE_HERE[copied.table]
            found = self._run(f'SELECT 1 FROM "{copied.table}" r WHERE {by_hand} LIMIT 1')
            self._is_needed = found.first() is not None
        elif copied.table == "student":
            self._is_needed = self._run(f"SELECT 1 FROM {TABLE} LIMIT 1").first() is not None

    def settle(
        self, incoming: str, matched: str, compared: Collection[str], counts: FileCounts
    ) -> bool:
        """Put what stands here in the place of what the batch has; tell whether it did so.

        Reports fields about which nobody has chosen, and remembers what the file has.
        """
        if not self._is_needed:
            return False
        replaced = False
        for column in compared:
            if self._columns and column not in self._columns:
                continue
            met = self._met(incoming, matched, column)
            self._remember(met)
            differing = [one for one in met if one.given != one.here]
            counts.kept += [
                KeptByHand(one.row, column, one.here, one.given, one.student, one.name)
                for one in differing
                if not (one.choice == HERE and one.file == one.given)
            ]
            if differing:
                replaced = True
                self._replace(incoming, matched, column)
        return replaced

    def _met(self, incoming: str, matched: str, column: str) -> list[_Met]:
        """Return where the file has another value than stands here, or than it had."""
        here, given = f"coalesce(r.\"{column}\", '')", f"coalesce(i.\"{column}\", '')"
        rows = self._run(
            f"SELECT DISTINCT i.sheet_row, {self._owner()}, {self._name(column)}, k.uid, "
            f"CAST({here} AS TEXT), CAST({given} AS TEXT), k.file, coalesce(k.choice, '') "
            f"FROM {self._joined(incoming, matched, column)} "
            f"AND ({given} <> {here} OR k.file <> {given}) ORDER BY i.spot"
        )
        return [_Met(row[0], row[1], column, *row[2:]) for row in rows]

    def _joined(self, incoming: str, matched: str, column: str) -> str:
        """Return the rows of the batch whose field was set here, up to their condition."""
        is_of = f'k.student = {self._owner()} AND k."column" = {self._name(column)}'
        rows = (
            f"{matched} m JOIN {incoming} i ON i.spot = m.spot "
            f'JOIN "{self._table}" r ON r."key" = m."key"'
        )
        if self._columns:
            return f"{rows} JOIN {TABLE} k ON {is_of} WHERE k.choice <> '{FILE}'"
        here = f"{MADE_HERE[self._table]} AND coalesce(k.choice, '') <> '{FILE}'"
        return f"{rows} LEFT JOIN {TABLE} k ON {is_of} WHERE {here}"

    def _owner(self) -> str:
        return 'r."key"' if self._columns else "r.student"

    def _name(self, column: str) -> str:
        return f"'{column}'" if self._columns else f"'{self._table}:' || r.uid || ':{column}'"

    def _replace(self, incoming: str, matched: str, column: str) -> None:
        joined = self._joined(incoming, matched, column)
        self._run(
            f'UPDATE {incoming} SET "{column}" = own.here FROM '
            f'(SELECT i.spot AS at, r."{column}" AS here FROM {joined}) own '
            "WHERE own.at = spot"
        )

    def _remember(self, met: Iterable[_Met]) -> None:
        """Keep what the file has; a choice against another value holds no longer."""
        known: dict[str, str] = {}
        new: list[_Met] = []
        for one in met:
            if one.uid is None:
                new.append(one)
            elif one.file != one.given and not (one.file is None and one.given == one.here):
                known[one.uid] = one.given
        if known:
            listed = json.dumps(list(known))
            self._bulk.keep(TABLE, "uid IN (SELECT value FROM json_each(?))", (listed,))
            number = self._bulk.number
            self._many(
                f"UPDATE {TABLE} SET file = ?, choice = '', step = ? WHERE uid = ?",
                [(value, number, uid) for uid, value in known.items()],
            )
        self._add({(one.student, one.name): one for one in new}.values())

    def _add(self, new: Collection[_Met]) -> None:
        if not new:
            return
        tx, number = self._bulk.tx, self._bulk.number
        first, uids = next_key(tx, TABLE), new_ids(len(new), tx.clock.now())
        self._many(
            f'INSERT INTO {TABLE} ("key", uid, student, "column", here, file, choice, step) '
            "VALUES (?, ?, ?, ?, ?, ?, '', ?)",
            [
                (first + place, uid, one.student, one.name, one.here, one.given, number)
                for place, (uid, one) in enumerate(zip(uids, new, strict=True))
            ],
        )
        self._bulk.added(TABLE, len(new))

    def _many(self, statement: str, rows: list[tuple[Any, ...]]) -> None:
        self._bulk.tx.connection.exec_driver_sql(statement, rows)

    def _run(self, statement: str, values: Values = ()) -> Any:  # noqa: ANN401 - a cursor
        return self._bulk.tx.connection.exec_driver_sql(statement, values)
