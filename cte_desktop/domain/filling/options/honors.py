"""Which honors courses stand beside an ordinary one: the same subject at the same place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.filling.options.natural import ADVANCED, CHOSEN_BY_A_PERSON

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course

_KEY = "honors"


def honors_beside(catalog: Catalog) -> Mapping[str, tuple[str, ...]]:
    """Return the honors and AP courses that may be had in place of each ordinary course.

    Of the same subject and length: with a topic of A-G the same topic, without one (English) in
    grades that overlap. Those of the college are wished for by themselves.
    """
    kept = catalog.taught.get(_KEY)
    if not isinstance(kept, dict):
        advanced = [c for c in catalog.courses if c.rigor in ADVANCED and not c.is_college]
        found = {
            course.code: tuple(one.code for one in advanced if _is_beside(course, one))
            for course in catalog.courses
            if course.rigor not in ADVANCED | CHOSEN_BY_A_PERSON
        }
        kept = catalog.taught[_KEY] = {code: codes for code, codes in found.items() if codes}
    return kept


def _is_beside(course: Course, advanced: Course) -> bool:
    same = (course.graduation_subject, course.ag_area, course.ag_topic, course.length) == (
        advanced.graduation_subject,
        advanced.ag_area,
        advanced.ag_topic,
        advanced.length,
    )
    meet = course.grade_min <= advanced.grade_max and advanced.grade_min <= course.grade_max
    graded = bool(course.ag_topic) or course.grade_min == course.grade_max
    return same and meet and graded and not course.pathway
