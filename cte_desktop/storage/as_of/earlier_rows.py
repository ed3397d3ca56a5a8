"""What bulk steps (imports, their undos) did to the rows of one student's plans, newest first.

A bulk step keeps a version before of each row that it changed or took away; rows that it added
carry its number and have none. A row that is there now, or stands in a change of the history, is
looked up by its name, one that a step took away by whose it was.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cte_desktop.storage.fetching import fetch

if TYPE_CHECKING:
    from collections.abc import Collection

    from cte_desktop.storage.transaction import Transaction

STUDENT, PLAN, PLACEMENT = "student", "plan", "placement"
Values = dict[str, Any]
_LISTED = "(SELECT value FROM json_each(?))"
_VERSIONS = 'SELECT step, "row", content, written_before FROM earlier_row'
# With the terms of the index word for word; left alone, SQLite would read all versions of a step.
TAKEN_AWAY = (
    f"{_VERSIONS} INDEXED BY ix_earlier_row_taken_away "
    f'WHERE step IN {_LISTED} AND "table" = ? AND written_after IS NULL '
    "AND \"table\" IN ('plan', 'placement') AND json_extract(content, '$[2]') IN " + _LISTED
)


@dataclass(frozen=True, slots=True)
class Version:
    """A row before a bulk step: its values by column, and the step that it carried then.

    `values` is None where there was no row.
    """

    values: Values | None
    step: int | None


@dataclass(slots=True)
class EarlierRows:
    """The versions of one student's rows by step, then table, then the row's name."""

    steps: set[int] = field(default_factory=set)
    plan_uids: dict[int, str] = field(default_factory=dict)
    """The uid of each plan that the student has or had, under its key."""
    versions: dict[tuple[int, str], dict[str, Version]] = field(default_factory=dict)

    def of(self, step: int, table: str) -> dict[str, Version]:
        """Return the versions that a step kept of a table, by the names of the rows."""
        return self.versions.get((step, table), {})


def earlier_rows(
    tx: Transaction,
    student: str,
    plans: dict[int, str],
    placements: Collection[str],
    since: int,
) -> EarlierRows:
    """Return what bulk steps after `since` replaced of a student's rows.

    `plans` are the plans that are there, uid under key, `placements` the names of the semesters
    that are there or stand in a change.
    """
    found = EarlierRows(plan_uids=dict(plans))
    columns: dict[tuple[int, str], list[str]] = {}
    listed = 'SELECT step, "table", columns FROM bulk_part WHERE step > ? AND "table" IN '
    for step, table, names in fetch(tx, f"{listed}('student', 'plan', 'placement')", (since,)):
        found.steps.add(step)
        columns[step, table] = json.loads(names)
    if found.steps:
        reading = _Reading(tx, found, columns)
        reading.named(STUDENT, {student})
        reading.taken_away(PLAN, _student_keys(tx, student, found))
        reading.named(PLAN, set(found.plan_uids.values()))
        reading.taken_away(PLACEMENT, found.plan_uids)
        reading.named(PLACEMENT, {*placements, *_names(found, PLACEMENT)})
    return found


def _student_keys(tx: Transaction, student: str, found: EarlierRows) -> set[int]:
    """Return the key of a student, who may be there no longer."""
    keys = {key for (key,) in fetch(tx, 'SELECT "key" FROM student WHERE uid = ?', (student,))}
    for (_, table), versions in found.versions.items():
        if table == STUDENT:
            keys |= {version.values["key"] for version in versions.values() if version.values}
    return keys


def _names(found: EarlierRows, wanted: str) -> set[str]:
    return {name for (_, table), rows in found.versions.items() if table == wanted for name in rows}


@dataclass(slots=True)
class _Reading:
    tx: Transaction
    found: EarlierRows
    columns: dict[tuple[int, str], list[str]]

    def named(self, table: str, names: Collection[str]) -> None:
        """Read the versions of rows with these names."""
        query = f'{_VERSIONS} WHERE step IN {_LISTED} AND "table" = ? AND "row" IN {_LISTED}'
        self._take(table, query, names)

    def taken_away(self, table: str, owners: Collection[int]) -> None:
        """Read the versions of rows that a step took away from one of the owners."""
        self._take(table, TAKEN_AWAY, owners)

    def _take(self, table: str, query: str, wanted: Collection[Any]) -> None:
        steps = [step for step, of_step in self.columns if of_step == table]
        values = (json.dumps(steps), table, json.dumps(sorted(wanted)))
        for step, name, content, before in fetch(self.tx, query, values):
            kept = None if content is None else json.loads(content)
            row = None
            if kept is not None:
                row = dict(zip(self.columns[step, table], kept, strict=True))
            self.found.versions.setdefault((step, table), {})[name] = Version(row, before)
            if table == PLAN and row is not None:
                self.found.plan_uids[row["key"]] = name
