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

ACTIONS = ("left", "changed", "signed_up")  # in the order in which those of one day take effect


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
    added_programs: tuple[str, ...] = ()  # "pathway:NAME" or "district:ID", added for this student

    @property
    def pathways(self) -> tuple[str, ...]:
        """Return the pathways signed up for: by date of the sign-up, then by name."""
        return signed_up_for(self.student.pathway, self.enrollments)


def signed_up_for(current: str, enrollments: tuple[Enrollment, ...]) -> tuple[str, ...]:
    """Return the pathways that a student is signed up for: by date of the sign-up, then by name.

    `signed_up` and `changed` (to that pathway) begin one, `left` ends it; a `changed` ends the
    others. Of one day `left` comes first and `signed_up` last. Last stands `current`, the `pathway`
    of students.csv, which alone means signed up (`interfaces.md` section 3).
    """
    begun: dict[str, date] = {}
    for enrollment in sorted(enrollments, key=_in_time):
        day = _day(enrollment)
        if enrollment.action == "changed":
            begun = {enrollment.pathway: day}
        elif enrollment.action == "signed_up":
            begun.setdefault(enrollment.pathway, day)
        elif enrollment.action == "left":
            begun.pop(enrollment.pathway, None)
    names = sorted(begun, key=lambda name: (begun[name], name))
    if current and current not in names:
        left = {e.pathway for e in enrollments if e.action == "left"}
        if current not in left:
            names.append(current)
    return tuple(names)


def _day(enrollment: Enrollment) -> date:
    """Return its date; without one the first day of its school year, or the first day of all."""
    if enrollment.on is None and enrollment.school_year is not None:
        return date(enrollment.school_year, 7, 1)
    return enrollment.on or date.min


def _in_time(enrollment: Enrollment) -> tuple[date, int, str]:
    """Return when it takes effect among the others; those without a date keep their order."""
    if enrollment.on is None:
        return (_day(enrollment), -1, "")
    known = enrollment.action in ACTIONS
    place = ACTIONS.index(enrollment.action) if known else len(ACTIONS)
    return (enrollment.on, place, enrollment.pathway)
