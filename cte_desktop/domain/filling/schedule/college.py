"""College units of a term: in all, and at the college itself (`rules/college.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.filling.schedule.frame import in_term
from cte_desktop.domain.planning.sections.rules.college import College, college_at, college_of

if TYPE_CHECKING:
    from cte_desktop.domain.filling.schedule.frame import Frame, Lain


def add_units(frame: Frame) -> None:
    """Add for each term the most units that the college allows."""
    given = frame.problem.given
    for term in frame.problem.terms:
        lains = [
            lain
            for lain in frame.by_term.get(term.moment, ())
            if lain.option.semesters[lain.at].college_units
        ]
        if not lains:
            continue
        running = frame.given_by_term.get(term.moment, ())
        has = sum(s.college_units for s in running)
        _most(frame, term.moment, lains, given.settings.dual_units_most - has)
        there = [lain for lain in lains if _is_concurrent(lain, frame)]
        has = sum(s.college_units for s in running if college_of(given, s) is College.CONCURRENT)
        if there:
            _most(frame, term.moment, there, given.settings.concurrent_units_most - has)


def _most(frame: Frame, when: int, lains: list[Lain], units: int) -> None:
    term = next(t for t in frame.problem.terms if t.moment == when)
    terms = [(lain.lie, lain.option.semesters[lain.at].college_units) for lain in lains]
    frame.draft.row(terms, None, max(0, units), in_term("overload", term))


def _is_concurrent(lain: Lain, frame: Frame) -> bool:
    site = lain.arrangement.site
    return bool(site) and college_at(site, frame.problem.given.catalog) is College.CONCURRENT
