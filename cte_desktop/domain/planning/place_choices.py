"""Which courses fit where a placeholder stands: those of its kind, tried one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.placeholder import courses_for
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.fit import reasons_against
from cte_desktop.domain.planning.passing import is_passed
from cte_desktop.domain.planning.placeholders import with_course

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.findings import Finding
    from cte_desktop.domain.planning.situation import Situation


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A course for the place of a placeholder, and what must-fix findings it would bring there."""

    course: Course
    against: tuple[Finding, ...] = ()

    @property
    def fits(self) -> bool:
        """Tell whether nothing speaks against it."""
        return not self.against


def place_choices(situation: Situation, uid: str) -> tuple[PlaceChoice, ...]:
    """Return the courses that could take a placeholder's place, those that fit there first.

    Courses that are passed, taken or planned already are left out; of the others the student's own
    pathways come first, then those of the lowest grade, by title.
    """
    plan = situation.plan
    placement = plan.find(uid) if plan is not None else None
    if plan is None or placement is None or placement.spot is None:
        return ()
    before, pathways = conflicts(situation), frozenset(situation.file.pathways)
    found = [
        PlaceChoice(course, reasons_against(situation, with_course(plan, uid, course), before))
        for course in courses_for(placement.course_code, situation.catalog.courses)
        if course.repeatable or not is_passed(course, situation.by_course.get(course.code, ()))
    ]
    found.sort(key=lambda choice: (not choice.fits, *_usual(choice.course, pathways)))
    return tuple(found)


def _usual(course: Course, pathways: frozenset[str]) -> tuple[bool, int, str]:
    return (course.pathway not in pathways, course.grade_min, course.title)
