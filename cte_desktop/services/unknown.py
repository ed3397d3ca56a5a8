"""What is said of an id that the district doesn't know."""

from __future__ import annotations

from cte_desktop.system.errors import WrongCall


def unknown_student(student_id: str) -> WrongCall:
    """Return the error for an id that no student has."""
    return WrongCall(
        "unknown_student",
        'No student has the id "{student}".',
        do="Search by name in Students, or check the id for leading zeros.",
        student=student_id,
    )
