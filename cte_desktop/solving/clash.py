"""Why there is no valid plan: a smallest set of reasons that clash, and the ways out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.filling.answer import Filled
    from cte_desktop.domain.filling.model import Reason
    from cte_desktop.domain.filling.problem import Problem


def explain(
    problem: Problem,
    *,
    new_uid: Callable[[], str],
    cancelled: Callable[[], bool] | None = None,
    told: Callable[[tuple[Reason, ...]], None] | None = None,
) -> Filled:
    """Return what clashes in a problem without a valid plan, and at most five ways out, tried.

    `told` gets the clash as soon as it stands, before the ways out are worked out. When
    `cancelled` says so, `concurrent.futures.CancelledError` is raised within 200 ms. A problem
    that turns out to have a valid plan is answered as `best_plan` answers it.
    """
    raise NotImplementedError
