"""How much a piece of work is in credits, in A-G years and in courses, in hundredths of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.requirements import is_capped
from cte_desktop.domain.audit.result import Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.audit.requirements import AtMost
    from cte_desktop.domain.audit.work import Work

A_COURSE = 100
CREDITS_OF_A_YEAR = 10  # 1 year = 10 credits (ag.toml)
PER_LEVEL = {Unit.CREDITS: 1000, Unit.YEARS: 100, Unit.COURSES: 100}
"""What a level of a language is in each unit: a year's course."""


def amount_in(unit: Unit, work: Work, own: Unit) -> int:
    """Return the amount of the work in a unit; `own` is the unit that its amount is in.

    Work without an amount (taken before grade 9, a further repeat) brings nothing in any unit.
    """
    if unit is own or not work.amount:
        return work.amount
    match unit:
        case Unit.CREDITS:
            return work.semester.credits
        case Unit.YEARS:
            return work.semester.ag_years or work.semester.credits // CREDITS_OF_A_YEAR
        case Unit.COURSES | Unit.LEVELS:
            return A_COURSE * len(work.halves) // work.parts


def within_caps(
    amounts: Sequence[tuple[Work, int]], caps: Sequence[AtMost]
) -> list[tuple[Work, int]]:
    """Return what counts of some work, in its order, when of some sets only so much does."""
    room = [cap.most for cap in caps]
    counted = []
    for work, amount in amounts:
        held = next((n for n, cap in enumerate(caps) if is_capped(cap.of, work)), None)
        taken = amount if held is None else min(amount, room[held])
        if held is not None:
            room[held] -= taken
        if taken:
            counted.append((work, taken))
    return counted
