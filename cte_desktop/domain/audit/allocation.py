"""The best use of a student's work: which (part of a) piece fills which requirement.

Exact, in this order: pinned work where it is pinned; the number of requirements filled; what is
placed of earned work, then in progress, then planned; the same of what fills its own requirements;
least waste (unused parts of pieces that are used); then the fixed order of the pieces. A piece
fills its own requirements first; only what is left flows on to those that take surplus
(`interfaces.md` section 3, "Allocation").

Why so little search: what can be filled and what can be placed are polymatroids of one flow, so the
choice of filled requirements and the choice of placed work never stand in each other's way
(Mendelsohn and Dulmage). Only *which* requirements to fill needs a search, and only in a connected
group that can't be filled whole. Groups are filled one by one, then those that take surplus with
what is left; a group joins these when it matters to them which of its pieces it leaves.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.flow import PINNED, Flow, Piece, Placed, Task
from cte_desktop.domain.audit.layout import laid_out
from cte_desktop.domain.audit.least_waste import Nodes, amounts_used, overshoot, with_least_waste

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

NODE_LIMIT = 5_000
MOST_KEPT = 5_000  # answers for groups of slots, which come again with other students

Score = tuple[int, int, int, int, int]  # filled slots; placed of each rank; minus waste


_kept: dict[tuple[object, ...], tuple[list[tuple[int, int, int]], int]] = {}
"""For a group's signature: places of its pieces, slots and amounts, and the nodes that it took."""


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
        for p in self.placed:
            by_slot[p.slot] += p.amount
            by_rank[task.pieces[p.piece].rank] += p.amount
        filled = sum(1 for have, need in zip(by_slot, task.needs, strict=True) if have >= need)
        used = amounts_used(self.placed)
        waste = sum(
            piece.amount - used.get(i, 0)
            for i, piece in enumerate(task.pieces)
            if i in used or piece.begun
        )
        return (filled, by_rank[0], by_rank[1], by_rank[2], -waste)


def allocate(task: Task, nodes: Nodes | None = None) -> Allocation:
    """Return the best allocation of the task. Past the node limit it is good, but not proven."""
    nodes = nodes or Nodes(NODE_LIMIT)
    placed: list[Placed] = []
    for part in _parts(task):
        nodes.weigh(len(part.slots), len(part.pieces))
        placed += with_least_waste(part, part.best(part.pieces, nodes), nodes)
    placed.sort(key=lambda p: (p.slot, p.piece))
    return Allocation(tuple(placed), not nodes.used_up)


def _parts(task: Task) -> Iterator[_Part]:
    """Yield the parts of a task that have nothing to do with each other."""
    ways = frozenset([piece[2:4] for piece in task.pieces])
    layouts, part_of = laid_out(len(task.needs), ways)
    pieces_of: list[list[int]] = [[] for _ in layouts]
    for i, piece in enumerate(task.pieces):
        edges = piece.own or piece.surplus
        if edges and piece.amount:
            pieces_of[part_of[edges[0][0]]].append(i)
    for layout, pieces in zip(layouts, pieces_of, strict=True):
        if pieces:
            yield _Part(task, layout.slots, tuple(pieces), layout.groups, layout.receivers)


@dataclass(frozen=True, slots=True)
class _Part:
    """Slots and pieces that have to do with each other; `receivers` are those that take surplus.

    `groups` are the slots that share pieces as their own.
    """

    task: Task
    slots: tuple[int, ...]
    pieces: tuple[int, ...]
    groups: tuple[tuple[int, ...], ...]
    receivers: tuple[int, ...]

    def best(self, pieces: Sequence[int], nodes: Nodes) -> list[Placed]:
        """Return the best placement of these pieces, whatever it wastes."""
        known = self.task.pieces
        left = [piece.amount for piece in known]
        placed: list[Placed] = []
        last: list[int] = []
        undecided: list[tuple[tuple[int, ...], list[int]]] = []
        for group, able in zip(self.groups, self._own_pieces(pieces), strict=True):
            if self._is_open(group, able):
                last += group
                continue
            if not able:
                continue
            answer = _Group(self.task, group, able, left, ()).best(nodes)
            if self.receivers and _may_change(answer, able, known):
                undecided.append((group, able))
            placed += answer
            for p in answer:
                left[p.piece] -= p.amount
        if not self.receivers:
            return placed
        able = self._able(last, pieces, left)
        into = _Group(self.task, tuple(sorted(last)), able, left, self.receivers).best(nodes)
        if not undecided or not self._could_gain(into, last, undecided, left):
            return placed + into
        last += [slot for group, _ in undecided for slot in group]
        placed = [p for p in placed if p.slot not in last]
        for _, able in undecided:
            for i in able:
                left[i] = known[i].amount
        able = self._able(last, pieces, left)
        into = _Group(self.task, tuple(sorted(last)), able, left, self.receivers).best(nodes)
        return placed + into

    def _able(self, slots: Iterable[int], pieces: Iterable[int], left: Sequence[int]) -> list[int]:
        """Return the pieces that reach any of the slots and have something left."""
        inside, known = set(slots), self.task.pieces
        return [i for i in pieces if left[i] and (known[i].surplus or known[i].own[0][0] in inside)]

    def _could_gain(
        self,
        placed: list[Placed],
        last: Iterable[int],
        undecided: list[tuple[tuple[int, ...], list[int]]],
        left: Sequence[int],
    ) -> bool:
        """Tell whether the last slots are not full yet, or of later work than what is left over."""
        known = self.task.pieces
        room = {slot: self.task.needs[slot] for slot in last}
        worst = PINNED
        for p in placed:
            room[p.slot] -= p.amount
            worst = max(worst, known[p.piece].turn)
        over = (known[i].turn for _, able in undecided for i in able if left[i])
        return any(room.values()) or min(over, default=worst) < worst

    def _is_open(self, group: Iterable[int], pieces: Iterable[int]) -> bool:
        """Tell whether a group takes surplus itself, or has pinned work that may go there too."""
        known = self.task.pieces
        if not set(self.receivers).isdisjoint(group):
            return True
        return any(known[i].pinned and known[i].surplus for i in pieces)

    def _own_pieces(self, pieces: Iterable[int]) -> list[list[int]]:
        """Return the pieces of each group, in the order given."""
        group_of = {slot: n for n, group in enumerate(self.groups) for slot in group}
        answer: list[list[int]] = [[] for _ in self.groups]
        for i in pieces:
            own = self.task.pieces[i].own
            if own:
                answer[group_of[own[0][0]]].append(i)
        return answer


def _may_change(placed: list[Placed], pieces: list[int], known: Sequence[Piece]) -> bool:
    """Tell whether work that a group leaves could stay in it, and what it uses flow on instead.

    Only pieces that flow to different places make a difference to those that take surplus.
    """
    used = amounts_used(placed)
    over = {known[i].surplus for i in pieces if used.get(i, 0) < known[i].amount}
    if not over:
        return False
    inside = {known[i].surplus for i in used}
    if over == inside and len(over) == 1:
        return False
    return any(not set(kept).issubset(left) for left in over for kept in inside)


@dataclass(frozen=True, slots=True)
class _Group:
    """Slots that must be filled together, the pieces that reach them, and what is left of each."""

    task: Task
    slots: tuple[int, ...]
    pieces: list[int]
    left: list[int]
    receivers: tuple[int, ...]

    def best(self, nodes: Nodes) -> list[Placed]:
        """Return the placement that fills most slots: all, or the largest set that can be."""
        if not self.pieces:
            return []
        if len(self.slots) == 1 and not self._is_capped():
            return _fill_one(self.task, self.slots[0], self.pieces, self.left)
        key = self._signature()
        kept = _kept.get(key)
        if kept is not None:
            nodes.left -= kept[1]
            return [Placed(self.pieces[n], slot, amount) for n, slot, amount in kept[0]]
        before = nodes.left
        placed = self._search(nodes)
        if nodes.left >= 0:
            if len(_kept) >= MOST_KEPT:
                _kept.clear()
            place_of = {i: n for n, i in enumerate(self.pieces)}
            _kept[key] = [(place_of[p.piece], *p[1:]) for p in placed], before - nodes.left
        return placed

    def _signature(self) -> tuple[object, ...]:
        """Return all that the answer depends on: students often have the same work for a group."""
        known, needs, left = self.task.pieces, self.task.needs, self.left
        order = sorted(self.pieces)
        return (
            self.slots,
            self.receivers,
            self.task.caps,
            tuple([needs[slot] for slot in self.slots]),
            tuple([(known[i], left[i]) for i in self.pieces]),
            None if order == self.pieces else tuple([order.index(i) for i in self.pieces]),
        )

    def _search(self, nodes: Nodes) -> list[Placed]:
        """Try the slots as a whole, then ever fewer of them."""
        hopeful = self._hopeful()
        placed = self._attempt(hopeful)
        filled = self._count_full(placed, hopeful)
        for size in range(self._most_full(placed, hopeful), 0, -1):
            for chosen in combinations(hopeful, size):
                if filled >= size or not nodes.take():
                    break
                answer = self._attempt(chosen)
                count = self._count_full(answer, hopeful)
                if count > filled:
                    placed, filled = answer, count
        return placed

    def _attempt(self, wanted: Sequence[int]) -> list[Placed]:
        """Return the best placement that fills the wanted slots first."""
        flow = Flow(self.task, self.slots, self.pieces, self.left)
        known, pieces = self.task.pieces, self.pieces
        pinned = [i for i in pieces if known[i].pinned]
        if pinned:
            flow.fill(wanted, pinned)
            flow.fill(self.slots, pinned)
        flow.fill([slot for slot in wanted if slot not in self.receivers], pieces, own=True)
        if self.receivers:
            bound = [i for i in pieces if self._flows_on_last(known[i])]
            flow.fill(wanted, bound, own=True)
            flow.fill(self.slots, bound, own=True)
            flow.guarded = len(self.receivers) > 1 or self._is_mixed_with_caps()
            direct = [i for i in pieces if known[i].surplus or i not in bound]
            ordered = direct + [i for i in bound if not known[i].surplus]
            flow.fill(wanted, ordered)
            flow.fill(self.receivers, ordered)
        flow.fill(self.slots, pieces)
        flow.prefer_earned()
        if self.receivers:
            flow.prefer_earned_among_own()
        return flow.placed()

    def _flows_on_last(self, piece: Piece) -> bool:
        """Tell whether the piece must fill its own slots before any other place."""
        return bool(piece.surplus) or all(slot not in self.receivers for slot, _ in piece.own)

    def _is_mixed_with_caps(self) -> bool:
        """Tell whether a cap could turn work away from a slot of its own that takes surplus."""
        if not self.task.caps:
            return False
        owns = [self.task.pieces[i].own for i in self.pieces]
        taking = [{slot in self.receivers for slot, _ in own} for own in owns]
        return any(len(both) > 1 for both in taking)

    def _is_capped(self) -> bool:
        known, only = self.task.pieces, self.slots[0]
        return bool(self.task.caps) and any(
            slot == only and cap >= 0 for i in self.pieces for slot, cap in known[i].own
        )

    def _hopeful(self) -> list[int]:
        """Return the slots that enough work reaches to fill them."""
        reaching = dict.fromkeys(self.slots, 0)
        for i in self.pieces:
            piece = self.task.pieces[i]
            for slot in {slot for slot, _ in (*piece.own, *piece.surplus)}:
                if slot in reaching:
                    reaching[slot] += self.left[i]
        needs = self.task.needs
        return [slot for slot, amount in reaching.items() if amount >= needs[slot] > 0]

    def _most_full(self, placed: list[Placed], hopeful: list[int]) -> int:
        """Return how many slots might be filled by as much as can be placed at all."""
        rest = sum(p.amount for p in placed)
        for count, need in enumerate(sorted(self.task.needs[slot] for slot in hopeful)):
            rest -= need
            if rest < 0:
                return count
        return len(hopeful)

    def _count_full(self, placed: list[Placed], slots: Sequence[int]) -> int:
        room = {slot: self.task.needs[slot] for slot in slots}
        for p in placed:
            if p.slot in room:
                room[p.slot] -= p.amount
        return sum(1 for rest in room.values() if rest <= 0)


def _fill_one(task: Task, slot: int, pieces: list[int], left: list[int]) -> list[Placed]:
    """Fill a lone slot: pinned, earned, in progress, planned; in the last with least waste."""
    need = task.needs[slot]
    if sum([left[i] for i in pieces]) <= need:
        return [Placed(i, slot, left[i]) for i in pieces]
    by_turn: list[list[int]] = [[], [], [], []]
    for i in pieces:
        by_turn[task.pieces[i].turn - PINNED].append(i)
    answer: list[Placed] = []
    for ranked in by_turn:
        chosen = ranked
        if need and sum([left[i] for i in ranked]) > need:
            begun = [i for i in ranked if left[i] < task.pieces[i].amount or task.pieces[i].begun]
            whole = [i for i in ranked if i not in begun]
            rest = need - sum(left[i] for i in begun)
            chosen = begun + (_least_over(whole, left, rest) if rest > 0 else [])
        for i in chosen:
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
    total = need + overshoot(reached[-1], need)
    chosen = []
    for place, i in enumerate(pieces):
        after = reached[len(pieces) - place - 1]
        if total >= left[i] and after >> (total - left[i]) & 1:
            chosen.append(i)
            total -= left[i]
    return chosen
