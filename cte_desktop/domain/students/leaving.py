"""Who goes to school: seniors whose class has graduated have left, everybody else is there.

Whoever has left stays in the database: their record, plan and awards are found, printed and shown
as before. Lists and the page Home leave them out unless they are asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cte_desktop.domain.students.student import Student

SENIOR = 12
"""The last grade."""


def has_left(student: Student, school_year: int) -> bool:
    """Tell whether a student's class graduated before that school year (its first year) began."""
    return student.grade_level >= SENIOR and student.graduation_year <= school_year
