"""The best plan with its proof: goals in order, every answer checked by the domain's own rules."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.filling.answer import Filled, Proof
from cte_desktop.domain.filling.building import whole_problem
from cte_desktop.domain.filling.checking import faults
from cte_desktop.solving.highs import Ending, value_of
from cte_desktop.solving.search import Search
from cte_desktop.solving.stops import USUAL, Stops

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.solving.search import Found


def best_plan(
    problem: Problem,
    *,
    new_uid: Callable[[], str],
    start: Plan | None = None,
    cancelled: Callable[[], bool] | None = None,
    stops: Stops = USUAL,
) -> Filled:
    """Return the best valid plan of the problem, or that there is none (`Proof.NONE`).

    `start` is a valid plan (of `first_plan`): the answer when the search stops without one of its
    own. It never changes a proven answer. Where the search stops with nothing at all, the answer
    is `Proof.STOPPED` without a plan. When `cancelled` says so,
    `concurrent.futures.CancelledError` is raised within 200 ms.
    """
    return filled(*searched(problem, new_uid, cancelled, stops), start)


def searched(
    problem: Problem,
    new_uid: Callable[[], str],
    cancelled: Callable[[], bool] | None,
    stops: Stops,
) -> tuple[Search, Found]:
    """Return what was found among the usual courses, or where they give no plan among all."""
    search = Search(problem, new_uid, cancelled, stops)
    found = search.best()
    if found.plan is None and found.ending is Ending.NONE and stops.is_whole and problem.is_pruned:
        search = Search(whole_problem(problem), new_uid, cancelled, stops)
        found = search.best()
    if found.plan is None and found.ending is Ending.UNKNOWN:
        # Too many of the best were refused: some valid plan is better than none.
        some = search.any()
        found = found if some.plan is None else replace(some, ending=Ending.STOPPED)
    return search, found


def filled(search: Search, found: Found, start: Plan | None = None) -> Filled:
    """Return what a search found as the answer to filling."""
    if found.plan is None or found.checked is None:
        if start is not None:
            checked = faults(search.problem, start)
            left = dict.fromkeys(one.want.id for one in checked.unmet)
            return Filled(start, Proof.STOPPED, checked.values, tuple(left))
        return Filled(None, Proof.NONE if found.ending is Ending.NONE else Proof.STOPPED)
    goals = search.built.model.goals
    reached = tuple((goal.name, value_of(goal.terms, found.values)) for goal in goals)
    unmet = [one.want.id for one in found.checked.unmet]
    unmet += [wish for wish, terms in search.built.wishes if value_of(terms, found.values) > 0]
    proof = Proof.PROVEN if found.ending is Ending.BEST else Proof.STOPPED
    return Filled(found.plan, proof, reached, tuple(dict.fromkeys(unmet)))
