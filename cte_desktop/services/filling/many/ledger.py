"""Handing out seats one student after the other: who came first keeps the seat.

Sections that are full for somebody are full for everybody whose turn comes later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.planning.sections.seats.open_order import (
    NOT_PLACED_YET,
    Claim,
    seats_left_for,
)
from cte_desktop.domain.school_year import grade_in, is_over, school_year_of_grade
from cte_desktop.services.filling.timetable import Timetable

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.planning.sections.offers import SectionKey
    from cte_desktop.services.filling.many.person import Person


class SeatLedger:
    """The claims to seats while plans are filled or kept, one after the other.

    Who has been given a seat here counts like somebody in the record: nobody takes it away again.
    """

    def __init__(self, timetable: Timetable, catalog: Catalog, day: date) -> None:
        """Begin with the claims as they are stored."""
        self._timetable = timetable
        self._claims = dict(timetable.claims)
        self._catalog = catalog
        self._day = day
        self._given: set[SectionKey] = set()  # of which somebody has got a seat here

    @property
    def timetable(self) -> Timetable:
        """Return the sections with the claims as they are now."""
        return Timetable(self._timetable.offers, self._timetable.sections, dict(self._claims))

    def take(self, person: Person, plan: Plan) -> bool:
        """Give the student the seats that a plan names; False, and nothing done, if one is full.

        What the present plan names already is asked for again only where somebody has got a seat
        since: a section that was too full before anybody was filled is no fault of the filling.
        """
        wanted = self._named(person, plan) & self._timetable.sections.keys()
        before = self._named(person, person.plan) & self._timetable.sections.keys()
        asked = (wanted - before) | (wanted & self._given)
        if any(self._is_full(person, key) for key in asked):
            return False
        self._given |= wanted - before
        for key in before - wanted:
            claims = self._claims.get(key, ())
            self._claims[key] = tuple(
                c for c in claims if c.recorded or c.student_uid != person.uid
            )
        for key in wanted:
            others = (c for c in self._claims.get(key, ()) if c.student_uid != person.uid)
            self._claims[key] = (*others, _claim(person, key, seated=True))
        return True

    def gone(self, person: Person, plan: Plan) -> bool:
        """Tell whether a plan newly names a section that is cancelled or isn't known any more."""
        sections = self._timetable.sections
        newly = self._named(person, plan) - self._named(person, person.plan)
        return any(key not in sections or sections[key].cancelled for key in newly)

    def _is_full(self, person: Person, key: SectionKey) -> bool:
        section = self._timetable.sections[key]
        claims = self._claims.get(key, ())
        own = next((c for c in claims if c.student_uid == person.uid), None)
        if own is not None and own.recorded:
            return False
        asking = own or _claim(person, key, seated=False)
        return seats_left_for(section, claims, self._catalog, asking) == 0

    def _named(self, person: Person, plan: Plan | None) -> frozenset[SectionKey]:
        return sections_named(plan, person.file.student.graduation_year, self._day)


def sections_named(plan: Plan | None, graduation_year: int, day: date) -> frozenset[SectionKey]:
    """Return the sections that a plan names in terms that are not over."""
    found = set()
    for placement in plan.placed if plan is not None else ():
        if placement.spot is not None and placement.section_id:
            year = school_year_of_grade(placement.spot.grade_level, graduation_year)
            if not is_over(year, placement.spot.term, day):
                found.add((year, placement.section_id))
    return frozenset(found)


def _claim(person: Person, key: SectionKey, *, seated: bool) -> Claim:
    student = person.file.student
    return Claim(
        student.uid,
        student.student_id,
        "",
        grade_in(key[0], student.graduation_year),
        recorded=seated,
        pathways=person.file.pathways,
        placed=0 if seated else NOT_PLACED_YET,
    )
