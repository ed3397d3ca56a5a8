"""A change to the master schedule that somebody thinks about: what sections and catalog would be.

Nothing here writes: `services/sections/blast_radius.py` asks what would break, and does it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import CourseSite
from cte_desktop.domain.catalog.section import SectionMeeting
from cte_desktop.domain.planning.sections.offers import SectionKey, key_of

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.sections.offers import Offers


@dataclass(frozen=True, slots=True)
class CancelSection:
    """The section doesn't take place."""

    key: SectionKey


@dataclass(frozen=True, slots=True)
class MoveSection:
    """The section meets on these weekdays (of MTWRF) from `start` to `end`, and at no other time.

    Times are minutes after midnight.
    """

    key: SectionKey
    days: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ShrinkSection:
    """The section has only so many seats."""

    key: SectionKey
    seats: int


@dataclass(frozen=True, slots=True)
class RetireCourse:
    """The course is taught no more from the next school year on."""

    course_code: str


SectionChange = CancelSection | MoveSection | ShrinkSection | RetireCourse


def changed_section(change: SectionChange, section: Section) -> Section:
    """Return a section as it would be; the same when the change is not about it."""
    match change:
        case CancelSection(key) if key == key_of(section):
            return replace(section, cancelled=True)
        case MoveSection(key, days, start, end) if key == key_of(section):
            room = next((meeting.room for meeting in section.meetings if meeting.room), "")
            return replace(section, meetings=(SectionMeeting("", days, start, end, room),))
        case ShrinkSection(key, seats) if key == key_of(section):
            return replace(section, seats=seats)
        case _:
            return section


def changed_offers(change: SectionChange, offers: Offers, last_year: int) -> Offers:
    """Return the sections as they would be; `last_year` is the last one that a course runs.

    A retired course keeps its sections up to then; later ones are cancelled.
    """
    if isinstance(change, RetireCourse):
        return {
            key: tuple(replace(section, cancelled=True) for section in sections)
            if key[1] == change.course_code and key[0] > last_year
            else sections
            for key, sections in offers.items()
        }
    return {
        key: tuple(changed_section(change, section) for section in sections)
        if key[0] == change.key[0]
        else sections
        for key, sections in offers.items()
    }


def retired_catalog(catalog: Catalog, course_code: str, last_year: int) -> Catalog:
    """Return the catalog with a course that nobody teaches after `last_year`."""
    others = tuple(site for site in catalog.course_sites if site.course_code != course_code)
    ended = ended_sites(catalog, course_code, last_year)
    return replace(catalog, course_sites=others + ended)


def ended_sites(catalog: Catalog, course_code: str, last_year: int) -> tuple[CourseSite, ...]:
    """Return a course's entries per school, each ended in `last_year` at the latest.

    An ordinary course has none, which means that it is taught everywhere: it gets one per school
    that has its grades, for the last year alone, with the approvals of the catalog.
    """
    course = catalog.course(course_code)
    known = catalog.sites_by_course.get(course_code)
    if known is None:
        return () if course is None else _last_sites(catalog, course, last_year)
    ended = tuple(_ended(site, last_year) for site in known if site.first_year <= last_year)
    # Without any entry it would be an ordinary course again.
    return ended or tuple(
        replace(site, first_year=last_year, last_year=last_year) for site in known
    )


def _ended(site: CourseSite, last_year: int) -> CourseSite:
    if site.last_year is not None and site.last_year <= last_year:
        return site
    return replace(site, last_year=last_year)


def _last_sites(catalog: Catalog, course: Course, last_year: int) -> tuple[CourseSite, ...]:
    return tuple(
        CourseSite(
            course.code,
            school.short,
            last_year,
            last_year,
            course.offered,
            course.ag_area,
            course.uc_honors,
            course.extended_day,
            course.verified,
        )
        for school in catalog.schools
        if school.grade_low <= course.grade_max and course.grade_min <= school.grade_high
    )
