"""What became of the lower figure in past years: of capstones under way, how many completed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.completion.forecast.bounds import PastYear
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.storage import forecast as forecast_store

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk

YEARS_BACK = 3


def track_record(desk: Desk) -> tuple[PastYear, ...]:
    """Return the past school years of which the record tells, the latest first.

    Counted are the pathways of students who are in the database now, whatever mark came of it.
    """
    this_year = school_year_of(desk.today())
    first, last = this_year - YEARS_BACK, this_year - 1
    of_course: dict[str, set[str]] = {}
    for step in desk.catalog().steps:
        if step.level is Level.CAPSTONE:
            of_course.setdefault(step.course_code, set()).add(step.pathway)
    with desk.database.reading() as tx:
        standing: dict[int, dict[str, int | None]] = {}
        for student, pathway, year in forecast_store.completed_years(tx):
            standing.setdefault(student, {})[pathway] = year
        taken = forecast_store.took_courses(tx, standing, of_course, first, last)
    begun: dict[int, set[tuple[int, str]]] = {}
    for student, year, course in taken:
        own = of_course[course] & standing[student].keys()
        # One that was completed before is not under way again.
        begun.setdefault(year, set()).update(
            (student, name) for name in own if (standing[student][name] or year) >= year
        )
    return tuple(
        PastYear(year, len(begun[year]), sum(standing[s][name] == year for s, name in begun[year]))
        for year in sorted(begun, reverse=True)
        if begun[year]
    )
