"""The pathways that the present plan completes without a sign-up: good to keep, so they are liked.

What a student has planned is wanted, also where nobody signed up for it or noted a wish.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.filling.judging import end_of
from cte_desktop.domain.filling.radar import standing
from cte_desktop.domain.filling.wants import PLANNED, Strength, Want

if TYPE_CHECKING:
    from cte_desktop.domain.audit.rules import AuditSettings
    from cte_desktop.domain.planning.situation import Situation


def planned_pathways(
    situation: Situation, given: Situation, wants: tuple[Want, ...], auditing: AuditSettings
) -> tuple[Want, ...]:
    """Return as liked what the plan of the situation completes besides the wanted pathways.

    `given` is the situation with what stays whatever is chosen: what that completes needs no wish,
    and neither does a pathway that somebody does not want.
    """
    catalog = situation.catalog
    stays = {p.uid for p in given.plan.placements} if given.plan is not None else set()
    ahead = (p for p in (situation.plan.placed if situation.plan else ()) if p.uid not in stays)
    courses = (catalog.course(p.course_code) for p in ahead)
    names = dict.fromkeys(sorted(c.pathway for c in courses if c is not None and c.pathway))
    said = {want.value for want in wants if want.kind == "pathway"}
    return tuple(
        Want(PLANNED + name, "pathway", name, Strength.LIKE)
        for name in names
        if name not in said
        and name in catalog.pathway_by_name
        and end_of(standing(name, situation, auditing)) is not None
        and end_of(standing(name, given, auditing)) is None
    )
