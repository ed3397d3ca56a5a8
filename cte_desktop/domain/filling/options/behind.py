"""Courses that are behind a student: below what is passed, or its honors or plain twin.

Nobody takes Algebra 1 to fill a day after Geometry, or Biology after Biology Honors. Where a
requirement needs such a course it is there; a person may wish for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course

_TOPICAL = frozenset("ABCD")
"""Areas in which a topic of A-G is one course; a language or an art has levels within its topic."""
_OF_RIGOR = re.compile(r"\b(honors|ap|cp)\b|[()]", re.IGNORECASE | re.ASCII)
_KEY = "twins"


def behind(catalog: Catalog, done: Iterable[str]) -> frozenset[str]:
    """Return the courses that come before those that are done, however far, and their twins."""
    there = frozenset(done)
    before = _before(catalog, there)
    twins = twins_in(catalog)
    found = before | {twin for code in there | before for twin in twins.get(code, ())}
    return frozenset(found - there)


def twins_in(catalog: Catalog) -> Mapping[str, tuple[str, ...]]:
    """Return of each course those of the same matter: honors, AP, plain, or of a lower school.

    One that asks for the other before it is no twin of it but the next of a line.
    """
    kept = catalog.taught.get(_KEY)
    if not isinstance(kept, dict):
        alike: dict[tuple[str, str], list[Course]] = {}
        for course in catalog.courses:
            for matter in _matters(course):
                alike.setdefault((course.graduation_subject, matter), []).append(course)
        found: dict[str, dict[str, None]] = {}
        for courses in alike.values():
            for one in courses:
                later = {c.code for c in courses if one.code in _before(catalog, {c.code})}
                others = (c.code for c in courses if c is not one and c.code not in later)
                found.setdefault(one.code, {}).update(dict.fromkeys(others))
        kept = catalog.taught[_KEY] = {code: tuple(twins) for code, twins in found.items() if twins}
    return kept


def _matters(course: Course) -> Iterable[str]:
    """Yield what a course is about: its topic of A-G, and its title without its rigor."""
    if course.ag_topic and course.ag_area in _TOPICAL:
        yield f"topic {course.ag_topic}"
    title = _OF_RIGOR.sub(" ", course.title)
    yield f"title {' '.join(title.lower().split())}"


def _before(catalog: Catalog, codes: Iterable[str]) -> frozenset[str]:
    """Return all that may come before these courses, through every alternative."""
    found: set[str] = set()
    waiting = list(codes)
    while waiting:
        course = catalog.course(waiting.pop())
        fresh = course.prerequisites.courses - found if course is not None else ()
        found.update(fresh)
        waiting += fresh
    return frozenset(found)
