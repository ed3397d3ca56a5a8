"""Everything about one student that the rules need, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cte_desktop.domain.students.decisions import Decision, Wish
    from cte_desktop.domain.students.experiences import (
        BusyTime,
        Enrollment,
        Experience,
        TestScore,
    )
    from cte_desktop.domain.students.record import RecordRow
    from cte_desktop.domain.students.student import Student


@dataclass(frozen=True, slots=True)
class StudentFile:
    """A student with record, pathway history, experiences, tests, decisions and fixed times."""

    student: Student
    record: tuple[RecordRow, ...] = ()
    enrollments: tuple[Enrollment, ...] = ()
    experiences: tuple[Experience, ...] = ()
    tests: tuple[TestScore, ...] = ()
    decisions: tuple[Decision, ...] = ()
    busy: tuple[BusyTime, ...] = ()
    wishes: tuple[Wish, ...] = ()

    @property
    def pathways(self) -> tuple[str, ...]:
        """Return the pathways signed up for, in order: enrollments by date, then students.csv.

        `signed_up` and `changed` (to that pathway) begin one, `left` ends it; a `changed` ends the
        others. The `pathway` of students.csv alone means signed up (`interfaces.md` section 3).
        """
        current: list[str] = []
        for enrollment in sorted(self.enrollments, key=lambda e: e.on or date.min):
            if enrollment.action == "changed":
                current = [enrollment.pathway]
            elif enrollment.action == "signed_up" and enrollment.pathway not in current:
                current.append(enrollment.pathway)
            elif enrollment.action == "left" and enrollment.pathway in current:
                current.remove(enrollment.pathway)
        if self.student.pathway and self.student.pathway not in current:
            left = {e.pathway for e in self.enrollments if e.action == "left"}
            if self.student.pathway not in left:
                current.append(self.student.pathway)
        return tuple(current)
