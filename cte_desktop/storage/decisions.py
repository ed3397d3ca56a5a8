"""Decisions that a person makes here: adding and removing them as changes of the history.

Reading them is part of a student's file; with their ids they are listed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.storage.dates import day_text
from cte_desktop.storage.owned_rows import OwnedRows
from cte_desktop.storage.student_rows import DECISIONS, decision_of

if TYPE_CHECKING:
    from cte_desktop.domain.students.decisions import Decision
    from cte_desktop.storage.transaction import Transaction

_HOW = ("by_hand",)  # no part of the decision itself
_BY_HAND = 1
ROWS = OwnedRows("decision", (*DECISIONS.columns, *_HOW))
NOUN = ROWS.noun


def list_decisions(tx: Transaction, student_uid: str) -> tuple[tuple[str, Decision], ...]:
    """Return a student's decisions with their ids, in the order in which they came."""
    rows = ROWS.of_student(tx, student_uid)
    return tuple((row[0], decision_of(row[: -len(_HOW)])) for row in rows)


def add_decision(tx: Transaction, student_uid: str, decision: Decision) -> str:
    """Keep a decision as part of the transaction's step; returns its id."""
    values = (
        decision.kind,
        decision.program,
        decision.requirement,
        decision.course_code,
        decision.for_course,
        decision.category,
        decision.reason,
        decision.approved_by,
        day_text(decision.on),
        _BY_HAND,
    )
    return ROWS.add(tx, student_uid, values)


def remove_decision(tx: Transaction, uid: str) -> bool:
    """Remove a decision as part of the transaction's step; False if there is none."""
    return ROWS.remove(tx, uid)
