"""Fields of students that a person set here: what files have instead, and what was chosen.

What an import does about them is in `hand_kept.py`. Each is a noun of its own in the history.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.storage import busy_times, decisions, enrolments, experiences, wishes
from cte_desktop.storage.hand_kept import FILE, MADE_HERE, TABLE
from cte_desktop.storage.history import record_change, step_number
from cte_desktop.storage.owned_rows import OwnedRows
from cte_desktop.storage.student_edits import EDITED, KEPT, change_field
from cte_desktop.storage.students import LIST_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

NOUN = KEPT.noun
_ROWS: dict[str, OwnedRows] = {
    rows.table: rows
    for rows in (decisions.ROWS, enrolments.ROWS, busy_times.ROWS, wishes.ROWS, experiences.ROWS)
}
_WHOLE_NUMBERS = frozenset({"school_year", "grade_level", "hours", "units", "opinion"})
_OPTIONAL = _WHOLE_NUMBERS | {"on", "passed_on", "expires_on"}
_STANDING = " OR ".join(
    f"(k.\"column\" LIKE '{table}:%' AND EXISTS "
    f'(SELECT 1 FROM "{table}" r WHERE {by_hand} AND r.uid = substr(k."column", '
    f"{len(table) + 2}, 36)))"
    for table, by_hand in MADE_HERE.items()
)
_OPEN = (
    f'SELECT k.uid, s.uid, s.student_id, {LIST_NAME}, k."column", k.here, k.file '
    f'FROM {TABLE} k JOIN student s ON s."key" = k.student '
    "WHERE k.choice = '' AND k.file IS NOT NULL AND k.file <> k.here "
    f"AND (instr(k.\"column\", ':') = 0 OR {_STANDING})"
)


@dataclass(frozen=True, slots=True)
class KeptField:
    """A field about which nobody has chosen yet; texts are as stored."""

    uid: str
    student_uid: str
    student_id: str
    name: str
    column: str
    here: str
    file: str


def list_kept_fields(tx: Transaction) -> Iterator[KeptField]:
    """Yield every field about which nobody has chosen yet, by student."""
    rows = tx.connection.exec_driver_sql(
        f'{_OPEN} ORDER BY s.last_name, s.first_name, s.student_id, k."column"'
    )
    for row in rows:
        yield KeptField(*row)


def find_kept_field(tx: Transaction, student_uid: str, column: str) -> KeptField | None:
    """Return the field if nobody has chosen about it yet."""
    row = tx.connection.exec_driver_sql(
        f'{_OPEN} AND s.uid = ? AND k."column" = ?', (student_uid, column)
    ).first()
    return None if row is None else KeptField(*row)


def choose_field(tx: Transaction, kept: KeptField, choice: str) -> None:
    """Keep a choice as part of the transaction's step; "file" takes the file's value as well."""
    before = KEPT.load(tx, kept.uid)
    if before is None:
        raise LookupError("no such field")
    after: Content = {**before, "choice": choice, "step": step_number(tx)}
    if choice == FILE:
        after["here"] = kept.file
        _take(tx, kept)
    KEPT.store(tx, kept.uid, after)
    record_change(tx, NOUN.name, kept.uid, before, after, student_id=kept.student_uid)


def _take(tx: Transaction, kept: KeptField) -> None:
    """Give the field the file's value."""
    if kept.column in EDITED:
        change_field(tx, kept.student_uid, kept.column, kept.file)
        return
    table, uid, column = kept.column.split(":")
    rows = _ROWS[table]
    before = rows.load(tx, uid)
    if before is None:
        raise LookupError("no such row")
    value: int | str | None = (
        int(kept.file) if kept.file and column in _WHOLE_NUMBERS else kept.file
    )
    if column in _OPTIONAL and not kept.file:
        value = None
    after: Content = {**before, column: value, "step": step_number(tx)}
    rows.store(tx, uid, after)
    record_change(tx, table, uid, before, after, student_id=kept.student_uid)
