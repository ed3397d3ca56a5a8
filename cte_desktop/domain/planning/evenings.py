"""How many evenings a week Extended Day takes in each term of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.planning.plan import Lane

if TYPE_CHECKING:
    from cte_desktop.domain.planning.situation import Situation

EVENINGS_WITHOUT_TIMES = 2
"""Evenings a week that an Extended Day course takes where nobody knows its times yet."""


def evenings_ahead(situation: Situation, *, of_plan: bool = False) -> dict[int, int]:
    """Return the evenings a week by the moment of each term that runs or is planned.

    With `of_plan` only courses count that the plan has still to come.
    """
    planned = {semester.placement_uid for semester in situation.ahead} if of_plan else None
    days: dict[int, set[str]] = {}
    unknown: dict[int, int] = {}
    for running in situation.weeks_by_term:
        for semester, week in running:
            if semester.lane is not Lane.EXTENDED:
                continue
            if planned is not None and semester.placement_uid not in planned:
                continue
            if week.meetings:
                days.setdefault(semester.moment, set()).update(m.weekday for m in week.meetings)
            else:
                unknown[semester.moment] = unknown.get(semester.moment, 0) + 1
    return {
        when: len(days.get(when, ())) + EVENINGS_WITHOUT_TIMES * unknown.get(when, 0)
        for when in (*days, *unknown)
    }
