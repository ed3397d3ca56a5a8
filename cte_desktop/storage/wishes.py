"""Wishes that a person notes here: adding and removing them as changes of the history.

Reading them is part of a student's file; with their ids they are listed here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.owned_rows import OwnedRows
from cte_desktop.storage.student_rows import WISHES, wish_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.students.decisions import Wish
    from cte_desktop.storage.transaction import Transaction

ROWS = OwnedRows("wish", WISHES.columns)
NOUN = ROWS.noun
_OF_MANY = (
    "SELECT s.uid, w.uid, w.rank, w.kind, w.value, w.strength, w.days FROM student s "
    'LEFT JOIN wish w ON w.student = s."key" '
    'WHERE s.uid IN (SELECT value FROM json_each(?)) ORDER BY w."key"'
)


def list_wishes(tx: Transaction, student_uid: str) -> tuple[tuple[str, Wish], ...]:
    """Return a student's wishes with their ids, in the order in which they came."""
    return tuple((row[0], wish_of(row)) for row in ROWS.of_student(tx, student_uid))


def list_wishes_of(tx: Transaction, uids: Iterable[str]) -> dict[str, tuple[tuple[str, Wish], ...]]:
    """Return the wishes of many students as `list_wishes` does, by uid; who is gone is left out."""
    found: dict[str, list[tuple[str, Wish]]] = {}
    for student, *row in fetch(tx, _OF_MANY, (json.dumps(sorted(uids)),)):
        own = found.setdefault(student, [])
        if row[0] is not None:
            own.append((row[0], wish_of(tuple(row))))
    return {student: tuple(own) for student, own in found.items()}


def add_wish(tx: Transaction, student_uid: str, wish: Wish) -> str:
    """Keep a wish as part of the transaction's step; returns its id."""
    return ROWS.add(tx, student_uid, (wish.rank, wish.kind, wish.value, wish.strength, wish.days))


def remove_wish(tx: Transaction, uid: str) -> bool:
    """Remove a wish as part of the transaction's step; False if there is none."""
    return ROWS.remove(tx, uid)
