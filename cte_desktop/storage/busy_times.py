"""Fixed times that a person notes here: adding and removing them as changes of the history.

Reading them is part of a student's file; with their ids they are listed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.storage.owned_rows import OwnedRows
from cte_desktop.storage.student_rows import BUSY, busy_of

if TYPE_CHECKING:
    from cte_desktop.domain.students.experiences import BusyTime
    from cte_desktop.storage.transaction import Transaction

ROWS = OwnedRows("busy_time", BUSY.columns)
NOUN = ROWS.noun


def list_busy_times(tx: Transaction, student_uid: str) -> tuple[tuple[str, BusyTime], ...]:
    """Return a student's fixed times with their ids, in the order in which they came."""
    return tuple((row[0], busy_of(row)) for row in ROWS.of_student(tx, student_uid))


def add_busy_time(tx: Transaction, student_uid: str, busy: BusyTime) -> str:
    """Keep a fixed time as part of the transaction's step; returns its id."""
    values = (
        busy.school_year,
        busy.term.value,
        busy.days,
        busy.start,
        busy.end,
        busy.kind,
        busy.site,
    )
    return ROWS.add(tx, student_uid, values)


def remove_busy_time(tx: Transaction, uid: str) -> bool:
    """Remove a fixed time as part of the transaction's step; False if there is none."""
    return ROWS.remove(tx, uid)
