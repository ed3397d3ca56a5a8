"""What a step did, thing by thing and field by field; and what taking it back would do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.services.history import BeforeUndo, HistoryLine, before_of, line_of
from cte_desktop.storage import bulk_students, step_pages, step_student_rows
from cte_desktop.storage.history import find_step, list_changes
from cte_desktop.storage.students import load_student
from cte_desktop.storage.undo import MOST_STEPS, refusal, step_to_undo
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.wording.history.changes import told_change, told_destroyed
from cte_desktop.wording.history.rows import told_row
from cte_desktop.wording.history.told import Deed, Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.history import Change, Step
    from cte_desktop.storage.transaction import Transaction

MOST_STUDENTS = 1_000
"""Students of a step that are listed; how many there are in all is said."""
MOST_TOLD = 300
"""Things of a step that are told; how many more there are is said."""
_EMPTY = frozenset({Deed.CHANGED, Deed.DONE})  # deeds that say nothing without a field


@dataclass(frozen=True, slots=True)
class StepStudent:
    """A student whom a step was about."""

    uid: str
    student_id: str
    name: str


@dataclass(frozen=True, slots=True)
class StepTold:
    """A step in full: what it did, and whom it was about.

    `told` leaves out `more` further things. Of an import the rows of one student are told when that
    student is asked for, else what its files brought.
    """

    line: HistoryLine
    told: tuple[Told, ...]
    more: int
    students: tuple[StepStudent, ...]
    student_count: int
    undone_by: int | None


@dataclass(frozen=True, slots=True)
class UndoPreview:
    """What taking a step back would do: `before` what of certificates, `refused` why it can't be.

    `later` is the step that changed the same since and would have to be taken back first.
    """

    before: BeforeUndo
    students: int
    things: int
    refused: KnownError | None = None
    later: int | None = None


def step_told(desk: Desk, number: int, student_uid: str = "") -> StepTold:
    """Return what a step did, of one student alone when named; a wrong call for no such step."""
    catalog = desk.catalog()
    with desk.database.reading() as tx:
        step = _found(tx, number)
        changes = _shown(c for c in list_changes(tx, number) if _concerns(c, student_uid))
        students, count = _students(tx, step)
        several = {one.uid: one.name for one in students} if not student_uid and count > 1 else {}
        told = [_told(desk, change, several) for change in changes[:MOST_TOLD]]
        if student_uid and bulk_students.count_students(tx, number):
            rows = step_student_rows.rows_of_student(tx, number, student_uid)
            told += [told_row(row.table, row.before, row.after, catalog) for row in rows]
    shown = tuple(one for one in told if one.fields or one.deed not in _EMPTY)
    more = max(0, len(changes) - MOST_TOLD)
    line = line_of(desk, step)
    return StepTold(line, shown, more, students, count, step.undone_by)


def student_of(desk: Desk, uid: str) -> StepStudent:
    """Return id and name of a student as lists have them; a `LookupError` when there is none."""
    with desk.database.reading() as tx:
        student = load_student(tx, uid)
        return StepStudent(uid, student.student_id, step_pages.student_names(tx, (uid,))[uid])


def undo_preview(desk: Desk, number: int) -> UndoPreview:
    """Return what undoing a step would do; nothing is changed. A wrong call for no such step."""
    from cte_desktop.storage.nouns import NOUNS

    with desk.database.reading() as tx:
        step = step_to_undo(tx, number)
        about = step_pages.whom(tx, (number,)).get(number)
        refused = refusal(tx, NOUNS, step)
        later = refused.values.get("later") if refused is not None else None
        return UndoPreview(
            before_of(desk, tx, step),
            0 if about is None else about.students,
            len(list_changes(tx, number)),
            refused,
            later if isinstance(later, int) else None,
        )


def _found(tx: Transaction, number: int) -> Step:
    step = find_step(tx, number) if 0 < number <= MOST_STEPS else None
    if step is None:
        raise WrongCall(
            "unknown_step",
            "There is no step {number}.",
            do="The history lists the steps with their numbers.",
            number=number,
        )
    return step


def _shown(changes: Iterable[Change]) -> list[Change]:
    """Return the changes without those that only keep a field of the student against files."""
    every = list(changes)
    of_student = any(change.noun == "student" for change in every)
    return [c for c in every if not (of_student and c.noun == "kept_field")]


def _concerns(change: Change, student_uid: str) -> bool:
    if not student_uid:
        return True
    return change.student_id == student_uid


def _told(desk: Desk, change: Change, names: Mapping[str, str]) -> Told:
    """Return a change in words, with the student's name where a step was about several."""
    if change.destroyed:
        told = told_destroyed(change.noun)
    else:
        told = told_change(change.noun, change.noun_id, change.before, change.after, desk.catalog())
    name = names.get(change.student_id or "", "")
    if not name:
        return told
    return replace(told, which=f"{name}, {told.which}" if told.which else name)


def _students(tx: Transaction, step: Step) -> tuple[tuple[StepStudent, ...], int]:
    """Return the first students whom a step was about, and how many there are in all."""
    about = step_pages.whom(tx, (step.number,)).get(step.number)
    if about is None:
        return (), 0
    rows = bulk_students.students_of(tx, step.number, MOST_STUDENTS)
    rows = rows or step_pages.students_of_edit(tx, step.number, MOST_STUDENTS)
    return tuple(StepStudent(*row) for row in rows), about.students
