"""Sign-ups that a person makes here: adding and removing them as changes of the history.

Those that files bring come through `imports.py`. Reading them is part of a student's file; with
their ids they are listed here.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cte_desktop.storage.dates import day_text
from cte_desktop.storage.history import record_change, step_number
from cte_desktop.storage.identity import new_id
from cte_desktop.storage.row_keys import next_key
from cte_desktop.storage.student_rows import ENROLLMENTS, enrollment_of
from cte_desktop.storage.students import student_key
from cte_desktop.storage.undo import Noun

if TYPE_CHECKING:
    from cte_desktop.domain.students.experiences import Enrollment
    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

_COLUMNS = (*ENROLLMENTS.columns, "step")
_NAMES = ", ".join(f'"{name}"' for name in _COLUMNS)


def list_enrolments(tx: Transaction, student_uid: str) -> tuple[tuple[str, Enrollment], ...]:
    """Return a student's sign-ups with their ids, in the order in which they came."""
    names = ", ".join(f'e."{name}"' for name in ENROLLMENTS.columns)
    rows = tx.connection.exec_driver_sql(
        f"SELECT e.uid, {names} FROM enrollment e "
        'JOIN student s ON s."key" = e.student WHERE s.uid = ? ORDER BY e."key"',
        (student_uid,),
    )
    return tuple((row[0], enrollment_of(tuple(row))) for row in rows)


def add_enrolment(tx: Transaction, student_uid: str, enrolment: Enrollment) -> str:
    """Keep a sign-up as part of the transaction's step; returns its id."""
    uid = new_id(tx.clock.now())
    values = (
        enrolment.pathway,
        enrolment.action,
        day_text(enrolment.on),
        enrolment.school_year,
        enrolment.school,
        enrolment.reason,
        step_number(tx),
    )
    after: Content = {"student": student_uid, **dict(zip(_COLUMNS, values, strict=True))}
    _store(tx, uid, after)
    record_change(tx, NOUN.name, uid, None, after, student_id=student_uid)
    return uid


def remove_enrolment(tx: Transaction, uid: str) -> bool:
    """Remove a sign-up as part of the transaction's step; False if there is none."""
    before = _load(tx, uid)
    if before is None:
        return False
    _store(tx, uid, None)
    return record_change(tx, NOUN.name, uid, before, None, student_id=str(before["student"]))


def _load(tx: Transaction, uid: str) -> Content | None:
    names = ", ".join(f'e."{name}"' for name in _COLUMNS)
    row = tx.connection.exec_driver_sql(
        f'SELECT s.uid, {names} FROM enrollment e JOIN student s ON s."key" = e.student '
        "WHERE e.uid = ?",
        (uid,),
    ).first()
    if row is None:
        return None
    return {"student": row[0], **dict(zip(_COLUMNS, row[1:], strict=True))}


def _store(tx: Transaction, uid: str, content: Content | None) -> None:
    tx.connection.exec_driver_sql("DELETE FROM enrollment WHERE uid = ?", (uid,))
    if content is None:
        return
    whole: dict[str, Any] = dict(content)
    student = student_key(tx, whole["student"])
    marks = ", ".join("?" * (len(_COLUMNS) + 3))
    tx.connection.exec_driver_sql(
        f'INSERT INTO enrollment ("key", uid, student, {_NAMES}) VALUES ({marks})',
        (next_key(tx, "enrollment"), uid, student, *(whole[name] for name in _COLUMNS)),
    )


NOUN = Noun("enrollment", _load, _store)
