"""What was destroyed: when, by whom, by which rule and of how many; never whose it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from cte_desktop.storage.identity import new_id
from cte_desktop.storage.tables.privacy import DestructionRow

if TYPE_CHECKING:
    from datetime import datetime

    from cte_desktop.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Destruction:
    """One class of records that was destroyed at a time."""

    at: datetime
    actor: str
    record_class: str
    rule: str
    students: int
    rows: int


def note_destruction(
    tx: Transaction, record_class: str, rule: str, students: int, rows: int
) -> None:
    """Write down that records of a class were destroyed."""
    at = tx.clock.now()
    tx.connection.execute(
        insert(DestructionRow).values(
            id=new_id(at),
            laptop_id=tx.laptop_id,
            actor=tx.actor,
            at=at,
            record_class=record_class,
            rule=rule,
            students=students,
            rows=rows,
        )
    )


def list_destructions(tx: Transaction) -> tuple[Destruction, ...]:
    """Return what was destroyed, the newest first."""
    query = select(DestructionRow).order_by(DestructionRow.number.desc())
    return tuple(
        Destruction(row.at, row.actor, row.record_class, row.rule, row.students, row.rows)
        for row in tx.session.scalars(query)
    )
