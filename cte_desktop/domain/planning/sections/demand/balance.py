"""Demand: who wants a course where and when, against the seats of its sections there and then.

A student counts once per course, site and term; both halves of a year course are the term "year".
Seats are what the open sections of exactly that course, site, term and year offer. Where a course
is taught both as whole years and as single semesters, what one leaves free serves the other: that
stands beside the seats (`others`), never in them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import median_high
from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import SEMESTERS, TERMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section

YEAR = "year"
USUAL_SEATS = 34  # of a section of a course that has no sections to go by
USUAL_PATHWAY_SEATS = 30  # the same of a course of a pathway
_ORDER = {YEAR: 0, **{term.value: place for place, term in enumerate(TERMS, 1)}}


class Balance(StrEnum):
    """How seats stand to what is wanted."""

    SHORT = "short"
    LONG = "long"  # a whole section could be spared
    ENOUGH = "enough"
    UNKNOWN = "unknown"  # a section doesn't say how many seats it has
    NOT_TIMETABLED = "not_timetabled"  # the site has no section in that year at all
    NO_SITE = "no_site"  # an eighth grader's high school is not known


@dataclass(frozen=True, slots=True)
class Place:
    """A course at a site in a term: year, fall, spring or summer. Site "" is not known yet."""

    course_code: str
    site: str
    term: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many students want a course at a place: `recorded` of them are in it by the record.

    `would_take` counts those who have it as an alternate only.
    """

    place: Place
    students: int = 0
    recorded: int = 0
    would_take: int = 0


@dataclass(frozen=True, slots=True)
class DemandRow:
    """A course at a site in a term of a school year: wanted against seats."""

    school_year: int
    place: Place
    wanted: int
    recorded: int
    would_take: int
    sections: int
    seats: int | None  # None: a section doesn't say
    others: int  # sections of another length: their free seats used here, or (below 0) seats lent
    usual_seats: int  # of a section of this course
    balance: Balance
    count: int  # sections: to open when short or not timetabled, to spare when long

    @property
    def difference(self) -> int | None:
        """Return seats without a student, below 0 students without one; None: unknown."""
        if self.seats is None or self.balance in {Balance.NOT_TIMETABLED, Balance.NO_SITE}:
            return None
        return self.seats + self.others - self.wanted


def demand_rows(
    school_year: int,
    wanted: Iterable[Wanted],
    sections: Iterable[Section],
    catalog: Catalog,
    usual_before: Mapping[str, int] | None = None,
) -> tuple[DemandRow, ...]:
    """Return a row for every place that somebody wants or that has a section, by course and site.

    A place that is nothing but an alternate has no row. `sections` are those of the school year,
    cancelled ones included: they don't count. `usual_before` are the usual sizes of another year,
    for courses that have no section in this one.
    """
    taught: defaultdict[Place, list[Section]] = defaultdict(list)
    every = tuple(sections)
    timetabled = {section.site for section in every}
    for section in every:
        if not section.cancelled:
            taught[Place(section.course_code, section.site, section.term)].append(section)
    asked = {one.place: one for one in wanted}
    places = {place for place, one in asked.items() if one.students} | taught.keys()
    seats = {place: _seats(taught.get(place, ())) for place in places}
    wants = {place: asked[place].students if place in asked else 0 for place in places}
    open_seats = ((s.course_code, s.seats) for of in taught.values() for s in of)
    usual = {**(usual_before or {}), **usual_sizes(open_seats)}
    found = []
    for place in sorted(places, key=_in_order):
        one, there = asked.get(place, Wanted(place)), taught.get(place, [])
        size = usual.get(place.course_code) or _size_without_sections(place.course_code, catalog)
        others = _from_other_lengths(place, seats, wants)
        row = _row(school_year, one, there, others, size)
        known = [s.seats for s in there if s.seats]
        coming = wants.get(Place(place.course_code, "", place.term), 0)
        found.append(_weighed(row, known, coming) if place.site in timetabled else row)
    return tuple(found)


def usual_sizes(seats: Iterable[tuple[str, int | None]]) -> Mapping[str, int]:
    """Return the usual seats of a section of each course, of (course, seats) of each section."""
    sizes: defaultdict[str, list[int]] = defaultdict(list)
    for course_code, number in seats:
        if number:
            sizes[course_code].append(number)
    return {code: median_high(found) for code, found in sizes.items()}


def _size_without_sections(course_code: str, catalog: Catalog) -> int:
    return USUAL_PATHWAY_SEATS if course_code in catalog.steps_by_course else USUAL_SEATS


def _in_order(place: Place) -> tuple[str, str, int]:
    return place.course_code, place.site, _ORDER.get(place.term, len(_ORDER))


def _seats(sections: Iterable[Section]) -> int | None:
    """Return the seats of sections together, None when one of them doesn't say."""
    known = [section.seats for section in sections]
    return None if None in known else sum(seats or 0 for seats in known)


def _from_other_lengths(
    place: Place, seats: Mapping[Place, int | None], wants: Mapping[Place, int]
) -> int:
    """Return the seats that other lengths of the course leave for this one, less what they take.

    A student of one semester can sit in a section of the whole year, and one of the year in two of
    a semester each. Only what a place lacks is ever taken from another.
    """
    alike = {term: Place(place.course_code, place.site, term) for term in (YEAR, *SEMESTERS)}
    if place.term not in alike:
        return 0
    free = {term: (seats.get(one, 0) or 0) - wants.get(one, 0) for term, one in alike.items()}
    year, halves = free[YEAR], [free[term] for term in SEMESTERS]
    to_year = min(max(0, -year), max(0, min(halves)))
    if place.term == YEAR:
        return to_year - max(min(max(0, -half), max(0, year)) for half in halves)
    return min(max(0, -free[place.term]), max(0, year)) - to_year


def _row(
    school_year: int, one: Wanted, there: Sequence[Section], others: int, size: int
) -> DemandRow:
    """Return a row as it stands where nothing is timetabled yet."""
    return DemandRow(
        school_year,
        one.place,
        one.students,
        one.recorded,
        one.would_take,
        len(there),
        _seats(there),
        others,
        size,
        Balance.NOT_TIMETABLED if one.place.site else Balance.NO_SITE,
        -(-one.students // size),
    )


def _weighed(row: DemandRow, sizes: Iterable[int], coming: int) -> DemandRow:
    """Return a row of a timetabled site with how it stands, and the sections to open or spare.

    `sizes` are the seats of its sections; `coming` are students whose school isn't known yet: as
    long as they may come here, no section is spared that they would fill.
    """
    if row.seats is None:
        return replace(row, balance=Balance.UNKNOWN, count=0)
    free = row.seats + row.others - row.wanted
    if free < 0:
        return replace(row, balance=Balance.SHORT, count=-(free // row.usual_seats))
    free, spared = free - coming, 0
    for size in sorted(sizes):
        if size > free:
            break
        free -= size
        spared += 1
    return replace(row, balance=Balance.LONG if spared else Balance.ENOUGH, count=spared)
