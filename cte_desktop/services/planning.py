"""Keeping plans: every edit is saved as it is made, as one step that can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.plan import Plan
from cte_desktop.services.changes import Changes
from cte_desktop.storage import planning as plan_store
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.storage.identity import new_id

if TYPE_CHECKING:
    from cte_desktop.domain.findings import Values
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.content import Json


def fresh_id(desk: Desk) -> str:
    """Return an id for something made on this laptop (UUIDv7)."""
    return new_id(desk.clock.now())


def new_plan(desk: Desk, student_uid: str, name: str = "Plan A") -> Plan:
    """Return an empty plan for a student; it is stored with its first edit."""
    return Plan(fresh_id(desk), student_uid, name)


def save_plan(desk: Desk, plan: Plan, action: str, values: Values = ()) -> Changes:
    """Store a plan as one step of the history.

    `action` and `values` name the step for Undo (`wording/steps.py`); they hold no student's name.
    Nothing is written when the plan is as stored. The day of signing stays as stored, whatever the
    plan says: it may have been read before it was signed (`approvals.py` sets that day).
    """
    with desk.database.writing() as tx:
        details: dict[str, Json] = {
            name: list(value) if isinstance(value, tuple) else value for name, value in values
        }
        begin_step(tx, action, details)
        stored = plan_store.find_plan(tx, plan.uid)
        plan = replace(plan, signed_on=None if stored is None else stored.signed_on)
        changed = plan_store.save_plan(tx, plan)
        number = step_number(tx) if changed else None
    students = frozenset({plan.student_uid})
    nouns = frozenset({"plans", "history"}) if changed else frozenset()
    return Changes(nouns, students, number)
