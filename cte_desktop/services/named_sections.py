"""Which sections a student sits in or plans; light to import, for every process that asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import is_over, school_year_of_grade

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cte_desktop.domain.planning.plan import Plan, Spot
    from cte_desktop.domain.planning.sections.offers import SectionKey
    from cte_desktop.domain.students.file import StudentFile


def section_keys(file: StudentFile, plans: Iterable[Plan]) -> frozenset[SectionKey]:
    """Return the sections that the student sits in or that a plan names."""
    running = _running(file)
    year_of = file.student.graduation_year
    planned = {
        (school_year_of_grade(p.spot.grade_level, year_of), p.section_id)
        for plan in plans
        for p in plan.placements
        if p.spot is not None
    }
    return frozenset((year, section) for year, section in running | planned if section)


def planned_ahead(file: StudentFile, plan: Plan | None, day: date) -> frozenset[SectionKey]:
    """Return the sections that a plan names in terms that are not over.

    Those that the student sits in by the record are left out: that seat is taken.
    """
    year_of = file.student.graduation_year
    named = {
        (school_year_of_grade(p.spot.grade_level, year_of), p.section_id)
        for p in (plan.placements if plan is not None else ())
        if p.spot is not None and p.section_id and not _is_over(p.spot, year_of, day)
    }
    return frozenset(named - _running(file)) if named else frozenset()


def _is_over(spot: Spot, graduation_year: int, day: date) -> bool:
    return is_over(school_year_of_grade(spot.grade_level, graduation_year), spot.term, day)


def _running(file: StudentFile) -> set[SectionKey]:
    return {(row.school_year, row.section_id) for row in file.record if not row.mark}
