"""Where a finding of the schedule points, and the ways out that it offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.findings import Fix, Values, values
from cte_desktop.domain.planning.semesters import State

if TYPE_CHECKING:
    from cte_desktop.domain.planning.semesters import Semester


def place_of(semester: Semester) -> Values:
    """Return the course, grade and term of a semester as the subject of a finding or a fix."""
    return values(
        course=semester.course_code,
        grade_level=semester.grade_level,
        term=semester.term.value,
    )


def removal(semester: Semester) -> tuple[Fix, ...]:
    """Return the fix that takes a planned course out; what is locked or in progress stays."""
    if semester.state is not State.PLANNED or semester.locked:
        return ()
    return (Fix("remove", place_of(semester)),)
