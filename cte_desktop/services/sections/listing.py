"""The sections of a school year as pages list them: when they meet, their seats, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.double_booked import Stays
from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.domain.planning.sections.seats.open_order import SeatCount, seat_count
from cte_desktop.domain.planning.week import section_week
from cte_desktop.services.sections.problems import SectionProblem, problems_of
from cte_desktop.services.sections.unknown import unknown_section
from cte_desktop.storage.sections import reading as section_store
from cte_desktop.storage.sections import seats as seat_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.sections.offers import SectionKey
    from cte_desktop.domain.planning.week import Week
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section with what its own row doesn't say.

    `recorded` sit in it by the record, `planned` have it in their active plans beside these. The
    seats are a plan until the information system confirms them.
    """

    section: Section
    title: str  # of the course; its code when the catalog doesn't have it
    pathways: tuple[str, ...]  # that the course belongs to
    sectors: tuple[str, ...]  # codes
    week: Week
    count: SeatCount
    recorded: int
    planned: int
    problems: tuple[SectionProblem, ...]


def timetabled_years(desk: Desk) -> tuple[int, ...]:
    """Return the school years of which sections are known, in order of time."""
    with desk.database.reading() as tx:
        return section_store.timetabled_years(tx)


def list_sections(desk: Desk, school_year: int, site: str | None = None) -> tuple[SectionLine, ...]:
    """Return the sections of a school year at one site, or everywhere, by section id."""
    with desk.database.reading() as tx:
        known = section_store.sections_of(tx, school_year)  # everywhere: a teacher may go about
        shown = [section for section in known if site is None or section.site == site]
        seats = _seats(tx, shown, school_year, desk)
    catalog, courses = desk.catalog(), dict[str, _Course]()
    weeks = {section.section_id: section_week(section, catalog) for section in known}
    neighbours = Stays(known, catalog)
    return tuple(
        _line(section, weeks[name], neighbours, seats[name], catalog, courses)
        for section in shown
        for name in (section.section_id,)
    )


def section_line(desk: Desk, key: SectionKey) -> SectionLine:
    """Return one section as the list has it; a wrong call if there is none."""
    with desk.database.reading() as tx:
        section = section_store.find_section(tx, key)
        if section is None:
            raise unknown_section(key)
        claims = seat_store.claims_of(tx, (key,), desk.today())[key]
        beside = section_store.sections_beside(tx, section)
    recorded = sum(claim.recorded for claim in claims)
    catalog = desk.catalog()
    count = seat_count(section, claims, catalog)
    seats = _Seats(count, recorded, len(claims) - recorded)
    neighbours = Stays(beside, catalog)
    return _line(section, section_week(section, catalog), neighbours, seats, catalog, {})


@dataclass(frozen=True, slots=True)
class _Course:
    """What the lines of one course have in common."""

    title: str
    pathways: tuple[str, ...]
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Seats:
    count: SeatCount
    recorded: int
    planned: int


def _seats(
    tx: Transaction, sections: Sequence[Section], school_year: int, desk: Desk
) -> dict[str, _Seats]:
    """Return the seats of each section; only where some are reserved it matters whose they are."""
    catalog, day = desk.catalog(), desk.today()
    tallied = seat_store.tallies(tx, school_year, day)
    reserved = {
        key_of(section): section
        for section in sections
        if section.reserved_for and section.section_id in tallied
    }
    claims = seat_store.claims_of(tx, reserved, day)
    counts = {key[1]: seat_count(reserved[key], of, catalog) for key, of in claims.items()}
    answer = {}
    for section in sections:
        recorded, planned = tallied.get(section.section_id, (0, 0))
        count = counts.get(section.section_id) or _counted(section.seats, recorded + planned)
        answer[section.section_id] = _Seats(count, recorded, planned)
    return answer


def _counted(seats: int | None, claims: int) -> SeatCount:
    """Return the seats of a section that are open to all."""
    if seats is None:
        return SeatCount(None, claims, 0, None)
    taken = min(seats, claims)
    return SeatCount(seats, taken, claims - taken, seats - taken)


def _line(
    section: Section,
    week: Week,
    neighbours: Stays,
    seats: _Seats,
    catalog: Catalog,
    courses: dict[str, _Course],
) -> SectionLine:
    course = courses.get(section.course_code)
    if course is None:
        course = courses[section.course_code] = _course(section.course_code, catalog)
    return SectionLine(
        section,
        course.title,
        course.pathways,
        course.sectors,
        week,
        seats.count,
        seats.recorded,
        seats.planned,
        problems_of(section, catalog, neighbours),
    )


def _course(code: str, catalog: Catalog) -> _Course:
    course = catalog.course(code)
    named = dict.fromkeys(step.pathway for step in catalog.steps_by_course.get(code, ()))
    if course is not None and course.pathway:
        named[course.pathway] = None
    offered = [
        catalog.pathway_by_name[name] for name in sorted(named) if name in catalog.pathway_by_name
    ]
    sectors = dict.fromkeys(pathway.sector for pathway in offered)
    title = course.title if course is not None else code
    return _Course(title, tuple(p.name for p in offered), tuple(sectors))
