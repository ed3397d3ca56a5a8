"""Whether requests can all be had at once: one combination, or the fewest that can't.

Exact, by bits: every choice is a bit, and what rules it out is a number of bits. A student has
about eight requests with a handful of different times each, so both answers are found at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Choice = TypeVar("Choice")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a search found: the place of a choice for each request, or the requests that clash.

    `chosen` holds for each request the place of its choice; it is empty when `clashing` isn't.
    """

    chosen: tuple[int, ...] = ()
    clashing: tuple[int, ...] = ()

    @property
    def is_possible(self) -> bool:
        """Tell whether all requests can be had at once."""
        return not self.clashing


def combine(
    requests: Sequence[Sequence[Choice]], goes_with: Callable[[Choice, Choice], bool]
) -> Outcome:
    """Return one choice for each request that all go together; earlier choices are preferred.

    When there is none, the smallest set of requests that can't be had together, the first of its
    size. `goes_with` tells of two choices of different requests, in both orders the same.
    """
    field = _Field(requests, goes_with)
    everything = tuple(range(len(requests)))
    found = field.solve(everything)
    if found is not None:
        return Outcome(chosen=tuple(found[request] for request in everything))
    for size in range(1, len(requests)):
        for some in combinations(everything, size):
            if field.solve(some) is None:
                return Outcome(clashing=some)
    return Outcome(clashing=everything)


class _Field:
    """The choices of all requests as bits, each with the bits that it rules out."""

    def __init__(
        self, requests: Sequence[Sequence[Choice]], goes_with: Callable[[Choice, Choice], bool]
    ) -> None:
        self._own: list[tuple[int, ...]] = []
        self._first: list[int] = []
        every: list[tuple[int, Choice]] = []
        for number, choices in enumerate(requests):
            self._first.append(len(every))
            self._own.append(tuple(range(len(every), len(every) + len(choices))))
            every += [(number, choice) for choice in choices]
        self._rules_out = [0] * len(every)
        for (a, (one, first)), (b, (other, second)) in combinations(enumerate(every), 2):
            if one != other and not goes_with(first, second):
                self._rules_out[a] |= 1 << b
                self._rules_out[b] |= 1 << a

    def solve(self, some: Sequence[int]) -> dict[int, int] | None:
        """Return a place in its choices for each of these requests, None when there is none."""
        order = sorted(some, key=lambda request: len(self._own[request]))
        ahead = [0] * (len(order) + 1)
        for place in reversed(range(len(order))):
            ahead[place] = ahead[place + 1] | sum(1 << bit for bit in self._own[order[place]])
        chosen: dict[int, int] = {}
        return chosen if self._from(0, 0, order, ahead, chosen, set()) else None

    def _from(
        self,
        place: int,
        out: int,
        order: Sequence[int],
        ahead: Sequence[int],
        chosen: dict[int, int],
        hopeless: set[tuple[int, int]],
    ) -> bool:
        """Choose for the requests from `place` on, with the bits of `out` ruled out.

        What is ruled out of the requests ahead is all that earlier choices leave behind: a state
        that failed once fails again, however it was reached.
        """
        if place == len(order):
            return True
        state = (place, out & ahead[place])
        if state in hopeless:
            return False
        request = order[place]
        for bit in self._own[request]:
            if not out >> bit & 1:
                chosen[request] = bit - self._first[request]
                if self._from(
                    place + 1, out | self._rules_out[bit], order, ahead, chosen, hopeless
                ):
                    return True
        hopeless.add(state)
        return False
