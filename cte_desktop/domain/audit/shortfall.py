"""What a program misses in all, where a row outside its sums is short: years before grade 12, say.

A program that is not met misses something (`interfaces.md` section 5: earned, in progress and
planned never exceed the need, missing is the need minus their sum). The sums of a program are those
of the requirements that use work up. Where they are full while another row is short, so much of the
work doesn't bring the program nearer, and is taken off: planned work first, earned work last.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.exceptions import SUMS
from cte_desktop.domain.audit.result import RequirementStatus

if TYPE_CHECKING:
    from cte_desktop.domain.audit.result import ProgramResult


def short_by(result: ProgramResult, missing: int) -> ProgramResult:
    """Return the result with at least so much missing; amounts in hundredths of its unit."""
    over = min(missing, result.need) - result.missing
    if over <= 0:
        return result
    planned = min(over, result.planned)
    in_progress = min(over - planned, result.in_progress)
    return replace(
        result,
        earned=result.earned - (over - planned - in_progress),
        in_progress=result.in_progress - in_progress,
        planned=result.planned - planned,
        missing=result.missing + over,
    )


def with_what_sums_miss(result: ProgramResult) -> ProgramResult:
    """Return the result with at least what the rows over others' work miss.

    These are the years before grade 12 of UC and the credits that a transfer earns in the district.
    """
    short = [
        row.missing
        for row in result.requirements
        if row.kind in SUMS and row.unit is result.unit and row.status is RequirementStatus.NOT_MET
    ]
    return short_by(result, max(short, default=0))
