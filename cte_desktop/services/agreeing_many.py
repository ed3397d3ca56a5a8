"""What signing and locking would do for many students, before it is done: for whom, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.approval import ON_PAPER, STUDENT, standing_of
from cte_desktop.services import approval_checks as checks
from cte_desktop.services.approvals import Signing, signed
from cte_desktop.services.people.rights import require_change
from cte_desktop.services.plan_locks import lock_placements, lock_plans, unlock_plans
from cte_desktop.storage import approvals as approval_store
from cte_desktop.storage import plan_locks as lock_store
from cte_desktop.storage import planning as plan_store
from cte_desktop.storage import students as student_store
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date

    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.plan_locks import LockedMany, WhichCourses
    from cte_desktop.storage.students import StudentLine
    from cte_desktop.storage.transaction import Transaction

    Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Locking:
    """What is locked or let go: whole plans, or `courses` of them in their places."""

    locked: bool
    reason: str = ""
    courses: WhichCourses | None = None


@dataclass(frozen=True, slots=True)
class ForOne:
    """A student: the plan that it is about, and why it can't be done, "" when it can."""

    student: StudentLine
    plan_name: str
    why: str


def preview_signing(
    desk: Desk,
    student_uids: Collection[str],
    on: date,
    names: Mapping[str, str],
    *,
    progress: Progress | None = None,
) -> tuple[ForOne, ...]:
    """Return whose active plans would be kept as signed on paper that day, by name."""
    require_change(desk, "sign_plans", student_uids)
    said = signed(Signing(on, ON_PAPER, {**names, STUDENT: "-"}))
    with desk.database.reading() as tx:
        known = approval_store.approvals_of_many(tx, student_uids)

        def why(plan: Plan) -> str:
            standing = standing_of(plan, known.get(plan.student_uid, ()))
            try:
                checks.require_sound(tx, desk.today(), plan, standing, said)
            except KnownError as refused:
                return told(refused).text
            return ""

        return _each(tx, student_uids, why, progress)


def preview_locking(
    desk: Desk,
    student_uids: Collection[str],
    locking: Locking,
    *,
    progress: Progress | None = None,
) -> tuple[ForOne, ...]:
    """Return whose active plans, or courses in them, would be locked or let go, by name."""
    require_change(desk, "lock_plans", student_uids)
    with desk.database.reading() as tx:
        plans = plan_store.list_plans_of(tx, student_uids)
        locks = lock_store.locks_of(tx, [plan.uid for some in plans.values() for plan in some])

        def why(plan: Plan) -> str:
            is_locked, courses = plan.uid in locks, locking.courses
            if courses is not None:
                if is_locked:
                    return tr("The plan is locked already.")
                chosen = (p for p in plan.placed if courses.has(p))
                if all(p.locked is locking.locked for p in chosen):
                    return tr("Nothing in the plan had to be changed.")
            elif is_locked is locking.locked:
                return (
                    tr("The plan is locked already.") if is_locked else tr("The plan isn't locked.")
                )
            return ""

        return _each(tx, student_uids, why, progress)


def lock_many(
    desk: Desk,
    student_uids: Collection[str],
    locking: Locking,
    *,
    progress: Progress | None = None,
) -> LockedMany:
    """Lock or let go what is asked for, as one step."""
    if locking.courses is not None:
        return lock_placements(desk, student_uids, locking.courses, progress=progress)
    if locking.locked:
        return lock_plans(desk, student_uids, locking.reason, progress=progress)
    return unlock_plans(desk, student_uids, progress=progress)


def _each(
    tx: Transaction,
    student_uids: Collection[str],
    why: Callable[[Plan], str],
    progress: Progress | None,
) -> tuple[ForOne, ...]:
    wanted = frozenset(student_uids)
    lines = [one for one in student_store.list_student_lines(tx) if one.uid in wanted]
    plans = plan_store.list_plans_of(tx, wanted)
    found = []
    for done, line in enumerate(lines, start=1):
        plan = plan_store.active_plan(plans.get(line.uid, ()))
        if plan is None:
            found.append(ForOne(line, "", tr("There is no plan yet.")))
        else:
            found.append(ForOne(line, plan.name, why(plan)))
        if progress is not None:
            progress(done, len(lines))
    return tuple(found)
