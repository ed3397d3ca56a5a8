"""What a person changes in a student's file: decisions, sign-ups, programs, fixed times, wishes,
goal, major, name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from cte_desktop.domain.findings import Values
    from cte_desktop.domain.students.decisions import Decision, Wish
    from cte_desktop.domain.students.experiences import BusyTime, Enrollment, Experience
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.domain.students.student import Student

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A text of the student that changes; `name` is the attribute of `Student`."""

    name: str
    before: str
    after: str

    @property
    def reversed(self) -> FieldChange:
        """Return the change that takes this one back."""
        return FieldChange(self.name, self.after, self.before)


@dataclass(frozen=True, slots=True)
class FileEdit:
    """One edit: what goes and what comes; `action` and `values` name it (`wording/steps.py`)."""

    action: str
    values: Values = ()
    decisions_gone: tuple[Decision, ...] = ()
    decisions_new: tuple[Decision, ...] = ()
    enrollments_gone: tuple[Enrollment, ...] = ()
    enrollments_new: tuple[Enrollment, ...] = ()
    programs_gone: tuple[str, ...] = ()
    programs_new: tuple[str, ...] = ()
    busy_gone: tuple[BusyTime, ...] = ()
    busy_new: tuple[BusyTime, ...] = ()
    wishes_gone: tuple[Wish, ...] = ()
    wishes_new: tuple[Wish, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    experiences_gone: tuple[Experience, ...] = ()
    experiences_new: tuple[Experience, ...] = ()

    @property
    def reversed(self) -> FileEdit:
        """Return the edit that takes this one back."""
        return replace(
            self,
            decisions_gone=self.decisions_new,
            decisions_new=self.decisions_gone,
            enrollments_gone=self.enrollments_new,
            enrollments_new=self.enrollments_gone,
            programs_gone=self.programs_new,
            programs_new=self.programs_gone,
            busy_gone=self.busy_new,
            busy_new=self.busy_gone,
            wishes_gone=self.wishes_new,
            wishes_new=self.wishes_gone,
            fields=tuple(change.reversed for change in self.fields),
            experiences_gone=self.experiences_new,
            experiences_new=self.experiences_gone,
        )


def edited(file: StudentFile, edit: FileEdit) -> StudentFile | None:
    """Return the file after an edit; None when something that goes isn't there."""
    student = changed_student(file.student, edit.fields)
    decisions = _changed(file.decisions, edit.decisions_gone, edit.decisions_new)
    enrollments = _changed(file.enrollments, edit.enrollments_gone, edit.enrollments_new)
    programs = _changed(file.added_programs, edit.programs_gone, edit.programs_new)
    busy = _changed(file.busy, edit.busy_gone, edit.busy_new)
    wishes = _changed(file.wishes, edit.wishes_gone, edit.wishes_new)
    experiences = _changed(file.experiences, edit.experiences_gone, edit.experiences_new)
    if student is None or decisions is None or enrollments is None:
        return None
    if programs is None or busy is None or wishes is None or experiences is None:
        return None
    return replace(
        file,
        student=student,
        decisions=decisions,
        enrollments=enrollments,
        experiences=experiences,
        added_programs=programs,
        busy=busy,
        wishes=tuple(sorted(wishes, key=_rank)),
    )


def changed_student(student: Student, fields: tuple[FieldChange, ...]) -> Student | None:
    """Return the student after changes of texts; None when one isn't as it was before."""
    if any(getattr(student, change.name) != change.before for change in fields):
        return None
    after: dict[str, Any] = {change.name: change.after for change in fields}
    return replace(student, **after) if after else student


def _changed(
    kept: tuple[Kept, ...], gone: tuple[Kept, ...], new: tuple[Kept, ...]
) -> tuple[Kept, ...] | None:
    """Return what is kept without the first of each that goes, and at its end what comes."""
    left = list(kept)
    for one in gone:
        if one not in left:
            return None
        left.remove(one)
    return (*left, *new)


def _rank(wish: Wish) -> int:
    return wish.rank  # as they are read; of one rank the newest comes last
