"""What a person changes in a student's file here: decisions, sign-ups and added programs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from cte_desktop.domain.findings import Values
    from cte_desktop.domain.students.decisions import Decision
    from cte_desktop.domain.students.experiences import Enrollment
    from cte_desktop.domain.students.file import StudentFile

Kept = TypeVar("Kept")


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
        )


def edited(file: StudentFile, edit: FileEdit) -> StudentFile | None:
    """Return the file after an edit; None when something that goes isn't there."""
    decisions = _changed(file.decisions, edit.decisions_gone, edit.decisions_new)
    enrollments = _changed(file.enrollments, edit.enrollments_gone, edit.enrollments_new)
    programs = _changed(file.added_programs, edit.programs_gone, edit.programs_new)
    if decisions is None or enrollments is None or programs is None:
        return None
    return replace(file, decisions=decisions, enrollments=enrollments, added_programs=programs)


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
