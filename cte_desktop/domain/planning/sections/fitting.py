"""Which sections of a course fit into a student's week, best first, and why the others don't."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.findings import Finding
    from cte_desktop.domain.planning.sections.seats import SeatCount
    from cte_desktop.domain.planning.situation import Situation


@dataclass(frozen=True, slots=True)
class Fit:
    """How one section fits: `findings` tell why not, gravest first, then what to know."""

    section: Section
    fits: bool
    findings: tuple[Finding, ...]
    clashes: tuple[str, ...]  # section ids it collides with; a course code where there is none
    minutes_short: int | None  # the worst of all that is too close
    seats: SeatCount


def section_fits(
    situation: Situation,
    course_code: str,
    sections: Iterable[Section],
    school_year: int,
    term: str,
    *,
    placement_uid: str = "",
) -> tuple[Fit, ...]:
    """Return how each section of the course fits that meets in the term, best first.

    A section fits in place of what the plan has of the course in that year and term (or of the
    placement): no clash by the clock with courses, sections and fixed times, the way known and long
    enough, bells and times known, not cancelled, a seat for this student, grades, reservation,
    course offered, prerequisites in order. A section of the year must fit in both semesters.
    """
    raise NotImplementedError
