"""Whose standings are due: everyone about whom something was written since they were worked out.

Each write path marks them in its own transaction: the history for one student, imports and their
undoing for all students of whom they wrote a row. What concerns everyone (rules, catalog, settings,
time) is told by the basis instead (`standings.py`).
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.audit.parts import EVERY_PART, Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

_MARK = "INSERT OR REPLACE INTO standing_due (student, parts, written_in)"
EVERY = int(EVERY_PART)
_STUDENT, _PLACEMENT = "student", "placement"
_SECTION, _PLAN, _ACTIVE = "section", "plan", "active"
_SCHEDULE = int(Part.SCHEDULE)
_MARK_BESIDE = (
    "INSERT INTO standing_due (student, parts, written_in) {whom} "
    "ON CONFLICT (student) DO UPDATE SET parts = parts | excluded.parts, "
    "written_in = excluded.written_in"
)
_MARK_SITTING = _MARK_BESIDE.format(
    whom="SELECT DISTINCT student, ?, ? FROM record "
    "WHERE school_year = ? AND section_id = ? AND mark = '' AND section_id <> ''"
)
_MARK_PLANNING = _MARK_BESIDE.format(
    whom="SELECT DISTINCT p.student, ?, ? FROM placement l "
    'JOIN "plan" p ON p."key" = l."plan" WHERE l.section_id <> \'\' AND l.section_id IN '
    "({sections}) AND p.status = 'active'"
)
_THESE = "SELECT value FROM json_each(?)"
# A seat matters to others only where there are about as many who want one as there are.
_SCARCE = (
    f"SELECT x.section_id FROM section x WHERE x.section_id IN ({_THESE}) AND x.seats > 0 "
    "AND x.seats <= (SELECT count(*) FROM placement q "
    "WHERE q.section_id = x.section_id AND q.section_id <> '') + "
    "(SELECT count(*) FROM record r WHERE r.school_year = x.school_year "
    "AND r.section_id = x.section_id AND r.mark = '' AND r.section_id <> '')"
)
# From so many rows a student on it takes less to mark everyone than to look whom each row is about.
_MANY_A_STUDENT = 2


def mark_student(tx: Transaction, student_uid: str, step: int) -> None:
    """Mark one student as due: a step wrote something about them."""
    _run(tx, f'{_MARK} SELECT "key", ?, ? FROM student WHERE uid = ?', (EVERY, step, student_uid))


def mark_everyone(tx: Transaction, step: int) -> None:
    """Mark every student as due: a step wrote about so many."""
    _run(tx, f'{_MARK} SELECT "key", ?, ? FROM student', (EVERY, step))


def mark_schedules(
    tx: Transaction,
    noun: str,
    noun_id: str,
    before: Content | None,
    after: Content | None,
    step: int,
) -> None:
    """Mark whose schedule a change of something else is about: a section they sit in or plan, or
    the seat of somebody else in it.

    They are due in what the schedule says of them alone.
    """
    if noun == _SECTION:
        year, _, section = noun_id.partition(":")
        _run(tx, _MARK_SITTING, (_SCHEDULE, step, int(year), section))
        planning = _MARK_PLANNING.format(sections=_THESE)
        _run(tx, planning, (_SCHEDULE, step, json.dumps([section])))
    elif noun == _PLAN:
        was, is_now = _sections_of(before), _sections_of(after)
        if was != is_now:
            wanted = json.dumps(sorted(was ^ is_now))
            _run(tx, _MARK_PLANNING.format(sections=_SCARCE), (_SCHEDULE, step, wanted))


def _sections_of(plan: Content | None) -> set[str]:
    if plan is None or plan.get("status") != _ACTIVE:
        return set()
    placements: Any = plan["placements"]
    return {str(one["section_id"]) for one in placements} - {""}


def mark_parts(tx: Transaction, parts: int) -> None:
    """Mark every student as due in these parts, beside what they are due in already."""
    _run(
        tx,
        'INSERT INTO standing_due (student, parts) SELECT "key", ? FROM student WHERE 1 '
        "ON CONFLICT (student) DO UPDATE SET parts = parts | excluded.parts",
        (parts,),
    )


def mark_added(tx: Transaction, step: int, owned: Iterable[tuple[str, str]], added: int) -> None:
    """Mark the students of whom a bulk step added or changed rows, or removed them.

    `owned` are the tables that it wrote to, each with the column that names the owner; `added` is
    how many rows came new.
    """
    tables = tuple(owned)
    if _is_much(tx, (step,), added):
        mark_everyone(tx, step)
    else:
        for table, owner in tables:
            before = 'SELECT coalesce(max(last_key), 0) FROM bulk_part WHERE "table" = ? '
            _mark_owners(
                tx,
                step,
                table,
                f'SELECT "{owner}" FROM "{table}" WHERE "key" > ({before} AND step < ?)',
                (table, step),
            )
        _mark_earlier(tx, step, (step,), tables)
    _forget_the_gone(tx, tables)


def mark_taken_back(
    tx: Transaction, steps: Sequence[int], owned: Iterable[tuple[str, str]]
) -> None:
    """Mark the students whose rows are as before again: `steps` are the undone one and its undo."""
    tables = tuple(owned)
    if _is_much(tx, steps):
        mark_everyone(tx, max(steps))
    else:
        _mark_earlier(tx, max(steps), steps, tables)
    _forget_the_gone(tx, tables)


def _mark_earlier(
    tx: Transaction, mark: int, steps: Sequence[int], owned: Sequence[tuple[str, str]]
) -> None:
    """Mark the owners of the versions that bulk steps replaced."""
    columns = dict(
        _run(
            tx,
            "SELECT step || '/' || \"table\", columns FROM bulk_part WHERE step IN "
            "(SELECT value FROM json_each(?))",
            (json.dumps(list(steps)),),
        ).all()
    )
    for step in steps:
        for table, owner in owned:
            kept = columns.get(f"{step}/{table}")
            if kept is None:
                continue
            place = json.loads(kept).index(owner)
            _mark_owners(
                tx,
                mark,
                table,
                f"SELECT json_extract(content, '$[{place}]') FROM earlier_row "
                'WHERE step = ? AND "table" = ? AND content IS NOT NULL',
                (step, table),
            )


def _mark_owners(
    tx: Transaction, mark: int, table: str, owners: str, values: tuple[Any, ...]
) -> None:
    """Mark the students whom a statement names: as itself, or by the plan for placements.

    The plan of a placement may be gone; its own earlier version names the student then.
    """
    if table == _PLACEMENT:
        owners = f'SELECT student FROM "plan" WHERE "key" IN ({owners})'
    _run(tx, f"{_MARK} SELECT DISTINCT *, ?, ? FROM ({owners})", (EVERY, mark, *values))


def _forget_the_gone(tx: Transaction, owned: Iterable[tuple[str, str]]) -> None:
    """Remove what is kept of students who are no longer there."""
    if _STUDENT not in dict(owned):
        return
    for table in ("standing_due", "standing"):
        _run(tx, f'DELETE FROM {table} WHERE student NOT IN (SELECT "key" FROM student)')


def _is_much(tx: Transaction, steps: Sequence[int], added: int = 0) -> bool:
    """Say whether steps wrote so many rows that looking whom each is about isn't worth it."""
    enough = _MANY_A_STUDENT * _students(tx) - added
    if enough < 0:
        return True
    query = (
        "SELECT count(*) FROM (SELECT 1 FROM earlier_row WHERE step IN "
        "(SELECT value FROM json_each(?)) LIMIT ?)"
    )
    return int(_run(tx, query, (json.dumps(list(steps)), enough + 1)).scalar() or 0) > enough


def _students(tx: Transaction) -> int:
    return int(_run(tx, "SELECT count(*) FROM student").scalar() or 0)


def _run(tx: Transaction, statement: str, values: tuple[Any, ...] = ()) -> Any:  # noqa: ANN401 - a cursor
    return tx.connection.exec_driver_sql(statement, values)
