"""No period of a timetabled school day without a class (Education Code 51228.1).

As `planning/sections/rules/empty_periods.py` asks: only where the student has a section of the own
school that term. What stands empty already without the filling is not held against it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.filling.schedule.frame import in_term
from cte_desktop.domain.filling.wants import Strength
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.sections.rules.empty_periods import (
    is_without_content,
    school_day,
)
from cte_desktop.domain.planning.week import weeks_of
from cte_desktop.domain.school_year import SEMESTERS

if TYPE_CHECKING:
    from cte_desktop.domain.filling.problem import Problem, TermAhead
    from cte_desktop.domain.filling.schedule.frame import Frame, Lain


def add_full_days(frame: Frame) -> None:
    """Add for each timetabled term that every period of the school day has a class."""
    free = free_periods(frame.problem)
    for term in frame.problem.terms:
        if term.term in SEMESTERS:
            _of_term(frame, term, free)


def free_periods(problem: Problem) -> int:
    """Return how many periods a term the student wishes to have free."""
    return max(
        (
            want.count
            for want in problem.wants
            if want.kind == "free_period" and want.strength is not Strength.NO
        ),
        default=0,
    )


def _of_term(frame: Frame, term: TermAhead, free: int) -> None:
    given = frame.problem.given
    home = given.home_school(term.grade_level)
    slots = school_day(home, given.catalog) if home else ()
    lains = frame.by_term.get(term.moment, ())
    here = [
        lain for lain in lains if lain.arrangement.sections[lain.at] and not lain.arrangement.site
    ]
    if not slots or not here:
        return
    taken, unknown, stands = 0, 0, False
    running = frame.given_by_term.get(term.moment, ())
    for semester, week in weeks_of(given, running) if running else ():
        section = given.section_of(semester)
        stands = stands or (section is not None and section.site == home)
        taken |= week.minutes
        unknown += not week.minutes and (semester.lane is Lane.DAY or semester.lane is None)
    if stands:
        return  # a period that is empty now is empty without the filling too
    day = frame.draft.choice()  # 1 where the student has a section of the own school
    frame.draft.row([*((lain.lie, 1) for lain in here), (day, -len(here))], None, 0)
    _fill(
        frame, term, day, [bits for _, _, bits in slots if not bits & taken], lains, free + unknown
    )


def _fill(
    frame: Frame,
    term: TermAhead,
    day: int,
    slots: list[int],
    lains: tuple[Lain, ...],
    spare: int,
) -> None:
    """Add that each period has a class, but for the spare ones and those of unknown times."""
    reason = in_term("empty_period_51228_1", term)
    waiting = [lain.lie for lain in lains if lain.needs_a_period]
    filling: dict[tuple[int, ...], None] = {}
    catalog = frame.problem.given.catalog
    teaching: dict[int, tuple[int, list[int]]] = {}  # the minutes and choices of each week
    for lain in lains:
        if lain.week is not None and not is_without_content(
            catalog.course(lain.option.course.code)
        ):
            week = lain.week
            teaching.setdefault(id(week), (week.minutes, []))[1].append(lain.lie)
    for bits in slots:
        there = tuple(lie for minutes, lies in teaching.values() if minutes & bits for lie in lies)
        filling[there] = None
    left: list[int] = []
    for there in filling:
        terms = [*((lie, 1) for lie in there), (day, -1)]
        if spare or waiting:
            left.append(empty := frame.draft.choice())
            terms.append((empty, 1))
        frame.draft.row(terms, 0, None, reason)
    if left:
        frame.draft.row(
            [*((empty, 1) for empty in left), *((lie, -1) for lie in waiting)], None, spare, reason
        )
