"""What a person changes of a student here: sign-up, goal, major, preferred name.

All else about a student is the district's and comes with its files. What was changed here is noted
as kept (`hand_kept.py`), so that no file overwrites it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cte_desktop.domain.students.student import Student
from cte_desktop.storage.hand_kept import EDITED, FILE, TABLE
from cte_desktop.storage.history import record_change, step_number
from cte_desktop.storage.owned_rows import OwnedRows
from cte_desktop.storage.students import load_student
from cte_desktop.storage.undo import Noun

if TYPE_CHECKING:
    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

__all__ = ("EDITED", "KEPT", "NOUN", "change_field", "save_student")

KEPT = OwnedRows(TABLE, ("column", "here", "file", "choice"))


def save_student(tx: Transaction, student: Student) -> bool:
    """Save what a person can change of a student, as part of the transaction's step.

    Returns False if it was so already. Other fields are left as they are stored.
    """
    before = _load(tx, student.uid)
    if before is None:
        raise LookupError("no such student")
    wanted = {name: str(getattr(student, name)) for name in EDITED}
    changed = [name for name in EDITED if before[name] != wanted[name]]
    if not changed:
        return False
    after: Content = {**wanted, "step": step_number(tx)}
    _store(tx, student.uid, after)
    for name in changed:
        _keep(tx, student.uid, name, wanted[name])
    return record_change(tx, NOUN.name, student.uid, before, after, student_id=student.uid)


def change_field(tx: Transaction, uid: str, column: str, value: str) -> None:
    """Give one of the fields a value that a file has, as part of the transaction's step."""
    before = _load(tx, uid)
    if before is None:
        raise LookupError("no such student")
    after: Content = {**before, column: value, "step": step_number(tx)}
    _store(tx, uid, after)
    record_change(tx, NOUN.name, uid, before, after, student_id=uid)


def _keep(tx: Transaction, student_uid: str, column: str, here: str) -> None:
    """Note that a field was set here; what the last file had, and a choice against it, stay."""
    found = tx.connection.exec_driver_sql(
        f'SELECT k.uid FROM {TABLE} k JOIN student s ON s."key" = k.student '  # noqa: S608
        'WHERE s.uid = ? AND k."column" = ?',
        (student_uid, column),
    ).scalar()
    if found is None:
        KEPT.add(tx, student_uid, (column, here, None, ""))
        return
    before = KEPT.load(tx, str(found))
    if before is None:
        raise LookupError("no such field")
    choice = "" if before["choice"] == FILE else before["choice"]
    after: Content = {**before, "here": here, "choice": choice, "step": step_number(tx)}
    KEPT.store(tx, str(found), after)
    record_change(tx, TABLE, str(found), before, after, student_id=student_uid)


def _load(tx: Transaction, uid: str) -> Content | None:
    names = ", ".join(EDITED)
    query = f"SELECT {names}, step FROM student WHERE uid = ?"  # noqa: S608 - own columns
    row = tx.connection.exec_driver_sql(query, (uid,)).first()
    return None if row is None else dict(zip((*EDITED, "step"), row, strict=True))


def _store(tx: Transaction, uid: str, content: Content | None) -> None:
    if content is None:
        raise RuntimeError("students come and go with the district's files")
    whole: dict[str, Any] = dict(content)
    names = (*EDITED, "step")
    changes = ", ".join(f"{name} = ?" for name in names)
    tx.connection.exec_driver_sql(
        f"UPDATE student SET {changes} WHERE uid = ?",  # noqa: S608 - own columns
        (*(whole[name] for name in names), uid),
    )
    student = load_student(tx, uid)
    tx.connection.exec_driver_sql(
        "UPDATE student SET name_key = ? WHERE uid = ?", (student.name_key, uid)
    )


NOUN = Noun("student", _load, _store)
