"""Rosters: who sits or sat in each section by the record, and who is planned into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import school_year_text

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section

HEADINGS = (
    "school_year",
    "section_id",
    "course_code",
    "course_title",
    "site",
    "kind",
    "term",
    "periods",
    "teacher",
    "room",
    "student_id",
    "last_name",
    "first_name",
    "grade_level",
    "school",
    "student_terms",
    "state",
)

ENROLLED, FINISHED, PLANNED = "enrolled", "finished", "planned"


@dataclass(frozen=True, slots=True)
class Seat:
    """A student in a section; `terms` are fall, spring, summer."""

    school_year: int
    section_id: str
    course_code: str
    student_uid: str
    student_id: str
    last_name: str
    first_name: str
    grade_level: int  # in that year
    school: str  # the student's own
    terms: tuple[str, ...]
    state: str  # ENROLLED, FINISHED or PLANNED


def roster_row(seat: Seat, section: Section | None, catalog: Catalog) -> tuple[str, ...]:
    """Return the line of a seat; of a section that isn't known only what the seat itself says."""
    course = catalog.course(section.course_code if section else seat.course_code)
    meetings = section.meetings if section else ()
    return (
        school_year_text(seat.school_year),
        seat.section_id,
        section.course_code if section else seat.course_code,
        course.title if course else "",
        section.site if section else "",
        section.kind.value if section else "",
        section.term if section else "",
        ";".join(dict.fromkeys(m.period for m in meetings if m.period)),
        section.teacher if section else "",
        ";".join(dict.fromkeys(m.room for m in meetings if m.room)),
        seat.student_id,
        seat.last_name,
        seat.first_name,
        str(seat.grade_level),
        seat.school,
        ";".join(seat.terms),
        seat.state,
    )
