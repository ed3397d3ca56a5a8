"""Programs that a counselor added for one student, besides those that the student signed up for.

Each is "pathway:NAME" or "district:ID"; adding and removing one is a change of the history.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cte_desktop.storage.history import record_change, step_number
from cte_desktop.storage.identity import new_id
from cte_desktop.storage.row_keys import next_key
from cte_desktop.storage.students import student_key
from cte_desktop.storage.undo import Noun

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

_READ = (
    "SELECT s.uid, a.program FROM added_program a "
    'JOIN student s ON s."key" = a.student WHERE s.uid IN (SELECT value FROM json_each(?)) '
    'ORDER BY a."key"'
)


def list_added_programs(tx: Transaction, student_uid: str) -> tuple[str, ...]:
    """Return the programs added for a student, in the order in which they were added."""
    return list_added_programs_of(tx, (student_uid,)).get(student_uid, ())


def list_added_programs_of(
    tx: Transaction, student_uids: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Return the programs added for many students; students without one are left out."""
    found: dict[str, tuple[str, ...]] = {}
    wanted = json.dumps(list(student_uids))
    for uid, program in tx.connection.exec_driver_sql(_READ, (wanted,)):
        found[uid] = (*found.get(uid, ()), program)
    return found


def add_program(tx: Transaction, student_uid: str, program: str) -> bool:
    """Add a program for a student as part of the transaction's step; False if it was added."""
    if program in list_added_programs(tx, student_uid):
        return False
    uid = new_id(tx.clock.now())
    after: Content = {"student": student_uid, "program": program, "step": step_number(tx)}
    _store(tx, uid, after)
    return record_change(tx, NOUN.name, uid, None, after, student_id=student_uid)


def remove_program(tx: Transaction, student_uid: str, program: str) -> bool:
    """Take an added program back as part of the transaction's step; False if it was not added."""
    uid = tx.connection.exec_driver_sql(
        'SELECT a.uid FROM added_program a JOIN student s ON s."key" = a.student '
        "WHERE s.uid = ? AND a.program = ?",
        (student_uid, program),
    ).scalar()
    if uid is None:
        return False
    before = _load(tx, str(uid))
    _store(tx, str(uid), None)
    return record_change(tx, NOUN.name, str(uid), before, None, student_id=student_uid)


def _load(tx: Transaction, uid: str) -> Content | None:
    row = tx.connection.exec_driver_sql(
        "SELECT s.uid, a.program, a.step FROM added_program a "
        'JOIN student s ON s."key" = a.student WHERE a.uid = ?',
        (uid,),
    ).first()
    return None if row is None else dict(zip(("student", "program", "step"), row, strict=True))


def _store(tx: Transaction, uid: str, content: Content | None) -> None:
    tx.connection.exec_driver_sql("DELETE FROM added_program WHERE uid = ?", (uid,))
    if content is None:
        return
    student = student_key(tx, str(content["student"]))
    tx.connection.exec_driver_sql(
        'INSERT INTO added_program ("key", uid, student, program, step) VALUES (?, ?, ?, ?, ?)',
        (next_key(tx, "added_program"), uid, student, content["program"], content["step"]),
    )


NOUN = Noun("added_program", _load, _store)
