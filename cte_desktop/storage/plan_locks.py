"""Plans that nobody changes until they are unlocked: a student's rows, one for each such plan."""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.planning.approval import LockedPlan, PlanLock
from cte_desktop.storage.bulk import columns_of
from cte_desktop.storage.owned_rows import OwnedRows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.storage.transaction import Transaction

ROWS = OwnedRows("plan_lock", ("plan", "on", "by", "reason"))
NOUN = ROWS.noun
_QUERY = 'SELECT uid, "plan", "on", "by", reason FROM plan_lock WHERE "plan"'


def lock_of(tx: Transaction, plan_uid: str) -> PlanLock | None:
    """Return the lock of a plan, None if it may be changed."""
    row = tx.connection.exec_driver_sql(f"{_QUERY} = ?", (plan_uid,)).first()
    return None if row is None else _lock(tuple(row))


def locks_of(tx: Transaction, plan_uids: Iterable[str]) -> dict[str, PlanLock]:
    """Return the locks of many plans, under the uids of those that are locked."""
    query = f"{_QUERY} IN (SELECT value FROM json_each(?))"
    rows = tx.connection.exec_driver_sql(query, (json.dumps(list(plan_uids)),))
    return {row[1]: _lock(tuple(row)) for row in rows}


def locks_of_student(tx: Transaction, student_uid: str) -> tuple[PlanLock, ...]:
    """Return the locks of a student's plans."""
    return tuple(
        PlanLock(uid, plan, date.fromisoformat(on), by, reason)
        for uid, plan, on, by, reason in ROWS.of_student(tx, student_uid)
    )


def locked_of_step(tx: Transaction, number: int) -> tuple[LockedPlan, ...]:
    """Return the locked plans of which a bulk step wrote something, in order of student_id."""
    if tx.connection.exec_driver_sql("SELECT 1 FROM plan_lock LIMIT 1").first() is None:
        return ()
    place = columns_of("placement").index("plan")
    versions = 'FROM earlier_row WHERE step = ? AND "table" = '
    rows = tx.connection.exec_driver_sql(
        f'SELECT l.uid, l."plan", l."on", l."by", l.reason, p.name, s.uid FROM plan_lock l '
        'JOIN "plan" p ON p.uid = l."plan" JOIN student s ON s."key" = p.student WHERE p.step = ? '
        'OR EXISTS (SELECT 1 FROM placement c WHERE c."plan" = p."key" AND c.step = ?) '
        f"OR p.uid IN (SELECT \"row\" {versions}'plan') "
        f"OR p.\"key\" IN (SELECT json_extract(content, '$[{place}]') {versions}'placement') "
        "ORDER BY s.student_id, p.name",
        (number,) * 4,
    )
    return tuple(LockedPlan(_lock(tuple(row[:5])), str(row[5]), str(row[6])) for row in rows)


def add_lock(
    tx: Transaction, student_uid: str, plan_uid: str, on: date, by: str, reason: str
) -> str:
    """Lock a plan that isn't locked, within the step; returns the lock's uid."""
    return ROWS.add(tx, student_uid, (plan_uid, on.isoformat(), by, reason))


def remove_lock(tx: Transaction, uid: str) -> bool:
    """Take a lock away, within the step; False if there is none."""
    return ROWS.remove(tx, uid)


def _lock(row: tuple[Any, ...]) -> PlanLock:
    uid, plan, on, by, reason = row
    return PlanLock(uid, plan, date.fromisoformat(on), by, reason)
