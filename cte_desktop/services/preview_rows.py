"""Rows of the store before and after, in the texts of the plain files."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as record_field
from typing import TYPE_CHECKING, Any

from cte_desktop.exchange.outgoing.export import cell_writer
from cte_desktop.exchange.plain.kinds import BY_NAME
from cte_desktop.storage import step_rows
from cte_desktop.storage.import_report import REMOVED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cte_desktop.exchange.plain.columns import Kind
    from cte_desktop.exchange.reading.checking import Reading
    from cte_desktop.storage.import_report import FileCounts
    from cte_desktop.storage.step_rows import StepRow
    from cte_desktop.storage.transaction import Transaction

_MEETING = ("period", "days", "start", "end", "room")


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A field of a row before and after, written as the plain files write it.

    `by_hand`: a person set `before` here, and it stays; `after` is what the file has. `ref` tells
    such a field from the same of another row, as `HandConflict.column` does.
    """

    column: str
    before: str
    after: str
    by_hand: bool = False
    ref: str = record_field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that would be changed; `key` tells it from others of its kind.

    Student id and name are empty for what is no student's.
    """

    kind: str
    key: str
    student_id: str
    name: str
    fields: tuple[ChangedField, ...]


@dataclass(frozen=True, slots=True)
class AddedRow:
    """A row that would be new; `text` says what it is in the words of the plain file."""

    kind: str
    key: str
    student_id: str
    name: str
    text: str


def changed_row(row: StepRow) -> ChangedRow:
    """Return what a step changed of a row."""
    before = row.before or {}
    fields = tuple(
        ChangedField(
            _header(row.kind, name),
            plain_text(row.kind, name, before[name]),
            plain_text(row.kind, name, now),
        )
        for name, now in row.after.items()
    )
    key = _key(row.kind, row.identity, row.student_id)
    return ChangedRow(row.kind, key, row.student_id, row.name, fields)


def added_row(row: StepRow) -> AddedRow:
    """Return what a new row says: its fields that are not empty."""
    texts = {name: plain_text(row.kind, name, value) for name, value in row.after.items()}
    text = ", ".join(f"{_header(row.kind, name)} {said}" for name, said in texts.items() if said)
    key = _key(row.kind, row.identity, row.student_id)
    return AddedRow(row.kind, key, row.student_id, row.name, text)


def kept_rows(
    tx: Transaction, readings: Sequence[Reading], counted: Sequence[FileCounts]
) -> tuple[ChangedRow, ...]:
    """Return what was set here and stays, each with what a file has, row by row of the store."""
    found: dict[tuple[str, int, str], dict[str, ChangedField]] = {}
    for reading, counts in zip(readings, counted, strict=True):
        kind = reading.kind.name
        for one in counts.kept:
            if one.column == REMOVED:
                continue  # there is no row that stays: the report tells it
            here, file = (kept_text(reading.kind, one.column, v) for v in (one.here, one.file))
            header = _header(kind, one.column)
            field = ChangedField(header, here, file, by_hand=True, ref=one.name)
            found.setdefault((kind, one.owner, one.name.rpartition(":")[0]), {})[one.name] = field
    students = step_rows.student_names(tx, (owner for _, owner, _ in found))
    rows = []
    for (kind, owner, named), fields in found.items():
        table, _, uid = named.partition(":")
        identity = step_rows.identity_of(tx, table, uid) if uid else {}
        student_id, name = students[owner]
        key = _key(kind, identity, student_id)
        rows.append(ChangedRow(kind, key, student_id, name, tuple(fields.values())))
    return tuple(rows)


def kept_text(kind: Kind, field: str, stored: str) -> str:
    """Return the text of a field that was set here, or of what a file has instead of it."""
    is_year = stored and field == "school_year"  # the one number among these fields
    return cell_writer(kind, field)(int(stored) if is_year else stored)


def _key(kind: str, identity: dict[str, Any], student_id: str) -> str:
    texts = (plain_text(kind, name, value) for name, value in identity.items())
    return " ".join(text for text in texts if text) or student_id


def _header(kind: str, field: str) -> str:
    """Return the header of a field in its plain file; a name of its own for what has none."""
    columns = BY_NAME[kind].columns
    return next((column.name for column in columns if column.field == field), field)


def plain_text(kind: str, field: str, value: Any) -> str:  # noqa: ANN401 - a value of any column
    """Return a value as its plain file writes it; a list of meetings of sections in one line."""
    if isinstance(value, list):
        return "; ".join(_meeting(meeting) for meeting in value)
    return cell_writer(BY_NAME[kind], field)(value)


def _meeting(values: Iterable[Any]) -> str:
    texts = (
        plain_text("sections", name, value) for name, value in zip(_MEETING, values, strict=True)
    )
    return " ".join(text for text in texts if text)
