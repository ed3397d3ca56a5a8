"""What the catalog knows of a course besides its subject, area, topic and pathway.

A course set may ask for it (`attribute`, `honors`). Words are closed, so that a misspelt one is
refused and does not silently hold no course.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import ExtendedDay

if TYPE_CHECKING:
    from cte_desktop.domain.audit.work import Work
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course

HONORS_KINDS = ("honors", "ap", "ib", "college")
ATTRIBUTES = (
    "certification",  # leads to an industry certification
    "college_credit",  # articulated with a college
    "dual_enrollment",  # taught by the college
    "cte",  # of a pathway
    "work_based_learning",
    "extended_day",  # taught after school, also or only
    "repeatable",
    *HONORS_KINDS,
)
_RIGORS = {
    "honors": "honors",
    "ap": "ap",
    "ib": "ib",
    "dual": "college",
    "wbl": "work_based_learning",
}
NOTHING: frozenset[str] = frozenset()


@lru_cache(maxsize=4096)
def attributes_of(course: Course) -> frozenset[str]:
    """Return the words that are true of a course."""
    found = {_RIGORS[course.rigor]} if course.rigor in _RIGORS else set()
    true_of = {
        "certification": bool(course.certification),
        "college_credit": bool(course.college_credit) or course.college_units > 0,
        "dual_enrollment": course.is_college,
        "cte": bool(course.pathway),
        "extended_day": course.extended_day is not ExtendedDay.NO,
        "repeatable": course.repeatable,
    }
    return frozenset(found | {word for word, is_true in true_of.items() if is_true})


_levels: dict[int, tuple[Catalog, dict[str, frozenset[tuple[str, str]]]]] = {}


def levels_of(code: str, catalog: Catalog) -> frozenset[tuple[str, str]]:
    """Return the pathways and levels of a course: its own, and those of every pathway's steps."""
    kept = _levels.get(id(catalog))
    if kept is None or kept[0] is not catalog:
        _levels.clear()
        kept = _levels[id(catalog)] = (catalog, _levels_by_course(catalog))
    return kept[1].get(code, frozenset())


def _levels_by_course(catalog: Catalog) -> dict[str, frozenset[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for course in catalog.courses:
        if course.pathway:
            level = course.pathway_level.value if course.pathway_level else ""
            found.setdefault(course.code, set()).add((course.pathway, level))
    for step in catalog.steps:
        found.setdefault(step.course_code, set()).add((step.pathway, step.level.value))
    return {code: frozenset(levels) for code, levels in found.items()}


def described(work: Work, catalog: Catalog) -> Work:
    """Return the work with everything that a course set may ask of it.

    A course from elsewhere has what its row says; one that counts as another has that one's.
    """
    s = work.semester
    course = catalog.course(work.course_code)
    stands_in = work.course_code != s.course_code and course is not None
    levels = levels_of(work.course_code, catalog)
    if s.pathway and s.pathway_level:
        levels |= {(s.pathway, s.pathway_level)}
    area, topic = s.ag_area, s.ag_topic
    if stands_in and course is not None:
        area, topic = course.ag_area, course.ag_topic
    return replace(
        work,
        area=work.area or area,
        topic=work.topic or topic,
        levels=work.levels | levels,
        attributes=attributes_of(course) if course is not None else NOTHING,
    )
