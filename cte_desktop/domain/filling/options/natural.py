"""Which course comes naturally when: the usual grade, sequences that go on, what most take first.

Small whole costs, 0 for what nobody would ask about. They decide among plans that are equally good
in all that a person asked for, and which electives are worth an option at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import Length
from cte_desktop.domain.filling.options.behind import behind
from cte_desktop.domain.planning.plan import GRADES
from cte_desktop.domain.school_year import Term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.filling.problem import TermAhead
    from cte_desktop.domain.planning.situation import Situation

ADVANCED = frozenset({"honors", "ap", "dual"})
CHOSEN_BY_A_PERSON = frozenset({"basic", "wbl"})
"""Support and work-based learning: placed when wished or there already."""

_OF_AREA = {"A": 0, "B": 0, "C": 0, "D": 0, "E": 1, "F": 1, "G": 2, "": 3}
_ADVANCED, _OTHER_SEQUENCE, _AGAIN, _QUARTER, _BY_INVITATION = 3, 2, 6, 1, 3
_OTHER_PATHWAY, _A_GROUP = 2, 1
_BEHIND = 20  # nobody chooses it where anything else is left
_CORE_AREAS = frozenset("ABCD")
_GOES_ON, _IN_SEQUENCE, _EARLY = 1, 2, 4  # what each year costs by which a course comes late
OF_EARLY_YEARS = frozenset({"physical_education"})
"""Subjects that are usual in the first years, one course a year."""


@dataclass
class Habits:
    """What a student's record says of what comes naturally next."""

    catalog: Catalog
    first: int  # the grade of the first whole year ahead
    begun: frozenset[str]  # codes passed, running or planned for sure
    advanced: frozenset[str]  # subjects in which the student takes honors
    asked: frozenset[str]  # codes that wishes, pathways and the plan name
    elective: str  # the graduation subject of what is no more than an elective
    behind: frozenset[str] = frozenset()  # codes below what is begun, or their twins
    depths: dict[str, int] = field(default_factory=dict)

    def usual_grade(self, course: Course) -> int:
        """Return the grade in which the course is usual: as early as what comes before allows."""
        return min(max(course.grade_min, self.first + self.depth(course.code)), GRADES[-1])

    def depth(self, code: str) -> int:
        """Return how many courses still come before one; what leads in a circle counts 0.

        Through courses of high school alone, unless there is no such way.
        """
        known = self.depths.get(code)
        if known is not None:
            return known
        self.depths[code] = 0
        course = self.catalog.course(code)
        ways = course.prerequisites.alternatives if course is not None else ()
        open_ways = [w for w in ways if not any(self._is_over(need.course_code) for need in w)]
        depths = [
            max((self._before(need.course_code, same=need.same_term) for need in way), default=0)
            for way in open_ways or ways
        ]
        self.depths[code] = min(depths, default=0)
        return self.depths[code]

    def _is_over(self, code: str) -> bool:
        """Tell whether a course was for the grades before high school and is not passed."""
        course = self.catalog.course(code)
        return code not in self.begun and (course is None or course.grade_max < GRADES[0])

    def _before(self, code: str, *, same: bool) -> int:
        if code in self.begun or self._is_over(code):
            return 0
        return self.depth(code) + (not same)

    def elective_cost(self, course: Course) -> int:
        """Return how little a course comes to mind as an elective, by the course alone."""
        if course.code in self.asked:
            return 0
        needs = course.prerequisites.courses
        goes_on = bool(needs & self.begun) and not course.pathway
        cost = 0 if goes_on else _OF_AREA.get(course.ag_area, 3)
        if needs and not goes_on:
            cost += _OTHER_SEQUENCE
        if course.rigor in ADVANCED and course.graduation_subject not in self.advanced:
            cost += _ADVANCED
        if course.length is Length.QUARTER:
            cost += _QUARTER
        if course.code in self.behind:
            cost += _BEHIND
        if course.pathway and course.code not in self.begun:
            cost += _OTHER_PATHWAY  # the first course of a pathway that nobody chose
        if course.repeatable and course.ag_area == "F" and course.code not in self.begun:
            cost += _A_GROUP  # band or choir: nobody joins for a year to fill a day
        of_every_grade = course.grade_min <= GRADES[0] and course.grade_max >= GRADES[-1]
        if of_every_grade and course.graduation_subject in OF_EARLY_YEARS:
            cost += _A_GROUP  # a team or dance: a person joins it; the others have their grade
        if course.grade_min == course.grade_max and course.graduation_subject == self.elective:
            cost += _BY_INVITATION  # a programme with a course for each grade, such as AVID
        return cost

    def cost(self, course: Course, grade_level: int, *, again: bool) -> int:
        """Return how unusual it is to take a course in a grade."""
        away = grade_level - self.usual_grade(course)
        sequence = course.ag_area in _CORE_AREAS or bool(course.prerequisites.courses)
        if course.graduation_subject in OF_EARLY_YEARS:
            each = _EARLY
        else:
            each = _IN_SEQUENCE if sequence else _GOES_ON
        waits = away * each if away > 0 else -2 * away
        return self.elective_cost(course) * 2 + waits + (_AGAIN if again else 0)


def habits_of(
    given: Situation, asked: frozenset[str], elective: str, terms: Iterable[TermAhead]
) -> Habits:
    """Return what the student's semesters say of what comes naturally next."""
    begun: set[str] = set()
    advanced: set[str] = set()
    catalog = given.catalog
    for semester in given.semesters:
        if not semester.counts:
            continue
        begun.add(semester.course_code)
        course = catalog.course(semester.course_code)
        if course is not None and course.rigor in ADVANCED:
            advanced.add(course.graduation_subject)
    first = min((t.grade_level for t in terms if t.term is Term.FALL), default=GRADES[-1])
    below = behind(catalog, begun)
    return Habits(catalog, first, frozenset(begun), frozenset(advanced), asked, elective, below)
