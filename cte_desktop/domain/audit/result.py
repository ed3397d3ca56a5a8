"""The answer of an audit. It has the shape of the requirements, and holds codes, never words.

Amounts are hundredths of a credit, of an A-G year, or of a pathway level (`unit`). Always:
earned + in_progress + planned <= need, and missing = need - their sum (`interfaces.md` section 5).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cte_desktop.domain.findings import Finding, Values
    from cte_desktop.domain.planning.semesters import State
    from cte_desktop.domain.school_year import Term


class ProgramStatus(StrEnum):
    """Where a program stands (`interfaces.md` section 5 defines each)."""

    MET = "met"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    NOT_MET = "not_met"


class RequirementStatus(StrEnum):
    """Where one requirement stands."""

    MET = "met"
    IN_PROGRESS = "in_progress"
    PLANNED = "planned"
    NOT_MET = "not_met"


class Unit(StrEnum):
    """What a requirement counts."""

    CREDITS = "credits"
    YEARS = "years"
    LEVELS = "levels"
    COURSES = "courses"


class PathwayStage(StrEnum):
    """How far a student is in a pathway, in the district's words."""

    INTERESTED = "interested"
    ENROLLED = "enrolled"
    INTRODUCTORY_PASSED = "introductory_passed"
    CONCENTRATOR_COURSE_PASSED = "concentrator_course_passed"
    COMPLETER = "completer"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is so: a code with values, worded by `wording/reasons.py`."""

    code: str
    values: Values = ()


@dataclass(frozen=True, slots=True)
class Used:
    """A semester (or a part of it) that a requirement uses."""

    course: str
    school_year: int
    term: Term
    school: str
    mark: str
    section_id: str
    amount: int
    state: State
    because: Reason = Reason("own_requirement")  # why it is used here


@dataclass(frozen=True, slots=True)
class Unused:
    """A semester that a program uses nowhere, and why."""

    course: str
    school_year: int
    term: Term
    because: Reason


@dataclass(frozen=True, slots=True)
class RequirementResult:
    """How one requirement stands; the parts of a compound one have the same shape."""

    id: str
    kind: str
    unit: Unit
    status: RequirementStatus
    need: int
    earned: int
    in_progress: int
    planned: int
    missing: int
    why: Reason
    used: tuple[Used, ...] = ()
    requirements: tuple[RequirementResult, ...] = ()


@dataclass(frozen=True, slots=True)
class LastChance:
    """Until when what is missing of a pathway can still be made good, by the terms ahead.

    `starts` is the moment of the last term in which the first missing course can start, `ends_in`
    the school year in which the pathway would then be completed. `courses` are missing, in whole or
    in part; none where only school years or credits are. `only_year` tells that one of them can
    start in a single school year more: in terms that have not begun, or else in the present one.
    """

    starts: int
    ends_in: int
    courses: int
    only_year: bool


@dataclass(frozen=True, slots=True)
class ProgramResult:
    """How one program stands: graduation, uc, csu, pathway:NAME, cci."""

    id: str
    version: str  # of the rules used
    status: ProgramStatus
    proven: bool
    unit: Unit
    need: int
    earned: int
    in_progress: int
    planned: int
    missing: int
    requirements: tuple[RequirementResult, ...]
    unused: tuple[Unused, ...]
    completer: bool | None = None  # pathways only
    completed_in: int | None = None  # school year in which the capstone first met the threshold
    stage: PathwayStage | None = None
    last_chance: LastChance | None = None  # of one at risk

    @property
    def pathway(self) -> str:
        """Return the pathway's name, or "" for another program."""
        return self.id.partition(":")[2] if self.id.startswith("pathway:") else ""


@dataclass(frozen=True, slots=True)
class GradePoints:
    """Grade point averages, truncated to two decimals as text; "" where no grade counts."""

    uc_capped: str
    uc_unweighted: str
    uc_full: str
    csu: str


@dataclass(frozen=True, slots=True)
class StudentAudit:
    """Every program of a student, the averages, and what there is to say."""

    programs: tuple[ProgramResult, ...]
    gpa: GradePoints
    findings: tuple[Finding, ...]

    def program(self, program_id: str) -> ProgramResult | None:
        """Return the result of that program, or None."""
        return next((p for p in self.programs if p.id == program_id), None)
