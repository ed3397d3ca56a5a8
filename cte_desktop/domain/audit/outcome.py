"""From the rows of a program to its answer, before it is known what can still be placed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.result import (
    ProgramResult,
    ProgramStatus,
    Reason,
    RequirementStatus,
    Unused,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.audit.answering import Evaluation
    from cte_desktop.domain.audit.requirements import Program, Requirement
    from cte_desktop.domain.students.decisions import Decision


@dataclass(frozen=True, slots=True)
class Outcome:
    """A program's answer and what it was asked: `status` still takes missing work as placeable.

    `in_force` are the decisions that changed what was asked (waivers, the exemption).
    """

    result: ProgramResult
    requirements: tuple[Requirement, ...]
    notes: tuple[tuple[str, Reason], ...] = ()
    in_force: tuple[Decision, ...] = ()


def program_result(
    program: Program,
    answer: Evaluation,
    unused: tuple[Unused, ...],
    total_of: Sequence[str],
) -> ProgramResult:
    """Return the program's answer: its amounts are the sums over the requirements `total_of`.

    Rows in another unit than the program's add nothing.
    """
    rows = [r for r in answer.requirements if r.id in total_of and r.unit is program.unit]
    earned = sum(r.earned for r in rows)
    in_progress = sum(r.in_progress for r in rows)
    planned = sum(r.planned for r in rows)
    return ProgramResult(
        id=program.id,
        version=program.version,
        status=status_of([r.status for r in answer.requirements]),
        proven=answer.proven,
        unit=program.unit,
        need=program.need,
        earned=earned,
        in_progress=in_progress,
        planned=planned,
        missing=program.need - earned - in_progress - planned,
        requirements=answer.requirements,
        unused=unused,
    )


def status_of(rows: Sequence[RequirementStatus]) -> ProgramStatus:
    """Return met, on track, or at risk when something is missing (`openings.py` tells how much)."""
    if all(status is RequirementStatus.MET for status in rows):
        return ProgramStatus.MET
    if RequirementStatus.NOT_MET in rows:
        return ProgramStatus.AT_RISK
    return ProgramStatus.ON_TRACK
