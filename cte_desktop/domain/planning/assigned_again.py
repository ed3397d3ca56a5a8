"""A course passed well enough and assigned again (Education Code 51228.2, `DOSSIER.md` section 3).

The law: it needs consent in writing. It holds for the regular day only, at the mark that counts for
UC and CSU.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.findings import Finding, Severity, values
from cte_desktop.domain.planning.passing import is_passed
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.semesters import FIRST_GRADE, Semester, State
from cte_desktop.domain.planning.ways_out import place_of, removal
from cte_desktop.domain.school_year import SEMESTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.catalog.course import Course

OUTSIDE_THE_DAY = frozenset({Lane.SUMMER, Lane.COLLEGE})


def is_assigned_again(
    semester: Semester, earned: Sequence[Semester], course: Course | None, minimum_mark: str
) -> bool:
    """Tell whether a semester ahead assigns a course of which those earned before are enough."""
    if course is None or course.repeatable or not earned or not _is_of_the_day(semester):
        return False
    return is_passed(course, earned, minimum_mark)


def assigned_again(semester: Semester) -> Finding:
    """Return what to say of a course that is assigned again."""
    subject = place_of(semester) + values(section_id=semester.section_id or None)
    return Finding("repeat_51228_2", Severity.WARNING, subject, (), removal(semester))


def _is_of_the_day(semester: Semester) -> bool:
    """Tell whether the school assigns it: it runs or is planned, in a semester of high school."""
    ahead = semester.state in {State.IN_PROGRESS, State.PLANNED}
    in_school = semester.grade_level >= FIRST_GRADE and semester.term in SEMESTERS
    return ahead and in_school and semester.lane not in OUTSIDE_THE_DAY
