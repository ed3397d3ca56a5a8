"""The search for a valid plan: HiGHS proposes, the domain's rules judge, what they refuse is cut.

The model may promise too much, never too little. So when nothing is left there is no valid plan,
and a plan that the rules accept is the best one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.filling.building import model_of, plan_of, with_dropped
from cte_desktop.domain.filling.checking import faults
from cte_desktop.solving.cuts import Chosen, cuts, other_choice, promises
from cte_desktop.solving.highs import Answer, Ending, Solver, holds
from cte_desktop.solving.in_order import InOrder
from cte_desktop.solving.stops import USUAL, Stops, raise_when

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cte_desktop.domain.filling.building import Built
    from cte_desktop.domain.filling.checking import Checked
    from cte_desktop.domain.filling.model import Reason
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.planning.plan import Plan


@dataclass(frozen=True, slots=True)
class Found:
    """A plan that the rules accept, with the answer behind it; without one, how it ended."""

    ending: Ending
    plan: Plan | None = None
    checked: Checked | None = None
    values: tuple[float, ...] = ()


class Search:
    """One problem in the solver, asked for its best plan or whether there is one at all."""

    def __init__(
        self,
        problem: Problem,
        new_uid: Callable[[], str],
        cancelled: Callable[[], bool] | None = None,
        stops: Stops = USUAL,
    ) -> None:
        self.problem = problem
        self.built: Built = model_of(problem)
        self.solver = Solver(self.built.model, cancelled, stops.looks)
        self.stops = stops
        self.rounds = 0
        self._new_uid = new_uid
        self.cancelled = cancelled

    @property
    def reasons(self) -> frozenset[Reason]:
        """Return the reasons of the rows and of what was cut off since."""
        return frozenset(row.reason for row in self.solver.rows if row.reason is not None)

    def best(self, start: Sequence[float] | None = None) -> Found:
        """Return the best plan in all goals in order."""
        goals = InOrder(self.solver, self.stops.nodes)
        try:
            return self._accepted(lambda: goals.solve(start), self.problem, in_order=True)
        finally:
            goals.let_go()

    def any(self, without: Iterable[Reason] = ()) -> Found:
        """Return some valid plan once the reasons are given up, or that there is none."""
        given_up = frozenset(without)
        rows = [p for p, row in enumerate(self.solver.rows) if row.reason in given_up]
        self.solver.loosen(rows)
        problem = with_dropped(self.problem, given_up) if given_up else self.problem
        try:
            return self._accepted(lambda: self.solver.best((), self.stops.nodes), problem)
        finally:
            self.solver.tighten(rows)

    def _accepted(
        self, propose: Callable[[], Answer], problem: Problem, *, in_order: bool = False
    ) -> Found:
        """Ask for answers until the rules accept one, or nothing is left to be chosen."""
        valid: Found | None = None
        for _ in range(self.stops.rounds):
            raise_when(self.cancelled)
            answer = propose()
            self.rounds += 1
            if not answer.values:
                return valid or Found(answer.ending)
            lying = frozenset(
                place for place, at in enumerate(self.built.lie) if answer.values[at] > 0.5
            )
            plan = plan_of(self.built, lying, self._new_uid)
            checked = faults(problem, plan)
            chosen = Chosen(self.built, lying)
            if not checked.is_valid:
                self._cut_off(chosen, checked, answer.values)
                continue
            wrong = promises(checked, chosen, answer.values) if in_order else ()
            wrong = tuple(row for row in wrong if not holds(row, answer.values))
            if not wrong:
                return Found(answer.ending, plan, checked, answer.values)
            valid = valid or Found(Ending.STOPPED, plan, checked, answer.values)
            for row in wrong:
                self.solver.add(row)
        return valid or Found(Ending.UNKNOWN)

    def _cut_off(self, chosen: Chosen, checked: Checked, values: Sequence[float]) -> None:
        rows = [row for row in cuts(checked, chosen) if not holds(row, values)]
        for row in rows or [other_choice(chosen, None)]:
            self.solver.add(row)
