"""A first valid plan at once, while the best one is looked for: built depth first, then checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.planning.plan import Plan


def first_plan(problem: Problem, new_uid: Callable[[], str]) -> Plan | None:
    """Return a plan that every rule and every must allows, or None where none is found soon.

    None says nothing of whether there is one: a fixed amount of work is all that is spent.
    """
    raise NotImplementedError
