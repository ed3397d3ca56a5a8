"""Goals in order by what each could reach at best: tried as if it were reached, then proven.

Without the demand that choices are whole, the least that a goal can come to is known in a moment,
and most plans come to it. So all goals but the last are held at these bounds at once, and one
search for the last goal proves them all. Where they can't be held together, the first goal that
stands in the way is searched for by itself, and the bounds of those after it are asked again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.filling.model import Row
from cte_desktop.solving.highs import Answer, Ending, Relaxation, value_of
from cte_desktop.solving.stages import Stages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.solving.highs import Solver

_NOWHERE = 1 << 30  # behind every goal: the search of none of them helps


class InOrder:
    """The goals of a model in a solver, solved in order; again after rows were added."""

    def __init__(self, solver: Solver, nodes: int) -> None:
        self._solver = solver
        self._nodes = nodes
        self._goals = [goal.terms for goal in solver.model.goals if goal.terms]
        self._relaxed = Relaxation(solver.model, solver.cancelled)
        self._places = [solver.add(Row(terms, None, None)) for terms in self._goals[:-1]]
        for place in self._places:
            self._relaxed.add(solver.rows[place])
        self._least: list[int] = []  # what each goal but the last can't come below
        self._stages: Stages | None = None

    def solve(self, start: Sequence[float] | None = None) -> Answer:
        """Return the answer that is best in all goals in order.

        What was reached before rows were added still can't be beaten: it is tried first.
        """
        if self._stages is not None:
            return self._stages.solve(start)
        if not self._goals:
            return self._solver.best((), self._nodes, start)
        if len(self._goals) == 1:
            return self._last(start)
        self._keep_up()
        if not self._least:
            if self._relaxed.least(self._goals[0]) is None:
                return Answer(Ending.NONE)  # with nothing held: a proof
            if not self._bound(0):
                return self._otherwise(start)
        return self._held_together(start)

    def _held_together(self, start: Sequence[float] | None) -> Answer:
        """Search with every goal at its bound, and raise the bounds that are in the way."""
        place = 0
        while place <= len(self._places):
            self._hold(len(self._places))
            answer = self._last(start)
            if answer.values:
                return answer
            place = self._first_in_the_way(place) if answer.ending is Ending.NONE else _NOWHERE
            if place >= len(self._places):
                break
            raised = self._raise(place)
            if raised is Ending.NONE and place == 0:
                return Answer(Ending.NONE)
            place = place + 1 if raised is Ending.BEST else _NOWHERE
        return self._otherwise(start)

    def let_go(self) -> None:
        """Leave the rows of the goals behind so that they bind nothing any more."""
        self._hold(0)
        if self._stages is not None:
            self._stages.let_go()

    def _last(self, start: Sequence[float] | None) -> Answer:
        return self._solver.best(self._goals[-1], self._nodes, start)

    def _bound(self, place: int) -> bool:
        """Ask what the goals from a place on can reach at best; False when nothing can hold."""
        for later in range(place, len(self._places)):
            self._set(self._relaxed, later, None)
        for later in range(place, len(self._places)):
            least = self._relaxed.least(self._goals[later])
            if least is None:
                return False
            self._least[later:] = [least]
            self._set(self._relaxed, later, least)
        return True

    def _first_in_the_way(self, place: int) -> int:
        """Return the first goal from a place on that can't be held at its bound after the others.

        Without one the place behind them all: then it was the search that did not come to an end.
        """
        while place < len(self._places):
            self._hold(place + 1)
            if self._solver.best((), self._nodes).ending is not Ending.BEST:
                return place
            place += 1
        return place

    def _raise(self, place: int) -> Ending:
        """Search for what a goal reaches, those before it held; ask the bounds after it again."""
        self._hold(place)
        answer = self._solver.best(self._goals[place], self._nodes)
        if answer.ending is Ending.BEST:
            self._least[place] = value_of(self._goals[place], answer.values)
            self._set(self._relaxed, place, self._least[place])
            if not self._bound(place + 1):
                return Ending.UNKNOWN
        return answer.ending

    def _otherwise(self, start: Sequence[float] | None) -> Answer:
        """Solve goal after goal by search alone, from now on."""
        self._hold(0)
        self._stages = Stages(self._solver, self._nodes)
        return self._stages.solve(start)

    def _hold(self, so_many: int) -> None:
        """Hold the first goals at their bounds, and let those behind them go."""
        for place in range(len(self._places)):
            self._set(self._solver, place, self._least[place] if place < so_many else None)

    def _set(self, where: Solver, place: int, high: int | None) -> None:
        where.change(self._places[place], Row(self._goals[place], None, high))

    def _keep_up(self) -> None:
        """Give the relaxation the rows that were added to the solver."""
        for row in self._solver.rows[len(self._relaxed.rows) :]:
            self._relaxed.add(row)
