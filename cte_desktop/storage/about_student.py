"""What is kept about one student beside the file and the plans, for whoever asks for everything.

Fields that a person set here with what the files had, and experiences that a person removed: their
rows stay, so they are records about the student too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.storage.approvals import approvals_of
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.plan_locks import locks_of_student
from cte_desktop.storage.reminders import list_reminders
from cte_desktop.storage.shared_notes import list_notes
from cte_desktop.storage.student_rows import EXPERIENCES, experience_of
from cte_desktop.storage.students import student_key
from cte_desktop.storage.tags import tags_of_student

if TYPE_CHECKING:
    from cte_desktop.domain.planning.approval import Approval, PlanLock
    from cte_desktop.domain.students.caseload import Reminder, SharedNote
    from cte_desktop.domain.students.experiences import Experience
    from cte_desktop.storage.transaction import Transaction

_SET_HERE = 'SELECT "column", here, file, choice FROM kept_field WHERE student = ? ORDER BY "key"'


@dataclass(frozen=True, slots=True)
class SetHere:
    """A field that a person set here; `file` is what the last file had, None before any.

    `column` is a field of the student, or "decision:UID:FIELD" and such of a row made here.
    `choice` is "here" once a person decided against the file's value.
    """

    column: str
    here: str
    file: str | None
    choice: str

    @property
    def field(self) -> str:
        """Return the field alone, as its plain file calls it."""
        return self.column.rpartition(":")[2]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is kept about a student beside the file and the plans."""

    set_here: tuple[SetHere, ...]
    removed_experiences: tuple[Experience, ...]
    tags: tuple[str, ...] = ()
    notes: tuple[SharedNote, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    approvals: tuple[Approval, ...] = ()
    locks: tuple[PlanLock, ...] = ()


def kept_beside(tx: Transaction, uid: str) -> Beside:
    """Return it of one student; nothing of a student who is not there."""
    key = student_key(tx, uid)
    if key is None:
        return Beside((), ())
    names = ", ".join(f'"{name}"' for name in EXPERIENCES.columns)
    query = (
        f'SELECT student, {names} FROM "{EXPERIENCES.table}" '  # noqa: S608 - our own names
        'WHERE student = ? AND removed = 1 ORDER BY "key"'
    )
    removed = (experience_of(row) for row in fetch(tx, query, (key,)))
    set_here = (SetHere(*row) for row in fetch(tx, _SET_HERE, (key,)))
    return Beside(
        tuple(set_here),
        tuple(removed),
        tags_of_student(tx, uid),
        list_notes(tx, uid),
        list_reminders(tx, uid),
        approvals_of(tx, uid),
        locks_of_student(tx, uid),
    )
