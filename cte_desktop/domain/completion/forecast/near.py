"""Who is near the end of a pathway: what is missing, what would do, and until when it can start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cte_desktop.domain.planning.plan import Lane
    from cte_desktop.domain.school_year import Term


@dataclass(frozen=True, slots=True)
class Offer:
    """A course that would do, in the next term in which it can start, and where it is taught.

    `sections` of it are open in that term in the whole district, `here` of them at the student's
    own school; None while that year is not timetabled. `sites` are those with such sections, of
    a year without timetable those that teach it; None if nobody says so.
    `second_half` tells that the course runs already and its spring alone is missing.
    """

    course: str
    grade_level: int
    school_year: int
    term: Term
    lane: Lane
    sites: tuple[str, ...] | None
    sections: int | None
    here: int | None
    second_half: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """A pathway that can still be completed, with its student: what is missing and what would do.

    `missing` is a requirement (a level, school_years, pathway_credits). `planned` tells that the
    rest is not all earned or under way yet. `last_start` (year, term) is the last term in which a
    missing course can start, `last_chance` that one of them has a single school year left.
    """

    uid: str
    student_id: str
    last_name: str
    first_name: str
    name_key: str
    grade_level: int
    school: str
    home_language: str
    counselor: str
    pathway: str
    missing: str
    planned: bool
    last_start: tuple[int, Term]
    ends_in: int
    last_chance: bool
    offers: tuple[Offer, ...]
    is_stale: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Return what tells it from the others: student and pathway."""
        return self.uid, self.pathway

    @property
    def name(self) -> str:
        """Return "Rivera, Ana"."""
        return ", ".join(dict.fromkeys(p for p in (self.last_name, self.first_name) if p))

    @property
    def places(self) -> tuple[str, ...]:
        """Return where the course is taught, by site: the own school alone when it is; else all.

        Empty while nobody knows.
        """
        sites = (self.offer.sites if self.offer is not None else None) or ()
        return (self.school,) if self.school in sites else sites

    @property
    def offer(self) -> Offer | None:
        """Return what would do first, None where no course of the catalog would."""
        return self.offers[0] if self.offers else None
