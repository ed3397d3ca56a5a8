"""Keeping what a person changes in a student's file: each edit one step that can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from cte_desktop.domain.students.edits import changed_student
from cte_desktop.services.changes import Changes
from cte_desktop.storage import (
    added_programs,
    busy_times,
    decisions,
    enrolments,
    experiences,
    wishes,
)
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.storage.student_edits import save_student
from cte_desktop.storage.students import load_student
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.steps import step_text

if TYPE_CHECKING:
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.students.edits import FileEdit
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.content import Json
    from cte_desktop.storage.transaction import Transaction

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class CaseStep:
    """A step on one student's table: the plan from `before` to `after` (both None where it stayed
    as it was), an edit of the file, or both.
    """

    number: int
    text: str
    before: Plan | None
    after: Plan | None
    edit: FileEdit | None


def keep_edit(desk: Desk, student_uid: str, edit: FileEdit) -> Changes:
    """Store an edit of a student's file as one step of the history.

    Raises `KnownError` when something that goes isn't stored, `LookupError` when the student is
    gone; nothing is changed then.
    """
    with desk.database.writing() as tx:
        details: dict[str, Json] = {
            name: list(value) if isinstance(value, tuple) else value for name, value in edit.values
        }
        begin_step(tx, edit.action, details)
        _take_out(tx, student_uid, edit)
        for decision in edit.decisions_new:
            decisions.add_decision(tx, student_uid, decision)
        for enrolment in edit.enrollments_new:
            enrolments.add_enrolment(tx, student_uid, enrolment)
        for program in edit.programs_new:
            added_programs.add_program(tx, student_uid, program)
        for busy in edit.busy_new:
            busy_times.add_busy_time(tx, student_uid, busy)
        for wish in edit.wishes_new:
            wishes.add_wish(tx, student_uid, wish)
        for experience in edit.experiences_new:
            experiences.add_experience(tx, student_uid, experience)
        if edit.fields:
            _change_fields(tx, student_uid, edit)
        number = step_number(tx)
    return Changes(_nouns(edit), frozenset({student_uid}), number)


def case_steps(desk: Desk, case: Case, limit: int = 100) -> tuple[CaseStep, ...]:
    """Return the steps in effect on a student's file and plan, oldest first, for the undo stack."""
    from cte_desktop.storage import file_history

    plan = case.plan.uid if case.plan is not None else ""
    with desk.database.reading() as tx:
        steps = file_history.file_steps(tx, case.file.student.uid, plan, limit)
    catalog = case.district.catalog
    return tuple(
        CaseStep(
            kept.step.number,
            step_text(kept.step.action, kept.step.details, catalog),
            kept.before,
            kept.after,
            kept.edit,
        )
        for kept in steps
    )


def _take_out(tx: Transaction, student_uid: str, edit: FileEdit) -> None:
    if edit.decisions_gone:
        known = [(d, uid) for uid, d in decisions.list_decisions(tx, student_uid)]
        for decision in edit.decisions_gone:
            _require(decisions.remove_decision(tx, _taken(known, decision)))
    if edit.enrollments_gone:
        signed = [(e, uid) for uid, e in enrolments.list_enrolments(tx, student_uid)]
        for enrolment in edit.enrollments_gone:
            _require(enrolments.remove_enrolment(tx, _taken(signed, enrolment)))
    for program in edit.programs_gone:
        _require(added_programs.remove_program(tx, student_uid, program))
    _take_out_of_life(tx, student_uid, edit)


def _take_out_of_life(tx: Transaction, student_uid: str, edit: FileEdit) -> None:
    if edit.busy_gone:
        times = [(b, uid) for uid, b in busy_times.list_busy_times(tx, student_uid)]
        for busy in edit.busy_gone:
            _require(busy_times.remove_busy_time(tx, _taken(times, busy)))
    if edit.wishes_gone:
        wished = [(w, uid) for uid, w in wishes.list_wishes(tx, student_uid)]
        for wish in edit.wishes_gone:
            _require(wishes.remove_wish(tx, _taken(wished, wish)))
    if edit.experiences_gone:
        lived = [(e, uid) for uid, e in experiences.list_experiences(tx, student_uid)]
        for experience in edit.experiences_gone:
            _require(experiences.remove_experience(tx, _taken(lived, experience)))


def _change_fields(tx: Transaction, student_uid: str, edit: FileEdit) -> None:
    student = changed_student(load_student(tx, student_uid), edit.fields)
    if student is None:
        raise _changed_since()
    save_student(tx, student)


def _taken(known: list[tuple[Kept, str]], wanted: Kept) -> str:
    """Return the id of the first that is so, and take it off the list."""
    for place, (one, uid) in enumerate(known):
        if one == wanted:
            del known[place]
            return uid
    return ""


def _require(removed: bool) -> None:  # noqa: FBT001 - what the store answered
    if not removed:
        raise _changed_since()


def _changed_since() -> KnownError:
    return KnownError(
        "changed_since",
        "This has been changed meanwhile.",
        kept="Nothing was changed.",
        do="It is read anew; try again.",
    )


def _nouns(edit: FileEdit) -> frozenset[str]:
    touched = {"history"}
    if edit.decisions_gone or edit.decisions_new or edit.programs_gone or edit.programs_new:
        touched.add("decisions")
    if edit.enrollments_gone or edit.enrollments_new or edit.fields:
        touched.add("students")
    if edit.busy_gone or edit.busy_new or edit.wishes_gone or edit.wishes_new:
        touched.add("students")
    if edit.experiences_gone or edit.experiences_new:
        touched.add("students")
    return frozenset(touched)
