"""When a semester meets: its section's clock times, or the bells of its period, per weekday."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.week import Week, period_week, section_week
from cte_desktop.domain.planning.plan import Lane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.planning.situation import Situation

__all__ = ["UNKNOWN", "Week", "section_week", "week_of", "weeks_of"]

UNKNOWN = Week()
"""The week of a class of which nobody has said when it meets."""


def week_of(situation: Situation, semester: Semester) -> Week:
    """Return when a semester meets in the week; `UNKNOWN` when nothing says it."""
    return weeks_of(situation, (semester,))[0][1]


def weeks_of(
    situation: Situation, running: Sequence[Semester]
) -> tuple[tuple[Semester, Week], ...]:
    """Return when each semester of one term meets. Asked for whole plans at every edit.

    A cancelled section meets no more, so nothing is held against what would be at its time.
    """
    catalog, sections, kept = situation.catalog, situation.sections, situation.catalog.weeks
    grade_level = running[0].grade_level
    home = situation.home_school(grade_level)
    found = []
    for semester in running:
        week = UNKNOWN
        section_id = semester.section_id
        section = sections.get((semester.school_year, section_id)) if section_id else None
        if section is not None:
            if not section.cancelled:
                week = kept.get(section) or section_week(section, catalog)
        elif semester.period and semester.lane is Lane.DAY:
            if semester.grade_level != grade_level:
                grade_level = semester.grade_level
                home = situation.home_school(grade_level)
            site = semester.site or home
            if site:
                key = (site, semester.period)
                week = kept.get(key) or period_week(*key, catalog)
        found.append((semester, week))
    return tuple(found)
