"""Signing a student up for a pathway, in addition to others or in their place."""

from __future__ import annotations

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
    """Return the edit that changes the student to a pathway today; it ends the others."""
    return _edit(case, pathway, "changed", "change_pathway")


def leave(case: Case, pathway: str) -> FileEdit:
    """Return the edit that ends a pathway for the student today."""
    return _edit(case, pathway, "left", "leave_pathway")


def _edit(case: Case, pathway: str, action: str, step: str) -> FileEdit:
    made = Enrollment(pathway, action, case.day, school_year_of(case.day), case.file.student.school)
    return FileEdit(step, values(pathway=pathway), enrollments_new=(made,))
