"""Fields that a person set here and of which a file has another value: what is kept, who decides.

The hand's value stays until somebody chooses the file's. A choice of "here" holds until the file
has yet another value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk

HERE, FILE = "here", "file"


@dataclass(frozen=True, slots=True)
class HandConflict:
    """A field that was set here, and the other value that the last file had.

    `column` names it for `choose`: a field of students.csv, or "decision:UID:FIELD" and
    "enrollment:UID:FIELD" for what was made here. Texts are as the plain files write them.
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


_KINDS = {"student": "students", "decision": "decisions", "enrollment": "enrollments"}


def hand_conflicts(desk: Desk) -> tuple[HandConflict, ...]:
    """Return every field about which nobody has chosen yet, by student."""
    raise NotImplementedError


def choose(desk: Desk, chosen: Sequence[tuple[str, str, str]]) -> Changes:
    """Keep choices (student uid, column, "here" or "file") as one step that can be undone.

    "file" takes the file's value now and from then on. Raises `KnownError` when one is decided or
    changed meanwhile; nothing is changed then.
    """
    raise NotImplementedError
