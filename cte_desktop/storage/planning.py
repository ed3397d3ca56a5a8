"""Plans: reading them, and saving an edited one as a change of the history.

Each placement carries the step that wrote it, so that taking back an import can tell what was moved
since. Saving writes only the placements that differ.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.planning.plan import Plan, PlanStatus
from cte_desktop.storage.bulk import columns_of, row_content
from cte_desktop.storage.history import record_change, step_number
from cte_desktop.storage.plan_content import (
    PLACEMENT_COLUMNS,
    KeptPlacement,
    KeptPlan,
    content_of,
    kept_from_content,
    kept_from_plan,
    plan_of,
)
from cte_desktop.storage.row_keys import hold_keys, next_key
from cte_desktop.storage.students import student_key
from cte_desktop.storage.undo import Noun

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

_PLAN = (
    'SELECT p."key", p.uid, s.uid, p.name, p.status, p.signed_on, p.step '
    'FROM "plan" p JOIN student s ON s."key" = p.student'
)
_NAMES = ", ".join(PLACEMENT_COLUMNS)
_PLACEMENT = f'SELECT "plan", uid, step, {_NAMES} FROM placement'
_IN_ORDER = 'ORDER BY p.status, p.name, p."key"'  # "active" comes first


def list_plans(tx: Transaction, student_uid: str) -> tuple[Plan, ...]:
    """Return a student's plans: the active one first, then by name."""
    return tuple(map(plan_of, _read(tx, "s.uid = ?", (student_uid,))))


def list_plans_of(tx: Transaction, student_uids: Iterable[str]) -> dict[str, tuple[Plan, ...]]:
    """Return the plans of many students under their uids; students without one are left out."""
    listed = (json.dumps(list(student_uids)),)
    found: dict[str, tuple[Plan, ...]] = {}
    for kept in _read(tx, "s.uid IN (SELECT value FROM json_each(?))", listed):
        found[kept.student_uid] = (*found.get(kept.student_uid, ()), plan_of(kept))
    return found


def active_plan(plans: Iterable[Plan]) -> Plan | None:
    """Return the plan in force, None if there is none."""
    return next((plan for plan in plans if plan.status is PlanStatus.ACTIVE), None)


def find_plan(tx: Transaction, uid: str) -> Plan | None:
    """Return one plan."""
    kept = _find(tx, uid)
    return None if kept is None else plan_of(kept)


def save_plan(tx: Transaction, plan: Plan, *, follows: bool = False) -> bool:
    """Save a plan as part of the transaction's step; False if it was so already.

    A student has one active plan: when another one was, it stays under its name. The guard refuses
    what is locked or closed at present, unless the plan only `follows` a section's new name.
    """
    before = _find(tx, plan.uid)
    known = None if before is None else plan_of(before)
    if known == plan:
        return False
    others: list[KeptPlan] = []
    if plan.status is PlanStatus.ACTIVE and (known is None or known.status != plan.status):
        active = _read(tx, "s.uid = ? AND p.status = 'active'", (plan.student_uid,))
        others = [other for other in active if other.uid != plan.uid]
    if not follows:
        tx.require_plan(known, plan, plan_of(others[0]) if others else None)
    for other in others:
        _change(tx, other, replace(plan_of(other), status=PlanStatus.NAMED))
    _change(tx, before, plan)
    return True


def delete_plan(tx: Transaction, uid: str) -> bool:
    """Remove a plan as part of the transaction's step; False if there is none."""
    before = _find(tx, uid)
    if before is None:
        return False
    tx.require_plan(plan_of(before), None)
    _store(tx, uid, None)
    return record_change(
        tx, NOUN.name, uid, content_of(before), None, student_id=before.student_uid
    )


def _change(tx: Transaction, before: KeptPlan | None, plan: Plan) -> None:
    after = content_of(_after(before, kept_from_plan(plan, step_number(tx))))
    _store(tx, plan.uid, after)
    record_change(tx, NOUN.name, plan.uid, content_of(before), after, student_id=plan.student_uid)


def _after(before: KeptPlan | None, wanted: KeptPlan) -> KeptPlan:
    """Return the wanted rows, those that are as before with the step that they carried before."""
    if before is None:
        return wanted
    known = {placement.uid: placement for placement in before.placements}
    placements = tuple(
        known[p.uid] if p.uid in known and known[p.uid].values == p.values else p
        for p in wanted.placements
    )
    step = before.step if before.values == wanted.values else wanted.step
    return replace(wanted, step=step, placements=placements)


def _load(tx: Transaction, uid: str) -> Content | None:
    return content_of(_find(tx, uid))


def _store(tx: Transaction, uid: str, content: Content | None) -> None:
    connection = tx.connection
    wanted = None if content is None else kept_from_content(uid, content)
    key = connection.exec_driver_sql('SELECT "key" FROM "plan" WHERE uid = ?', (uid,)).scalar()
    if wanted is None:
        _remember_key(tx, uid)
        connection.exec_driver_sql('DELETE FROM placement WHERE "plan" = ?', (key,))
        connection.exec_driver_sql('DELETE FROM "plan" WHERE "key" = ?', (key,))
        return
    student = student_key(tx, wanted.student_uid)
    values = (student, wanted.name, wanted.status, wanted.signed_on, wanted.step)
    if key is None:
        key = _former_key(tx, uid) or next_key(tx, "plan")
        connection.exec_driver_sql(
            'INSERT INTO "plan" (student, name, status, signed_on, step, "key", uid) '
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*values, key, uid),
        )
    else:
        connection.exec_driver_sql(
            'UPDATE "plan" SET student = ?, name = ?, status = ?, signed_on = ?, step = ? '
            'WHERE "key" = ?',
            (*values, key),
        )
    _store_placements(tx, int(key), wanted.placements)


def _remember_key(tx: Transaction, uid: str) -> None:
    """Keep the row of a plan that goes, so that it gets its key again should it come back.

    Versions of its placements that an import kept name the plan by its key.
    """
    hold_keys(tx, "plan")
    tx.connection.exec_driver_sql(
        'INSERT INTO earlier_row (step, "table", "row", content, written_before, written_after) '
        f"SELECT ?, 'plan', uid, {row_content('plan')}, step, NULL FROM \"plan\" WHERE uid = ? "
        "ON CONFLICT DO NOTHING",
        (step_number(tx), uid),
    )


def _former_key(tx: Transaction, uid: str) -> int | None:
    """Return the key that a plan had before it was taken away, None if it isn't known."""
    place = columns_of("plan").index("key")
    found = tx.connection.exec_driver_sql(
        f"SELECT json_extract(content, '$[{place}]') FROM earlier_row "
        "WHERE step IN (SELECT step FROM bulk_part WHERE \"table\" = 'plan') "
        'AND "table" = \'plan\' AND "row" = ? AND content IS NOT NULL LIMIT 1',
        (uid,),
    ).scalar()
    return None if found is None else int(found)


def _store_placements(tx: Transaction, plan: int, wanted: Sequence[KeptPlacement]) -> None:
    query = f'{_PLACEMENT} WHERE "plan" = ? ORDER BY position'
    kept = [_kept_placement(row) for row in tx.connection.exec_driver_sql(query, (plan,))]
    present = {placement.uid: (place, placement) for place, placement in enumerate(kept)}
    gone = [(uid,) for uid in present.keys() - {placement.uid for placement in wanted}]
    first_key = next_key(tx, "placement")
    written = [
        (plan, place, p.step, *p.values, p.uid, first_key + place)
        for place, p in enumerate(wanted)
        if present.get(p.uid) != (place, p)
    ]
    if gone:
        tx.connection.exec_driver_sql("DELETE FROM placement WHERE uid = ?", gone)
    if written:
        marks = ", ".join("?" * (len(PLACEMENT_COLUMNS) + 5))
        changes = ", ".join(
            f"{name} = excluded.{name}" for name in ("position", "step", *PLACEMENT_COLUMNS)
        )
        names = f'"plan", position, step, {_NAMES}, uid, "key"'
        tx.connection.exec_driver_sql(
            f"INSERT INTO placement ({names}) VALUES ({marks}) "
            f"ON CONFLICT (uid) DO UPDATE SET {changes}",
            written,
        )


def _find(tx: Transaction, uid: str) -> KeptPlan | None:
    return next(iter(_read(tx, "p.uid = ?", (uid,))), None)


def _read(tx: Transaction, condition: str, values: tuple[Any, ...]) -> list[KeptPlan]:
    plans = tx.connection.exec_driver_sql(f"{_PLAN} WHERE {condition} {_IN_ORDER}", values).all()
    placements: dict[int, list[KeptPlacement]] = {}
    if plans:
        keys = (json.dumps([row[0] for row in plans]),)
        of_these = '"plan" IN (SELECT value FROM json_each(?))'
        query = f'{_PLACEMENT} WHERE {of_these} ORDER BY "plan", position'
        for row in tx.connection.exec_driver_sql(query, keys):
            placements.setdefault(row[0], []).append(_kept_placement(row))
    return [_kept_plan(row, tuple(placements.get(row[0], ()))) for row in plans]


def _kept_plan(row: Sequence[Any], placements: tuple[KeptPlacement, ...]) -> KeptPlan:
    _, uid, student, name, status, signed_on, step = row
    return KeptPlan(uid, student, name, status, signed_on, step, placements)


def _kept_placement(row: Sequence[Any]) -> KeptPlacement:
    return KeptPlacement(row[1], tuple(row[3:]), row[2])


def _allow(tx: Transaction, contents: Mapping[str, Content | None]) -> None:
    """Raise what the guard says if plans are locked or closed at present."""
    changes = [
        (
            find_plan(tx, uid),
            None if content is None else plan_of(kept_from_content(uid, content)),
        )
        for uid, content in contents.items()
    ]
    tx.require_plans_back(changes)


NOUN = Noun("plan", _load, _store, _allow)
