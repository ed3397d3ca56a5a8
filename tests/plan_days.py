"""Plans with the day of signing that a file would bring, or without it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cte_desktop.domain.planning.plan import Plan
from cte_desktop.services.desk import Desk
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.planning import save_plan


def keep_signed_on(desk: Desk, plan: Plan, day: date | None) -> Plan:
    """Store a plan as signed on a day, nothing being said of it here; None for not signed."""
    kept = replace(plan, signed_on=day)
    with desk.database.writing() as tx:
        begin_step(tx, "edit_plan")
        save_plan(tx, kept)
    return kept
