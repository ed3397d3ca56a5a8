"""A student whose plan is filled among others: what passes to another process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.students.file import StudentFile


@dataclass(frozen=True, slots=True)
class Person:
    """A student with the active plan, as they are read at one moment."""

    file: StudentFile
    plan: Plan | None

    @property
    def uid(self) -> str:
        """Return our own id of the student."""
        return self.file.student.uid

    @property
    def turn(self) -> tuple[int, str]:
        """Return what orders students when seats are handed out."""
        return (-self.file.student.grade_level, self.file.student.student_id)
