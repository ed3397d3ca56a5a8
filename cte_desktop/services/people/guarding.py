"""The guard of an open database: it lets who sits at the desk do what their role may.

It asks the database anew each time, so that who was removed or given another role meanwhile, from
another program too, is bound by it at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.people.roles import OWNER, Person, Right, Role
from cte_desktop.domain.planning.approval import LockedPlan
from cte_desktop.services.people.plan_guarding import (
    changes_locked,
    closed_for,
    in_force,
    in_force_after,
    left_named,
    plan_locked,
    plans_locked,
)
from cte_desktop.services.people.rights import ACTION_RIGHTS, NOT_ALLOWED, may_do, refusal
from cte_desktop.storage.edit_windows import list_windows
from cte_desktop.storage.people import counselors_of, find_person
from cte_desktop.storage.plan_locks import lock_of, locks_of
from cte_desktop.storage.planning import list_plans_of
from cte_desktop.storage.students import load_student
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.storage.transaction import PlanChange, Transaction

NO_LONGER = "no_longer_here"


class DeskGuard:
    """Guards a database for one person, by uid; "" is the owner, who may do everything."""

    def __init__(self, uid: str) -> None:
        """Stand guard."""
        self.uid = uid

    def step(self, tx: Transaction, action: str) -> None:
        """Refuse a step whose action the person's role may not do."""
        person = self.present(tx)
        if not may_do(person, action):
            raise refusal(person, ACTION_RIGHTS.get(action))

    def students(self, tx: Transaction, uids: Collection[str]) -> None:
        """Refuse to change something about students of another caseload."""
        _refuse_others(tx, self.present(tx), uids, right=Right.PLAN)

    def disclosure(self, tx: Transaction, uids: Collection[str]) -> None:
        """Refuse to print or export without the right to, and students of another caseload."""
        person = self.present(tx)
        if not person.may(Right.DISCLOSE):
            raise refusal(person, Right.DISCLOSE)
        _refuse_others(tx, person, uids, right=Right.DISCLOSE)

    def plan(
        self, tx: Transaction, before: Plan | None, after: Plan | None, instead_of: Plan | None
    ) -> None:
        """Refuse to change a locked plan, and what the present day is closed for."""
        for one, other in ((before, after), (instead_of, left_named(instead_of))):
            if one is not None and changes_locked(one, other):
                lock = lock_of(tx, one.uid)
                if lock is not None:
                    raise plan_locked(lock, one.name)
        if self.is_bound(tx):
            shut = closed_for(list_windows(tx), in_force(before, after, instead_of), tx.clock)
            if shut is not None:
                raise shut

    def plans_back(self, tx: Transaction, changes: Collection[PlanChange]) -> None:
        """Refuse to undo a step that changed locked plans, or what the present day is closed for.

        Of the plan in force only what it is in the end counts: that another one was between is the
        way there.
        """
        there = [before for before, _ in changes if before is not None]
        locks = locks_of(tx, [before.uid for before in there])
        self.locked_plans(
            tx,
            [
                LockedPlan(locks[before.uid], before.name, before.student_uid)
                for before, after in changes
                if before is not None and before.uid in locks and changes_locked(before, after)
            ],
        )
        if self.is_bound(tx) and (windows := list_windows(tx)):
            of_student: dict[str, list[PlanChange]] = {}
            for before, after in changes:
                plan = before or after
                if plan is not None:
                    of_student.setdefault(plan.student_uid, []).append((before, after))
            known = list_plans_of(tx, of_student)
            for uid, own in of_student.items():
                shut = closed_for(windows, in_force_after(known.get(uid, ()), own), tx.clock)
                if shut is not None:
                    raise shut

    def locked_plans(self, tx: Transaction, locked: Sequence[LockedPlan]) -> None:
        """Refuse to change plans that are locked, naming the first one; none is no refusal."""
        if locked:
            student = load_student(tx, locked[0].student_uid)
            raise plans_locked(locked, student.list_name)

    def is_bound(self, tx: Transaction) -> bool:
        """Tell whether whoever sits here changes plans on the days of the windows alone."""
        return self.present(tx).role is Role.COUNSELOR

    def present(self, tx: Transaction) -> Person:
        """Return who sits at the desk, as the database knows them now; a known error if gone."""
        if not self.uid:
            return OWNER
        person = find_person(tx, self.uid)
        if person is None or not person.active:
            raise no_longer_here()
        return person


def hindered(tx: Transaction, changes: Iterable[tuple[Plan | None, Plan]]) -> dict[str, KnownError]:
    """Return why plans in force can't be changed so, under the uids of their students.

    For work on many plans, which leaves those out and says so; `changes` are (before, after).
    """
    guard = tx.guard
    if not isinstance(guard, DeskGuard):
        return {}
    wanted = [(before, after) for before, after in changes if before != after]
    locks = locks_of(tx, [before.uid for before, _ in wanted if before is not None])
    windows = list_windows(tx) if guard.is_bound(tx) else ()
    found: dict[str, KnownError] = {}
    for before, after in wanted:
        lock = None if before is None else locks.get(before.uid)
        if lock is not None and before is not None and changes_locked(before, after):
            found[after.student_uid] = plan_locked(lock, before.name)
        elif (shut := closed_for(windows, (before, after), tx.clock)) is not None:
            found[after.student_uid] = shut
    return found


def no_longer_here() -> KnownError:
    """Return the error for somebody who was removed from those who open the database."""
    return KnownError(
        NO_LONGER,
        noop("You are no longer among those who open this database."),
        kept=noop("Nothing was changed."),
        do=noop("An administrator can add you again."),
    )


def _refuse_others(tx: Transaction, person: Person, uids: Collection[str], *, right: Right) -> None:
    """Raise if some of the students are in a caseload that is not this person's."""
    if person.role is not Role.COUNSELOR:
        return
    of_counselor = counselors_of(tx, uids)
    others = {name: n for name, n in of_counselor.items() if not person.may_touch(name)}
    if not others:
        return
    if len(uids) == 1:
        raise KnownError(
            NOT_ALLOWED,
            _ONE_PRINTED if right is Right.DISCLOSE else _ONE_CHANGED,
            kept=noop("Nothing was changed."),
            do=noop("Ask {counselor}, a registrar or an administrator."),
            counselor=next(iter(others)),
        )
    raise KnownError(
        NOT_ALLOWED,
        _MANY_PRINTED if right is Right.DISCLOSE else _MANY_CHANGED,
        kept=noop("Nothing was changed."),
        do=noop(
            "Choose students of your own caseload, or ask a registrar or an administrator: the "
            "filter counselor:NAME lists a caseload."
        ),
        others=sum(others.values()),
        students=len(uids),
    )


_ONE_CHANGED = noop("This student is in the caseload of {counselor}: you may look, not change.")
_ONE_PRINTED = noop("This student is in the caseload of {counselor}: you may look, not print.")
_MANY_CHANGED = noop(
    "{others} of these {students} students are not of your caseload; only your own may be changed."
)
_MANY_PRINTED = noop(
    "{others} of these {students} students are not of your caseload; only your own may be printed "
    "or exported."
)
