"""The ways out of a clash: the cheapest things to give up, each tried on the whole problem."""

from __future__ import annotations

from dataclasses import replace
from heapq import merge
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.graduation import PROGRAM as GRADUATION
from cte_desktop.domain.filling.answer import WayOut
from cte_desktop.domain.filling.giving_up import OTHER_PATHWAY, after, given_up
from cte_desktop.domain.filling.model import Kind
from cte_desktop.domain.filling.readable import GRADUATION_AS_A_WHOLE, as_one
from cte_desktop.domain.filling.wants import Strength
from cte_desktop.domain.findings import values
from cte_desktop.solving.best import best_plan
from cte_desktop.solving.cheapest import cheapest_sets
from cte_desktop.solving.stops import FIRST_TRIAL, TRIAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cte_desktop.domain.filling.model import Reason
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.solving.search import Search


_LAST = "leave_open"
_ENOUGH = 2  # ways out besides which no requirement is left open


def ways_out(
    problem: Problem, search: Search, clash: tuple[Reason, ...], new_uid: Callable[[], str]
) -> tuple[WayOut, ...]:
    """Return what could be given up so that a valid plan exists, with that plan, by price.

    Each is tried on the whole problem: other clashes that may be in it are mended by it as well.
    """
    ways: list[WayOut] = []
    stops = search.stops
    both = merge(_sets(search, clash), _other_pathways(problem, clash), key=attrgetter("cost"))
    for way in islice(both, stops.trials):
        if ways and way.do == _LAST and len(ways) >= _ENOUGH:
            break  # nobody leaves a requirement open who can have a plan for less
        tried = after(problem, way)
        trial = TRIAL if ways else FIRST_TRIAL
        plan = best_plan(tried, new_uid=new_uid, cancelled=search.cancelled, stops=trial).plan
        if plan is not None:
            ways.append(replace(way, plan=plan))
        if len(ways) == stops.ways:
            break
    return tuple(ways)


def _sets(search: Search, clash: tuple[Reason, ...]) -> Iterator[WayOut]:
    """Yield the cheapest sets to give up, by price.

    Requirements outside the clash are left open only where nothing else will do.
    """
    problem, found = search.problem, False
    everything = {row.reason for row in search.solver.rows if row.reason is not None}
    concrete = {one for one in everything if one.kind is not Kind.RULE}
    told = frozenset(one for one in everything if stands_for(one) & set(clash))
    for reasons in (concrete | told, everything):
        can = {one: up for one in sorted(reasons) if (up := given_up(problem, one)) is not None}
        prices = {reason: up.cost for reason, up in can.items()}
        sets = cheapest_sets(
            search.built.model, search.solver.rows, prices, search.stops.nodes, search.cancelled
        )
        for chosen in sets:
            dearest = max(chosen, key=lambda reason: (prices[reason], reason))
            cost = sum(prices[reason] for reason in chosen)
            yield WayOut(can[dearest].do, can[dearest].args, cost, chosen)
            found = True
        if found:
            return


def stands_for(reason: Reason) -> frozenset[Reason]:
    """Return as which parts of a clash the reason of a row may be told."""
    told = {reason, as_one(reason)}
    if dict(reason.about).get("program") == GRADUATION:
        told.add(GRADUATION_AS_A_WHOLE)
    return frozenset(told)


def _other_pathways(problem: Problem, clash: tuple[Reason, ...]) -> Iterator[WayOut]:
    """Yield pathways to take in the place of one in the clash: begun ones, then of its sector."""
    ids = {reason.id for reason in clash if reason.kind is Kind.WISH}
    for want in problem.wants:
        if want.kind == "pathway" and want.strength is Strength.MUST and want.id in ids:
            reason = next(one for one in clash if one.kind is Kind.WISH and one.id == want.id)
            for place, name in enumerate(_nearest(problem, want.value)):
                args = values(pathway=name, wish=want.id)
                yield WayOut("other_pathway", args, OTHER_PATHWAY + place, (reason,))


def _nearest(problem: Problem, name: str) -> tuple[str, ...]:
    """Return other pathways, those first in which the most is passed, at most two."""
    catalog, given = problem.given.catalog, problem.given
    wanted = {want.value for want in problem.wants if want.kind == "pathway"}
    taken = {s.course_code for s in given.semesters}
    begun: dict[str, int] = {}
    for code in taken:
        for step in catalog.steps_by_course.get(code, ()):
            begun[step.pathway] = begun.get(step.pathway, 0) + 1
    now, of_class = catalog.pathway_by_name.get(name), given.file.student.graduation_year
    found = [
        (-begun.get(one.name, 0), now is None or one.sector != now.sector, one.name)
        for one in catalog.pathway_by_name.values()
        if one.name not in wanted and one.first_class <= of_class <= one.last_class
    ]
    return tuple(other for _, _, other in sorted(found)[:2])
