"""What a person changes of a student here: sign-up, goal, major, preferred name.

All else about a student is the district's and comes with its files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cte_desktop.domain.students.student import Student
from cte_desktop.storage.history import record_change, step_number
from cte_desktop.storage.students import load_student
from cte_desktop.storage.undo import Noun

if TYPE_CHECKING:
    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

EDITED = ("pathway", "goal", "major", "preferred_name")


def save_student(tx: Transaction, student: Student) -> bool:
    """Save what a person can change of a student, as part of the transaction's step.

    Returns False if it was so already. Other fields are left as they are stored.
    """
    before = _load(tx, student.uid)
    if before is None:
        raise LookupError("no such student")
    wanted: Content = {name: getattr(student, name) for name in EDITED}
    if all(before[name] == wanted[name] for name in EDITED):
        return False
    after: Content = {**wanted, "step": step_number(tx)}
    _store(tx, student.uid, after)
    return record_change(tx, NOUN.name, student.uid, before, after, student_id=student.uid)


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
