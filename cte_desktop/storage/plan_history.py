"""What became of a plan, step by step: the undo stack of the window is filled from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from cte_desktop.storage.history import Step, StepKind, find_step, list_changes, undone_steps
from cte_desktop.storage.plan_content import kept_from_content, plan_of
from cte_desktop.storage.planning import NOUN
from cte_desktop.storage.tables.history import ChangeRow, StepRow

if TYPE_CHECKING:
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction


def plan_steps(
    tx: Transaction, plan_uid: str, limit: int
) -> tuple[tuple[Step, Plan | None, Plan | None], ...]:
    """Return the newest steps in effect that changed a plan, oldest first, with before and after.

    Undoing and redoing are no steps of their own here: what they took back is simply not in effect.
    """
    undone = undone_steps(tx)
    numbers = tx.session.scalars(
        select(ChangeRow.step)
        .join(StepRow, StepRow.number == ChangeRow.step)
        .where(
            ChangeRow.noun == NOUN.name,
            ChangeRow.noun_id == plan_uid,
            StepRow.kind.not_in([StepKind.UNDO, StepKind.REDO]),
        )
        .order_by(ChangeRow.number.desc())
    )
    found: list[tuple[Step, Plan | None, Plan | None]] = []
    for number in numbers:
        if number in undone or len(found) == limit:
            continue
        step = find_step(tx, number)
        change = next(
            c for c in list_changes(tx, number) if (c.noun, c.noun_id) == (NOUN.name, plan_uid)
        )
        if step is None or change.destroyed:
            break
        found.append((step, _plan(plan_uid, change.before), _plan(plan_uid, change.after)))
    return tuple(reversed(found))


def _plan(uid: str, content: Content | None) -> Plan | None:
    return None if content is None else plan_of(kept_from_content(uid, content))
