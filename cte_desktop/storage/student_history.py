"""Which steps wrote something about one student, imports among them.

An edit names its student in its change, an import or its undo is noted for each student of whom it
wrote a row (`bulk_students.py`), and awards stand in the register.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.storage import bulk_students
from cte_desktop.storage.certificates import register
from cte_desktop.storage.history import list_steps
from cte_desktop.storage.students import student_key

if TYPE_CHECKING:
    from cte_desktop.storage.history import Step
    from cte_desktop.storage.transaction import Transaction


def list_student_steps(tx: Transaction, uid: str, limit: int | None = None) -> tuple[Step, ...]:
    """Return the steps that wrote something about a student, newest first."""
    return list_steps(tx, student_id=uid, also=other_steps(tx, uid), limit=limit)


def other_steps(tx: Transaction, uid: str) -> set[int]:
    """Return the steps about a student that have no change which names them."""
    key = student_key(tx, uid)
    wrote = set() if key is None else bulk_students.steps_about(tx, key)
    return wrote | register.steps_about(tx, uid)
