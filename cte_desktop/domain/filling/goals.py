"""The goals in their order: programs, how early, wishes by rank, load, evenings, change, nature.

Before the load: that nothing is taken which is behind the student.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.placeholder import is_of_kind, wanted_by
from cte_desktop.domain.filling.options.behind import behind, twins_in
from cte_desktop.domain.filling.options.natural import OF_EARLY_YEARS, habits_of
from cte_desktop.domain.filling.options.pruning import asked_codes
from cte_desktop.domain.filling.options.retakes import is_again
from cte_desktop.domain.filling.schedule.wished import bounds_of, load_of
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.school_year import SEMESTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cte_desktop.domain.filling.model import Draft, Terms
    from cte_desktop.domain.filling.problem import Arrangement, Option, Problem
    from cte_desktop.domain.filling.programs.program_rows import ProgramTerms
    from cte_desktop.domain.filling.schedule.frame import Frame
    from cte_desktop.domain.planning.plan import Placement
    from cte_desktop.domain.school_year import Term

FEWEST, MOST = 5, 7
"""Courses a term: fewer or more than these weigh most."""
NEVER_OVER = 10
"""Nobody takes so many courses a term above the usual; a narrow goal is solved with others."""
HEAVIEST = 1 << 20
"""The weights of a goal stay below it; what doesn't fit is a goal of its own after it."""
_FAR = 3
_CORE = frozenset("ABCD")
_LANGUAGE = "E"
_TIES = 1000
_SECOND = 5
"""What a second course of one core subject in a year costs, each term."""


def add(draft: Draft, problem: Problem, frame: Frame, programs: ProgramTerms) -> None:
    """Add all goals, the weightiest first; one that counts nothing is left out."""
    _ranked(draft, "programs", _programs(problem, programs))
    _add(draft, "pathway_end", [term for _, terms in programs.ends for term in terms])
    ranked = sorted(frame.unmet, key=lambda unmet: (not unmet.want.rank, unmet.want.rank))
    _ranked(draft, "wishes", [(unmet.terms, unmet.most) for unmet in ranked])
    _add(draft, "behind", _behind(draft, problem, frame))
    _add(draft, "load", _load(draft, frame))
    _add(draft, "evenings", frame.evenings)
    _add(draft, "changes", _changes(draft, problem, frame))
    _add(draft, "natural", [*_natural(problem, frame), *_second_ones(draft, problem, frame)])


def _programs(problem: Problem, programs: ProgramTerms) -> list[tuple[Terms, int]]:
    rank = {want.id: place for place, want in enumerate(problem.wants)}
    noted = {want.id: bool(want.rank) for want in problem.wants}
    unmet = sorted(programs.unmet, key=lambda one: (noted.get(one[0], False), rank.get(one[0], 0)))
    return [(terms, 1) for _, terms in unmet]


def _ranked(draft: Draft, name: str, unmet: list[tuple[Terms, int]]) -> None:
    """Add what is liked by rank: a dearer one outweighs all below it."""
    at_hand: list[tuple[Terms, int]] = []
    weights, parts = 1, []
    for terms, most in unmet:
        if weights * (most + 1) > HEAVIEST and at_hand:
            parts.append(at_hand)
            at_hand, weights = [], 1
        at_hand.append((terms, most))
        weights *= most + 1
    if at_hand:
        parts.append(at_hand)
    for number, part in enumerate(parts, start=1):
        weighed: list[tuple[int, int]] = []
        weight = 1
        for terms, most in reversed(part):
            weighed += [(choice, factor * weight) for choice, factor in terms]
            weight *= most + 1
        _add(draft, name if number == 1 else f"{name}_{number}", weighed)


def _add(draft: Draft, name: str, terms: Iterable[tuple[int, int]]) -> None:
    found = list(terms)
    if found:
        draft.goal(name, found)


def _behind(draft: Draft, problem: Problem, frame: Frame) -> list[tuple[int, int]]:
    """Return what counts courses that are behind the student, or beside a twin that is chosen too.

    They are taken for what weighs more, never to fill a day; what is wished, planned or locked
    counts nothing.
    """
    given, catalog = problem.given, problem.given.catalog
    own = asked_codes(given.file, catalog, problem.wants, ())
    own |= {p.course_code for p in (problem.plan.placed if problem.plan is not None else ())}
    below = behind(catalog, (s.course_code for s in given.semesters if s.counts)) - own
    goal = [
        (frame.take[place], 1)
        for place, option in enumerate(problem.options)
        if option.course.code in below and not option.locked
    ]
    twins = twins_in(catalog)
    # One that the other asks for first is its twin from one side alone: both make a line.
    pairs = ((a, b) for a in frame.by_code for b in twins.get(a, ()) if a < b)
    for one, other in pairs:
        pair = {one, other}
        if pair & below or pair <= own or other not in frame.by_code:
            continue
        if one in twins.get(other, ()):
            both = draft.choice(0, len(pair))
            taken = (*frame.by_code[one], *frame.by_code[other])
            draft.row([*frame.taken(taken), (both, -1)], None, 1)
            goal.append((both, 1))
    return goal


def _load(draft: Draft, frame: Frame) -> list[tuple[int, int]]:
    """Return how far the terms are from the usual number of courses; far ones weigh more."""
    low, usual = bounds_of(frame)
    planned = {} if _is_load_wished(frame) else _planned_load(frame)
    goal: list[tuple[int, int]] = []
    for term in frame.problem.terms:
        chosen, stays = load_of(frame, term)
        high = max(usual, planned.get((term.grade_level, term.term), 0) + stays)
        if term.term not in SEMESTERS or not chosen:
            continue
        under = draft.choice(0, max(0, low - stays))
        draft.row([*chosen, (under, 1)], max(0, low - stays), None)
        goal.append((under, 1))
        fewest = min(FEWEST, low)
        if fewest > stays:
            far = draft.choice(0, fewest - stays)
            draft.row([*chosen, (far, 1)], fewest - stays, None)
            goal.append((far, _FAR))
        over = draft.choice(0, min(len(chosen), NEVER_OVER))
        draft.row([*chosen, (over, -1)], None, max(0, high - stays))
        goal.append((over, 1))
        beyond = draft.choice(0, min(len(chosen), NEVER_OVER))
        draft.row([*chosen, (beyond, -1)], None, max(0, max(MOST, high) - stays))
        goal.append((beyond, _FAR))
    return goal


def _is_load_wished(frame: Frame) -> bool:
    """Tell whether somebody noted how many courses a term there should be."""
    return any(want.kind in {"load", "free_period"} for want in frame.problem.wants)


def _planned_load(frame: Frame) -> dict[tuple[int, Term], int]:
    """Return how many courses the present plan has in each term ahead besides what stays.

    At most a full day of them, and what is at a college.
    """
    stays = {p.uid for p in frame.problem.given.plan.placements} if frame.problem.given.plan else ()
    by_day: Counter[tuple[int, Term]] = Counter()
    at_college: Counter[tuple[int, Term]] = Counter()
    for placement in frame.problem.plan.placed if frame.problem.plan is not None else ():
        spot = placement.spot
        if spot is not None and placement.uid not in stays:
            by_day[spot.grade_level, spot.term] += spot.lane is Lane.DAY
            at_college[spot.grade_level, spot.term] += spot.lane is Lane.COLLEGE
    return {key: min(MOST, by_day[key]) + at_college[key] for key in {**by_day, **at_college}}


def _changes(draft: Draft, problem: Problem, frame: Frame) -> list[tuple[int, int]]:
    """Return how many placements of the present plan are dropped (twice) or lie otherwise.

    One that gets a section in its own period lies as planned. A placeholder counts as kept where a
    course of its kind takes its place.
    """
    goal: list[tuple[int, int]] = []
    fixed = 0
    there = _unlocked_ahead(problem)
    counted: set[str] = set()
    for at, option in enumerate(problem.options):
        if option.locked:
            continue
        keys = [(option.course.code, option.grade_level, term) for term in option.terms]
        stands = [there[key] for key in keys if key in there]
        if not stands:
            continue
        fresh = [p for p in stands if p.uid not in counted]
        counted |= {p.uid for p in fresh}
        fixed += 2 * len(fresh)
        goal.append((frame.take[at], -len(stands)))
        for place in option.arrangements:
            as_planned = _lies_as_planned(problem.arrangements[place], option, there)
            if as_planned:
                goal.append((frame.lie[place], -as_planned))
    goal += _placeholders(draft, problem, frame)
    if fixed:
        goal.append((frame.one, fixed))
    return goal


def _unlocked_ahead(problem: Problem) -> dict[tuple[str, int, Term], Placement]:
    """Return what of the present plan may move, by course, grade and term; the first of several."""
    stays = {p.uid for p in problem.given.plan.placements} if problem.given.plan else set()
    found: dict[tuple[str, int, Term], Placement] = {}
    for placement in problem.plan.placed if problem.plan is not None else ():
        if placement.spot is not None and not placement.locked and placement.uid not in stays:
            spot = placement.spot
            found.setdefault((placement.course_code, spot.grade_level, spot.term), placement)
    return found


def _lies_as_planned(
    arrangement: Arrangement, option: Option, there: Mapping[tuple[str, int, Term], Placement]
) -> int:
    """Return how many placements of the present plan stay where they are when it lies so."""
    if arrangement.kept:
        return len(arrangement.kept)
    found = 0
    for at, term in enumerate(option.terms):
        placement = there.get((option.course.code, option.grade_level, term))
        if placement is None or placement.spot is None or placement.section_id:
            continue
        spot, period = placement.spot, arrangement.periods[at]
        home = placement.site in {"", option.school}
        same = spot.lane is arrangement.lane and (home or placement.site == arrangement.site)
        found += same and bool(arrangement.sections[at]) and spot.period in {"", period}
    return found


def _placeholders(draft: Draft, problem: Problem, frame: Frame) -> list[tuple[int, int]]:
    """Return which placeholders get no course of their kind."""
    goal: list[tuple[int, int]] = []
    stays = {p.uid for p in problem.given.plan.placements} if problem.given.plan else set()
    for placement in problem.plan.placed if problem.plan is not None else ():
        wanted = wanted_by(placement.course_code)
        if wanted is None or placement.locked or placement.spot is None or placement.uid in stays:
            continue
        spot = placement.spot
        there = [
            (frame.take[at], 1)
            for at, option in enumerate(problem.options)
            if option.grade_level == spot.grade_level
            and spot.term in option.terms
            and is_of_kind(option.course, wanted)
        ]
        missed = draft.choice()
        draft.row([*there, (missed, 1)], 1, None)
        goal.append((missed, 2))
    return goal


def _natural(problem: Problem, frame: Frame) -> list[tuple[int, int]]:
    """Return how unusual the chosen courses are, then their order by code so that no two tie."""
    given = problem.given
    named = asked_codes(given.file, given.catalog, problem.wants, ())
    habits = habits_of(given, named, problem.rules.overflow_to, problem.terms)
    goal: list[tuple[int, int]] = []
    for place, option in enumerate(problem.options):
        again = is_again(given.by_course.get(option.course.code, ()))
        cost = habits.cost(option.course, option.grade_level, again=again)
        elsewhere = option.school != given.file.student.school
        goal.append((frame.take[place], (cost + elsewhere) * len(option.terms) * _TIES + place))
        if len(option.arrangements) > 1:
            goal += [(frame.lie[a], at) for at, a in enumerate(option.arrangements) if at]
    return goal


def _second_ones(draft: Draft, problem: Problem, frame: Frame) -> list[tuple[int, int]]:
    """Return what counts a second course of a core subject or of PE in one year: few take two.

    Nor does anybody begin a second language to fill a day.
    """
    rules = problem.rules
    found: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for place, option in enumerate(problem.options):
        course = option.course
        subject = rules.alias.get(course.graduation_subject, course.graduation_subject)
        core = course.is_year and course.ag_area in _CORE
        if core or course.graduation_subject in OF_EARLY_YEARS:
            terms = found.setdefault((option.grade_level, subject), [])
            terms.append((frame.take[place], len(option.terms)))
        if course.ag_area == _LANGUAGE and not course.prerequisites.alternatives:
            begun = found.setdefault((0, _LANGUAGE), [])
            begun.append((frame.take[place], len(option.terms)))
    goal = []
    for terms in found.values():
        if len(terms) > 1:
            beyond = draft.choice(0, sum(count for _, count in terms))
            draft.row([*terms, (beyond, -1)], None, len(SEMESTERS))
            goal.append((beyond, _SECOND * _TIES))
    return goal
