"""Locking plans against every change, and single courses to their places, one or many at once.

A locked plan says who locked it and why; whoever may change plans of the student may unlock it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.approval import PlanLock
from cte_desktop.services.approval_checks import left, no_plan, plan_there, still_there
from cte_desktop.services.changes import Changes
from cte_desktop.services.student_fields import clean_text
from cte_desktop.storage import plan_locks as store
from cte_desktop.storage import planning as plan_store
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.storage.tables.columns import TEXT_LENGTH
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from cte_desktop.domain.planning.plan import Placement, Plan
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.repair_trials import KeptApart
    from cte_desktop.storage.transaction import Transaction

    Progress = Callable[[int, int], None]

__all__ = (
    "LockedMany",
    "PlanLock",
    "WhichCourses",
    "lock_of",
    "lock_placements",
    "lock_plan",
    "lock_plans",
    "locks_of",
    "unlock_plan",
    "unlock_plans",
)

_NOUNS = frozenset({"plans", "approvals", "history"})


@dataclass(frozen=True, slots=True)
class LockedMany(Changes):
    """What became of many plans: how many were changed, and whose were left and why."""

    plans: int = 0
    kept_apart: tuple[KeptApart, ...] = ()


@dataclass(frozen=True, slots=True)
class WhichCourses:
    """The courses to lock to their places, or to let go: of a grade, of a code, of both, or all."""

    grade_level: int | None = None
    course_code: str = ""
    locked: bool = True

    def has(self, placement: Placement) -> bool:
        """Tell whether a placement is one of them."""
        spot = placement.spot
        if spot is None or (self.course_code and placement.course_code != self.course_code):
            return False
        return self.grade_level is None or spot.grade_level == self.grade_level


def lock_of(desk: Desk, plan_uid: str) -> PlanLock | None:
    """Return the lock of a plan, None if it may be changed."""
    with desk.database.reading() as tx:
        return store.lock_of(tx, plan_uid)


def locks_of(desk: Desk, plan_uids: Collection[str]) -> dict[str, PlanLock]:
    """Return the locks of many plans, under the uids of those that are locked."""
    with desk.database.reading() as tx:
        return store.locks_of(tx, plan_uids)


def lock_plan(desk: Desk, plan_uid: str, reason: str = "") -> Changes:
    """Lock one plan; nothing is written when it is locked already."""
    reason = _sound(reason)
    with desk.database.writing() as tx:
        plan = plan_there(tx, plan_uid)
        begin_step(tx, "lock_plan", {"plan": plan.name})
        tx.require_students((plan.student_uid,))
        if store.lock_of(tx, plan_uid) is not None:
            return Changes()
        _lock(tx, desk, plan, reason)
        return Changes(_NOUNS, frozenset({plan.student_uid}), step_number(tx))


def unlock_plan(desk: Desk, plan_uid: str) -> Changes:
    """Unlock one plan; nothing is written when it isn't locked."""
    with desk.database.writing() as tx:
        plan = plan_there(tx, plan_uid)
        begin_step(tx, "unlock_plan", {"plan": plan.name})
        tx.require_students((plan.student_uid,))
        lock = store.lock_of(tx, plan_uid)
        if lock is None:
            return Changes()
        store.remove_lock(tx, lock.uid)
        return Changes(_NOUNS, frozenset({plan.student_uid}), step_number(tx))


def lock_plans(
    desk: Desk,
    student_uids: Collection[str],
    reason: str = "",
    *,
    progress: Progress | None = None,
) -> LockedMany:
    """Lock the active plans of many students as one step."""
    reason = _sound(reason)

    def lock(tx: Transaction, plan: Plan, present: PlanLock | None) -> str:
        if present is not None:
            return tr("The plan is locked already.")
        _lock(tx, desk, plan, reason)
        return ""

    return _each(desk, student_uids, "lock_plans", lock, progress)


def unlock_plans(
    desk: Desk, student_uids: Collection[str], *, progress: Progress | None = None
) -> LockedMany:
    """Unlock the active plans of many students as one step."""

    def unlock(tx: Transaction, _plan: Plan, present: PlanLock | None) -> str:
        if present is None:
            return tr("The plan isn't locked.")
        store.remove_lock(tx, present.uid)
        return ""

    return _each(desk, student_uids, "unlock_plans", unlock, progress)


def lock_placements(
    desk: Desk,
    student_uids: Collection[str],
    what: WhichCourses,
    *,
    progress: Progress | None = None,
) -> LockedMany:
    """Lock courses of many active plans to their places, or let them go, as one step."""

    def change(tx: Transaction, plan: Plan, _present: PlanLock | None) -> str:
        after = replace(
            plan,
            placements=tuple(
                replace(p, locked=what.locked) if what.has(p) else p for p in plan.placements
            ),
        )
        try:
            done = plan_store.save_plan(tx, after)
        except KnownError as refused:
            return told(refused).text
        return "" if done else tr("Nothing in the plan had to be changed.")

    action = "lock_courses_of_many" if what.locked else "unlock_courses_of_many"
    return _each(desk, student_uids, action, change, progress)


def _each(
    desk: Desk,
    student_uids: Collection[str],
    action: str,
    change: Callable[[Transaction, Plan, PlanLock | None], str],
    progress: Progress | None,
) -> LockedMany:
    """Change the active plan of each student; the change returns why one was left, "" when not.

    Whoever was removed meanwhile is left out.
    """
    with desk.database.writing() as tx:
        student_uids = still_there(tx, student_uids)
        plans = plan_store.list_plans_of(tx, student_uids)
        active = {uid: plan_store.active_plan(plans.get(uid, ())) for uid in student_uids}
        locks = store.locks_of(tx, [plan.uid for plan in active.values() if plan is not None])
        begin_step(tx, action, {"students": len(active)})
        tx.require_students(list(active))
        changed, apart = set(), []
        for done, (uid, plan) in enumerate(active.items(), start=1):
            if plan is None:
                apart.append(no_plan(tx, uid))
            elif why := change(tx, plan, locks.get(plan.uid)):
                apart.append(left(tx, uid, why))
            else:
                changed.add(uid)
            if progress is not None:
                progress(done, len(active))
        number = step_number(tx) if changed else None
    nouns = _NOUNS if changed else frozenset()
    return LockedMany(nouns, frozenset(changed), number, len(changed), tuple(apart))


def _lock(tx: Transaction, desk: Desk, plan: Plan, reason: str) -> None:
    by = tx.actor
    store.add_lock(tx, plan.student_uid, plan.uid, desk.today(), by, reason)


def _sound(reason: str) -> str:
    reason = clean_text(reason, several_lines=False)
    if len(reason) > TEXT_LENGTH:
        raise WrongCall(
            "remark_too_long",
            noop("A reason has at most {most} characters."),
            kept=noop("Nothing was changed."),
            most=TEXT_LENGTH,
        )
    return reason
