"""The plans of one student as of a step, quickly: only what later steps did to them is taken back.

Present rows are walked back in memory, newest step first. An edit of a plan kept the whole plan
before (`history.py`), an import the rows before (`bulk.py`). Nothing is written. What it returns is
what `exact.py` finds by taking the whole database back.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cte_desktop.storage.as_of.earlier_rows import (
    PLACEMENT,
    PLAN,
    STUDENT,
    EarlierRows,
    earlier_rows,
)
from cte_desktop.storage.content import content_or_none
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.plan_content import (
    PLACEMENT_COLUMNS,
    KeptPlacement,
    KeptPlan,
    kept_from_content,
    plan_of,
)
from cte_desktop.storage.retention.marks import is_marked_since
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

_PLAN = (
    'SELECT p."key", p.uid, p.name, p.status, p.signed_on, p.step '
    'FROM "plan" p JOIN student s ON s."key" = p.student WHERE s.uid = ?'
)
_PLACEMENTS = (
    f"SELECT p.uid, c.position, c.step, c.uid, {', '.join(f'c.{n}' for n in PLACEMENT_COLUMNS)} "
    'FROM placement c JOIN "plan" p ON p."key" = c."plan" '
    'JOIN student s ON s."key" = p.student WHERE s.uid = ? ORDER BY c."plan", c.position'
)
_CHANGES = (
    "SELECT c.step, c.noun, c.noun_id, t.change, t.before FROM change c "
    "LEFT JOIN change_content t ON t.change = c.number WHERE c.student_id = ? "
    "AND c.noun IN ('plan', 'student') AND c.step > ? ORDER BY c.number DESC"
)
_UID = re.compile(r'"uid":"([^"]+)"')


@dataclass(frozen=True, slots=True)
class PlansThen:
    """A student's plans as they were: the active one first, then by name.

    `there` is whether the district knew the student then. `changed_in` are the later steps that
    changed the plans, newest first.
    """

    plans: tuple[Plan, ...]
    there: bool
    changed_in: tuple[int, ...]


def plans_as_of(tx: Transaction, student_uid: str, step: int) -> PlansThen:
    """Return the plans of a student as they stood after a step; 0 is before the first one.

    Raises `KnownError` "not_known" when what a later step changed was destroyed for good.
    """
    if is_marked_since(tx, student_uid, step):
        raise not_known()
    changes = _later_changes(tx, student_uid, step)
    walk = _Walk(tx, student_uid)
    walk.versions = earlier_rows(
        tx,
        student_uid,
        walk.plan_keys,
        {*walk.rows, *(name for change in changes for name in change.placements)},
        step,
    )
    by_step: dict[int, list[_Change]] = {}
    for change in changes:
        by_step.setdefault(change.step, []).append(change)
    newest_first = sorted({*by_step, *walk.versions.steps}, reverse=True)
    changed = tuple(n for n in newest_first if walk.take_back(n, by_step.get(n, ())))
    return PlansThen(tuple(map(plan_of, walk.plans_in_order())), walk.there, changed)


def not_known() -> KnownError:
    """Return the error for what was destroyed because its time of keeping was over."""
    return KnownError(
        "not_known",
        noop("How this stood then is not known any more: it was destroyed for good."),
        kept=noop("What is known today is untouched."),
        do=noop("Choose a later day."),
    )


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of a plan, or of a student's own row, with what was there before as JSON."""

    step: int
    noun: str
    uid: str
    before: str | None

    @property
    def placements(self) -> list[str]:
        """The names of the semesters that stand in it, and of nothing else that matters."""
        return [] if self.before is None or self.noun != PLAN else _UID.findall(self.before)


def _later_changes(tx: Transaction, student_uid: str, step: int) -> list[_Change]:
    """Return what later steps changed one by one, newest first."""
    found = []
    for number, noun, uid, known, before in fetch(tx, _CHANGES, (student_uid, step)):
        if known is None and noun == PLAN:
            raise not_known()
        found.append(_Change(number, noun, uid, before))
    return found


@dataclass(slots=True)
class _Semester:
    plan: str
    position: int
    kept: KeptPlacement


@dataclass(slots=True)
class _Walk:
    """The rows of a student's plans on their way back."""

    tx: Transaction
    student: str
    plans: dict[str, KeptPlan] = field(default_factory=dict)  # without their placements
    rows: dict[str, _Semester] = field(default_factory=dict)
    plan_keys: dict[int, str] = field(default_factory=dict)
    versions: EarlierRows = field(default_factory=EarlierRows)
    there: bool = False
    own_step: int | None = None
    older: dict[str, str | None] = field(default_factory=dict)
    """Plans by uid as a change kept them: read only when it matters, for most an older one does."""

    def __post_init__(self) -> None:
        """Read the rows of today."""
        own = (self.student,)
        for (step,) in fetch(self.tx, "SELECT step FROM student WHERE uid = ?", own):
            self.there, self.own_step = True, step
        for key, uid, name, status, signed_on, step in fetch(self.tx, _PLAN, own):
            self.plan_keys[key] = uid
            self.plans[uid] = KeptPlan(uid, self.student, name, status, signed_on, step, ())
        for plan, position, step, uid, *values in fetch(self.tx, _PLACEMENTS, own):
            self.rows[uid] = _Semester(plan, position, KeptPlacement(uid, tuple(values), step))

    def take_back(self, step: int, changes: Sequence[_Change]) -> bool:
        """Take one step back; tell whether it had changed anything of the plans."""
        touched = False
        for change in changes:
            if change.noun == PLAN:
                self.older[change.uid] = change.before
                touched = True
            elif change.before is not None:
                self.own_step = json.loads(change.before)["step"]
        if step in self.versions.steps:
            self._put_plans()
            self._put_student(step)
            touched |= self._put_plan_rows(step)
            touched |= self._put_semesters(step)
        return touched

    def plans_in_order(self) -> list[KeptPlan]:
        """Return the plans with their placements, the active one first, then by name."""
        self._put_plans()
        of_plan: dict[str, list[_Semester]] = {}
        for row in self.rows.values():
            of_plan.setdefault(row.plan, []).append(row)
        made = []
        for uid, plan in self.plans.items():
            rows = sorted(of_plan.get(uid, ()), key=lambda row: row.position)
            own = (plan.name, plan.status, plan.signed_on, plan.step)
            made.append(KeptPlan(uid, self.student, *own, tuple(row.kept for row in rows)))
        return sorted(made, key=lambda plan: (plan.status, plan.name))

    def _put_plans(self) -> None:
        for uid, before in self.older.items():
            self._put_plan(uid, content_or_none(before))
        self.older.clear()

    def _put_plan(self, uid: str, before: Content | None) -> None:
        for name in [name for name, row in self.rows.items() if row.plan == uid]:
            del self.rows[name]
        self.plans.pop(uid, None)
        if before is not None:
            self.plans[uid] = kept_from_content(uid, before)
            for position, kept in enumerate(self.plans[uid].placements):
                self.rows[kept.uid] = _Semester(uid, position, kept)

    def _put_student(self, step: int) -> None:
        kept = self.versions.of(step, STUDENT).get(self.student)
        if kept is not None:
            self.there, self.own_step = kept.values is not None, kept.step
        elif self.own_step == step:
            self.there, self.own_step = False, None

    def _put_plan_rows(self, step: int) -> bool:
        kept = self.versions.of(step, PLAN)
        added = [uid for uid, plan in self.plans.items() if plan.step == step and uid not in kept]
        for uid in added:
            del self.plans[uid]
        for uid, version in kept.items():
            if version.values is None or version.step is None:
                self.plans.pop(uid, None)
            else:
                name, status, signed_on = (
                    version.values[column] for column in ("name", "status", "signed_on")
                )
                self.plans[uid] = KeptPlan(
                    uid, self.student, name, status, signed_on, version.step, ()
                )
        return bool(added or kept)

    def _put_semesters(self, step: int) -> bool:
        kept = self.versions.of(step, PLACEMENT)
        added = [
            name for name, row in self.rows.items() if row.kept.step == step and name not in kept
        ]
        for name in added:
            del self.rows[name]
        for name, version in kept.items():
            row = self.rows.pop(name, None)
            if version.values is None or version.step is None:
                continue
            known = self.versions.plan_uids.get(version.values["plan"])
            plan = known or (row.plan if row is not None else None)
            if plan is not None:
                values = tuple(version.values[column] for column in PLACEMENT_COLUMNS)
                placement = KeptPlacement(name, values, version.step)
                self.rows[name] = _Semester(plan, version.values["position"], placement)
        return bool(added or kept)
