"""Which course took the place of one that is gone: as somebody has said, or the only namesake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import school_year_of_grade

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.planning.misfit_records import Surroundings
    from cte_desktop.domain.planning.plan import Placement
    from cte_desktop.domain.planning.situation import Situation


def successor_of(situation: Situation, placement: Placement, around: Surroundings) -> str:
    """Return the code of the course that a gone one became, "" if that is not sure.

    What somebody has said comes first. Otherwise it is the only course of the same title that is
    taught in that year: two of them leave it open.
    """
    catalog, code = situation.catalog, placement.course_code
    said = around.successors.get(code, "")
    if said and said != code and catalog.course(said) is not None:
        return said
    known = catalog.course(code)
    title = _folded(known.title if known is not None else around.titles.get(code, ""))
    alike = [
        course
        for course in (catalog.courses if title else ())
        if course.code != code
        and _folded(course.title) == title
        and _is_taught(situation, placement, course)
    ]
    return alike[0].code if len(alike) == 1 else ""


def _is_taught(situation: Situation, placement: Placement, course: Course) -> bool:
    if placement.spot is None:
        return True
    grade = placement.spot.grade_level
    year = school_year_of_grade(grade, situation.file.student.graduation_year)
    return situation.catalog.schools_teaching(course.code, year) != ()


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())
