"""When a semester meets: its section's clock times, or the bells of its period, per weekday."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.week import Week, period_week, section_week
from cte_desktop.domain.planning.plan import Lane

if TYPE_CHECKING:
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.planning.situation import Situation

__all__ = ["UNKNOWN", "Week", "section_week", "week_of"]

UNKNOWN = Week()
"""The week of a class of which nobody has said when it meets."""


def week_of(situation: Situation, semester: Semester) -> Week:
    """Return when a semester meets in the week; `UNKNOWN` when nothing says it."""
    section = situation.section_of(semester)
    if section is not None:
        return section_week(section, situation.catalog)
    if semester.lane is Lane.DAY and semester.period:
        home = semester.site or situation.home_school(semester.grade_level)
        if home:
            return period_week(home, semester.period, situation.catalog)
    return UNKNOWN
