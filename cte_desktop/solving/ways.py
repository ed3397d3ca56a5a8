"""The ways out of a clash: the cheapest things to give up, each tried on the whole problem."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.filling.answer import WayOut
from cte_desktop.domain.filling.giving_up import OTHER_PATHWAY, after, given_up
from cte_desktop.domain.filling.model import Kind
from cte_desktop.domain.filling.wants import Strength
from cte_desktop.domain.findings import values
from cte_desktop.solving.best import best_plan
from cte_desktop.solving.cheapest import cheapest_sets
from cte_desktop.solving.stops import TRIAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cte_desktop.domain.filling.model import Reason
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.solving.search import Search


def ways_out(
    problem: Problem, search: Search, clash: tuple[Reason, ...], new_uid: Callable[[], str]
) -> tuple[WayOut, ...]:
    """Return what could be given up so that a valid plan exists, with that plan, by price.

    Each is tried on the whole problem: other clashes that may be in it are mended by it as well.
    """
    ways: list[WayOut] = []
    candidates = sorted(_candidates(search, clash), key=lambda one: one.cost)
    for way in candidates[: search.stops.trials]:
        if len(ways) == search.stops.ways:
            break
        tried = after(problem, way)
        plan = best_plan(tried, new_uid=new_uid, cancelled=search.cancelled, stops=TRIAL).plan
        if plan is not None:
            ways.append(replace(way, plan=plan))
    return tuple(ways)


def _candidates(search: Search, clash: tuple[Reason, ...]) -> Iterator[WayOut]:
    problem = search.problem
    known = {reason for row in search.solver.rows if (reason := row.reason) is not None}
    can = {reason: one for reason in known if (one := given_up(problem, reason)) is not None}
    prices = {reason: one.cost for reason, one in can.items()}
    sets = cheapest_sets(
        search.built.model, search.solver.rows, prices, search.stops.nodes, search.cancelled
    )
    for number, reasons in enumerate(sets, start=1):
        if not reasons or number > search.stops.trials:
            break
        dearest = max(reasons, key=lambda reason: (prices[reason], reason))
        cost = sum(prices[reason] for reason in reasons)
        yield WayOut(can[dearest].do, can[dearest].args, cost, reasons)
    yield from _other_pathways(problem, clash)


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
    """Return other pathways, those first in which the most is passed, at most three."""
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
    return tuple(other for _, _, other in sorted(found)[:3])
