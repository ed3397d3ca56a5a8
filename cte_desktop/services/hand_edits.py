"""Fields that a person set here and of which a file has another value: what is kept, who decides.

The hand's value stays until somebody chooses the file's. A choice of "here" holds until the file
has yet another value.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain import credits as amounts
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.services.changes import Changes
from cte_desktop.storage import kept_fields as kept_store
from cte_desktop.storage.hand_kept import FILE, HERE
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.kept_fields import KeptField
    from cte_desktop.storage.transaction import Transaction

__all__ = (
    "FILE",
    "HERE",
    "FieldChoice",
    "HandConflict",
    "choose",
    "choose_within",
    "hand_conflicts",
)

_YEAR = "school_year"
_HUNDREDTHS = frozenset({"hours", "units"})


@dataclass(frozen=True, slots=True)
class HandConflict:
    """A field that was set here, and the other value that the last file had.

    `column` names it for `choose`: a field of students.csv, or "decision:UID:FIELD" and such for
    what was made here. Texts are as the plain files write them.
    """

    student_uid: str
    student_id: str
    name: str
    column: str
    here: str
    file: str

    @property
    def field(self) -> str:
        """Return the field's header in its plain file."""
        return self.column.rpartition(":")[2]

    @property
    def kind(self) -> str:
        """Return the kind of the plain file that the field belongs to."""
        return _KINDS[self.column.partition(":")[0] if ":" in self.column else "student"]


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """A choice made before an import about a field that it will find; texts as in `HandConflict`.

    It counts only if the field still stands here, and comes with the file, as the person saw it.
    """

    student_id: str
    column: str
    here: str
    file: str
    choice: str  # HERE or FILE


_KINDS = {
    "student": "students",
    "decision": "decisions",
    "enrollment": "enrollments",
    "busy_time": "busy",
    "wish": "wishes",
    "experience": "experiences",
}


def hand_conflicts(desk: Desk) -> tuple[HandConflict, ...]:
    """Return every field about which nobody has chosen yet, by student."""
    with desk.database.reading() as tx:
        return tuple(map(_conflict, kept_store.list_kept_fields(tx)))


def choose(desk: Desk, chosen: Iterable[tuple[str, str, str]]) -> Changes:
    """Keep choices (student uid, column, "here" or "file") as one step that can be undone.

    "file" takes the file's value now and from then on. Raises `KnownError` when one is decided or
    changed meanwhile; nothing is changed then.
    """
    choices = tuple(chosen)
    if not choices:
        return Changes()
    with desk.database.writing() as tx:
        begin_step(tx, "choose_kept_fields", {"fields": len(choices)})
        tx.require_students({student_uid for student_uid, _, _ in choices})
        for student_uid, column, choice in choices:
            if choice not in (HERE, FILE):
                raise ValueError(f"no such choice: {choice}")
            kept = kept_store.find_kept_field(tx, student_uid, column)
            if kept is None:
                raise _changed_since()
            kept_store.choose_field(tx, kept, choice)
        number = step_number(tx)
    students = frozenset(student_uid for student_uid, _, _ in choices)
    return Changes(frozenset({"students", "decisions", "history"}), students, number)


def choose_within(tx: Transaction, choices: Iterable[FieldChoice]) -> None:
    """Keep choices as part of the transaction's step; one whose field is another by now is not."""
    wanted = {(one.student_id, one.column, one.here, one.file): one.choice for one in choices}
    if not wanted:
        return
    for kept in tuple(kept_store.list_kept_fields(tx)):
        found = _conflict(kept)
        choice = wanted.get((found.student_id, found.column, found.here, found.file))
        if choice is not None:
            kept_store.choose_field(tx, kept, choice)


def _conflict(kept: KeptField) -> HandConflict:
    found = HandConflict(
        kept.student_uid, kept.student_id, kept.name, kept.column, kept.here, kept.file
    )
    if found.field == _YEAR:
        return replace(found, here=_year_text(kept.here), file=_year_text(kept.file))
    if found.field in _HUNDREDTHS:
        return replace(found, here=_amount_text(kept.here), file=_amount_text(kept.file))
    return found


def _year_text(stored: str) -> str:
    return school_year_text(int(stored)) if stored else ""


def _amount_text(stored: str) -> str:
    return amounts.text(int(stored)) if stored else ""


def _changed_since() -> KnownError:
    return KnownError(
        "changed_since",
        noop("This has been changed meanwhile."),
        kept=noop("Nothing was changed."),
        do=noop("It is read anew; try again."),
    )
