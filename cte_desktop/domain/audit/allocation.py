"""The best use of a student's work: which (part of a) piece fills which requirement.

Exact, in this order: the number of requirements filled; what is placed of earned work, then in
progress, then planned; least waste (unused parts of pieces that are used); then the fixed order of
the pieces. A piece fills its own requirements first; only what is left flows on to those that take
surplus (`interfaces.md` section 3, "Allocation").

Why so little search: what can be filled and what can be placed are polymatroids of one flow, so the
choice of filled requirements and the choice of placed work never stand in each other's way
(Mendelsohn and Dulmage). Only *which* requirements to fill needs a search, and only in a connected
group that can't be filled whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.flow import Flow, Placed, Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NODE_LIMIT = 5_000
MOST_TRIES = 64  # to prove quickly that nothing wastes less, before every choice is tried

Score = tuple[int, int, int, int, int]  # filled slots; placed of each rank; minus waste
Reach = tuple[int, tuple[int, ...]]  # filled slots, and what is placed of each rank


@dataclass(frozen=True, slots=True)
class Allocation:
    """The placements, by slot and piece, and whether they are proven best."""

    placed: tuple[Placed, ...]
    proven: bool

    @property
    def twice(self) -> tuple[tuple[int, int], ...]:
        """Return what fills two requirements, by piece: nothing (`sharing.py` allows it)."""
        return ()

    def score(self, task: Task) -> Score:
        """Return (filled slots; earned, in progress, planned placed; minus waste)."""
        by_slot = [0] * len(task.needs)
        by_rank = [0, 0, 0]
        used = _amounts(self.placed)
        for p in self.placed:
            by_slot[p.slot] += p.amount
            by_rank[task.pieces[p.piece].rank] += p.amount
        filled = sum(1 for have, need in zip(by_slot, task.needs, strict=True) if have >= need)
        waste = sum(task.pieces[i].amount - amount for i, amount in used.items())
        return (filled, by_rank[0], by_rank[1], by_rank[2], -waste)


def allocate(task: Task, node_limit: int = NODE_LIMIT) -> Allocation:
    """Return the best allocation of the task. Past the node limit it is good, but not proven."""
    reaching: list[list[int]] = [[] for _ in task.needs]
    receivers: set[int] = set()
    for place, piece in enumerate(task.pieces):
        for slot, _ in piece.own:
            reaching[slot].append(place)
        for slot, _ in piece.surplus:
            reaching[slot].append(place)
            receivers.add(slot)
    placed: list[Placed] = []
    proven = True
    left = [piece.amount for piece in task.pieces]
    last: list[int] = sorted(receivers)
    for group in _groups(task):
        if receivers.intersection(group):
            last = sorted({*last, *group})
            continue
        answer, exact = _fill_group(task, group, _able(group, reaching, left), left, (), node_limit)
        placed += answer
        proven = proven and exact
        for p in answer:
            left[p.piece] -= p.amount
    if last:
        able = _able(last, reaching, left)
        into = tuple(sorted(receivers))
        answer, exact = _fill_group(task, last, able, left, into, node_limit)
        placed += answer
        proven = proven and exact
    placed.sort(key=lambda p: (p.slot, p.piece))
    return Allocation(tuple(placed), proven)


def _amounts(placed: Iterable[Placed]) -> dict[int, int]:
    """Return how much of each piece is placed."""
    used: dict[int, int] = {}
    for p in placed:
        used[p.piece] = used.get(p.piece, 0) + p.amount
    return used


def _able(slots: Sequence[int], reaching: list[list[int]], left: list[int]) -> list[int]:
    """Return the pieces that reach any of the slots and have something left, in their order."""
    if len(slots) == 1:
        return [i for i in reaching[slots[0]] if left[i]]
    return sorted({i for slot in slots for i in reaching[slot] if left[i]})


def _groups(task: Task) -> list[list[int]]:
    """Return the slots that share pieces as their own, each group by itself."""
    parent = list(range(len(task.needs)))

    def root(slot: int) -> int:
        while parent[slot] != slot:
            parent[slot] = slot = parent[parent[slot]]
        return slot

    for piece in task.pieces:
        for slot, _ in piece.own[1:]:
            parent[root(slot)] = root(piece.own[0][0])
    groups: dict[int, list[int]] = {}
    for slot in range(len(task.needs)):
        groups.setdefault(root(slot), []).append(slot)
    return list(groups.values())


def _fill_group(
    task: Task,
    slots: Sequence[int],
    pieces: list[int],
    left: list[int],
    receivers: tuple[int, ...],
    limit: int,
) -> tuple[list[Placed], bool]:
    """Fill one group of slots with what is left; `receivers` are those that take surplus."""
    if len(slots) == 1 and not _capped(task, pieces, slots[0]):
        return _fill_one(task, slots[0], pieces, left), True
    group = _Group(task, tuple(slots), tuple(pieces), left, receivers)
    nodes = _Nodes(limit)
    best = group.best(group.pieces, nodes)
    best = group.with_least_waste(best, nodes)
    return best, nodes.left >= 0


def _capped(task: Task, pieces: Iterable[int], slot: int) -> bool:
    return bool(task.caps) and any(
        s == slot and cap >= 0
        for i in pieces
        for s, cap in (*task.pieces[i].own, *task.pieces[i].surplus)
    )


def _fill_one(task: Task, slot: int, pieces: list[int], left: list[int]) -> list[Placed]:
    """Fill a lone slot: earned, in progress, planned; in the last of them with least waste."""
    need = task.needs[slot]
    if sum([left[i] for i in pieces]) <= need:
        return [Placed(i, slot, left[i]) for i in pieces]
    answer: list[Placed] = []
    for rank in range(3):
        ranked = [i for i in pieces if task.pieces[i].rank == rank]
        if need <= 0 or not ranked:
            continue
        if sum(left[i] for i in ranked) > need:
            begun = [i for i in ranked if left[i] < task.pieces[i].amount]
            whole = [i for i in ranked if left[i] == task.pieces[i].amount]
            rest = need - sum(left[i] for i in begun)
            ranked = begun + (_least_over(whole, left, rest) if rest > 0 else [])
        for i in ranked:
            amount = min(left[i], need)
            if amount > 0:
                answer.append(Placed(i, slot, amount))
                need -= amount
    return answer


def _least_over(pieces: list[int], left: list[int], need: int) -> list[int]:
    """Return the pieces whose sum passes `need` by least, the first in order among equals."""
    reached = [1]  # bit n of entry k: the sum n is possible with the last k pieces
    for i in reversed(pieces):
        reached.append(reached[-1] | reached[-1] << left[i])
    possible = reached[-1] >> need
    total = need + (possible & -possible).bit_length() - 1
    chosen = []
    for place, i in enumerate(pieces):
        after = reached[len(pieces) - place - 1]
        if total >= left[i] and after >> (total - left[i]) & 1:
            chosen.append(i)
            total -= left[i]
    return chosen


class _Nodes:
    """How many more placements may be tried; below zero the answer is not proven."""

    def __init__(self, limit: int) -> None:
        """Begin with the limit."""
        self.left = limit

    def take(self) -> bool:
        """Count one try; tell whether it is still allowed."""
        self.left -= 1
        return self.left >= 0


@dataclass(frozen=True, slots=True)
class _Group:
    """Slots that must be filled together, and the pieces that reach them."""

    task: Task
    slots: tuple[int, ...]
    pieces: tuple[int, ...]
    left: list[int]
    receivers: tuple[int, ...]

    def best(self, pieces: tuple[int, ...], nodes: _Nodes) -> list[Placed]:
        """Return the placement that fills most slots: all, or the largest set that can be."""
        placed, filled = self._attempt(self.slots, pieces)
        for size in range(len(self.slots) - 1, 0, -1):
            if filled >= size + 1:
                break
            for chosen in combinations(self.slots, size):
                if filled >= size or not nodes.take():
                    break
                answer, count = self._attempt(chosen, pieces)
                if count > filled:
                    placed, filled = answer, count
        return placed

    def _attempt(
        self, wanted: tuple[int, ...], pieces: tuple[int, ...]
    ) -> tuple[list[Placed], int]:
        """Return the best placement that fills the wanted slots first, and how many it fills."""
        flow = Flow(self.task, self.slots, pieces, self.left)
        inner = [s for s in self.slots if s not in self.receivers]
        others = [s for s in inner if s not in wanted]
        bound = [i for i in pieces if self._only_surplus_leaves(i)]
        first = [s for s in inner if s in wanted]
        flow.fill(first, bound)
        flow.fill(first, pieces)
        flow.fill(others, bound)
        flow.fill([s for s in wanted if s in self.receivers], pieces)
        flow.fill(self.receivers, pieces)
        flow.fill(others, pieces)
        flow.prefer_earned()
        return flow.placed(), flow.filled()

    def with_least_waste(self, placed: list[Placed], nodes: _Nodes) -> list[Placed]:
        """Leave out whole pieces as long as the rest reaches the same; try each choice of them."""
        best, least = placed, self._waste(placed)
        if not least:
            return best
        goal = self._reach(placed)
        best, least = self._with_begun_first(best, goal, nodes)
        floor = self._least_waste_thinkable(goal[1])
        if least > floor:
            floor = max(floor, self._least_waste_of_needed(best, goal, nodes))
        if least > floor:
            floor = max(floor, self._least_waste_by_rank(best, goal))
        if least <= floor:
            return best
        doubtful = [i for i in self.pieces if self._may_be_spared(i, placed)]
        todo: list[tuple[int, tuple[int, ...]]] = [(0, self.pieces)]
        while todo and least > floor:
            place, pieces = todo.pop()
            for n in range(place, len(doubtful)):
                if not nodes.take():
                    return best
                fewer = tuple(i for i in pieces if i != doubtful[n])
                answer = self.best(fewer, nodes)
                if self._reach(answer) == goal:
                    todo.append((n + 1, fewer))
                    if self._waste(answer) < least:
                        best, least = answer, self._waste(answer)
        return best

    def _with_begun_first(
        self, placed: list[Placed], goal: Reach, nodes: _Nodes
    ) -> tuple[list[Placed], int]:
        """Use up first what is used in part (or by another group), as long as that wastes less."""
        best, least = placed, self._waste(placed)
        while least and nodes.take():
            used = _amounts(best)
            begun = [i for i in self.pieces if self._is_begun(i)]
            begun += [i for i in self.pieces if 0 < used.get(i, 0) < self.left[i]]
            first = tuple(dict.fromkeys((*begun, *self.pieces)))
            answer = self.best(first, nodes)
            waste = self._waste(answer)
            if waste >= least or self._reach(answer) != goal:
                break
            best, least = answer, waste
        return best, least

    def _only_surplus_leaves(self, piece: int) -> bool:
        return all(slot not in self.receivers for slot, _ in self.task.pieces[piece].own)

    def _may_be_spared(self, piece: int, placed: list[Placed]) -> bool:
        rank = self.task.pieces[piece].rank
        available = sum(self.left[i] for i in self.pieces if self.task.pieces[i].rank == rank)
        used = sum(p.amount for p in placed if self.task.pieces[p.piece].rank == rank)
        return self.left[piece] <= available - used

    def _reach(self, placed: list[Placed]) -> Reach:
        by_slot = dict.fromkeys(self.slots, 0)
        by_rank = [0, 0, 0]
        for p in placed:
            by_slot[p.slot] += p.amount
            by_rank[self.task.pieces[p.piece].rank] += p.amount
        filled = sum(1 for s, have in by_slot.items() if have >= self.task.needs[s])
        return filled, tuple(by_rank)

    def _waste(self, placed: list[Placed]) -> int:
        used = _amounts(placed)
        return sum(self.left[i] - used.get(i, 0) for i in self.pieces if self._counts(i, used))

    def _counts(self, piece: int, used: dict[int, int]) -> bool:
        touched = piece in used or self._is_begun(piece)
        return touched and (bool(self.receivers) or not self.task.pieces[piece].surplus)

    def _is_begun(self, piece: int) -> bool:
        """Tell whether another group has used a part of the piece."""
        return self.left[piece] < self.task.pieces[piece].amount

    def _least_waste_thinkable(self, by_rank: tuple[int, ...]) -> int:
        """Return a bound from the amounts alone: by how much whole pieces must overshoot."""
        counted = [i for i in self.pieces if self.receivers or not self.task.pieces[i].surplus]
        return sum(self._overshoot(self._of_rank(r, counted), a) for r, a in enumerate(by_rank))

    def _least_waste_of_needed(self, placed: list[Placed], goal: Reach, nodes: _Nodes) -> int:
        """Return a bound from the pieces without which as much can't be reached: they are used."""
        used = _amounts(placed)
        touched = [i for i in self.pieces if self._counts(i, used)]
        wasteful = {self.task.pieces[i].rank for i in touched if self.left[i] > used.get(i, 0)}
        needed = {
            i
            for i in touched
            if self.task.pieces[i].rank in wasteful
            and (self._is_begun(i) or not self._can_do_without(i, goal, nodes))
        }
        all_count = all(self._counts(i, {i: 0}) for i in self.pieces)
        least = 0
        for rank, amount in enumerate(goal[1]):
            rest = amount - sum(self.left[i] for i in self._of_rank(rank, needed))
            others = [i for i in self._of_rank(rank, self.pieces) if i not in needed]
            least += -rest if rest < 0 else self._overshoot(others, rest) if all_count else 0
        return least

    def _can_do_without(self, piece: int, goal: Reach, nodes: _Nodes) -> bool:
        if not nodes.take():
            return True
        fewer = tuple(i for i in self.pieces if i != piece)
        return self._reach(self.best(fewer, nodes)) == goal

    def _least_waste_by_rank(self, placed: list[Placed], goal: Reach) -> int:
        """Return a closer bound: for each rank the least waste were all other pieces at hand."""
        if any(self._is_begun(i) or not self._counts(i, {i: 0}) for i in self.pieces):
            return 0
        used = {p.piece for p in placed}
        least = 0
        for rank, amount in enumerate(goal[1]):
            ranked = self._of_rank(rank, self.pieces)
            thinkable = self._overshoot(ranked, amount)
            taken = sum(self.left[i] for i in ranked if i in used)
            if taken - amount > thinkable and not self._can_do_with_less(ranked, taken, goal):
                thinkable = taken - amount
            least += thinkable
        return least

    def _can_do_with_less(self, ranked: list[int], taken: int, goal: Reach) -> bool:
        """Tell whether some of these pieces, less in sum, might do; a few tries, then perhaps."""
        total = sum(self.left[i] for i in ranked)
        nodes = _Nodes(MOST_TRIES)
        for size in range(1, len(ranked)):
            for without in combinations(ranked, size):
                if not nodes.take():
                    return True
                if total - sum(self.left[i] for i in without) >= taken:
                    continue
                fewer = tuple(i for i in self.pieces if i not in without)
                if self._reach(self.best(fewer, nodes)) == goal or nodes.left < 0:
                    return True
        return False

    def _of_rank(self, rank: int, pieces: Iterable[int]) -> list[int]:
        return [i for i in pieces if self.task.pieces[i].rank == rank]

    def _overshoot(self, pieces: list[int], amount: int) -> int:
        """Return by how much the sums of these pieces pass the amount at least."""
        sums = 1  # bit n: the sum n is possible
        for i in pieces:
            sums |= sums << self.left[i]
        above = sums >> amount
        return (above & -above).bit_length() - 1 if above else 0
