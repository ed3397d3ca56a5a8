"""Asking for a student whom somebody may have removed meanwhile: a list or a dialog is older."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.storage.students import load_student
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from cte_desktop.domain.students.student import Student
    from cte_desktop.storage.transaction import Transaction


def student_there(tx: Transaction, uid: str) -> Student:
    """Return the student; `KnownError` (student_gone) when nobody of that uid is left."""
    try:
        return load_student(tx, uid)
    except LookupError:
        raise KnownError(
            "student_gone",
            noop("This student is no longer in the database."),
            kept=noop("Nothing was changed."),
            do=noop("Look again on the page Students."),
        ) from None
