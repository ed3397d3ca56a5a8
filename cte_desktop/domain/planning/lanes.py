"""Which lane a semester lies in: screen and paper ask here, so that they can't disagree."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import ExtendedDay
from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.school_year import Term

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.plan import Spot
    from cte_desktop.domain.planning.semesters import Semester

_LANES = {SectionKind.EXTENDED: Lane.EXTENDED, SectionKind.COLLEGE: Lane.COLLEGE}


def lane_of_kind(kind: SectionKind, term: Term) -> Lane:
    """Return the lane in which a section of that kind lies."""
    return Lane.SUMMER if term is Term.SUMMER else _LANES.get(kind, Lane.DAY)


def spot_in(spot: Spot, section: Section) -> Spot:
    """Return where a placement lies that sits in a section: in its lane, by day in its period.

    A section that names no period leaves a placement of the day in the period that it has.
    """
    if spot.term is Term.SUMMER:
        return spot
    lane = lane_of_kind(section.kind, spot.term)
    period = ""
    if lane is Lane.DAY:
        period = named_period(section) or (spot.period if spot.lane is lane else "")
    if spot.lane is lane and spot.period == period:
        return spot
    return replace(spot, lane=lane, period=period)


def named_period(section: Section) -> str:
    """Return the first period that a section names, "" when it meets by the clock alone."""
    for meeting in section.meetings:
        if meeting.period:
            return meeting.period
    return ""


def lane_of(semester: Semester, section: Section | None, course: Course | None) -> Lane:
    """Return the lane: as placed, or for the record, which holds none, as section and course tell.

    `course` is None for a course from elsewhere: college units make it a college course.
    """
    if semester.lane is not None:
        return semester.lane
    if semester.term is Term.SUMMER:
        return Lane.SUMMER
    if section is not None:
        return lane_of_kind(section.kind, semester.term)
    if course is None:
        return Lane.COLLEGE if semester.college_units else Lane.DAY
    if course.is_college:
        return Lane.COLLEGE
    return Lane.EXTENDED if course.extended_day is ExtendedDay.ONLY else Lane.DAY
