"""From a problem to its answer: a first plan at once, then the best one, else why there is none.

Light to import: other processes fill plans too, and need neither the store nor the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.filling.answer import Filled, Proof
from cte_desktop.domain.filling.checking import faults
from cte_desktop.domain.filling.first import first_plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.filling.model import Reason
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.planning.plan import Plan


def filled_of(
    problem: Problem,
    new_uid: Callable[[], str],
    *,
    start: Plan | None = None,
    told: Callable[[Filled], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Filled:
    """Return the best plan of a problem, else the clash with its ways out.

    `told` gets a first valid plan, or the clash alone, as soon as it is known. Raises
    CancelledError within 200 ms when nobody waits for the answer any more.
    """
    from cte_desktop.solving.clash import best_or_why  # HiGHS is not needed before

    first = start or first_plan(problem, new_uid)
    if first is not None and told is not None:
        told(first_filled(problem, first))

    def tell_clash(clash: tuple[Reason, ...]) -> None:
        if told is not None:
            told(Filled(None, Proof.NONE, clash=clash))

    return best_or_why(problem, new_uid=new_uid, start=first, cancelled=cancelled, told=tell_clash)


def first_filled_of(
    problem: Problem,
    new_uid: Callable[[], str],
    *,
    cancelled: Callable[[], bool] | None = None,
) -> Filled:
    """Return the first valid plan that is found at once, else the answer of `filled_of`."""
    first = first_plan(problem, new_uid)
    if first is not None:
        return first_filled(problem, first)
    return filled_of(problem, new_uid, cancelled=cancelled)


def first_filled(problem: Problem, plan: Plan) -> Filled:
    """Return a valid plan as an answer that is still to be bettered."""
    checked = faults(problem, plan)
    unmet = tuple(dict.fromkeys(one.want.id for one in checked.unmet))
    return Filled(plan, Proof.FIRST, checked.values, unmet)
