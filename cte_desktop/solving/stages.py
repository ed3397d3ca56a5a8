"""Goals in order: each as small as can be, once every goal before it is.

Neighbouring goals are solved as one where whole weights make that the same thing: the earlier goal
weighs more than everything that the later ones could ever add up to. The rest goes one after the
other, with the value before as a row and the answer before as the start.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.filling.model import Goal, Row, Terms, summed
from cte_desktop.solving.highs import Answer, Ending, value_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.filling.model import Choice
    from cte_desktop.solving.highs import Solver

WIDEST = 10_000_000
"""Up to which a sum of weighted goals may reach: with choices exact to 1e-8 a one is not lost."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Goals solved as one, with the least that their weighted sum could be by the bounds alone."""

    terms: Terms
    least: int


class Stages:
    """The goals of a model in a solver, solved in order; again after rows were added."""

    def __init__(self, solver: Solver, nodes: int, widest: int = WIDEST) -> None:
        self.nodes = 0
        self._solver = solver
        self._most = nodes
        self._stages = packed(solver.model.goals, solver.model.choices, widest)
        self._held: list[int | None] = [None] * len(self._stages)
        self._proven = [False] * len(self._stages)

    def solve(self, start: Sequence[float] | None = None) -> Answer:
        """Return the answer that is best in all goals in order.

        After rows were added the goals reached before still can't be beaten: they are kept as far
        as they can be, the last goal first.
        """
        known = [place for place, held in enumerate(self._held) if held is not None]
        for place in reversed(known):
            self._let_go(place)
            answer = self._best(place, None)
            if answer.ending is Ending.UNKNOWN:
                return answer
            if answer.ending is not Ending.NONE:
                return self._onward(place, answer)
        if known or not self._stages:
            return self._solver.best((), self._most, start) if not known else answer
        answer = self._best(0, start)
        return self._onward(0, answer) if answer.values else answer

    def _onward(self, place: int, answer: Answer) -> Answer:
        """Hold what a goal reached and go on with the next ones."""
        self._hold(place, answer)
        for later in range(place + 1, len(self._stages)):
            better = self._best(later, answer.values)
            if better.values:
                answer = better
            elif better.ending is Ending.UNKNOWN:
                answer = Answer(Ending.STOPPED, answer.values)
            self._hold(later, answer)
        return Answer(Ending.BEST if all(self._proven) else Ending.STOPPED, answer.values)

    def _best(self, place: int, start: Sequence[float] | None) -> Answer:
        stage = self._stages[place]
        if (
            start is not None
            and value_of(stage.terms, start) == stage.least
            and not self._solver.broken(start)
        ):
            return Answer(Ending.BEST, tuple(start))  # nothing can be less
        answer = self._solver.best(stage.terms, self._most, start)
        self.nodes += answer.nodes
        return answer

    def _hold(self, place: int, answer: Answer) -> None:
        terms = self._stages[place].terms
        row = Row(terms, None, value_of(terms, answer.values))
        self._proven[place] = answer.ending is Ending.BEST
        held = self._held[place]
        if held is None:
            self._held[place] = self._solver.add(row)
        else:
            self._solver.change(held, row)

    def _let_go(self, place: int) -> None:
        held = self._held[place]
        if held is not None:
            self._solver.loosen((held,))


def packed(
    goals: Sequence[Goal], choices: Sequence[Choice], widest: int = WIDEST
) -> tuple[Stage, ...]:
    """Return the goals as stages: as many together as stay below `widest` as a weighted sum."""
    stages: list[Stage] = []
    terms: Terms = ()
    span = 0
    for goal in goals:
        if not goal.terms:
            continue
        low, high = _reach(goal.terms, choices)
        weight = high - low + 1
        if terms and (span + 1) * weight <= widest:
            terms = summed((*((p, f * weight) for p, f in terms), *goal.terms))
            span = span * weight + weight - 1
            continue
        if terms:
            stages.append(Stage(terms, _reach(terms, choices)[0]))
        terms, span = goal.terms, weight - 1
    if terms:
        stages.append(Stage(terms, _reach(terms, choices)[0]))
    return tuple(stages)


def _reach(terms: Terms, choices: Sequence[Choice]) -> tuple[int, int]:
    """Return the least and the most that terms could add up to by the bounds of their choices."""
    low = sum(f * (choices[p].low if f > 0 else choices[p].high) for p, f in terms)
    high = sum(f * (choices[p].high if f > 0 else choices[p].low) for p, f in terms)
    return low, high
