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

FEW = 20
"""Nodes after which goals solved as one are taken apart: each alone may be easy."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Goals solved as one, with the least that their weighted sum could be by the bounds alone.

    `parts` are its goals one by one, () for a single goal.
    """

    terms: Terms
    least: int
    parts: tuple[Stage, ...] = ()


class Stages:
    """The goals of a model in a solver, solved in order; again after rows were added.

    Goals that are hard to solve as one, which shows soon, are taken apart again.
    """

    def __init__(self, solver: Solver, nodes: int, widest: int = WIDEST) -> None:
        self.nodes = 0
        self._solver = solver
        self._most = nodes
        self._stages = list(packed(solver.model.goals, solver.model.choices, widest))
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
        if known:
            return Answer(Ending.NONE)
        if not self._stages:
            return self._solver.best((), self._most, start)
        answer = self._best(0, start)
        return self._onward(0, answer) if answer.values else answer

    def let_go(self) -> None:
        """Leave the rows of the goals behind so that they bind nothing any more."""
        for place, held in enumerate(self._held):
            if held is not None:
                self._solver.change(held, Row(self._stages[place].terms, None, None))
                self._held[place] = None

    def _onward(self, place: int, answer: Answer) -> Answer:
        """Hold what a goal reached and go on with the next ones."""
        self._hold(place, answer)
        later = place + 1
        while later < len(self._stages):
            better = self._best(later, answer.values)
            # None at all can only be a slip of the floating point: it proves nothing.
            answer = better if better.values else Answer(Ending.STOPPED, answer.values)
            self._hold(later, answer)
            later += 1
        return Answer(Ending.BEST if all(self._proven) else Ending.STOPPED, answer.values)

    def _best(self, place: int, start: Sequence[float] | None) -> Answer:
        """Return the best answer of a stage, taken apart when it is not solved soon."""
        stage = self._stages[place]
        if (
            start is not None
            and value_of(stage.terms, start) == stage.least
            and not self._solver.broken(start)
        ):
            return Answer(Ending.BEST, tuple(start))  # nothing can be less
        apart = bool(stage.parts) and self._held[place] is None
        answer = self._solver.best(
            stage.terms, min(FEW, self._most) if apart else self._most, start
        )
        self.nodes += answer.nodes
        if not apart or answer.ending in {Ending.BEST, Ending.NONE}:
            return answer
        self._stages[place : place + 1] = stage.parts
        self._held[place : place + 1] = [None] * len(stage.parts)
        self._proven[place : place + 1] = [False] * len(stage.parts)
        return self._best(place, answer.values or start)

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
    groups: list[list[Stage]] = []
    span = 0
    for goal in goals:
        if not goal.terms:
            continue
        low, high = _reach(goal.terms, choices)
        weight = high - low + 1
        one = Stage(goal.terms, low)
        if groups and (span + 1) * weight <= widest:
            groups[-1].append(one)
            span = span * weight + weight - 1
        else:
            groups.append([one])
            span = weight - 1
    return tuple(_together(parts, choices) for parts in groups)


def _together(parts: Sequence[Stage], choices: Sequence[Choice]) -> Stage:
    """Return goals as one, each weighing more than everything that those after it add up to."""
    if len(parts) == 1:
        return parts[0]
    terms: Terms = ()
    for part in parts:
        low, high = _reach(part.terms, choices)
        weight = high - low + 1
        terms = summed((*((place, factor * weight) for place, factor in terms), *part.terms))
    return Stage(terms, _reach(terms, choices)[0], tuple(parts))


def _reach(terms: Terms, choices: Sequence[Choice]) -> tuple[int, int]:
    """Return the least and the most that terms could add up to by the bounds of their choices."""
    low = sum(f * (choices[p].low if f > 0 else choices[p].high) for p, f in terms)
    high = sum(f * (choices[p].high if f > 0 else choices[p].low) for p, f in terms)
    return low, high
