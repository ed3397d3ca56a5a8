"""Why there is no valid plan: a smallest set of reasons that clash, and the ways out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.filling.answer import Filled, Proof
from cte_desktop.domain.filling.building import whole_problem
from cte_desktop.domain.filling.readable import as_one
from cte_desktop.solving.best import best_plan, filled, searched
from cte_desktop.solving.highs import Ending
from cte_desktop.solving.search import Search
from cte_desktop.solving.smallest import smallest_clash
from cte_desktop.solving.stops import USUAL, Stops
from cte_desktop.solving.ways import ways_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.filling.model import Reason
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.planning.plan import Plan

_AGAIN = 2  # times that a clash is held against the rules


def explain(
    problem: Problem,
    *,
    new_uid: Callable[[], str],
    cancelled: Callable[[], bool] | None = None,
    told: Callable[[tuple[Reason, ...]], None] | None = None,
    stops: Stops = USUAL,
) -> Filled:
    """Return what clashes in a problem without a valid plan, and at most five ways out, tried.

    `told` gets the clash as soon as it stands, before the ways out are worked out. When
    `cancelled` says so, `concurrent.futures.CancelledError` is raised within 200 ms. A problem
    that turns out to have a valid plan is answered as `best_plan` answers it; one of which nobody
    could say within the fixed work has neither plan nor clash, and `Proof.STOPPED`.
    """
    search = Search(whole_problem(problem), new_uid, cancelled, stops)
    found = search.any()
    if found.plan is not None:
        return best_plan(problem, new_uid=new_uid, cancelled=cancelled, stops=stops)
    if found.ending is not Ending.NONE:
        return Filled(None, Proof.STOPPED)
    return _why(problem, search, new_uid, told)


def best_or_why(
    problem: Problem,
    *,
    new_uid: Callable[[], str],
    start: Plan | None = None,
    cancelled: Callable[[], bool] | None = None,
    told: Callable[[tuple[Reason, ...]], None] | None = None,
    stops: Stops = USUAL,
) -> Filled:
    """Return what `best_plan` answers, and where there is no plan what `explain` does.

    Quicker than one after the other: the search that found nothing knows already what clashes.
    """
    search, found = searched(problem, new_uid, cancelled, stops)
    if found.plan is not None or start is not None:
        return filled(search, found, start)
    if found.ending is not Ending.NONE and not search.problem.is_pruned:
        return Filled(None, Proof.STOPPED)  # all the work that is done was done
    if found.ending is not Ending.NONE or search.problem.is_pruned:
        return explain(problem, new_uid=new_uid, cancelled=cancelled, told=told, stops=stops)
    return _why(problem, search, new_uid, told)


def _why(
    problem: Problem,
    search: Search,
    new_uid: Callable[[], str],
    told: Callable[[tuple[Reason, ...]], None] | None,
) -> Filled:
    search.solver.looks_left = search.stops.looks
    clash = _held_by_the_rules(search)
    if not clash:
        return Filled(None, Proof.STOPPED)  # nobody could say any more that nothing holds
    if told is not None:
        told(clash)
    ways = ways_out(problem, search, clash, new_uid)
    return Filled(None, Proof.NONE, clash=clash, ways_out=ways)


def _held_by_the_rules(search: Search) -> tuple[Reason, ...]:
    """Return a smallest clash of which the rules say, too, that it holds without any one part.

    What the rules refuse without a part is cut off, which may add a reason: then it is asked again.
    """
    clash = smallest_clash(search.solver, search.stops.nodes)
    for _ in range(_AGAIN):
        known = len(search.solver.rows)
        for part in clash:
            reasons = {one for one in search.reasons if as_one(one) == part}
            if reasons:
                search.any(reasons)
        if len(search.solver.rows) == known:
            break
        clash = smallest_clash(search.solver, search.stops.nodes)
    return clash
