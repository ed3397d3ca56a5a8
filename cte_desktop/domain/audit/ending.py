"""How near a pathway is to its end: when it comes by what is earned, under way and planned.

It reads the way that the audit chose (`pathway.py`), and with it the rules of order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.result import RequirementStatus, Unit
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.planning.semesters import State

if TYPE_CHECKING:
    from cte_desktop.domain.audit.result import ProgramResult

_ONE_COURSE = {Unit.YEARS: 100, Unit.CREDITS: 1000}
"""How much of school years and of credits one course can bring, in hundredths."""


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


def is_under_way(program: ProgramResult) -> bool:
    """Tell whether all that isn't earned yet of a pathway has begun, and nothing is missing.

    A course has begun with its first half: the second of the same school year may be planned.
    """
    if not program.pathway or program.completer or is_short(program):
        return False
    needed = [used for row in program.requirements if row.need for used in row.used]
    begun = {(u.course, u.school_year) for u in needed if u.state is State.IN_PROGRESS}
    open_ones = [used for used in needed if used.state is not State.EARNED]
    return all((used.course, used.school_year) in begun for used in open_ones)


def short_of(program: ProgramResult) -> str:
    """Return the requirement that alone is missing in a pathway at risk, by one course; else "".

    Everything else is earned, under way or planned. Of school years one may be missing, of credits
    what one course brings.
    """
    missing = [row for row in program.requirements if row.status is RequirementStatus.NOT_MET]
    chance = program.last_chance
    if chance is None or len(missing) != 1 or chance.courses > 1:
        return ""
    row = missing[0]
    return row.id if chance.courses or row.missing <= _ONE_COURSE.get(row.unit, 0) else ""
