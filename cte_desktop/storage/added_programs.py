"""Programs that a counselor added for one student, besides those that the student signed up for.

Each is "pathway:NAME" or "district:ID"; adding and removing one is a change of the history.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cte_desktop.storage.owned_rows import OwnedRows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.storage.transaction import Transaction

_ROWS = OwnedRows("added_program", ("program",))
NOUN = _ROWS.noun
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
    _ROWS.add(tx, student_uid, (program,))
    return True


def remove_program(tx: Transaction, student_uid: str, program: str) -> bool:
    """Take an added program back as part of the transaction's step; False if it was not added."""
    added = {name: uid for uid, name in _ROWS.of_student(tx, student_uid)}
    return program in added and _ROWS.remove(tx, added[program])
