"""Whether students of a school can reach the first course of a pathway, and find a seat there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import ExtendedDay, Level
from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.storage.sections import reading as section_store
from cte_desktop.storage.sections.crowding import crowds_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.storage.transaction import Transaction

SectionKey = tuple[int, str]  # school year and id


class Reach(StrEnum):
    """How a pathway lies to the students of a school."""

    OPEN = "open"
    FULL = "full"  # every section that they can reach is timetabled without a seat left
    NOT_OFFERED = "not_offered"  # neither at their school nor after school anywhere


@dataclass(slots=True)
class Seats:
    """The free seats of a pathway's first course, handed out one by one.

    `reached` are the sections in reach of each school, those that only its own students reach
    first: so nobody is told that it is full while the seats would do for all.
    """

    free: dict[SectionKey, int | None]
    reached: Mapping[str, tuple[SectionKey, ...]]

    def take(self, school: str) -> bool:
        """Take a seat for a student of a school; False when none is left for them.

        Where nothing is timetabled yet nobody knows, and there is one.
        """
        keys = self.reached.get(school)
        if not keys:
            return True
        for key in keys:
            left = self.free[key]
            if left is None:
                return True
            if left > 0:
                self.free[key] = left - 1
                return True
        return False


@dataclass(frozen=True, slots=True)
class Ways:
    """How a pathway lies to the students of each school, and the seats that they would take."""

    reach: Mapping[str, Reach]
    seats: Seats


def first_courses(catalog: Catalog, pathway: str, graduation_year: int) -> tuple[str, ...]:
    """Return the courses with which a pathway begins for a class, any of which will do."""
    steps = catalog.steps_of(pathway, graduation_year)
    known = catalog.pathway_by_name.get(pathway)
    if known is not None and not known.introductory_required:
        steps = tuple(step for step in steps if step.level is not Level.INTRODUCTORY) or steps
    first = min((step.order for step in steps), default=0)
    return tuple(step.course_code for step in steps if step.order == first)


def ways_of(tx: Transaction, catalog: Catalog, pathway: str, day: date) -> Ways:
    """Return how the pathway lies to the students of each school, this school year or the next.

    A school that the catalog doesn't have reaches what runs anywhere, and is never full.
    """
    years = (school_year_of(day), school_year_of(day) + 1)
    codes = first_courses(catalog, pathway, years[0] + 3)  # the class of grade 10
    sections = section_store.sections_of_courses(tx, years, codes)
    free = _free_seats(tx, sections, day)
    found: defaultdict[str, Reach] = defaultdict(lambda: Reach.OPEN if codes else Reach.NOT_OFFERED)
    reached: dict[str, tuple[SectionKey, ...]] = {}
    for school in catalog.schools:
        ways = [(code, y, _sites(catalog, code, school.short, y)) for code in codes for y in years]
        if not any(sites is None or sites for _, _, sites in ways):
            found[school.short] = Reach.NOT_OFFERED
            continue
        own = [
            section
            for section in sections
            for code, year, sites in ways
            if (section.course_code, section.school_year) == (code, year)
            and _is_reached(section, school.short, sites)
        ]
        own.sort(key=lambda one: one.kind is SectionKind.EXTENDED)  # these others reach too
        reached[school.short] = tuple((one.school_year, one.section_id) for one in own)
        full = own and not any(free[key] != 0 for key in reached[school.short])
        found[school.short] = Reach.FULL if full else Reach.OPEN
    return Ways(found, Seats(free, reached))


def _sites(catalog: Catalog, code: str, school: str, year: int) -> frozenset[str] | None:
    """Return the sites at which a course can be reached from a school; None for all of them."""
    teaching = catalog.schools_teaching(code, year)
    if teaching is None:
        return None
    own = {school} & set(teaching)
    evening = {
        site.school
        for site in catalog.sites_by_course.get(code, ())
        if site.runs_in(year) and site.extended is not ExtendedDay.NO
    }
    return frozenset(own | evening)


def _is_reached(section: Section, school: str, sites: frozenset[str] | None) -> bool:
    if section.site == school:
        return True
    evening = section.kind is SectionKind.EXTENDED
    return evening and (sites is None or section.site in sites)


def _free_seats(
    tx: Transaction, sections: tuple[Section, ...], day: date
) -> dict[SectionKey, int | None]:
    """Return of each section how many seats nobody has or has planned; None where no end is set."""
    crowds: dict[SectionKey, int] = {}
    for year in {section.school_year for section in sections}:
        ids = [section.section_id for section in sections if section.school_year == year]
        for section_id, (recorded, planned) in crowds_of(tx, year, ids, day).items():
            crowds[year, section_id] = recorded + planned
    found: dict[SectionKey, int | None] = {}
    for one in sections:
        key = (one.school_year, one.section_id)
        left = None if one.seats is None else max(0, one.seats - crowds.get(key, 0))
        found[key] = 0 if one.cancelled else left
    return found
