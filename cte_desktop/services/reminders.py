"""Reminders: what is to be done about a student by a day, and what of it is due."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.students.caseload import LONGEST_REMINDER, LONGEST_WHOSE, Reminder
from cte_desktop.services.changes import Changes
from cte_desktop.services.student_fields import clean_text
from cte_desktop.services.student_there import student_there
from cte_desktop.storage import reminders as store
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.storage.reminders import DueReminder
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.glance import Whose

__all__ = [
    "LONGEST_REMINDER",
    "LONGEST_WHOSE",
    "NOUN",
    "DueReminder",
    "Reminder",
    "add_reminder",
    "change_reminder",
    "done",
    "due_reminders",
    "my_name",
    "postpone",
    "reminders_of",
    "remove_reminder",
    "reopen",
]

NOUN = "reminders"
_FIRST_YEAR, _LAST_YEARS = 2000, 20  # nothing is to be done before, nor so many years from now


def reminders_of(desk: Desk, student_uid: str) -> tuple[Reminder, ...]:
    """Return a student's reminders: the open ones by day, then the done ones, newest first."""
    with desk.database.reading() as tx:
        return store.list_reminders(tx, student_uid)


def due_reminders(desk: Desk, whose: Whose, by: date) -> tuple[DueReminder, ...]:
    """Return the open reminders due on a day or before, the longest due first.

    Of a counselor: those about the caseload, and those that wait for that name.
    """
    with desk.database.reading() as tx:
        return store.list_open(tx, by, counselor=whose.counselor, school=whose.school)


def my_name(desk: Desk) -> str:
    """Return for whom a reminder waits that is written at this desk: the caseload's name if any."""
    return desk.person.counselor or desk.person.name or desk.database.actor


def add_reminder(desk: Desk, student_uid: str, reminder: Reminder) -> Changes:
    """Keep a new reminder as one step; one without a name waits for who sits at the desk.

    Raises `KnownError` (reminder_empty, reminder_too_long, reminder_day, student_gone).
    """
    clean = _clean(desk, reminder)
    with desk.database.writing() as tx:
        student_there(tx, student_uid)
        begin_step(tx, "add_reminder")
        store.add_reminder(tx, student_uid, clean)
        return _changes({student_uid}, step_number(tx))


def change_reminder(desk: Desk, reminder: Reminder) -> Changes:
    """Change what a reminder says, for whom it waits, or its day; no step when nothing changes."""
    clean = _clean(desk, reminder)
    return _change(desk, "change_reminder", (reminder.uid,), lambda _one: clean)


def done(desk: Desk, uids: Iterable[str]) -> Changes:
    """Tick reminders off as one step: done today."""
    today = desk.today()
    return _change(desk, "finish_reminder", uids, lambda one: replace(one, done_on=today))


def reopen(desk: Desk, uids: Iterable[str]) -> Changes:
    """Take back as one step that reminders are done."""
    return _change(desk, "reopen_reminder", uids, lambda one: replace(one, done_on=None))


def postpone(desk: Desk, uids: Iterable[str], to: date) -> Changes:
    """Put reminders off to a day as one step; `KnownError` (reminder_day) for one too far."""
    _require_day(desk, to)
    return _change(desk, "postpone_reminder", uids, lambda one: replace(one, due=to))


def remove_reminder(desk: Desk, uids: Iterable[str]) -> Changes:
    """Take reminders away as one step; those that are gone already are passed over."""
    touched = set()
    with desk.database.writing() as tx:
        begin_step(tx, "remove_reminder")
        for uid in uids:
            found = store.find_reminder(tx, uid)
            if found is not None:
                store.remove_reminder(tx, uid)
                touched.add(found[0])
        return _changes(touched, step_number(tx)) if touched else Changes()


def _change(
    desk: Desk, action: str, uids: Iterable[str], changed: Callable[[Reminder], Reminder]
) -> Changes:
    """Change reminders as one step; `KnownError` (reminder_gone) when none of them is there."""
    touched, there = set(), False
    with desk.database.writing() as tx:
        begin_step(tx, action)
        for uid in uids:
            found = store.find_reminder(tx, uid)
            if found is not None:
                there = True
                if store.change_reminder(tx, changed(found[1])):
                    touched.add(found[0])
        if not there:
            raise KnownError(
                "reminder_gone",
                noop("This reminder is gone: it was removed meanwhile."),
                kept=noop("Nothing was changed."),
            )
        return _changes(touched, step_number(tx)) if touched else Changes()


def _clean(desk: Desk, reminder: Reminder) -> Reminder:
    said = clean_text(reminder.said, several_lines=False)
    if not said:
        raise KnownError(
            "reminder_empty", noop("The reminder says nothing."), do=noop("Write a word.")
        )
    if len(said) > LONGEST_REMINDER:
        raise KnownError(
            "reminder_too_long",
            noop("The reminder has {count} letters; {most} fit."),
            kept=noop("Nothing was changed."),
            do=noop("Write the rest into a shared note."),
            count=f"{len(said):,}",
            most=f"{LONGEST_REMINDER:,}",
        )
    _require_day(desk, reminder.due)
    whose = clean_text(reminder.whose, several_lines=False)[:LONGEST_WHOSE] or my_name(desk)
    return replace(reminder, said=said, whose=whose)


def _require_day(desk: Desk, day: date) -> None:
    if not _FIRST_YEAR <= day.year <= desk.today().year + _LAST_YEARS:
        raise KnownError(
            "reminder_day",
            noop("{day} is no day on which anything is to be done."),
            kept=noop("Nothing was changed."),
            do=noop("Choose another day."),
            day=day.isoformat(),
        )


def _changes(students: set[str], step: int) -> Changes:
    return Changes(frozenset({NOUN, "history"}), frozenset(students), step)
