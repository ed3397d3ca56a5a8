"""Least waste: leave out whole pieces of work as long as the rest reaches the same.

Pieces that are used in part waste the rest. What is reached stays: the requirements filled, what is
placed of each rank, and how much of it fills its own requirements. Every choice of pieces to leave
out is tried, unless a bound proves sooner that nothing wastes less.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cte_desktop.domain.audit.flow import Piece, Placed, Task

A_SMALL_TRY = 600  # slots times pieces; takes about a millisecond
MOST_TRIES = 64  # to prove quickly that nothing wastes less, before every choice is tried

Reach = tuple[int, tuple[int, ...], tuple[int, ...]]
"""Filled slots; what is placed of each rank; the same in slots that take no surplus.

The last counts only where no piece has places of its own among both kinds of slots.
"""


class Nodes:
    """How many more placements of a program may be tried; below zero the answer is not proven.

    A try among many slots and pieces takes longer, so it counts as several: the limit bounds time.
    """

    def __init__(self, limit: int) -> None:
        """Begin with the limit."""
        self.left = limit
        self._each = 1

    @property
    def used_up(self) -> bool:
        """Tell whether no more may be tried."""
        return self.left < 0

    def weigh(self, slots: int, pieces: int) -> None:
        """Say how large the tries to come are."""
        self._each = 1 + slots * pieces // A_SMALL_TRY

    def take(self) -> bool:
        """Count one try; tell whether it is still allowed."""
        self.left -= self._each
        return self.left >= 0


class Part(Protocol):
    """What has to be placed together."""

    @property
    def task(self) -> Task:
        """Return the task that it is a part of."""

    @property
    def slots(self) -> tuple[int, ...]:
        """Return its slots."""

    @property
    def pieces(self) -> tuple[int, ...]:
        """Return its pieces."""

    @property
    def receivers(self) -> tuple[int, ...]:
        """Return the slots that take surplus."""

    def best(self, pieces: Sequence[int], nodes: Nodes) -> list[Placed]:
        """Return the best placement of these pieces, whatever it wastes."""


def amounts_used(placed: Iterable[Placed]) -> dict[int, int]:
    """Return how much of each piece is placed."""
    used: dict[int, int] = {}
    for p in placed:
        used[p.piece] = used.get(p.piece, 0) + p.amount
    return used


def overshoot(sums: int, amount: int) -> int:
    """Return by how much the least of the sums (bit n: n is possible) passes the amount."""
    above = sums >> amount
    return (above & -above).bit_length() - 1 if above else 0


def with_least_waste(part: Part, placed: list[Placed], nodes: Nodes) -> list[Placed]:
    """Return the placement, or one that reaches the same and wastes less.

    With no nodes left, as for a caller who only asks what is filled, it is the placement itself.
    """
    if nodes.left <= 0:
        return placed
    known = part.task.pieces
    used = amounts_used(placed)
    whole = all(amount == known[i].amount for i, amount in used.items())
    if whole and not any(known[i].begun and i not in used for i in part.pieces):
        return placed
    mixed = bool(part.receivers) and any(_is_mixed(part, i) for i in part.pieces)
    return _Search(part, nodes, _reach(part, placed, mixed=mixed), mixed).run(placed)


def _reach(part: Part, placed: list[Placed], *, mixed: bool) -> Reach:
    by_slot = dict.fromkeys(part.slots, 0)
    by_rank, own = [0, 0, 0], [0, 0, 0]
    for p in placed:
        rank = part.task.pieces[p.piece].rank
        by_slot[p.slot] += p.amount
        by_rank[rank] += p.amount
        if not mixed and p.slot not in part.receivers and not part.task.pieces[p.piece].pinned:
            own[rank] += p.amount
    filled = sum(1 for slot, have in by_slot.items() if have >= part.task.needs[slot])
    return filled, tuple(by_rank), tuple(own)


def _is_mixed(part: Part, piece: int) -> bool:
    """Tell whether a piece has places of its own that take surplus, and others."""
    own = [slot in part.receivers for slot, _ in part.task.pieces[piece].own]
    return any(own) and not all(own)


@dataclass(frozen=True, slots=True)
class _Search:
    """The search for a choice of pieces that reaches the goal with less waste."""

    part: Part
    nodes: Nodes
    goal: Reach
    mixed: bool  # some piece has places of its own that take surplus, and others

    def run(self, placed: list[Placed]) -> list[Placed]:
        """Return the placement that wastes least: by bounds if they suffice, else by trying."""
        best = self._with_begun_first(placed)
        least = self._waste(best)
        floor = self._least_thinkable(self._forced())
        if least > floor:
            floor = max(floor, self._least_of_needed(best))
        if least > floor:
            floor = max(floor, self._least_by_rank(best))
        return best if least <= floor else self._try_all(best, floor)

    def _try_all(self, best: list[Placed], floor: int) -> list[Placed]:
        """Leave out whole pieces, of equal ones the last; stop at the floor or the node limit.

        Those like what is used in part are left out first: mostly that is enough.
        """
        least = self._waste(best)
        known = self.part.task.pieces
        room = self._unused()
        doubtful = [i for i in self.part.pieces if self._amount(i) <= room[known[i].rank]]
        doubtful = [i for i in doubtful if not self._is_forced(i)]
        first: dict[Piece, int] = {}
        for i in doubtful:
            first.setdefault(known[i], i)
        used = amounts_used(best)
        partly = {known[i] for i, amount in used.items() if amount < known[i].amount}
        doubtful.sort(key=lambda i: (known[i] not in partly, first[known[i]], -i))
        todo: deque[tuple[int, tuple[int, ...], tuple[int, ...]]] = deque(
            [(0, self.part.pieces, tuple(room))]
        )
        while todo and least > floor:
            place, pieces, left = todo.popleft()  # few pieces before many
            for n in range(place, len(doubtful)):
                out = doubtful[n]
                if n > place and known[doubtful[n - 1]] == known[out]:
                    continue  # an equal piece is still in
                rest = list(left)
                rest[known[out].rank] -= self._amount(out)
                if rest[known[out].rank] < 0:
                    continue
                if not self.nodes.take():
                    return best
                fewer = tuple(i for i in pieces if i != out)
                answer = self.part.best(fewer, self.nodes)
                if self._is_reached(answer):
                    todo.append((n + 1, fewer, tuple(rest)))
                    if self._waste(answer) < least:
                        best, least = answer, self._waste(answer)
        return best

    def _with_begun_first(self, best: list[Placed]) -> list[Placed]:
        """Use up first what is used in part, as long as that wastes less."""
        least = self._waste(best)
        while least and self.nodes.take():
            used = amounts_used(best)
            begun = [i for i in self.part.pieces if self._is_forced(i)]
            begun += [i for i in self.part.pieces if 0 < used.get(i, 0) < self._amount(i)]
            first = tuple(dict.fromkeys((*begun, *self.part.pieces)))
            answer = self.part.best(first, self.nodes)
            waste = self._waste(answer)
            if waste >= least or not self._is_reached(answer):
                break
            best, least = answer, waste
        return best

    def _is_reached(self, placed: list[Placed]) -> bool:
        filled, by_rank, own = _reach(self.part, placed, mixed=self.mixed)
        return (filled, by_rank) == self.goal[:2] and own >= self.goal[2]

    def _amount(self, piece: int) -> int:
        return self.part.task.pieces[piece].amount

    def _is_forced(self, piece: int) -> bool:
        """Tell whether what is left of a piece counts as waste in any case."""
        known = self.part.task.pieces[piece]
        return known.begun or known.pinned

    def _forced(self) -> set[int]:
        return {i for i in self.part.pieces if self._is_forced(i)}

    def _unused(self) -> list[int]:
        """Return how much work of each rank can't be placed."""
        return [
            sum(self._amount(i) for i in self._of_rank(rank)) - amount
            for rank, amount in enumerate(self.goal[1])
        ]

    def _waste(self, placed: list[Placed]) -> int:
        used = amounts_used(placed)
        return sum(
            self._amount(i) - used.get(i, 0)
            for i in self.part.pieces
            if i in used or self._is_forced(i)
        )

    def _of_rank(self, rank: int) -> list[int]:
        return [i for i in self.part.pieces if self.part.task.pieces[i].rank == rank]

    def _least_thinkable(self, needed: set[int]) -> int:
        """Return a bound: by how much whole pieces overshoot, when these are used anyway."""
        least = 0
        for rank, amount in enumerate(self.goal[1]):
            ranked = self._of_rank(rank)
            rest = amount - sum(self._amount(i) for i in ranked if i in needed)
            others = [i for i in ranked if i not in needed]
            least += -rest if rest < 0 else self._overshoot(others, rest)
        return least

    def _least_of_needed(self, placed: list[Placed]) -> int:
        """Return a bound from the pieces without which as much can't be reached: they are used."""
        used = amounts_used(placed)
        known = self.part.task.pieces
        wasteful = {known[i].rank for i, amount in used.items() if amount < known[i].amount}
        room = self._unused()
        spare = {known[i] for i in self.part.pieces if i not in used}  # an equal one is left
        told: dict[Piece, bool] = dict.fromkeys(spare, False)
        needed = self._forced()
        for i in used:
            piece = known[i]
            if piece.rank not in wasteful:
                continue
            if piece.amount > room[piece.rank]:
                told[piece] = True
            elif piece not in told:
                told[piece] = not self._can_do_without(i)
            if told[piece]:
                needed.add(i)
        return self._least_thinkable(needed)

    def _can_do_without(self, piece: int) -> bool:
        if not self.nodes.take():
            return True
        fewer = tuple(i for i in self.part.pieces if i != piece)
        return self._is_reached(self.part.best(fewer, self.nodes))

    def _least_by_rank(self, placed: list[Placed]) -> int:
        """Return a closer bound: for each rank the least waste were all other pieces at hand."""
        if self._forced():
            return 0
        used = {p.piece for p in placed}
        least = 0
        for rank, amount in enumerate(self.goal[1]):
            ranked = self._of_rank(rank)
            thinkable = self._overshoot(ranked, amount)
            taken = sum(self._amount(i) for i in ranked if i in used)
            if taken - amount > thinkable and not self._can_do_with_less(ranked, taken):
                thinkable = taken - amount
            least += thinkable
        return least

    def _can_do_with_less(self, ranked: list[int], taken: int) -> bool:
        """Tell whether some of these pieces, less in sum, might do; a few tries, then perhaps."""
        total = sum(self._amount(i) for i in ranked)
        nodes = Nodes(MOST_TRIES)
        for size in range(1, len(ranked)):
            for without in combinations(ranked, size):
                if not nodes.take():
                    return True
                if total - sum(self._amount(i) for i in without) >= taken:
                    continue
                fewer = tuple(i for i in self.part.pieces if i not in without)
                answer = self.part.best(fewer, nodes)
                if self._is_reached(answer) or nodes.left < 0:
                    return True
        return False

    def _overshoot(self, pieces: list[int], amount: int) -> int:
        """Return by how much the sums of these pieces pass the amount at least."""
        sums = 1  # bit n: the sum n is possible
        for i in pieces:
            sums |= sums << self._amount(i)
        return overshoot(sums, amount)
