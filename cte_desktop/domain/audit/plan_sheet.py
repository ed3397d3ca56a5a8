"""Everything that a student's four-year plan says on paper: who, the years, and the audit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.letterhead import PLAIN, Letterhead
from cte_desktop.domain.planning.semesters import State

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.domain.audit.result import StudentAudit
    from cte_desktop.domain.findings import Finding
    from cte_desktop.domain.planning.approval import Standing
    from cte_desktop.domain.planning.sheet import SheetCourse, SheetYear
    from cte_desktop.domain.students.caseload import SharedNote
    from cte_desktop.domain.students.decisions import Decision
    from cte_desktop.domain.students.experiences import Experience
    from cte_desktop.domain.students.student import Student

NOT_FOR_FAMILIES = frozenset({"unverified_entry", "capstone_elsewhere", "allocation_not_proven"})
"""Findings about the catalog's own state, the district's reports to the State and the limits of the
reckoning: no family reads them, neither on paper nor in a meeting, for it decides nothing there.
"""

SAID_AS_EXCEPTIONS = frozenset({"exception_used", "exemption_used"})
"""Findings about decisions: paper lists the decisions themselves, with who approved them."""

FIRST_GRADE = 9


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """The facts of one printed plan. `years` come from `planning.sheet.sheet_years`."""

    student: Student
    district: str
    plan_name: str
    printed_on: date
    school_year: int  # the present one
    years: tuple[SheetYear, ...]
    audit: StudentAudit
    experiences: tuple[Experience, ...] = ()
    exceptions: tuple[Decision, ...] = ()  # approved for the student, without pins
    made_on: date | None = None  # when the paper looks back: the day on which it was made
    standing: Standing | None = None  # how far the plan is agreed
    is_copy: bool = False  # of the plan as it was when `standing.last` was said of it
    letterhead: Letterhead = PLAIN
    notes: tuple[SharedNote, ...] = ()  # those that are written for the family, oldest first

    @property
    def early_years(self) -> tuple[SheetYear, ...]:
        """Return grades 7 and 8, when something stands there."""
        return tuple(y for y in self.years if y.grade_level < FIRST_GRADE and y.courses)

    @property
    def high_school_years(self) -> tuple[SheetYear, ...]:
        """Return grades 9 to 12, and a fifth year where there is one."""
        return tuple(y for y in self.years if y.grade_level >= FIRST_GRADE)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return the findings for families, in order."""
        left_out = NOT_FOR_FAMILIES | (SAID_AS_EXCEPTIONS if self.exceptions else frozenset())
        return tuple(f for f in self.audit.findings if f.code not in left_out)

    @property
    def next_year(self) -> SheetYear | None:
        """Return the first year after this one with planned courses; else this year, or None."""
        ahead = [y for y in self.years if y.school_year > self.school_year]
        present = [y for y in self.years if y.school_year == self.school_year]
        return next((y for y in ahead + present if self.planned(y)), None)

    def planned(self, year: SheetYear) -> tuple[SheetCourse, ...]:
        """Return the courses of a year that still lie ahead."""
        return tuple(c for c in year.courses if any(h.state is State.PLANNED for h in c.halves))
