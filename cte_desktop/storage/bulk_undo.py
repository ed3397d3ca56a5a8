"""Taking a bulk step back: every row as it was before, and what it replaces kept beside.

Whatever the step was (an import, its undo, the redo of that), it left the same traces: rows that
carry its number, and earlier versions that name the step a row carried before and after. So taking
back is one procedure, and can itself be taken back.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import IntegrityError

from cte_desktop.storage.bulk import (
    columns_of,
    owned_by_students,
    row_content,
    row_name,
    write_part,
)
from cte_desktop.storage.bulk_students import note_taken_back
from cte_desktop.storage.due_standings import mark_taken_back
from cte_desktop.storage.history import undone_steps
from cte_desktop.storage.retention.marks import require_unmarked
from cte_desktop.storage.row_keys import last_key
from cte_desktop.storage.tables.all import METADATA
from cte_desktop.storage.undo import ChangedSince

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.storage.transaction import Transaction

_LISTED = 'SELECT "row" FROM earlier_row WHERE step = ? AND "table" = ?'


def take_back(tx: Transaction, number: int, new_number: int) -> tuple[str, ...]:
    """Put every row that step `number` wrote back; returns the tables.

    Raises `ChangedSince` if one of the rows was changed since, or is still needed by a later one.
    """
    require_unmarked(tx, number)
    parts = tx.connection.exec_driver_sql(
        'SELECT "table", columns, added FROM bulk_part WHERE step = ? ORDER BY rowid', (number,)
    ).all()
    tables = tuple(str(part[0]) for part in parts)
    for table in tables:
        _require_unchanged(tx, number, table)
    _run(tx, "PRAGMA defer_foreign_keys = ON")
    for table, _, added in parts:
        if _keep_present(tx, number, new_number, table) != added:
            raise ChangedSince(_later_step(tx, number, table, None))
        write_part(tx, new_number, table, 0, last_key(tx, table))
    unchecked = not _run(tx, "PRAGMA foreign_keys").scalar()
    for table in tables:
        if unchecked and _all_of(tx, table, number):
            _run(tx, f'DELETE FROM "{table}"')  # without a condition whole pages go at once
            continue
        # What the step wrote, and of an undo what it brought back under former numbers. Nothing
        # else carries its number, and what was changed since is refused above.
        _run(tx, f'DELETE FROM "{table}" WHERE step = ?', (number,))
        back = f"{_rows(table)} AND written_after <> step"
        _run(tx, f'DELETE FROM "{table}" WHERE {_key_of(table)} IN ({back})', (number, table))
    for table, columns, _ in parts:
        _restore(tx, number, table, json.loads(columns))
    _require_parents(tx, number, tables)
    note_taken_back(tx, number, new_number)
    mark_taken_back(tx, (number, new_number), owned_by_students(tables))
    return tables


def require_unchanged(tx: Transaction, number: int) -> None:
    """Raise `ChangedSince` if a row that the step wrote was changed since; changes nothing."""
    require_unmarked(tx, number)
    parts = _run(tx, 'SELECT "table", added FROM bulk_part WHERE step = ?', (number,)).all()
    for table, added in parts:
        _require_unchanged(tx, number, table)
        still = (
            f'SELECT count(*) FROM "{table}" WHERE step = ? '
            f"AND {row_name(table)} NOT IN ({_LISTED})"
        )
        if _run(tx, still, (number, number, table)).scalar() != added:
            raise ChangedSince(_later_step(tx, number, table, None))
        _require_parents_of_versions(tx, number, table)
        _require_no_later_children(tx, number, table)


def _require_unchanged(tx: Transaction, number: int, table: str) -> None:
    """Raise `ChangedSince` if a row that the step changed or removed is not as it left it."""
    moved = (
        f'SELECT count(*), max(r.step) FROM earlier_row e LEFT JOIN "{table}" r '
        f'ON {_joined(table)} WHERE e.step = ? AND e."table" = ? '
        "AND r.step IS NOT e.written_after"
    )
    differing, by_step = _run(tx, moved, (number, table)).one()
    if differing:
        raise ChangedSince(_later_step(tx, number, table, by_step))


def _require_parents_of_versions(tx: Transaction, number: int, table: str) -> None:
    """Raise `ChangedSince` if a version that would come back belongs to a row that is gone."""
    columns = _columns_then(tx, number, table)
    for reference in METADATA.tables[table].foreign_keys:
        parent, own = reference.column.table.name, reference.parent.name
        if own not in columns:
            continue
        owner = f"json_extract(content, '$[{columns.index(own)}]')"
        known = f'SELECT "{reference.column.name}" FROM "{parent}"'
        values: tuple[Any, ...] = (number, table)
        then = _columns_then(tx, number, parent)
        if reference.column.name in then:  # owners that come back with it
            key = f"json_extract(content, '$[{then.index(reference.column.name)}]')"
            known += (
                f" WHERE step <> ? UNION ALL SELECT {key} FROM earlier_row WHERE step = ? "
                'AND "table" = ? AND content IS NOT NULL'
            )
            values += (number, number, parent)
        alone = (
            'SELECT 1 FROM earlier_row WHERE step = ? AND "table" = ? AND content IS NOT NULL '
            f"AND {owner} IS NOT NULL AND {owner} NOT IN ({known}) LIMIT 1"
        )
        if _run(tx, alone, values).first() is not None:
            raise ChangedSince(None)


def _require_no_later_children(tx: Transaction, number: int, table: str) -> None:
    """Raise `ChangedSince` if a row of another step belongs to one that would go."""
    for child in dict.fromkeys(_children(table)):
        columns = METADATA.tables[child].columns
        for reference in METADATA.tables[child].foreign_keys:
            if reference.column.table.name != table or "step" not in columns:
                continue
            hanging = (
                f'SELECT max(c.step) FROM "{child}" c WHERE c.step > ? '
                f'AND c."{reference.parent.name}" IN (SELECT "{reference.column.name}" '
                f'FROM "{table}" WHERE step = ? AND {row_name(table)} NOT IN ({_LISTED}))'
            )
            later = _run(tx, hanging, (number, number, number, table)).scalar()
            if later is not None:
                raise ChangedSince(int(later))


def _columns_then(tx: Transaction, number: int, table: str) -> list[str]:
    """Return the columns of the versions that a step kept of a table; none where it kept none."""
    query = 'SELECT columns FROM bulk_part WHERE step = ? AND "table" = ?'
    columns = _run(tx, query, (number, table)).scalar()
    return [] if columns is None else list(json.loads(columns))


def _later_step(tx: Transaction, number: int, table: str, by_step: int | None) -> int | None:
    """Return the newest step in effect that changed a row of `number`, if it can be told."""
    after = str(number)
    changes = _run(
        tx,
        "SELECT c.step FROM change c JOIN change_content t ON t.change = c.number "
        "WHERE c.step > ? AND (instr(t.before, ?) OR instr(t.before, ?))",
        (number, f'"step":{after},', f'"step":{after}}}'),
    ).scalars()
    bulk = _run(
        tx,
        'SELECT p.step FROM bulk_part p WHERE p."table" = ? AND p.step > ? AND EXISTS '
        '(SELECT 1 FROM earlier_row e WHERE e.step = p.step AND e."table" = p."table" '
        "AND e.written_before = ?)",
        (table, number, number),
    ).scalars()
    undone = undone_steps(tx)
    own = tx.step.number if tx.step is not None else None
    found = {int(step) for step in (*changes, *bulk, by_step or 0) if step and step > number}
    return max((step for step in found if step not in undone and step != own), default=None)


def _keep_present(tx: Transaction, number: int, new_number: int, table: str) -> int:
    """Keep the rows as they are now; returns how many of them the step had added."""
    into = 'INSERT INTO earlier_row (step, "table", "row", content, written_before, written_after)'
    content = f'CASE WHEN r."key" IS NULL THEN NULL ELSE {row_content(table, "r")} END'
    _run(
        tx,
        f'{into} SELECT ?, ?, e."row", {content}, r.step, e.written_before FROM earlier_row e '
        f'LEFT JOIN "{table}" r ON {_joined(table)} WHERE e.step = ? AND e."table" = ?',
        (new_number, table, number, table),
    )
    added = _run(
        tx,
        f"{into} SELECT ?, ?, {row_name(table)}, {row_content(table)}, step, NULL "
        f'FROM "{table}" WHERE step = ? AND {row_name(table)} NOT IN ({_LISTED})',
        (new_number, table, number, number, table),
    )
    return int(added.rowcount)


def _restore(tx: Transaction, number: int, table: str, columns: list[str]) -> None:
    """Insert the versions before; columns that a table has lost since are left out."""
    present = columns_of(table)
    names = [(place, name) for place, name in enumerate(columns) if name in present]
    values = ", ".join(f"json_extract(content, '$[{place}]')" for place, _ in names)
    quoted = ", ".join(f'"{name}"' for _, name in names)
    try:
        _run(
            tx,
            f'INSERT INTO "{table}" ({quoted}, step) SELECT {values}, written_before '
            'FROM earlier_row WHERE step = ? AND "table" = ? AND content IS NOT NULL '
            f"ORDER BY {_row_key(table)}",
            (number, table),
        )
    except IntegrityError as error:  # another row has taken its place since
        raise ChangedSince(None) from error


def _all_of(tx: Transaction, table: str, number: int) -> bool:
    """Tell whether every row of a table carries the step."""
    other = f'SELECT 1 FROM "{table}" WHERE step <> ? LIMIT 1'
    return _run(tx, other, (number,)).first() is None


def _require_parents(tx: Transaction, number: int, tables: tuple[str, ...]) -> None:
    """Raise `ChangedSince` if a row of a later step belongs to one that is gone, or one that came
    back to one that went since.
    """
    children = (name for table in tables for name in _children(table))
    for dependent in dict.fromkeys((*tables, *children)):
        broken = _run(tx, f'PRAGMA foreign_key_check("{dependent}")').first()
        if broken is not None:
            has_step = "step" in METADATA.tables[dependent].columns
            query = f'SELECT {"step" if has_step else "NULL"} FROM "{dependent}" WHERE rowid = ?'
            step = _run(tx, query, (broken[1],)).scalar()
            # A row that came back carries an earlier step: its owner went since, nobody knows when.
            raise ChangedSince(step if step is not None and step > number else None)


def _children(table: str) -> Iterator[str]:
    """Yield the tables whose rows belong to rows of this one."""
    for name, other in METADATA.tables.items():
        if any(key.column.table.name == table for key in other.foreign_keys):
            yield name


def _has_uid(table: str) -> bool:
    return "uid" in METADATA.tables[table].columns


def _key_of(table: str) -> str:
    return "uid" if _has_uid(table) else '"key"'


def _row_key(table: str) -> str:
    return '"row"' if _has_uid(table) else 'CAST("row" AS INTEGER)'


def _rows(table: str) -> str:
    return f'SELECT {_row_key(table)} FROM earlier_row WHERE step = ? AND "table" = ?'


def _joined(table: str) -> str:
    return 'r.uid = e."row"' if _has_uid(table) else 'r."key" = CAST(e."row" AS INTEGER)'


def _run(tx: Transaction, statement: str, values: tuple[Any, ...] = ()) -> Any:  # noqa: ANN401 - a cursor
    return tx.connection.exec_driver_sql(statement, values)
