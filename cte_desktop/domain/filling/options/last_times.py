"""When an Extended Day course met the last time: what it tells of a year without a timetable.

A course that met Tue/Thu 16:15 in every section mostly will again; beside a sport at that hour it
is no safe place, though nothing forbids it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.catalog.week import section_week
from cte_desktop.domain.filling.options.bans import busy_by_term
from cte_desktop.domain.planning.clashes import collide_weeks

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.week import Week
    from cte_desktop.domain.filling.problem import Problem

_YEARS_BACK = 4


def clash_as_last_time(
    problem: Problem, code: str, school_year: int, site: str, when: int
) -> tuple[Week, str] | None:
    """Return when a course met last and the fixed time of a term (its row) that it would meet.

    None where nothing is known, or where one of its last known sections would do.
    """
    given = problem.given
    busy = busy_by_term(given, problem.dropped).get(when, ())
    weeks = met_last(problem, code, school_year, site) if busy else ()
    margin = given.settings.travel_margin_minutes
    first: tuple[Week, str] | None = None
    for week in weeks:
        hits = (row for row, at in busy if collide_weeks(week, at, given.catalog, margin))
        hit = next(hits, None)
        if hit is None:
            return None
        first = first or (week, hit)
    return first


def met_last(problem: Problem, code: str, school_year: int, site: str) -> tuple[Week, ...]:
    """Return when the Extended Day sections of a course met at a site in the last known year."""
    for year in range(school_year - 1, school_year - 1 - _YEARS_BACK, -1):
        weeks = tuple(
            section_week(section, problem.given.catalog)
            for section in problem.offers.get((year, code), ())
            if section.kind is SectionKind.EXTENDED
            and not section.cancelled
            and section.site == site
        )
        known = tuple(week for week in weeks if week.meetings)
        if known:
            return known
    return ()
