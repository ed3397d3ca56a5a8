"""Signing a student up for a pathway, in addition to others or in their place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.findings import values
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.domain.students.edits import FileEdit
from cte_desktop.domain.students.experiences import Enrollment

if TYPE_CHECKING:
    from cte_desktop.services.cases import Case


def sign_up(case: Case, pathway: str) -> FileEdit:
    """Return the edit that signs the student up for a further pathway today."""
    return _edit(case, pathway, "signed_up", "sign_up")


def change_to(case: Case, pathway: str) -> FileEdit:
    """Return the edit that changes the student to a pathway today; it ends the others.

    The pathway of students.csv ends only when the student leaves it, so that is written too.
    """
    given = case.file.student.pathway
    edit = _edit(case, pathway, "changed", "change_pathway")
    if given and given != pathway and given in case.file.pathways:
        left = leave(case, given).enrollments_new
        return replace(edit, enrollments_new=(*left, *edit.enrollments_new))
    return edit


def leave(case: Case, pathway: str) -> FileEdit:
    """Return the edit that ends a pathway for the student today."""
    return _edit(case, pathway, "left", "leave_pathway")


def _edit(case: Case, pathway: str, action: str, step: str) -> FileEdit:
    made = Enrollment(pathway, action, case.day, school_year_of(case.day), case.file.student.school)
    return FileEdit(step, values(pathway=pathway), enrollments_new=(made,))
