"""Sign-ups that a person makes here: adding and removing them as changes of the history.

Reading them is part of a student's file; with their ids they are listed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.storage.dates import day_text
from cte_desktop.storage.owned_rows import OwnedRows
from cte_desktop.storage.student_rows import ENROLLMENTS, enrollment_of

if TYPE_CHECKING:
    from cte_desktop.domain.students.experiences import Enrollment
    from cte_desktop.storage.transaction import Transaction

_HOW = ("by_hand",)  # no part of the sign-up itself
_BY_HAND = 1
ROWS = OwnedRows("enrollment", (*ENROLLMENTS.columns, *_HOW))
NOUN = ROWS.noun


def list_enrolments(tx: Transaction, student_uid: str) -> tuple[tuple[str, Enrollment], ...]:
    """Return a student's sign-ups with their ids, in the order in which they came."""
    rows = ROWS.of_student(tx, student_uid)
    return tuple((row[0], enrollment_of(row[: -len(_HOW)])) for row in rows)


def add_enrolment(tx: Transaction, student_uid: str, enrolment: Enrollment) -> str:
    """Keep a sign-up as part of the transaction's step; returns its id."""
    values = (
        enrolment.pathway,
        enrolment.action,
        day_text(enrolment.on),
        enrolment.school_year,
        enrolment.school,
        enrolment.reason,
        _BY_HAND,
    )
    return ROWS.add(tx, student_uid, values)


def remove_enrolment(tx: Transaction, uid: str) -> bool:
    """Remove a sign-up as part of the transaction's step; False if there is none."""
    return ROWS.remove(tx, uid)
