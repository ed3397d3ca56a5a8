"""What was done, and taking it back: one step at a time, across restarts."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.services.changes import Changes
from cte_desktop.services.unknown import unknown_student
from cte_desktop.storage import bulk_students
from cte_desktop.storage import history as history_store
from cte_desktop.storage.certificates.taking_back import later_for_good, printed_of_step
from cte_desktop.storage.history import Step, StepKind
from cte_desktop.storage.people import find_person
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.wording.steps import redo_text, step_text, undo_text
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from datetime import datetime

    from cte_desktop.domain.completion.register.entries import Kind
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction

_MANY_STUDENTS = 1_000
"""Of a step about more of them the references are looked at once, not with every row."""
# Which pages read which noun of the history.
_NOUNS_READ = {
    "plan": "plans",
    "student": "students",
    "decision": "decisions",
    "added_program": "decisions",
    "enrollment": "students",
    "busy_time": "students",
    "wish": "students",
    "experience": "students",
    "plan_approval": "approvals",
    "plan_lock": "approvals",
    "edit_window": "settings",
    "shared_note": "notes",
    "reminder": "reminders",
    "section": "sections",
    "setting": "settings",
    "rule_document": "rules",
    "import": "catalog",
    "course_site": "catalog",
    "bell": "catalog",
    "travel": "catalog",
    "school": "catalog",
    "withheld": "awards",
    "certificate_image": "certificate_template",
    "plan_template": "templates",
    "student_tag": "tags",
    "saved_list": "saved_lists",
    "person": "people",
}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One step in words."""

    number: int
    at: datetime
    actor: str
    kind: str
    text: str
    undone: bool


@dataclass(frozen=True, slots=True)
class BeforeUndo:
    """What a person should know before a step is taken back.

    `printed` certificates that were printed would become invalid. `for_good` is the later deed of
    the register that stays, since no undo takes it back, with its serial number.
    """

    text: str
    printed: int = 0
    for_good: Kind | None = None
    serial: str = ""


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo took back, and what it changed; `before` is what was known of it before.

    `done_again`: what it took back was an undo.
    """

    text: str
    taken_back: int
    changes: Changes
    before: BeforeUndo
    done_again: bool = False


def list_history(
    desk: Desk, student_id: str | None = None, limit: int | None = None
) -> tuple[HistoryLine, ...]:
    """Return the steps, newest first, of everything or of one student."""
    with desk.database.reading() as tx:
        if student_id is None:
            steps = history_store.list_steps(tx, limit=limit)
        else:
            from cte_desktop.storage import student_history
            from cte_desktop.storage import students as student_store

            student = student_store.find_student(tx, student_id)
            if student is None:
                raise unknown_student(student_id)
            steps = student_history.list_student_steps(tx, student.uid, limit)
    return tuple(line_of(desk, step) for step in steps)


def before_undo(desk: Desk, number: int) -> BeforeUndo:
    """Return what taking a step back would do to certificates; a wrong call for no such step."""
    from cte_desktop.storage.undo import step_to_undo

    with desk.database.reading() as tx:
        return before_of(desk, tx, step_to_undo(tx, number))


def undo(desk: Desk, number: int | None = None) -> Undone:
    """Take back a step, by default the last one in effect; undoing an undo does it again.

    Raises `KnownError` when a later step changed the same, naming it, and for the step that let in
    who sits at the desk; nothing is changed then.
    """
    # Everything that can be undone: a list of what was done needs none of it.
    from cte_desktop.storage import undo as undo_store
    from cte_desktop.storage.nouns import NOUNS

    with desk.database.reading() as tx:
        target = undo_store.step_to_undo(tx, number)
        is_large = bulk_students.count_students(tx, target.number) > _MANY_STUDENTS
    with desk.database.writing(checked=not is_large) as tx:
        target = undo_store.step_to_undo(tx, target.number)
        before = before_of(desk, tx, target)
        undo_store.undo(tx, NOUNS, target.number)
        _require_still_here(desk, tx)
        changes = _changes(tx, target)
    desk.forget_district()
    if "people" in changes.nouns:
        from cte_desktop.services.people.changing import settle_keys

        with contextlib.suppress(KnownError):  # the step is taken back; the next opening tries too
            settle_keys(desk)
        desk.see_person()
    again = target.kind is StepKind.UNDO
    return Undone(_text(desk, target), target.number, changes, before, again)


def _require_still_here(desk: Desk, tx: Transaction) -> None:
    """Raise if who sits at the desk would no longer be among those who open the database."""
    if not desk.person.uid:
        return
    person = find_person(tx, desk.person.uid)
    if person is None or not person.active:
        raise WrongCall(
            "own_person",
            noop("You can't take back that you open this database."),
            kept=noop("Nothing was changed."),
            do=noop("Another administrator can, or who knows the database's own passphrase."),
        )


def before_of(desk: Desk, tx: Transaction, step: Step) -> BeforeUndo:
    """Return what taking a step back would do to certificates, as a transaction sees it."""
    later = later_for_good(tx, step)
    return BeforeUndo(
        _text(desk, step),
        printed_of_step(tx, step.number),
        None if later is None else later.kind,
        "" if later is None else later.refers_to or later.serial,
    )


def _changes(tx: Transaction, target: Step) -> Changes:
    touched = history_store.list_changes(tx, target.number)
    nouns = {_NOUNS_READ.get(change.noun, change.noun) for change in touched} | {"history"}
    if target.kind is StepKind.IMPORT or any(change.noun == "import" for change in touched):
        nouns |= {"students", "record", "plans", "catalog", "rules", "decisions", "sections"}
        return Changes(frozenset(nouns), frozenset(), history_store.step_number(tx))
    if any(change.noun == "year_start" for change in touched):
        nouns |= {"students", "record", "plans"}  # of everybody: its rows are counted, not named
        return Changes(frozenset(nouns), frozenset(), history_store.step_number(tx))
    of_everyone = any(change.noun == "section" for change in touched)
    named = frozenset(c.student_id for c in touched if c.student_id is not None)
    students = frozenset[str]() if of_everyone else named
    return Changes(frozenset(nouns), students, history_store.step_number(tx))


def line_of(desk: Desk, step: Step) -> HistoryLine:
    """Return a step in words."""
    text = _text(desk, step)
    if step.kind is StepKind.UNDO:
        text = undo_text(text)
    elif step.kind is StepKind.REDO:
        text = redo_text(text)
    undone = step.undone_by is not None
    return HistoryLine(step.number, step.at, step.actor, step.kind.value, text, undone)


def _text(desk: Desk, step: Step) -> str:
    return step_text(step.action, step.details, desk.catalog())
