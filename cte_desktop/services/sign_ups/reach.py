"""Whether students of a school can reach the first course of a pathway, and find a seat there."""

from __future__ import annotations

from collections import defaultdict
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


class Reach(StrEnum):
    """How a pathway lies to the students of a school."""

    OPEN = "open"
    FULL = "full"  # every section that they can reach is timetabled without a seat left
    NOT_OFFERED = "not_offered"  # neither at their school nor after school anywhere


def first_courses(catalog: Catalog, pathway: str, graduation_year: int) -> tuple[str, ...]:
    """Return the courses with which a pathway begins for a class, any of which will do."""
    steps = catalog.steps_of(pathway, graduation_year)
    known = catalog.pathway_by_name.get(pathway)
    if known is not None and not known.introductory_required:
        steps = tuple(step for step in steps if step.level is not Level.INTRODUCTORY) or steps
    first = min((step.order for step in steps), default=0)
    return tuple(step.course_code for step in steps if step.order == first)


def reach_of(tx: Transaction, catalog: Catalog, pathway: str, day: date) -> Mapping[str, Reach]:
    """Return how the pathway lies to the students of each school, this school year or the next.

    A school that the catalog doesn't have reaches what runs anywhere.
    """
    years = (school_year_of(day), school_year_of(day) + 1)
    codes = first_courses(catalog, pathway, years[0] + 3)  # the class of grade 10
    sections = section_store.sections_of_courses(tx, years, codes)
    has_room = _rooms(tx, sections, day)
    found: defaultdict[str, Reach] = defaultdict(lambda: Reach.OPEN if codes else Reach.NOT_OFFERED)
    for school in catalog.schools:
        ways = [(code, y, _sites(catalog, code, school.short, y)) for code in codes for y in years]
        if not any(sites is None or sites for _, _, sites in ways):
            found[school.short] = Reach.NOT_OFFERED
            continue
        reached = [
            section
            for section in sections
            for code, year, sites in ways
            if (section.course_code, section.school_year) == (code, year)
            and _is_reached(section, school.short, sites)
        ]
        full = reached and not any(has_room[one.school_year, one.section_id] for one in reached)
        found[school.short] = Reach.FULL if full else Reach.OPEN
    return found


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


def _rooms(
    tx: Transaction, sections: tuple[Section, ...], day: date
) -> Mapping[tuple[int, str], bool]:
    """Return of each section whether it runs and has a seat that nobody has or has planned."""
    crowds: dict[tuple[int, str], int] = {}
    for year in {section.school_year for section in sections}:
        ids = [section.section_id for section in sections if section.school_year == year]
        for section_id, (recorded, planned) in crowds_of(tx, year, ids, day).items():
            crowds[year, section_id] = recorded + planned
    return {
        key: not one.cancelled and (one.seats is None or crowds.get(key, 0) < one.seats)
        for one in sections
        for key in ((one.school_year, one.section_id),)
    }
