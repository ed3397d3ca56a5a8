"""Room in the day: periods for courses without a timetable, and no more courses than periods.

Which period a course has there is given out at the end (`filling/laying.py`); the rows say that
there are enough of them, year courses needing the same one in both terms. Period 7 is used if
needed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import Length
from cte_desktop.domain.catalog.timetable import PERIODS
from cte_desktop.domain.catalog.week import period_week
from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.filling.options.bans import (
    SEVENTH_PERIOD,
    ZERO_PERIOD,
    Bans,
    bans_of,
    is_dropped,
)
from cte_desktop.domain.filling.schedule.frame import both_terms, in_term
from cte_desktop.domain.findings import values
from cte_desktop.domain.planning.clashes import collide_weeks
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.week import weeks_of
from cte_desktop.domain.school_year import SEMESTERS, moment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.week import Week
    from cte_desktop.domain.filling.problem import Problem, TermAhead
    from cte_desktop.domain.filling.schedule.clock import Clashes
    from cte_desktop.domain.filling.schedule.frame import Frame, Lain
    from cte_desktop.domain.filling.wants import Want
    from cte_desktop.domain.planning.semesters import Semester

COURSE, QUARTER = 2, 1
"""How much of a period a course takes, and a quarter course: two of them share one in turn."""
USUAL = PERIODS[1:7]


@dataclass(slots=True)
class Room:
    """The periods of one term that courses without a timetable may have.

    `sure` are free whatever is chosen; `open` have a choice of their own, 1 when one is used.
    """

    sure: set[str] = field(default_factory=set)
    open: dict[str, int] = field(default_factory=dict)


def rung_periods(catalog: Catalog, home: str) -> tuple[tuple[str, Week | None], ...]:
    """Return the periods that a school rings, with when; all without times for an unknown one."""
    if not home or not catalog.bells_by_school.get(home):
        return tuple((period, None) for period in PERIODS[1:])
    found = ((period, period_week(home, period, catalog)) for period in PERIODS)
    return tuple((p, week) for p, week in found if week.meetings and not week.days_without_bell)


def allows_zero(wants: Iterable[Want]) -> bool:
    """Tell whether zero period is wished, so that a course may be put there."""
    return any(want.kind == "zero" and want.allows for want in wants)


def add_periods(frame: Frame, clashes: Clashes) -> None:
    """Add for each term that courses without a timetable find a period, and the load's bound."""
    problem = frame.problem
    bans = bans_of(problem.given, problem.wants, problem.dropped)
    rooms = frame.rooms
    for term in problem.terms:
        lains = frame.by_term.get(term.moment, ())
        by_day = [lain for lain in lains if lain.arrangement.lane is Lane.DAY]
        waiting = [lain for lain in by_day if lain.needs_a_period]
        if waiting:
            rooms[term.moment] = _room(frame, term, clashes, bans)
            _hold(frame, term, waiting, rooms[term.moment])
        if by_day:
            _most_courses(frame, term, by_day)
    for year in sorted({term.school_year for term in problem.terms}):
        fall, spring = (rooms.get(moment(year, term)) for term in SEMESTERS)
        if fall is not None and spring is not None:
            _year_courses(frame, year, fall, spring)


def weight(lain: Lain) -> int:
    """Return how much of a period a course takes, in halves."""
    return QUARTER if lain.option.course.length is Length.QUARTER else COURSE


def blocked_by(
    problem: Problem, running: tuple[Semester, ...], period: str, week: Week | None
) -> bool:
    """Tell whether a course that stays has the period, or meets while it rings."""
    if not running:
        return False
    given = problem.given
    margin = given.settings.travel_margin_minutes
    for semester, taken in weeks_of(given, running):
        if semester.period == period and semester.lane is Lane.DAY and not semester.section_id:
            return True
        if week is None or not taken.meetings:
            continue
        if collide_weeks(week, taken, given.catalog, margin) is not None:
            return True
    return False


def _room(frame: Frame, term: TermAhead, clashes: Clashes, bans: Bans) -> Room:
    problem, room = frame.problem, Room()
    given = problem.given
    running = frame.given_by_term.get(term.moment, ())
    zero = allows_zero(problem.wants)
    slots = {
        id(lain.week): lain.week
        for lain in frame.by_term.get(term.moment, ())
        if lain.week is not None
    }
    held = _held(frame, term)
    for period, week in rung_periods(given.catalog, given.home_school(term.grade_level)):
        if period == ZERO_PERIOD and not zero:
            continue
        if blocked_by(problem, running, period, week):
            continue
        against = _against(bans, term, period, week)
        if against and problem.is_pruned:
            continue
        touching = [s for s in slots.values() if week is not None and clashes.code(week, s)]
        holding = held.get(period, ())
        if period in USUAL and not (touching or against or holding):
            room.sure.add(period)
            continue
        used = room.open[period] = frame.draft.choice()
        if period == SEVENTH_PERIOD:
            frame.seventh[term.moment] = used
        for reason in against:
            frame.draft.row([(used, 1)], None, 0, reason)
        for slot in touching:
            there = [(lain.lie, 1) for lain in frame.by_term[term.moment] if lain.week is slot]
            frame.draft.row([(used, 1), *there], None, 1)
        for lie in holding:
            frame.draft.row([(used, 1), (lie, 1)], None, 1)
    return room


def _held(frame: Frame, term: TermAhead) -> dict[str, list[int]]:
    """Return the choices of what holds a period of its own that nobody knows the times of."""
    held: dict[str, list[int]] = {}
    for lain in frame.by_term.get(term.moment, ()):
        if lain.arrangement.lane is Lane.DAY and lain.week is None and lain.period:
            held.setdefault(lain.period, []).append(lain.lie)
    return held


def _against(bans: Bans, term: TermAhead, period: str, week: Week | None) -> tuple[Reason, ...]:
    """Return what keeps a course out of a period: fixed times, wishes of the clock or periods."""
    found: dict[Reason, None] = {}
    if period in bans.periods:
        found[bans.periods[period]] = None
    if week is not None:
        for kind, name, _ in bans.hits(term.moment, week):
            if kind is Kind.BUSY:
                about = values(grade_level=term.grade_level, term=term.term.value)
                found[Reason(kind, name, about)] = None
            elif kind is Kind.WISH:
                found[Reason(kind, name)] = None
    return tuple(reason for reason in found if not is_dropped(reason, bans.dropped))


def _hold(frame: Frame, term: TermAhead, waiting: list[Lain], room: Room) -> None:
    """Add that no more courses wait for a period of the term than there are."""
    running = frame.given_by_term.get(term.moment, ())
    unknown = sum(
        s.lane is Lane.DAY and not s.period and not s.section_id for s in running
    )  # they stay and will have one of the periods
    terms = [(lain.lie, weight(lain)) for lain in waiting]
    terms += [(used, -COURSE) for used in room.open.values()]
    high = COURSE * max(0, len(room.sure) - unknown)
    frame.draft.row(terms, None, high, in_term("overload", term))


def _most_courses(frame: Frame, term: TermAhead, by_day: list[Lain]) -> None:
    """Add the most courses of a day, as `planning/load.py` counts them."""
    running = frame.given_by_term.get(term.moment, ())
    has = sum(s.lane is Lane.DAY or s.lane is None for s in running)
    most = frame.problem.given.settings.most_courses
    frame.draft.row(
        [(lain.lie, 1) for lain in by_day], None, max(0, most - has), in_term("overload", term)
    )


def _year_courses(frame: Frame, year: int, fall: Room, spring: Room) -> None:
    """Add that year courses have a period that is free in both terms."""
    if fall.sure == spring.sure and not (set(fall.open) | set(spring.open)) - {SEVENTH_PERIOD}:
        return  # enough in each term is enough for both
    terms: list[tuple[int, int]] = [
        (lain.lie, COURSE)
        for lain in frame.by_term.get(moment(year, SEMESTERS[0]), ())
        if lain.needs_a_period and both_terms(lain.option)
    ]
    if not terms:
        return
    sure = fall.sure & spring.sure
    for period in sorted((fall.sure | set(fall.open)) & (spring.sure | set(spring.open))):
        if period in sure:
            continue
        both = frame.draft.choice()
        for room in (fall, spring):
            if period in room.open:
                frame.draft.row([(both, 1), (room.open[period], -1)], None, 0)
        terms.append((both, -COURSE))
    ahead = next(t for t in frame.problem.terms if t.school_year == year)
    reason = in_term("overload", ahead)
    about = values(grade_level=ahead.grade_level, term="year")
    frame.draft.row(terms, None, COURSE * len(sure), Reason(reason.kind, reason.id, about))
