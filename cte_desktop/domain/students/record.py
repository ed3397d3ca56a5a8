"""The record: what a student has earned, one row per semester of a course."""

from __future__ import annotations

from dataclasses import dataclass

from cte_desktop.domain.school_year import Term, moment


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One row of record.csv; a year course is two rows of one code, normally 5.0 credits each.

    Credits, years and units are hundredths. The fields from `subject` on are empty (or None) unless
    the file gave them: then they win over the catalog's value, and a course from elsewhere needs
    them. Identity: (student, school_year, term, course_code, section_id, school).
    """

    school_year: int
    term: Term
    course_code: str
    mark: str  # "" while in progress
    attempted: int
    earned: int
    grade_level: int
    course_title: str = ""
    school: str = ""
    section_id: str = ""
    subject: str = ""
    ag_area: str = ""
    ag_years: int | None = None
    pathway: str = ""
    pathway_level: str = ""
    college_units: int | None = None
    recovers: str = ""  # the course whose missing half this row makes good
    honors: bool | None = None
    half: int | None = None  # 1 or 2: which half a summer or repeated row makes good

    @property
    def moment(self) -> int:
        """Return a number that orders rows in time."""
        return moment(self.school_year, self.term)

    @property
    def identity(self) -> tuple[int, str, str, str, str]:
        """Return what tells this row from the student's other rows."""
        return (
            self.school_year,
            self.term.value,
            self.course_code,
            self.section_id,
            self.school,
        )
