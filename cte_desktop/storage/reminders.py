"""What is to be done about a student by a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.students.caseload import Reminder
from cte_desktop.storage.dates import day_or_none, day_text
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.owned_rows import OwnedRows

if TYPE_CHECKING:
    from cte_desktop.storage.transaction import Transaction

ROWS = OwnedRows("reminder", ("whose", "due", "said", "done_on"))
NOUN = ROWS.noun

_OPEN_OF = (
    "SELECT r.uid, r.whose, r.due, r.said, r.done_on, s.uid, s.student_id, s.last_name, "
    "s.first_name, s.preferred_name, s.grade_level, s.school, s.counselor "
    'FROM reminder r JOIN student s ON s."key" = r.student '
    "WHERE r.done_on IS NULL AND r.due <= ? AND {whose} "
    'ORDER BY r.due, s.name_key, s.student_id, r."key"'
)
_COUNT = (
    'SELECT count(*) FROM reminder r JOIN student s ON s."key" = r.student '
    "WHERE r.done_on IS NULL AND r.due <= ? AND {whose}"
)


@dataclass(frozen=True, slots=True)
class DueReminder:
    """An open reminder with the student whom it is about."""

    reminder: Reminder
    student_uid: str
    student_id: str
    last_name: str
    first_name: str
    preferred_name: str
    grade_level: int
    school: str
    counselor: str


def list_reminders(tx: Transaction, student_uid: str) -> tuple[Reminder, ...]:
    """Return a student's reminders: the open ones by day, then the done ones, newest first."""
    found = [_reminder(row) for row in ROWS.of_student(tx, student_uid)]
    open_ones = sorted((one for one in found if one.done_on is None), key=lambda one: one.due)
    done = sorted((one for one in found if one.done_on), key=lambda one: one.due, reverse=True)
    return (*open_ones, *done)


def list_open(
    tx: Transaction, by: date, *, counselor: str = "", school: str = ""
) -> tuple[DueReminder, ...]:
    """Return the open reminders due on a day or before, the longest due first.

    Of a counselor: those about the caseload, and those that wait for that name.
    """
    condition, values = _of(counselor, school)
    query = _OPEN_OF.format(whose=condition)
    rows = fetch(tx, query, (by.isoformat(), *values))
    return tuple(DueReminder(_reminder(row[:5]), *row[5:]) for row in rows)


def count_open(tx: Transaction, by: date, *, counselor: str = "", school: str = "") -> int:
    """Return how many `list_open` would list."""
    condition, values = _of(counselor, school)
    return int(fetch(tx, _COUNT.format(whose=condition), (by.isoformat(), *values))[0][0])


def add_reminder(tx: Transaction, student_uid: str, reminder: Reminder) -> str:
    """Keep a new reminder as part of the transaction's step; returns its uid."""
    return ROWS.add(tx, student_uid, tuple(_columns(reminder).values()))


def change_reminder(tx: Transaction, reminder: Reminder) -> bool:
    """Change a reminder as part of the step; False if it was so. `LookupError` if it is gone."""
    return ROWS.change(tx, reminder.uid, _columns(reminder))


def find_reminder(tx: Transaction, uid: str) -> tuple[str, Reminder] | None:
    """Return the uid of the student and the reminder; None if there is none."""
    kept = ROWS.load(tx, uid)
    if kept is None:
        return None
    return str(kept["student"]), _reminder((uid, *(kept[name] for name in ROWS.columns)))


def remove_reminder(tx: Transaction, uid: str) -> bool:
    """Remove a reminder as part of the transaction's step; False if there is none."""
    return ROWS.remove(tx, uid)


def _columns(one: Reminder) -> dict[str, Any]:
    return {
        "whose": one.whose,
        "due": one.due.isoformat(),
        "said": one.said,
        "done_on": day_text(one.done_on),
    }


def _reminder(row: tuple[Any, ...]) -> Reminder:
    uid, whose, due, said, done_on = row
    return Reminder(uid, whose, date.fromisoformat(due), said, day_or_none(done_on))


def _of(counselor: str, school: str) -> tuple[str, tuple[str, ...]]:
    if counselor:
        return "(s.counselor = ? OR r.whose = ?)", (counselor, counselor)
    return ("s.school = ?", (school,)) if school else ("1", ())
