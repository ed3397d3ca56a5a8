"""The best plan with its proof: goals in order, every answer checked by the domain's own rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.filling.answer import Filled
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.planning.plan import Plan


def best_plan(
    problem: Problem,
    *,
    new_uid: Callable[[], str],
    start: Plan | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Filled:
    """Return the best valid plan of the problem, or that there is none (`Proof.NONE`).

    `start` is a valid plan to begin with (of `first_plan`), it never changes the answer. When
    `cancelled` says so, `concurrent.futures.CancelledError` is raised within 200 ms.
    """
    raise NotImplementedError
