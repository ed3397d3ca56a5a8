"""The rows that an import's step changed and added, read in its transaction before it is given up.

Values are as stored. A section changes with its meetings, a plan with its semesters.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cte_desktop.storage.bulk import columns_of, row_name
from cte_desktop.storage.copied import COPIED
from cte_desktop.storage.students import LIST_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cte_desktop.storage.transaction import Transaction

Values = dict[str, Any]
_KINDS = {copied.table: kind for kind, copied in COPIED.items()}
_KINDS |= {"section": "sections", "placement": "plans", "plan": "plans"}
_IDENTITY = {copied.table: copied.identity for copied in COPIED.values()}
_IDENTITY |= {
    "section": ("section_id", "school_year"),
    "placement": ("plan", "grade_level", "term", "lane", "course_code"),
    "plan": ("name",),
}
# What a person needs not see of a row, besides what tells it.
_UNSEEN = frozenset({"key", "uid", "name_key", "by_hand", "position", "source"})
_OWNERS = {"student": "key", "placement": "plan"}  # columns that lead to a student, else "student"
_MEETING = ("period", "days", "start", "end", "room")


@dataclass(frozen=True, slots=True)
class StepRow:
    """A row that a step wrote: `before` is None for a new one, else the values that changed.

    `identity` are the values that tell it from others of its kind, but the student's id for what
    belongs to a student; `student` is whom it is about: id and name, empty for nobody.
    """

    kind: str
    table: str
    key: int
    identity: Values
    student_id: str
    name: str
    before: Values | None
    after: Values


def count_changed(tx: Transaction, step: int) -> int:
    """Return how many rows of the store a step changed; a section counts with its meetings."""
    tables = json.dumps(list(_KINDS))
    found = _run(
        tx,
        'SELECT count(*) FROM earlier_row WHERE step = ? AND "table" IN '
        "(SELECT value FROM json_each(?)) AND content IS NOT NULL AND written_after = ?",
        (step, tables, step),
    ).scalar()
    return int(found or 0) + len(_met_otherwise(tx, step) - _changed_keys(tx, step, "section"))


def list_changed(tx: Transaction, step: int, most: int) -> tuple[StepRow, ...]:
    """Return the first rows that a step changed, table by table."""
    found: list[StepRow] = []
    for table, kind in _KINDS.items():
        names = columns_of(table)
        values = ", ".join(f'r."{name}"' for name in names)
        rows = _run(
            tx,
            f'SELECT e.content, json_array({values}) FROM earlier_row e JOIN "{table}" r '
            f'ON {row_name(table, "r")} = e."row" WHERE e.step = ? AND e."table" = ? '
            "AND e.content IS NOT NULL AND e.written_after = ? LIMIT ?",
            (step, table, step, max(0, most - len(found))),
        )
        pairs = [
            (dict(zip(names, json.loads(old), strict=True)), _named(names, new))
            for old, new in rows
        ]
        found += _with_students(tx, kind, table, pairs)
    by_key = {(row.table, row.key): row for row in found}
    for row in _sections_that_meet_otherwise(tx, step, most):
        same = by_key.get((row.table, row.key))
        before, after = (same.before or {}, same.after) if same is not None else ({}, {})
        by_key[row.table, row.key] = replace(
            row, before={**before, **(row.before or {})}, after={**after, **row.after}
        )
    return tuple(by_key.values())[:most]


def list_added(tx: Transaction, step: int, most: int) -> tuple[StepRow, ...]:
    """Return the first new rows of a step, up to `most` of a kind."""
    found: list[StepRow] = []
    written = 'SELECT "table" FROM bulk_part WHERE step = ? AND added > 0'
    for table in _run(tx, written, (step,)).scalars().all():
        if table not in _KINDS or table == "plan":  # a plan is told by its semesters
            continue
        names = columns_of(table)
        values = ", ".join(f'r."{name}"' for name in names)
        before = 'SELECT coalesce(max(last_key), 0) FROM bulk_part WHERE "table" = ? AND step < ?'
        rows = _run(
            tx,
            f'SELECT json_array({values}) FROM "{table}" r WHERE r."key" > ({before}) '
            'AND r.step = ? ORDER BY r."key" LIMIT ?',
            (table, step, step, most),
        )
        pairs = [(None, _named(names, new)) for (new,) in rows]
        found += _with_students(tx, _KINDS[table], table, pairs)
    return tuple(found)


def student_names(tx: Transaction, keys: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return id and name of students under their keys."""
    rows = _run(
        tx,
        f'SELECT s."key", s.student_id, {LIST_NAME} FROM student s '
        'WHERE s."key" IN (SELECT value FROM json_each(?))',
        (json.dumps(sorted(set(keys))),),
    )
    return {key: (student_id, name) for key, student_id, name in rows}


def identity_of(tx: Transaction, table: str, uid: str) -> Values:
    """Return what tells a row of a student from the others of its table."""
    names = [name for name in _IDENTITY[table] if name != "student"]
    columns = ", ".join(f'"{name}"' for name in names)
    row = _run(tx, f'SELECT {columns} FROM "{table}" WHERE uid = ?', (uid,)).first()
    return {} if row is None else dict(zip(names, row, strict=True))


def _named(names: list[str], content: str) -> Values:
    return dict(zip(names, json.loads(content), strict=True))


def _with_students(
    tx: Transaction, kind: str, table: str, pairs: Sequence[tuple[Values | None, Values]]
) -> Iterator[StepRow]:
    """Yield the rows with whom they are about."""
    if not pairs:
        return
    owner = _OWNERS.get(table, "student")
    owners = {row["key"]: row.get(owner) for _, row in pairs}
    plans: dict[int, tuple[int, str]] = {}
    if table == "placement":
        listed = json.dumps(sorted({key for key in owners.values() if key is not None}))
        query = 'SELECT "key", student, name FROM "plan" WHERE "key" IN'
        rows = _run(tx, f"{query} (SELECT value FROM json_each(?))", (listed,))
        plans = {key: (student, name) for key, student, name in rows}
        owners = {key: plans[plan][0] for key, plan in owners.items() if plan is not None}
    students = student_names(tx, (key for key in owners.values() if key is not None))
    for before, row in pairs:
        student_id, name = students.get(owners.get(row["key"]) or 0, ("", ""))
        told = row if table != "placement" else {**row, "plan": plans[row["plan"]][1]}
        identity = {n: told[n] for n in _IDENTITY[table] if n != "student"}
        yield StepRow(
            kind, table, row["key"], identity, student_id, name, *_differing(table, before, row)
        )


def _differing(table: str, before: Values | None, after: Values) -> tuple[Values | None, Values]:
    hidden = _UNSEEN | {"student", "plan", "section"}
    seen = [name for name in after if name not in hidden]
    if before is None:
        return None, {name: after[name] for name in seen if name not in _IDENTITY[table]}
    changed = [name for name in seen if before[name] != after[name]]
    return {n: before[n] for n in changed}, {n: after[n] for n in changed}


def _sections_that_meet_otherwise(tx: Transaction, step: int, most: int) -> Iterator[StepRow]:
    """Yield sections whose meetings changed; `meetings` holds them as lists of values."""
    keys = sorted(_met_otherwise(tx, step))[: max(0, most)]
    if not keys:
        return
    listed = json.dumps(keys)
    rows = _run(
        tx,
        'SELECT "key", section_id, school_year FROM section '
        'WHERE "key" IN (SELECT value FROM json_each(?)) ORDER BY "key"',
        (listed,),
    ).all()
    gone, present = _meetings_before(tx, step), _meetings(tx, listed)
    for key, section_id, year in rows:
        identity = {"section_id": section_id, "school_year": year}
        before, after = {"meetings": gone.get(key, [])}, {"meetings": present.get(key, [])}
        yield StepRow("sections", "section", key, identity, "", "", before, after)


def _met_otherwise(tx: Transaction, step: int) -> set[int]:
    """Return the keys of sections of before that have new meetings, or have some no longer."""
    place = columns_of("meeting").index("section")
    rows = _run(
        tx,
        'SELECT r."key" FROM section r WHERE r."key" IN (SELECT section FROM meeting '
        f"WHERE step = ? UNION SELECT json_extract(content, '$[{place}]') FROM earlier_row "
        "WHERE step = ? AND \"table\" = 'meeting' AND content IS NOT NULL) "
        'AND (r.step <> ? OR CAST(r."key" AS TEXT) IN '
        '(SELECT "row" FROM earlier_row WHERE step = ? AND "table" = \'section\'))',
        (step, step, step, step),
    )
    return set(rows.scalars())


def _changed_keys(tx: Transaction, step: int, table: str) -> set[int]:
    rows = _run(
        tx,
        'SELECT CAST("row" AS INTEGER) FROM earlier_row WHERE step = ? AND "table" = ? '
        "AND content IS NOT NULL AND written_after = ?",
        (step, table, step),
    )
    return set(rows.scalars())


def _meetings_before(tx: Transaction, step: int) -> dict[int, list[list[Any]]]:
    names = columns_of("meeting")
    found: dict[int, list[list[Any]]] = {}
    rows = _run(
        tx,
        "SELECT content FROM earlier_row WHERE step = ? AND \"table\" = 'meeting' "
        'AND content IS NOT NULL ORDER BY CAST("row" AS INTEGER)',
        (step,),
    )
    for (content,) in rows:
        row = _named(names, content)
        found.setdefault(row["section"], []).append([row[name] for name in _MEETING])
    return found


def _meetings(tx: Transaction, sections: str) -> Mapping[int, list[list[Any]]]:
    found: dict[int, list[list[Any]]] = {}
    rows = _run(
        tx,
        'SELECT section, period, days, "start", "end", room FROM meeting '
        'WHERE section IN (SELECT value FROM json_each(?)) ORDER BY "key"',
        (sections,),
    )
    for section, *values in rows:
        found.setdefault(section, []).append(values)
    return found


def _run(tx: Transaction, statement: str, values: tuple[Any, ...] = ()) -> Any:  # noqa: ANN401 - a cursor
    return tx.connection.exec_driver_sql(statement, values)
