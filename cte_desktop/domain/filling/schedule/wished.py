"""Wishes for courses, honors, free periods, load and times of the day, as rows and as costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.filling.options.bans import (
    SEVENTH_PERIOD,
    ZERO_PERIOD,
    is_avoided,
    is_outside,
)
from cte_desktop.domain.filling.options.honors import honors_beside
from cte_desktop.domain.filling.options.natural import ADVANCED
from cte_desktop.domain.filling.schedule.frame import Unmet
from cte_desktop.domain.filling.wants import Strength
from cte_desktop.domain.planning.passing import is_passed
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.school_year import SEMESTERS

if TYPE_CHECKING:
    from cte_desktop.domain.filling.problem import TermAhead
    from cte_desktop.domain.filling.schedule.frame import Frame, Lain
    from cte_desktop.domain.filling.wants import Want
    from cte_desktop.domain.planning.plan import Placement

USUAL_LOAD = 6
"""Courses a term, without evenings, when nothing else is wished."""
_OF_A_PERIOD = 2
"""As many courses as could ever be counted in one period of a term."""
_LANES = {"summer": Lane.SUMMER, "college": Lane.COLLEGE, "extended_day": Lane.EXTENDED}
_PERIODS = {"zero": ZERO_PERIOD, "period7": SEVENTH_PERIOD}


def add_wishes(frame: Frame) -> None:
    """Add what each wish of the schedule asks; musts that forbid are there already."""
    for want in frame.problem.wants:
        is_wished = want.strength is not Strength.NO
        match want.kind:
            case "course" if is_wished:
                _course(frame, want)
            case "avoid" | "course" if is_avoided(want):
                _cost(frame, want, [p for code in want.codes for p in frame.by_code.get(code, ())])
            case "honors":
                _honors(frame, want)
            case "free_period" if is_wished:
                _free(frame, want)
            case "load" if want.strength is Strength.MUST:
                _load(frame, want)
            case "zero" | "period7" if not want.allows:
                _period(frame, want)
            case _:
                _hours(frame, want, _unwished(frame, want))


def load_of(frame: Frame, term: TermAhead) -> tuple[list[tuple[int, int]], int]:
    """Return the courses of a term without evenings: those to be chosen, and how many stay."""
    running = frame.given_by_term.get(term.moment, ())
    stays = sum(s.lane not in {Lane.EXTENDED, Lane.SUMMER} for s in running)
    chosen = [
        (lain.lie, 1)
        for lain in frame.by_term.get(term.moment, ())
        if lain.arrangement.lane in {Lane.DAY, Lane.COLLEGE}
    ]
    return chosen, stays


def bounds_of(frame: Frame) -> tuple[int, int]:
    """Return the fewest and the most courses a term that the student should have."""
    free = 0
    for want in frame.problem.wants:
        if want.kind == "load" and want.strength is not Strength.NO:
            return want.bounds
        if want.kind == "free_period" and want.strength is not Strength.NO:
            free = max(free, want.count)
    usual = max(0, USUAL_LOAD - free)
    return (usual, usual)


def _course(frame: Frame, want: Want) -> None:
    """Ask for a course, or for the dearest of those that would do, in terms ahead.

    What is passed or runs now is enough only where the course can't be taken any more. One that
    goes on year by year, as an orchestra does, stays in each year in which it is planned.
    """
    given, catalog = frame.problem.given.by_course, frame.problem.given.catalog
    terms: list[tuple[int, int]] = []
    unmet: list[tuple[int, int]] = []
    for code in want.codes:
        course = catalog.course(code)
        goes_on = course is not None and course.repeatable and code in frame.by_code
        if is_passed(course, given.get(code, ())) and not goes_on:
            break  # all of it is there, or stays
        if goes_on:
            unmet += _every_planned_year(frame, code)
        terms += frame.taken(frame.by_code.get(code, ()))
        if want.strength is Strength.LIKE:
            missed = frame.draft.choice()
            frame.draft.row([*terms, (missed, 1)], 1, None)
            unmet.append((missed, 1))
    else:
        if want.strength is Strength.MUST:
            frame.draft.row(terms, 1, None, want.reason)
    if unmet:
        frame.unmet.append(Unmet(want, tuple(unmet), len(unmet)))


def _every_planned_year(frame: Frame, code: str) -> list[tuple[int, int]]:
    """Return what counts the terms in which a course is planned and is not taken."""
    missed: list[tuple[int, int]] = []
    options = frame.problem.options
    stays = {p.uid for p in frame.problem.given.plan.placements} if frame.problem.given.plan else ()
    for placement in _planned(frame):
        spot = placement.spot
        if placement.course_code != code or spot is None or placement.uid in stays:
            continue
        there = tuple(
            place
            for place in frame.by_code[code]
            if options[place].grade_level == spot.grade_level and spot.term in options[place].terms
        )
        if there:
            missed.append((frame.draft.choice(), 1))
            frame.draft.row([*frame.taken(there), missed[-1]], 1, None)
    return missed


def _cost(frame: Frame, want: Want, places: list[int]) -> None:
    """Let each of these options count against a liked wish; a must forbids them elsewhere."""
    if want.strength is Strength.LIKE and places:
        terms = tuple(frame.taken(tuple(places)))
        frame.unmet.append(Unmet(want, terms, len(terms)))


def _honors(frame: Frame, want: Want) -> None:
    """Let courses count that could be taken as honors, or where none is wanted the honors.

    "Where possible" asks for no more than can be: a must counts like a wish, before the others.
    """
    options = frame.problem.options
    if want.allows:
        beside = honors_beside(frame.problem.given.catalog)
        places = [
            place
            for place, option in enumerate(options)
            if not option.locked
            and any(
                options[other].grade_level == option.grade_level
                for code in beside.get(option.course.code, ())
                for other in frame.by_code.get(code, ())
            )
        ]
    else:
        if want.is_must:
            return
        places = [p for p, option in enumerate(options) if option.course.rigor in ADVANCED]
    if places:
        terms = tuple(frame.taken(tuple(places)))
        frame.unmet.append(Unmet(want, terms, len(terms)))


def _unwished(frame: Frame, want: Want) -> list[Lain]:
    """Return what lies in a lane, on an evening or at an hour that a wish would rather not have."""
    if want.kind in _LANES and not want.allows:
        lane = _LANES[want.kind]
        there = [x for x in _all(frame) if x.arrangement.lane is lane]
        # What nobody wished away and the student planned is wanted.
        return [x for x in there if not (_is_usual(want) and _is_planned(frame, x, lane))]
    if want.kind == "extended_day" and want.days:
        return [x for x in _all(frame) if _is_another_evening(x, want.days)]
    if want.kind in {"earliest_start", "latest_end"}:
        return [x for x in _all(frame) if x.week is not None and is_outside(want, x.week)]
    return []


def _hours(frame: Frame, want: Want, lains: list[Lain]) -> None:
    lies = tuple((lie, 1) for lie in dict.fromkeys(lain.lie for lain in lains))
    if want.strength is Strength.LIKE and lies:
        frame.unmet.append(Unmet(want, lies, len(lies)))


def _period(frame: Frame, want: Want) -> None:
    """Let what lies in zero period or period 7 count against a wish for neither."""
    if want.strength is not Strength.LIKE:
        return
    period, unmet = _PERIODS[want.kind], list[tuple[int, int]]()
    for term in frame.problem.terms:
        lains = frame.by_term.get(term.moment, ())
        lies = list(dict.fromkeys(lain.lie for lain in lains if lain.period == period))
        if period == SEVENTH_PERIOD and term.moment in frame.seventh:
            lies.append(frame.seventh[term.moment])
        if lies and not (_is_usual(want) and _has_period(frame, term, period)):
            used = frame.draft.choice(0, min(len(lies), _OF_A_PERIOD))
            frame.draft.row([*((lie, 1) for lie in lies), (used, -1)], None, 0)
            unmet.append((used, 1))
    if unmet:
        frame.unmet.append(Unmet(want, tuple(unmet), _OF_A_PERIOD * len(unmet)))


def _is_usual(want: Want) -> bool:
    """Tell whether it holds only because nobody noted a wish."""
    return not want.rank


def _is_planned(frame: Frame, lain: Lain, lane: Lane) -> bool:
    """Tell whether the present plan has the course in the lane of the term."""
    option = lain.option
    where = (option.grade_level, option.terms[lain.at])
    return any(
        p.course_code == option.course.code
        and p.spot is not None
        and p.spot.lane is lane
        and (p.spot.grade_level, p.spot.term) == where
        for p in _planned(frame)
    )


def _has_period(frame: Frame, term: TermAhead, period: str) -> bool:
    """Tell whether the present plan has a course in the period of the term."""
    return any(
        p.spot is not None
        and p.spot.lane is Lane.DAY
        and (p.spot.grade_level, p.spot.term, p.spot.period)
        == (term.grade_level, term.term, period)
        for p in _planned(frame)
    )


def _planned(frame: Frame) -> tuple[Placement, ...]:
    return frame.problem.plan.placed if frame.problem.plan is not None else ()


def _free(frame: Frame, want: Want) -> None:
    """Keep periods free in every term in which what stays leaves them free."""
    unmet: list[tuple[int, int]] = []
    for term in frame.problem.terms:
        chosen, stays = load_of(frame, term)
        most = USUAL_LOAD - want.count - stays
        if term.term not in SEMESTERS or not chosen or stays > USUAL_LOAD - want.count:
            continue
        if want.strength is Strength.MUST:
            frame.draft.row(chosen, None, max(0, most), want.reason)
        else:
            beyond = frame.draft.choice(0, USUAL_LOAD)
            frame.draft.row([*chosen, (beyond, -1)], None, max(0, most))
            unmet.append((beyond, 1))
    if unmet:
        frame.unmet.append(Unmet(want, tuple(unmet), USUAL_LOAD * len(unmet)))


def _load(frame: Frame, want: Want) -> None:
    fewest, most = want.bounds
    for term in frame.problem.terms:
        chosen, stays = load_of(frame, term)
        if term.term in SEMESTERS and (chosen or not stays):
            low, high = max(0, fewest - stays), max(0, most - stays)
            frame.draft.row(chosen, low, high, want.reason)


def _is_another_evening(lain: Lain, days: str) -> bool:
    if lain.arrangement.lane is not Lane.EXTENDED or lain.week is None:
        return False
    return any(m.weekday not in days for m in lain.week.meetings)


def _all(frame: Frame) -> list[Lain]:
    return [lain for lains in frame.by_term.values() for lain in lains]
