"""In which ways a student can have a course in a term: in a section, or where it is offered.

A year in which sections of the course are known is timetabled for it: then it is had in one of
them that has a seat left, or not at all. By day that is at the own school alone, after school and
at the college anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.lanes import lane_of_kind, named_period
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.sections.patterns import patterns_of
from cte_desktop.domain.planning.sections.seats.checks import is_full

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.sections.offers import Offers
    from cte_desktop.domain.planning.situation import Situation
    from cte_desktop.domain.school_year import Term

YEAR = "year"
"""The term of a section that meets in both semesters."""
_LANES = (Lane.DAY, Lane.COLLEGE, Lane.EXTENDED, Lane.SUMMER)
"""Where a course is had rather, in the same term."""
_UNKNOWN_WAY = 24 * 60


@dataclass(frozen=True, slots=True)
class CourseWay:
    """One way to have a course; `site` "" is the own school, `section` None where none is known."""

    lane: Lane
    site: str = ""
    section: Section | None = None

    @property
    def rank(self) -> int:
        """Return what orders ways by lane: by day first."""
        return _LANES.index(self.lane)

    @property
    def period(self) -> str:
        """Return the period of the day that its section names, "" for any."""
        is_named = self.section is not None and self.lane is Lane.DAY
        return named_period(self.section) if self.section is not None and is_named else ""


def course_ways(
    situation: Situation, offers: Offers, course: Course, year: int, term: Term
) -> tuple[CourseWay, ...]:
    """Return the ways to have a course that begins in a term, of each lane the nearest first.

    Where it is not taught within reach it is the day of the own school, for the rules to say so;
    where no section is within reach that has a seat left there is none.
    """
    sections = [one for one in offers.get((year, course.code), ()) if not one.cancelled]
    if sections:
        found = list(_in_sections(situation, sections, course, term))
    else:
        found = list(_in_patterns(situation, course, year, term)) or [CourseWay(Lane.DAY)]
    return tuple(sorted(found, key=lambda way: (way.rank, _minutes_to(situation, way.site))))


def _in_sections(
    situation: Situation, sections: list[Section], course: Course, term: Term
) -> Iterator[CourseWay]:
    home = situation.file.student.school
    for section in sections:
        lane, own = lane_of_kind(section.kind, term), section.site == home
        whole = section.term == YEAR if course.is_year else section.meets_in(term)
        if whole and (own or lane is not Lane.DAY) and not is_full(situation, section):
            yield CourseWay(lane, "" if own else section.site, section)


def _in_patterns(
    situation: Situation, course: Course, year: int, term: Term
) -> Iterator[CourseWay]:
    home = situation.file.student.school
    for pattern in patterns_of(situation.catalog, course, year, home):
        own = pattern.site in {"", home}
        taught = YEAR in pattern.terms or term.value in pattern.terms
        if taught and (own or pattern.lane is not Lane.DAY):
            yield CourseWay(pattern.lane, "" if own else pattern.site)


def _minutes_to(situation: Situation, site: str) -> int:
    """Return the minutes from the own school; a way that nobody wrote down comes last."""
    home = situation.file.student.school
    minutes = situation.catalog.travel_minutes(home, site) if site else 0
    return _UNKNOWN_WAY if minutes is None else minutes
