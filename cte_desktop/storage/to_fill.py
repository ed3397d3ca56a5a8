"""Whose plans are to be filled: students by grade, school, and whether they plan anything yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cte_desktop.storage.transaction import Transaction

_STUDENTS = (
    "SELECT s.uid FROM student s WHERE s.grade_level BETWEEN :low AND :high "
    "AND (:school = '' OR s.school = :school) "
    'AND (NOT :without OR NOT EXISTS (SELECT 1 FROM "plan" p JOIN placement l ON l."plan" = '
    'p."key" WHERE p.student = s."key" AND p.status = \'active\' AND l.grade_level IS NOT NULL)) '
    "ORDER BY s.grade_level DESC, s.student_id"
)


def students_to_fill(
    tx: Transaction, low: int, high: int, school: str, *, without_plan: bool
) -> tuple[str, ...]:
    """Return the uids of the students in those grades, the highest first, then by student id.

    `school` "" is any; `without_plan`: only those whose active plan places nothing.
    """
    asked = {"low": low, "high": high, "school": school, "without": without_plan}
    return tuple(tx.connection.exec_driver_sql(_STUDENTS, asked).scalars())
