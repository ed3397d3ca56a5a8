"""When a pathway with nothing missing comes to its end, by what is earned, under way and planned.

It reads the way that the audit chose (`pathway.py`), and with it the rules of order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.result import RequirementStatus
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.planning.semesters import State

if TYPE_CHECKING:
    from cte_desktop.domain.audit.result import ProgramResult


def ends_in(program: ProgramResult) -> int | None:
    """Return the school year in which the pathway is, or would be, completed; None if work misses.

    That of the capstone, or a later one in which something else that is needed still lies ahead (a
    level, where the district lets levels count out of order). None too for what is no pathway.
    """
    if program.completer:
        return program.completed_in
    if not program.pathway or is_short(program):
        return None
    years = [
        used.school_year
        for row in program.requirements
        if row.need
        for used in row.used
        if row.id == Level.CAPSTONE.value or used.state is not State.EARNED
    ]
    return max(years, default=None)


def is_short(program: ProgramResult) -> bool:
    """Tell whether something is missing that is neither earned, under way nor planned."""
    return program.missing > 0 or any(
        row.status is RequirementStatus.NOT_MET for row in program.requirements
    )
