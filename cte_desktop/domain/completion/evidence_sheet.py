"""Everything that proves a completed pathway, or tells what is missing, on one sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.domain.audit.result import Reason
    from cte_desktop.domain.catalog.course import Level
    from cte_desktop.domain.completion.eligibility import Eligibility
    from cte_desktop.domain.completion.register.entries import AwardState
    from cte_desktop.domain.completion.state.fields import Problem
    from cte_desktop.domain.school_year import Term
    from cte_desktop.domain.students.decisions import Decision
    from cte_desktop.domain.students.experiences import Around
    from cte_desktop.domain.students.student import Student


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """An earned semester that fills a level; `site` is the name of the school."""

    level: Level
    course: str
    title: str
    school_year: int
    term: Term
    mark: str
    site: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A requirement that isn't met, why, and the titles of the courses of which one would do."""

    requirement: str
    because: Reason
    courses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AwardFact:
    """What the register has of the pathway; `differs` tells how the record says otherwise now."""

    serial: str
    state: AwardState
    issued_on: date
    awarded_by: str
    withheld: bool
    printed_on: date | None
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceSheet:
    """One pathway of a student on a day, by the record and by the register."""

    student: Student
    district: str
    school_name: str
    sector: str
    state_code: str
    day: date
    decision: Eligibility
    rows: tuple[EvidenceRow, ...]
    missing: tuple[Missing, ...]
    exceptions: tuple[Decision, ...]
    around: Around
    because: tuple[Reason, ...]  # why a person should look at it
    award: AwardFact | None
    near: tuple[Problem, ...] = ()  # why a capstone that was passed doesn't complete it

    @property
    def pathway(self) -> str:
        """Return the pathway's name."""
        return self.decision.pathway
