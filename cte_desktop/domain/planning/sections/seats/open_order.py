"""Who has a seat in a section: the open order, shown to everybody and never hidden.

1. those whom the record has in the section; 2. seniors for whom the course is the capstone of a
pathway they are signed up for; 3. other students of a pathway that the course belongs to, higher
grade first; 4. everybody else, higher grade first; then who placed it earlier, then by student_id.
Seats that are kept for a pathway or a grade go first to those they are kept for, and to nobody else
unless the record has them in the section: a person put them there.

Seats are a plan until the information system confirms them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.planning.sections.seats.reservations import (
    Reserved,
    ReservedFor,
    reservations,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section

SENIOR = 12
NOT_PLACED_YET = 2**62
"""`Claim.placed` of somebody who only asks: after everybody who has placed it."""


class Because(StrEnum):
    """Why a claim stands where it stands in the open order, first to last."""

    RECORDED = "recorded"
    SENIOR_CAPSTONE = "senior_capstone"
    PATHWAY = "pathway"
    GRADE = "grade"


_ORDER = {because: place for place, because in enumerate(Because)}


@dataclass(frozen=True, slots=True)
class Claim:
    """One student's claim to a seat: sits in the section by the record, or has planned it."""

    student_uid: str
    student_id: str
    name: str
    grade_level: int  # in the school year of the section
    recorded: bool
    pathways: tuple[str, ...]  # signed up for
    placed: int  # the step of the history that placed it; 0 for the record


@dataclass(frozen=True, slots=True)
class Queued:
    """A claim in its place (1, 2, ...) of the open order, with a seat or waiting for one."""

    claim: Claim
    place: int
    has_seat: bool
    because: Because


@dataclass(frozen=True, slots=True)
class SeatCount:
    """Seats of a section; `seats` and `left` are None when nobody said how many there are."""

    seats: int | None
    taken: int
    waiting: int
    left: int | None  # never below 0


def queue(section: Section, claims: Iterable[Claim], catalog: Catalog) -> tuple[Queued, ...]:
    """Return every claim in the open order, and who has a seat."""
    reasons = {claim: _because(claim, section, catalog) for claim in claims}
    waiting = sorted(reasons, key=lambda c: _place(c, reasons[c]))
    seated = _Seats(section, catalog)
    has_seat = [seated.take(claim) for claim in waiting]
    return tuple(
        Queued(claim, place, has, reasons[claim])
        for place, (claim, has) in enumerate(zip(waiting, has_seat, strict=True), start=1)
    )


def seat_count(section: Section, claims: Iterable[Claim], catalog: Catalog) -> SeatCount:
    """Return how many seats there are, are taken, are waited for and are left."""
    known = tuple(claims)
    if section.seats is None:
        return SeatCount(None, len(known), 0, None)
    if not section.reserved_for:  # then everybody may have any seat, in whatever order
        taken = min(section.seats, len(known))
        return SeatCount(section.seats, taken, len(known) - taken, section.seats - taken)
    taken = sum(queued.has_seat for queued in queue(section, known, catalog))
    return SeatCount(section.seats, taken, len(known) - taken, max(0, section.seats - taken))


def seats_left_for(
    section: Section, claims: Iterable[Claim], catalog: Catalog, claim: Claim
) -> int | None:
    """Return how many seats this student may choose from, None when nobody said how many.

    The student's own claim is not counted as taking one. It is at least 1 when the open order gives
    the student a seat, also one that somebody later in the order has planned; 0 when it doesn't.
    """
    if section.seats is None and not section.reserved_for:
        return None
    others = [c for c in claims if c.student_uid != claim.student_uid]
    if not section.reserved_for and section.seats is not None and len(others) < section.seats:
        return section.seats - len(others)
    if not section.reserved_for and not claim.recorded and section.seats is not None:
        recorded = sum(other.recorded for other in others)
        if recorded >= section.seats:  # they come first in the order
            return 0
    order = queue(section, (*others, claim), catalog)
    if not any(q.has_seat for q in order if q.claim.student_uid == claim.student_uid):
        return 0
    if section.seats is None:
        return None
    seated = _Seats(section, catalog)
    for queued in order:
        if queued.claim.student_uid != claim.student_uid:
            seated.take(queued.claim)
    return max(1, seated.open_to(claim))


class _Seats:
    """The seats of one section while the open order takes them, one after the other.

    They lie in pools: one for each entry that keeps a number, one for the seats that all other
    entries keep together, one for the open seats.
    """

    def __init__(self, section: Section, catalog: Catalog) -> None:
        self._entries = reservations(section, catalog)
        self._known = section.seats is not None
        self._pools = _pools(section.seats, self._entries)
        self._holders: list[list[Claim]] = [[] for _ in self._pools]

    def take(self, claim: Claim) -> bool:
        """Take a seat: a kept one for whom it is kept, else an open one."""
        if not self._known:
            return not self._entries or claim.recorded or self._is_meant(claim)
        return self._seat(claim, set())

    def open_to(self, claim: Claim) -> int:
        """Return the seats that are still there for this student."""
        return sum(self._free(pool) for pool in self._meant_for(claim))

    def _seat(self, claim: Claim, full: set[int]) -> bool:
        """Seat the claim; whoever could as well sit in another pool makes way.

        Nobody loses a seat by that: a senior of the pathway moves to the seat kept for seniors when
        the one kept for the pathway is all that somebody later in the order may have.
        """
        pools = self._meant_for(claim)
        if claim.recorded:  # a person put them there, whomever the seats are kept for
            pools += [pool for pool in range(len(self._pools)) if pool not in pools]
        for pool in pools:
            if self._free(pool):
                self._holders[pool].append(claim)
                return True
        for pool in pools:
            if pool in full:
                continue
            full.add(pool)
            for place, holder in enumerate(self._holders[pool]):
                if self._seat(holder, full):
                    self._holders[pool][place] = claim
                    return True
        return False

    def _free(self, pool: int) -> int:
        return self._pools[pool] - len(self._holders[pool])

    def _meant_for(self, claim: Claim) -> list[int]:
        """Return the pools that the student may take from, those kept for them first."""
        shared, open_seats = len(self._entries), len(self._entries) + 1
        kept = [place for place, entry in enumerate(self._entries) if _is_for(entry, claim)]
        shares = any(self._entries[place].seats is None for place in kept)
        return [*kept, *([shared] if shares else ()), open_seats]

    def _is_meant(self, claim: Claim) -> bool:
        """Tell whether any seat may be the student's, where nobody said how many there are."""
        all_kept = any(entry.seats is None for entry in self._entries)
        return not all_kept or any(_is_for(entry, claim) for entry in self._entries)


def _pools(seats: int | None, entries: tuple[Reserved, ...]) -> tuple[int, ...]:
    """Return the seats that each entry keeps, then those of all without a number, then the open."""
    left, pools = seats or 0, []
    for entry in entries:
        kept = min(left, entry.seats or 0)
        pools.append(kept)
        left -= kept
    keeps_all = any(entry.seats is None for entry in entries)
    return (*pools, left if keeps_all else 0, 0 if keeps_all else left)


def _is_for(entry: Reserved, claim: Claim) -> bool:
    match entry.kind:
        case ReservedFor.PATHWAY:
            return entry.value in claim.pathways
        case ReservedFor.GRADE:
            return entry.value == str(claim.grade_level)
        case ReservedFor.OTHER:
            return False


def _because(claim: Claim, section: Section, catalog: Catalog) -> Because:
    if claim.recorded:
        return Because.RECORDED
    if not claim.pathways:
        return Because.GRADE
    course = catalog.course(section.course_code)
    graduation_year = section.school_year + 1 + SENIOR - claim.grade_level
    levels = {
        step.level
        for step in catalog.steps_by_course.get(section.course_code, ())
        if step.pathway in claim.pathways and step.first_class <= graduation_year <= step.last_class
    }
    if course is not None and course.pathway in claim.pathways and course.pathway_level:
        levels.add(course.pathway_level)
    if Level.CAPSTONE in levels and claim.grade_level >= SENIOR:
        return Because.SENIOR_CAPSTONE
    return Because.PATHWAY if levels else Because.GRADE


def _place(claim: Claim, because: Because) -> tuple[int, int, int, str]:
    return (_ORDER[because], -claim.grade_level, claim.placed, claim.student_id)
