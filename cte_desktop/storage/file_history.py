"""What became of a student's file and plan, step by step, to fill the window's undo stack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from cte_desktop.domain.students.edits import FieldChange, FileEdit
from cte_desktop.storage import (
    added_programs,
    approvals,
    busy_times,
    decisions,
    enrolments,
    experiences,
    plan_locks,
    planning,
    student_edits,
    wishes,
)
from cte_desktop.storage.history import Step, StepKind, find_step, list_changes, undone_steps
from cte_desktop.storage.plan_content import kept_from_content, plan_of
from cte_desktop.storage.student_rows import (
    BUSY,
    DECISIONS,
    ENROLLMENTS,
    WISHES,
    busy_of,
    decision_of,
    enrollment_of,
    wish_of,
)
from cte_desktop.storage.tables.history import ChangeRow, StepRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.students.decisions import Decision, Wish
    from cte_desktop.domain.students.experiences import BusyTime, Enrollment, Experience
    from cte_desktop.storage.content import Content
    from cte_desktop.storage.history import Change
    from cte_desktop.storage.transaction import Transaction

_NOUNS = tuple(
    m.NOUN.name
    for m in (
        planning,
        decisions,
        enrolments,
        added_programs,
        busy_times,
        wishes,
        student_edits,
        experiences,
        approvals,
        plan_locks,
    )
)
_AGREED = frozenset({approvals.NOUN.name, plan_locks.NOUN.name})


@dataclass(frozen=True, slots=True)
class FileStep:
    """A step that changed a student's plan (from `before` to `after`), the file (`edit`) or both;
    both sides of the plan are None where it stayed as it was.
    """

    step: Step
    before: Plan | None
    after: Plan | None
    edit: FileEdit | None


def file_steps(
    tx: Transaction, student_uid: str, plan_uid: str, limit: int
) -> tuple[FileStep, ...]:
    """Return the newest steps in effect on a student's file and one plan, oldest first.

    Undoing and redoing are no steps of their own here: what they took back is simply not in effect.
    """
    undone = undone_steps(tx)
    numbers = tx.session.scalars(
        select(ChangeRow.step)
        .distinct()
        .join(StepRow, StepRow.number == ChangeRow.step)
        .where(
            ChangeRow.student_id == student_uid,
            ChangeRow.noun.in_(_NOUNS),
            StepRow.kind.not_in([StepKind.UNDO, StepKind.REDO]),
        )
        .order_by(ChangeRow.step.desc())
    )
    found: list[FileStep] = []
    for number in numbers:
        if number in undone:
            continue
        step = find_step(tx, number)
        changes = list_changes(tx, number)
        mine = [c for c in changes if c.student_id == student_uid]
        if len(found) == limit or step is None or any(c.destroyed for c in mine):
            break
        made = _made(step, mine, plan_uid)
        if made is not None and (made.edit is None or _is_alone(student_uid, changes)):
            found.append(made)
    return tuple(reversed(found))


def _is_alone(student_uid: str, changes: Sequence[Change]) -> bool:
    """Say whether a step is about this student alone: others' files aren't changed from here."""
    return all(change.student_id in {student_uid, None} for change in changes)


def _made(step: Step, changes: list[Change], plan_uid: str) -> FileStep | None:
    plans = [c for c in changes if c.noun == planning.NOUN.name]
    if not plans:
        if any(c.noun in _AGREED and _plan_named(c) != plan_uid for c in changes):
            return None  # something was agreed on another plan of this student's
        return FileStep(step, None, None, _edit(step, changes))
    plan = next((c for c in plans if c.noun_id == plan_uid), None)
    if plan is None:
        if any(c.after is None for c in plans):
            return FileStep(step, None, None, FileEdit(step.action))  # brings a plan back
        return None  # another plan of this student's
    beside = any(c.noun in _NOUNS and c.noun not in _AGREED for c in changes if c not in plans)
    edit = _edit(step, changes) if beside else None
    return FileStep(step, _plan(plan_uid, plan.before), _plan(plan_uid, plan.after), edit)


def _plan_named(change: Change) -> str:
    return str((change.after or change.before or {}).get("plan", ""))


def _edit(step: Step, changes: list[Change]) -> FileEdit:
    def sides(noun: str) -> tuple[list[Content], list[Content]]:
        mine = [c for c in changes if c.noun == noun]
        return [c.before for c in mine if c.before], [c.after for c in mine if c.after]

    decided, enrolled, added = (sides(m.NOUN.name) for m in (decisions, enrolments, added_programs))
    busy, wished = (sides(m.NOUN.name) for m in (busy_times, wishes))
    lived = sides(experiences.NOUN.name)
    return FileEdit(
        step.action,
        decisions_gone=tuple(map(_decision, decided[0])),
        decisions_new=tuple(map(_decision, decided[1])),
        enrollments_gone=tuple(map(_enrollment, enrolled[0])),
        enrollments_new=tuple(map(_enrollment, enrolled[1])),
        programs_gone=tuple(str(one["program"]) for one in added[0]),
        programs_new=tuple(str(one["program"]) for one in added[1]),
        busy_gone=tuple(map(_busy, busy[0])),
        busy_new=tuple(map(_busy, busy[1])),
        wishes_gone=tuple(map(_wish, wished[0])),
        wishes_new=tuple(map(_wish, wished[1])),
        fields=_fields(*sides(student_edits.NOUN.name)),
        experiences_gone=_experiences(lived[0]),
        experiences_new=_experiences(lived[1]),
    )


def _fields(before: list[Content], after: list[Content]) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(name, str(old[name]), str(new[name]))
        for old, new in zip(before, after, strict=True)
        for name in student_edits.EDITED
        if old[name] != new[name]
    )


def _decision(content: Content) -> Decision:
    whole: dict[str, Any] = dict(content)
    return decision_of((None, *(whole[name] for name in DECISIONS.columns)))


def _enrollment(content: Content) -> Enrollment:
    whole: dict[str, Any] = dict(content)
    return enrollment_of((None, *(whole[name] for name in ENROLLMENTS.columns)))


def _busy(content: Content) -> BusyTime:
    whole: dict[str, Any] = dict(content)
    return busy_of((None, *(whole[name] for name in BUSY.columns)))


def _wish(content: Content) -> Wish:
    whole: dict[str, Any] = dict(content)
    return wish_of((None, *(whole[name] for name in WISHES.columns)))


def _experiences(contents: list[Content]) -> tuple[Experience, ...]:
    """Return those that stood there; a removed row is none."""
    found = map(experiences.experience_in, contents)
    return tuple(one for one in found if one is not None)


def _plan(uid: str, content: Content | None) -> Plan | None:
    return None if content is None else plan_of(kept_from_content(uid, content))
