"""What there is to say about students, on paper: every finding with the ways out of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.findings import Severity

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.domain.findings import Finding
    from cte_desktop.domain.students.student import Student


@dataclass(frozen=True, slots=True)
class StudentFindings:
    """A student with the findings of the programs and of the plan, gravest first."""

    student: Student
    plan_name: str
    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """Return how many findings have a severity."""
        return sum(one.severity is severity for one in self.findings)


@dataclass(frozen=True, slots=True)
class FindingsSheet:
    """The facts of the paper: students in the order in which they are printed."""

    district: str
    printed_on: date
    students: tuple[StudentFindings, ...]
    made_on: date | None = None  # when the paper looks back: the day on which it was made

    def with_any(self, severity: Severity) -> int:
        """Return how many students have a finding of a severity."""
        return sum(bool(one.count(severity)) for one in self.students)
