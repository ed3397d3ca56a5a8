"""A section: a course taught at a site at clock times with seats."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cte_desktop.domain.school_year import SEMESTERS, Term


class SectionKind(StrEnum):
    """How a section stands to the school day."""

    DAY = "day"
    EXTENDED = "extended"
    ZERO = "zero"
    COLLEGE = "college"


@dataclass(frozen=True, slots=True)
class SectionMeeting:
    """One row of sections.csv: a period on some weekdays, or clock times, which win.

    `start` and `end` are None when the site's bells of each weekday say them.
    """

    period: str  # P0..P7 or ""
    days: str  # of MTWRF, or "" for each weekday that has bells
    start: int | None = None
    end: int | None = None
    room: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of one school year; `term` is a semester or "year" for both."""

    section_id: str
    school_year: int
    term: str  # year, fall, spring, summer
    course_code: str
    site: str
    kind: SectionKind
    meetings: tuple[SectionMeeting, ...] = ()
    teacher: str = ""
    seats: int | None = None
    reserved_for: str = ""
    grade_min: int | None = None
    grade_max: int | None = None
    cancelled: bool = False

    def __hash__(self) -> int:
        """Return a hash of what tells sections apart: weeks are kept under thousands of them."""
        return hash((self.school_year, self.section_id))

    def meets_in(self, term: Term) -> bool:
        """Tell whether the section meets in that term."""
        return self.term == term.value or (self.term == "year" and term in SEMESTERS)
