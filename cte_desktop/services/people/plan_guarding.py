"""Which changes of plans are refused, and the sentences for it: locked plans, closed windows.

A lock holds against everything but signing and coming in force; windows hold for counselors and for
the plan in force, so that other plans may be tried out at any time.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.edit_windows import closed_windows, grades_changed
from cte_desktop.domain.planning.plan import Plan, PlanStatus
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.labels import date_label, grade_label
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from cte_desktop.domain.planning.approval import LockedPlan, PlanLock
    from cte_desktop.domain.planning.edit_windows import EditWindow
    from cte_desktop.system.clock import Clock

PLAN_LOCKED, WINDOW_CLOSED = "plan_locked", "window_closed"
_ACTIVE = PlanStatus.ACTIVE
_UNCHANGED = noop("Nothing was changed.")


def changes_locked(before: Plan, after: Plan | None) -> bool:
    """Tell whether a change is one that a lock holds against; None stands for deleting the plan."""
    if after is None:
        return True
    status = after.status if after.status is _ACTIVE else before.status
    return replace(before, signed_on=None, status=status) != replace(after, signed_on=None)


def in_force(
    before: Plan | None, after: Plan | None, instead_of: Plan | None
) -> tuple[Plan | None, Plan | None]:
    """Return the plan in force before and after a change of a plan; twice None when it is none."""
    was = before if before is not None and before.status is _ACTIVE else instead_of
    will = after if after is not None and after.status is _ACTIVE else None
    return (was, will)


def in_force_after(
    plans: Collection[Plan], changes: Iterable[tuple[Plan | None, Plan | None]]
) -> tuple[Plan | None, Plan | None]:
    """Return a student's plan in force before and after changes of some of their plans."""
    then = {plan.uid: plan for plan in plans}
    for before, after in changes:
        if before is not None:
            then.pop(before.uid, None)
        if after is not None:
            then[after.uid] = after
    return _active(plans), _active(then.values())


def _active(plans: Iterable[Plan]) -> Plan | None:
    return next((plan for plan in plans if plan.status is _ACTIVE), None)


def closed_for(
    windows: Iterable[EditWindow], plans: tuple[Plan | None, Plan | None], clock: Clock
) -> KnownError | None:
    """Return why the plan in force may not be changed so today; None when it may."""
    known = tuple(windows)
    if not known:
        return None
    shut = closed_windows(known, grades_changed(*plans), clock.today())
    return window_closed(shut[0], clock) if shut else None


def plan_locked(lock: PlanLock, plan_name: str) -> KnownError:
    """Return the refusal that says who locked the plan, when, why and how to go on."""
    return KnownError(
        PLAN_LOCKED,
        noop("“{plan}” was locked by {who} on {day}: {reason}.")
        if lock.reason
        else noop("“{plan}” was locked by {who} on {day}."),
        kept=_UNCHANGED,
        do=noop("Unlock the plan first, or change a copy of it."),
        plan=plan_name,
        who=lock.by,
        day=date_label(lock.on),
        reason=lock.reason.rstrip("."),
    )


def plans_locked(locked: Sequence[LockedPlan], student_name: str) -> KnownError:
    """Return the refusal for a step about many plans; the name is of the first one's student."""
    first = locked[0]
    if len(locked) > 1:
        text = noop(
            "{count} of the plans are locked, among them “{plan}” of {student}, by {who} on {day}."
        )
    elif first.lock.reason:
        text = noop("“{plan}” of {student} was locked by {who} on {day}: {reason}.")
    else:
        text = noop("“{plan}” of {student} was locked by {who} on {day}.")
    return KnownError(
        PLAN_LOCKED,
        text,
        kept=_UNCHANGED,
        do=noop("Unlock them first.") if len(locked) > 1 else noop("Unlock the plan first."),
        count=f"{len(locked):,}",
        plan=first.plan_name,
        student=student_name,
        who=first.lock.by,
        day=date_label(first.lock.on),
        reason=first.lock.reason.rstrip("."),
    )


def window_closed(window: EditWindow, clock: Clock) -> KnownError:
    """Return the refusal that says when the grade's courses may be changed."""
    waits = window.opens is not None and clock.today() < window.opens
    day = window.opens if waits else window.closes
    return KnownError(
        WINDOW_CLOSED,
        noop("The courses of {grade} grade may be changed from {day} on.")
        if waits
        else noop("The courses of {grade} grade could be changed through {day}."),
        kept=_UNCHANGED,
        do=noop("A registrar or an administrator may change them; you may try it in a copy."),
        grade=grade_label(window.grade_level),
        day="" if day is None else date_label(day),
    )


def left_named(plan: Plan | None) -> Plan | None:
    """Return a plan as it is once another one is in force."""
    return None if plan is None else replace(plan, status=PlanStatus.NAMED)
