"""A full school day at Valencia next year, for the rules around the clock."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.catalog.section import Section
from cte_desktop.domain.findings import Finding
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.plan import Placement
from cte_desktop.domain.planning.situation import Situation
from tests.domain.planning.situations import (
    day_section,
    placed_year,
)

DAY_COURSES = ("ENG11", "GEOM", "ART1", "CER1", "SOC", "PSYCH")


def of(code: str, student: Situation) -> list[Finding]:
    return [finding for finding in conflicts(student) if finding.code == code]


def full_day(*left_out: str, term: str = "year") -> tuple[list[Section], list[Placement]]:
    """Six classes in six periods at Valencia next year, without those in `left_out`."""
    day = [
        replace(day_section(f"D{period}", code, "VL", f"P{period}"), term=term)
        for period, code in enumerate(DAY_COURSES, start=1)
        if f"P{period}" not in left_out
    ]
    return day, [p for s in day for p in placed_year(s.course_code, 11, section=s.section_id)]
