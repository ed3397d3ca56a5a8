"""College classes: dual enrollment on a high-school campus, concurrent enrollment at the college.

Dual enrollment (CCAP): the college teaches on the campus of a high school of the district, before
school or after lunch; it counts to the units of a term in total. Concurrent enrollment: the student
enrolls at the college, from the summer after 10th grade on, at hours that don't clash with school,
and with a cap of its own (`DOSSIER.md` section 1, "Early college").
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.findings import Finding, Severity, Values, values
from cte_desktop.domain.planning.plan import GRADES, Lane
from cte_desktop.domain.planning.semesters import Semester, State
from cte_desktop.domain.planning.ways_out import place_of, removal
from cte_desktop.domain.school_year import Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.situation import PlanningSettings, Situation

LAST_GRADE_BEFORE = 10  # from the summer after this grade on a student may enroll at the college


class College(StrEnum):
    """How a student takes a college class."""

    DUAL = "dual"
    CONCURRENT = "concurrent"


def college_findings(situation: Situation) -> Iterator[Finding]:
    """Find each class at the college that comes too early, once a course and grade."""
    told: set[tuple[str, int]] = set()
    for semester in situation.ahead:
        if semester.grade_level > LAST_GRADE_BEFORE:
            continue
        key = (semester.course_code, semester.grade_level)
        if (
            key not in told
            and is_too_early(semester.grade_level, semester.term)
            and college_of(situation, semester) is College.CONCURRENT
        ):
            told.add(key)
            yield too_early(semester)


def college_of(situation: Situation, semester: Semester) -> College | None:
    """Return how a college class is taken, None for another class or where nothing tells it."""
    section = situation.section_of(semester)
    of_college = semester.college_units > 0 or semester.lane is Lane.COLLEGE
    if section is not None:
        if not of_college and section.kind is not SectionKind.COLLEGE:
            return None
        return college_at(section.site, situation.catalog)
    if not of_college:
        return None
    site = semester.school if semester.state is not State.PLANNED else semester.site
    return college_at(site, situation.catalog) if site else None


def college_at(site: str, catalog: Catalog) -> College:
    """Return how a college class at a site is taken: dual on a campus of the district alone."""
    school = catalog.school_by_short.get(site)
    on_campus = school is not None and school.district_run and school.grade_high >= GRADES[-1]
    return College.DUAL if on_campus else College.CONCURRENT


def is_too_early(grade_level: int, term: Term) -> bool:
    """Tell whether the term comes before the summer after 10th grade."""
    if grade_level == LAST_GRADE_BEFORE:
        return term is not Term.SUMMER
    return grade_level < LAST_GRADE_BEFORE


def too_early(semester: Semester) -> Finding:
    """Return what to say of a class at the college that comes too early."""
    planned = semester.state is State.PLANNED
    return Finding(
        "college_too_early",
        Severity.MUST_FIX if planned else Severity.WARNING,
        place_of(semester) + values(section_id=semester.section_id or None),
        (),
        removal(semester),
    )


def unit_findings(
    situation: Situation, running: Sequence[Semester], settings: PlanningSettings
) -> Iterator[Finding]:
    """Find a term with more college units than the college allows: concurrent ones, or in total."""
    units = sum([s.college_units for s in running])
    if not units:
        return
    where = values(grade_level=running[0].grade_level, term=running[0].term.value)
    if units > settings.dual_units_most:
        yield _too_many(where, units, settings.dual_units_most, None)
    concurrent = sum(
        s.college_units for s in running if college_of(situation, s) is College.CONCURRENT
    )
    if concurrent > settings.concurrent_units_most:
        yield _too_many(where, concurrent, settings.concurrent_units_most, College.CONCURRENT.value)


def _too_many(where: Values, units: int, most: int, way: str | None) -> Finding:
    return Finding(
        "overload", Severity.WARNING, where, values(units=units, most_units=most, college=way)
    )
