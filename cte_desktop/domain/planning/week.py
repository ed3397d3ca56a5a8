"""When a semester meets: its section's clock times, or the bells of its period, per weekday."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import WEEKDAYS, Meeting
from cte_desktop.domain.planning.plan import Lane

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.planning.situation import Situation


@dataclass(frozen=True, slots=True)
class Week:
    """The meetings of a semester, and what could not be known about them."""

    meetings: tuple[Meeting, ...] = ()
    days_without_bell: str = ""  # weekdays of MTWRF on which the site has no bell for the period
    period: str = ""  # the period that lacks the bells
    without_time: bool = False  # the section says neither period nor clock times


def week_of(situation: Situation, semester: Semester) -> Week:
    """Return when a semester meets in the week; empty when nothing says it."""
    section = situation.section_of(semester)
    if section is not None:
        return section_week(section, situation.catalog)
    home = semester.site or situation.home_school(semester.grade_level)
    if semester.lane is Lane.DAY and semester.period and home:
        return Week(_bell_meetings(situation.catalog, home, semester.period, ""))
    return Week()


def section_week(section: Section, catalog: Catalog) -> Week:
    """Return when a section meets: clock times win, else the site's bells of each weekday."""
    meetings: list[Meeting] = []
    missing, period, without_time = "", "", False
    for row in section.meetings:
        if row.start is not None and row.end is not None:
            days = row.days or WEEKDAYS
            meetings += [Meeting(day, row.start, row.end, section.site) for day in days]
        elif row.period:
            rung = _bell_meetings(catalog, section.site, row.period, row.days)
            meetings += rung
            silent = set(row.days) - {meeting.weekday for meeting in rung}
            if silent or not rung:
                period = row.period
                missing += "".join(d for d in WEEKDAYS if d in silent) or WEEKDAYS
        else:
            without_time = True
    return Week(_in_order(meetings), missing, period, without_time or not section.meetings)


def _in_order(meetings: list[Meeting]) -> tuple[Meeting, ...]:
    """Return the meetings of a week in order of time, each once."""
    unique = dict.fromkeys(meetings)
    return tuple(sorted(unique, key=lambda m: (WEEKDAYS.index(m.weekday), m.start)))


def _bell_meetings(catalog: Catalog, site: str, period: str, days: str) -> tuple[Meeting, ...]:
    """Return the period's meetings at a site on `days`, or on every weekday that rings it."""
    meetings = catalog.meetings_by_period.get((site, period), ())
    return tuple([m for m in meetings if m.weekday in days]) if days else meetings
