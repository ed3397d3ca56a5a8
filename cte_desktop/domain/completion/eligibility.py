"""The decision whether a student completed a pathway, with the rows that prove it.

It reads the audit of the pathway (`audit/pathway.py`), so that screen, certificate and figures can
never decide differently. What the district demands stands in the decision, for the record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.result import (
    PathwayStage,
    ProgramResult,
    Reason,
    RequirementResult,
    RequirementStatus,
    Used,
)
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.planning.semesters import State

if TYPE_CHECKING:
    from cte_desktop.domain.audit.rules import AuditSettings

_LEVELS: dict[str, Level] = {level.value: level for level in Level}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The earned semesters that fill one level, in order of time."""

    level: Level
    courses: tuple[str, ...]
    rows: tuple[Used, ...]


@dataclass(frozen=True, slots=True)
class CompletionRule:
    """What the district demanded when the decision was made. Credits are hundredths."""

    version: str  # of the pathway's steps
    concentrator: str  # lowest marks
    capstone: str
    school_years: int
    credits: int
    strict_order: bool


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether a student completed a pathway, when, by which rows, or what stands in the way."""

    pathway: str
    completed: bool
    completed_in: int | None  # the school year in which the capstone first met the threshold
    stage: PathwayStage
    evidence: tuple[Evidence, ...]
    missing: tuple[tuple[str, Reason], ...]  # requirement id and why it isn't met by earned work
    rule: CompletionRule

    def of(self, level: Level) -> Evidence | None:
        """Return the evidence of a level, or None."""
        return next((e for e in self.evidence if e.level is level), None)

    @property
    def is_one_level_away(self) -> bool:
        """Tell whether a single requirement stands between the student and completion."""
        return not self.completed and len(self.missing) == 1


def decide(program: ProgramResult, settings: AuditSettings) -> Eligibility:
    """Return the decision on an audited pathway; only earned work decides.

    Raises `ValueError` for a program that is no pathway.
    """
    if not program.pathway:
        raise ValueError(f"{program.id} is no pathway")
    evidence = (_evidence(row) for row in program.requirements)
    return Eligibility(
        pathway=program.pathway,
        completed=bool(program.completer),
        completed_in=program.completed_in,
        stage=program.stage or PathwayStage.INTERESTED,
        evidence=tuple(e for e in evidence if e is not None),
        missing=tuple(
            (row.id, row.why)
            for row in program.requirements
            if row.status is not RequirementStatus.MET
        ),
        rule=CompletionRule(
            program.version,
            settings.thresholds.concentrator,
            settings.thresholds.capstone,
            settings.minimum_school_years,
            settings.minimum_pathway_credits,
            settings.strict_order,
        ),
    )


def _evidence(row: RequirementResult) -> Evidence | None:
    level = _LEVELS.get(row.id)
    if level is None:
        return None
    earned = [used for used in row.used if used.state is State.EARNED]
    if not earned:
        return None
    in_time = sorted(earned, key=lambda u: (u.school_year, u.term.place, u.course))
    return Evidence(level, tuple(dict.fromkeys(u.course for u in in_time)), tuple(in_time))
