"""Whether a course fits at a spot: what the edit would bring that was not there before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.findings import Finding, Severity
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.school_year import is_over, school_year_of_grade

if TYPE_CHECKING:
    from cte_desktop.domain.planning.plan import Plan, Spot
    from cte_desktop.domain.planning.situation import Situation


def reasons_against(
    situation: Situation, changed: Plan, before: tuple[Finding, ...] | None = None
) -> tuple[Finding, ...]:
    """Return the must-fix findings that `changed` has and the present plan has not.

    `before`: the findings of the present plan, when they are known already.
    """
    known = before if before is not None else conflicts(situation)
    # The ways out of a finding change with the plan; the finding stays the same.
    bare = {replace(finding, fixes=()) for finding in known}
    after = conflicts(replace(situation, plan=changed))
    return tuple(
        f for f in after if f.severity is Severity.MUST_FIX and replace(f, fixes=()) not in bare
    )


def is_past(situation: Situation, spot: Spot) -> bool:
    """Tell whether a spot lies in a term that is over: nothing is planned there any more."""
    year = school_year_of_grade(spot.grade_level, situation.file.student.graduation_year)
    return is_over(year, spot.term, situation.day)
