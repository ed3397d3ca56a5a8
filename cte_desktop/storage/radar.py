"""The last starts of pathways as they are kept, with the students whom they concern."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.storage.fetching import fetch

if TYPE_CHECKING:
    from cte_desktop.storage.transaction import Transaction

_STUDENT = (
    'SELECT s."key", s.uid, s.student_id, s.last_name, '
    "coalesce(nullif(s.preferred_name, ''), s.first_name), s.name_key, s.grade_level, "
    "s.graduation_year, s.school FROM student s"
)
_KEPT = (
    "SELECT t.student, substr(t.program, 9), t.stage, t.status, t.concentrator_by, t.capstone_by "
    "FROM standing t WHERE t.program >= 'pathway:' AND t.program < 'pathway;' "
    "AND (t.concentrator_by IS NOT NULL OR t.capstone_by IS NOT NULL)"
)


@dataclass(frozen=True, slots=True)
class KeptStart:
    """The moments of the last terms in which a student can start the levels of a pathway."""

    student: int  # the store's key
    pathway: str
    stage: str
    status: str
    concentrator_by: int | None
    capstone_by: int | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A student as a list of the radar names one."""

    student: int
    uid: str
    student_id: str
    last_name: str
    first_name: str
    name_key: str
    grade_level: int
    graduation_year: int
    school: str


def kept_starts(tx: Transaction) -> list[KeptStart]:
    """Return what is kept of every student with something left to start."""
    return [KeptStart(*row) for row in fetch(tx, _KEPT)]


def listed_students(tx: Transaction) -> dict[int, Listed]:
    """Return every student by the store's key."""
    return {row[0]: Listed(*row) for row in fetch(tx, _STUDENT)}
