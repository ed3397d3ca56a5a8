"""Wishes that a person notes here: adding and removing them as changes of the history.

Reading them is part of a student's file; with their ids they are listed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.storage.owned_rows import OwnedRows
from cte_desktop.storage.student_rows import WISHES, wish_of

if TYPE_CHECKING:
    from cte_desktop.domain.students.decisions import Wish
    from cte_desktop.storage.transaction import Transaction

ROWS = OwnedRows("wish", WISHES.columns)
NOUN = ROWS.noun


def list_wishes(tx: Transaction, student_uid: str) -> tuple[tuple[str, Wish], ...]:
    """Return a student's wishes with their ids, in the order in which they came."""
    return tuple((row[0], wish_of(row)) for row in ROWS.of_student(tx, student_uid))


def add_wish(tx: Transaction, student_uid: str, wish: Wish) -> str:
    """Keep a wish as part of the transaction's step; returns its id."""
    return ROWS.add(tx, student_uid, (wish.rank, wish.kind, wish.value, wish.strength, wish.days))


def remove_wish(tx: Transaction, uid: str) -> bool:
    """Remove a wish as part of the transaction's step; False if there is none."""
    return ROWS.remove(tx, uid)
