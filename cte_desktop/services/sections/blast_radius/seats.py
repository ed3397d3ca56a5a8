"""Sections and seats while a change is thought through: read when asked for, counted as given.

Repairs compete for the same seats: what one student's repair takes is not there for the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.sections.changes import changed_offers
from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.domain.planning.sections.seats.open_order import NOT_PLACED_YET, Claim
from cte_desktop.domain.school_year import grade_in, school_year_of_grade
from cte_desktop.storage.sections import reading as section_store
from cte_desktop.storage.sections import seats as seat_store

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.planning.sections.changes import SectionChange
    from cte_desktop.domain.planning.sections.offers import SectionKey
    from cte_desktop.domain.students.student import Student
    from cte_desktop.storage.transaction import Transaction

CourseKey = tuple[int, str]


@dataclass
class OffersAsAsked(Mapping[CourseKey, tuple["Section", ...]]):
    """The sections of a (school year, course) as they would be, read when first asked for."""

    tx: Transaction
    change: SectionChange
    last_year: int  # of a course that is retired
    known: dict[CourseKey, tuple[Section, ...]] = field(default_factory=dict)

    def __getitem__(self, key: CourseKey) -> tuple[Section, ...]:
        """Return the sections; empty when none are known."""
        if key not in self.known:
            found = section_store.sections_of_course(self.tx, *key)
            self.known |= changed_offers(self.change, {key: found}, self.last_year)
        return self.known[key]

    def __iter__(self) -> Iterator[CourseKey]:
        """Yield what was asked for."""
        return iter(self.known)

    def __len__(self) -> int:
        """Return how many were asked for."""
        return len(self.known)


@dataclass
class SeatLedger(Mapping["SectionKey", tuple["Claim", ...]]):
    """The claims to seats, with what repairs give up and take.

    The claims to all sections of a course at a site are read together: who asks for one asks for
    the next as well.
    """

    tx: Transaction
    offers: OffersAsAsked
    day: date
    known: dict[SectionKey, tuple[Claim, ...]] = field(default_factory=dict)
    _given_up: set[tuple[SectionKey, str]] = field(default_factory=set)
    _taken: dict[SectionKey, tuple[Claim, ...]] = field(default_factory=dict)

    def __getitem__(self, key: SectionKey) -> tuple[Claim, ...]:
        """Return who claims a seat in a section by now."""
        if key not in self.known:
            self._read(key)
        return self.known[key]

    def __iter__(self) -> Iterator[SectionKey]:
        """Yield the sections whose claims are known."""
        return iter(self.known)

    def __len__(self) -> int:
        """Return of how many sections the claims are known."""
        return len(self.known)

    def move(self, claim: Claim, left: frozenset[SectionKey], taken: frozenset[SectionKey]) -> None:
        """Note that a repair takes a student out of some sections and into others."""
        for key in left:
            self._given_up.add((key, claim.student_uid))
            if key in self.known:
                self.known[key] = self._as_now(key, self.known[key])
        for key in taken:
            self._given_up.discard((key, claim.student_uid))
            self._taken[key] = (*self._taken.get(key, ()), claim)
            if key in self.known:
                self.known[key] = (*self.known[key], claim)

    def _read(self, key: SectionKey) -> None:
        together = {key} | {
            key_of(section)
            for sections in self.offers.known.values()
            if any(key_of(one) == key for one in sections)
            for section in sections
            if section.site == next(one.site for one in sections if key_of(one) == key)
        }
        read = seat_store.claims_of(self.tx, together - self.known.keys(), self.day)
        for found, claims in read.items():
            self.known[found] = (*self._as_now(found, claims), *self._taken.get(found, ()))

    def _as_now(self, key: SectionKey, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        return tuple(c for c in claims if (key, c.student_uid) not in self._given_up)


def claims_where_short(
    tx: Transaction, sections: Mapping[SectionKey, Section], day: date
) -> dict[SectionKey, tuple[Claim, ...]]:
    """Return who claims a seat where not everybody who asks next has one; of no other section."""
    tallied = {year: seat_store.tallies(tx, year, day) for year in {year for year, _ in sections}}
    short = [
        (year, section_id)
        for (year, section_id), section in sections.items()
        for claims in (sum(tallied[year].get(section_id, (0, 0))),)
        if section.reserved_for or (section.seats is not None and section.seats <= claims)
    ]
    return seat_store.claims_of(tx, short, day)


def claim_in(
    school_year: int, student: Student, pathways: tuple[str, ...], *, placed: int = NOT_PLACED_YET
) -> Claim:
    """Return the claim of who has planned a section of that school year by a repair."""
    return Claim(
        student.uid,
        student.student_id,
        student.name_key,
        grade_in(school_year, student.graduation_year),
        recorded=False,
        pathways=pathways,
        placed=placed,
    )


def sections_named(plan: Plan | None, graduation_year: int) -> frozenset[SectionKey]:
    """Return the sections that a plan names."""
    placed = () if plan is None else plan.placed
    return frozenset(
        (school_year_of_grade(p.spot.grade_level, graduation_year), p.section_id)
        for p in placed
        if p.spot is not None and p.section_id
    )
