"""Pathways: which is nearest for a student."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.nearest import Nearness, nearest_pathways

if TYPE_CHECKING:
    from cte_desktop.services.cases import Case


def nearest(case: Case) -> tuple[Nearness, ...]:
    """Return every pathway of the district for the student, with the plan that is looked at, the
    one with the least missing first; `wording/nearness.py` has the sentence.
    """
    district = case.district
    return nearest_pathways(
        case.file,
        case.plan,
        district.catalog,
        district.rules,
        district.auditing,
        case.day,
        case.situation.semesters,
    )
