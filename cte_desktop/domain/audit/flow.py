"""A small flow of work into slots, grown by augmenting paths; amounts are whole hundredths.

Pieces and slots keep their order, so that the same pieces give the same answer in any order of
input. A path may move other pieces aside, but never empties what a slot already holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Edge = tuple[int, int]  # slot and cap (-1 for none)
Hop = tuple[int, Edge, Edge]  # the piece that comes, by which edge, and the edge it empties

PINNED = -1
"""The rank of pinned work while it is placed: before what is earned."""
_ENDLESS = 1 << 40


class Piece(NamedTuple):
    """So much work of one rank (0 earned, 1 in progress, 2 planned) and where it may go.

    `own` and `surplus` are (slot, cap) pairs; cap is -1 when the slot sets the piece no cap.
    `pinned`: a counselor wants it there, so it is placed before all that isn't, whatever its rank.
    `begun`: a part of the same work is used elsewhere, so what is left of it is waste in any case.
    """

    amount: int
    rank: int
    own: tuple[tuple[int, int], ...]
    surplus: tuple[tuple[int, int], ...] = ()
    pinned: bool = False
    begun: bool = False

    @property
    def turn(self) -> int:
        """Return when it is placed: pinned, earned, in progress, planned."""
        return PINNED if self.pinned else self.rank


@dataclass(frozen=True, slots=True)
class Task:
    """Pieces in their fixed order, the needs of the slots, and caps shared inside a slot."""

    pieces: tuple[Piece, ...]
    needs: tuple[int, ...]
    caps: tuple[int, ...] = ()


class Placed(NamedTuple):
    """So much of a piece in a slot."""

    piece: int
    slot: int
    amount: int


class Flow:
    """The pieces of one group, what is placed of each, and the room that is left."""

    def __init__(
        self, task: Task, slots: Sequence[int], pieces: Sequence[int], left: Sequence[int]
    ) -> None:
        """Begin with nothing placed; `left` is how much of each piece may still be placed."""
        inside = set(slots)
        self._turn = {i: task.pieces[i].turn for i in pieces}
        self._own = {i: [e for e in task.pieces[i].own if e[0] in inside] for i in pieces}
        self._all = {
            i: own + [e for e in task.pieces[i].surplus if e[0] in inside]
            for i, own in self._own.items()
        }
        self._own |= {i: self._all[i] for i in pieces if task.pieces[i].pinned}
        self._edges = self._all
        self.guarded = False  # nothing flows on that could be moved to room among its own
        self._kept: set[int] = set()  # of the pieces reached: those that stay among their own
        self._free = {i: left[i] for i in pieces}
        self._room = {slot: task.needs[slot] for slot in slots}
        self._cap_room = list(task.caps)
        self._amounts: dict[tuple[int, Edge], int] = {}
        self._holders: dict[int, list[tuple[int, Edge]]] = {slot: [] for slot in slots}

    def fill(self, slots: Iterable[int], pieces: Iterable[int], *, own: bool = False) -> None:
        """Place as much as fits into the slots, the pieces by rank, then in their order.

        `own`: what is placed or moved aside stays among its own slots.
        """
        targets = {slot for slot in slots if self._room[slot] > 0}
        self._edges = self._own if own else self._all
        waiting = [i for i in pieces if self._free[i]]
        for piece in sorted(waiting, key=self._turn.__getitem__):
            while self._free[piece] and targets:
                if not self._augment(piece, targets):
                    break

    def prefer_earned(self) -> None:
        """Let earlier ranks take the place of later ones where the slots stay as full."""
        self._edges = self._all
        for rank in (0, 1):
            for piece in self._all:
                while self._turn[piece] == rank and self._free[piece] and self._exchange(piece):
                    pass

    def prefer_earned_among_own(self) -> None:
        """Let earlier ranks change places with later ones that keep them from slots of their own.

        The later work flows on in place of the earlier.
        """
        self._edges = self._own
        flowing = [
            (piece, edge)
            for (piece, edge), amount in sorted(self._amounts.items())
            if amount and edge not in self._own[piece]
        ]
        for piece, edge in sorted(flowing, key=lambda one: self._turn[one[0]]):
            while self._amounts[piece, edge] and self._change_places(piece, edge):
                pass

    def _change_places(self, start: int, left: Edge) -> bool:
        reached = self._reach(start)
        worse = [
            (self._turn[i], i, edge)
            for i in reached
            if self._turn[i] > self._turn[start]
            for edge in self._all[i]
            if edge[0] == left[0] and edge[1] < 0
        ]
        if not worse:
            return False
        _, out, edge = max(worse)
        amount = self._bottleneck(out, reached, self._amounts[start, left])
        self._push(start, left, -amount)
        self._shift(out, reached, amount)
        self._push(out, edge, amount)
        return True

    def placed(self) -> list[Placed]:
        """Return the placements, the caps of a slot taken together."""
        amounts: dict[tuple[int, int], int] = {}
        for (piece, (slot, _)), amount in self._amounts.items():
            amounts[piece, slot] = amounts.get((piece, slot), 0) + amount
        return [Placed(i, s, amount) for (i, s), amount in sorted(amounts.items()) if amount]

    def filled(self) -> int:
        """Return how many slots are full."""
        return sum(1 for room in self._room.values() if room <= 0)

    def _augment(self, start: int, targets: set[int]) -> bool:
        reached = self._reach(start)
        for piece in reached:
            for edge in self._ways_out(piece):
                if edge[0] in targets and self._cap_left(edge):
                    room = min(self._room[edge[0]], self._cap_left(edge))
                    amount = self._bottleneck(piece, reached, min(room, self._free[start]))
                    self._push(piece, edge, amount)
                    self._room[edge[0]] -= amount
                    if not self._room[edge[0]]:
                        targets.discard(edge[0])
                    self._shift(piece, reached, amount)
                    self._free[start] -= amount
                    return True
        return False

    def _exchange(self, start: int) -> bool:
        reached = self._reach(start)
        worse = [i for i in reached if self._turn[i] > self._turn[start]]
        if not worse:
            return False
        out = max(worse, key=lambda i: (self._turn[i], i))
        amount = self._bottleneck(out, reached, self._free[start])
        self._shift(out, reached, amount)
        self._free[start] -= amount
        self._free[out] += amount
        return True

    def _reach(self, start: int) -> dict[int, Hop | None]:
        """Return the pieces that `start` can move aside, in order of distance, and by which hop."""
        reached: dict[int, Hop | None] = {start: None}
        seen: set[int] = set()
        queue = [start]
        self._kept = set()
        for piece in queue:
            hop = reached[piece]
            if self.guarded and ((hop and hop[0] in self._kept) or self._has_room(piece)):
                self._kept.add(piece)
            for edge in self._ways_out(piece):
                free_cap = self._cap_left(edge) > 0
                if free_cap and edge[0] in seen:
                    continue
                if free_cap:
                    seen.add(edge[0])
                for other, held in self._holders[edge[0]]:
                    if other not in reached and (free_cap or held[1] == edge[1]):
                        reached[other] = (piece, edge, held)
                        queue.append(other)
        return reached

    def _ways_out(self, piece: int) -> list[Edge]:
        """Return the edges by which a piece may move: its own ones alone while they have room.

        So for what it moves aside, which could come back once the piece went to that room.
        """
        return self._own[piece] if piece in self._kept else self._edges[piece]

    def _has_room(self, start: int) -> bool:
        """Tell whether work could be placed among its own, be it by moving other work there."""
        seen: set[int] = set()
        queue = [start]
        for piece in queue:
            for edge in self._own[piece]:
                is_open = self._cap_left(edge) > 0
                if is_open and self._room[edge[0]] > 0:
                    return True
                for other, held in self._holders[edge[0]]:
                    movable = held in self._own[other] and (is_open or held[1] == edge[1])
                    if movable and other not in seen:
                        seen.add(other)
                        queue.append(other)
        return False

    def _bottleneck(self, piece: int, reached: dict[int, Hop | None], amount: int) -> int:
        hop = reached[piece]
        while hop is not None:
            comer, edge, held = hop
            amount = min(amount, self._amounts[piece, held])
            if edge[1] != held[1]:
                amount = min(amount, self._cap_left(edge))
            piece, hop = comer, reached[comer]
        return amount

    def _shift(self, piece: int, reached: dict[int, Hop | None], amount: int) -> None:
        hop = reached[piece]
        while hop is not None:
            comer, edge, held = hop
            self._push(piece, held, -amount)
            self._push(comer, edge, amount)
            piece, hop = comer, reached[comer]

    def _push(self, piece: int, edge: Edge, amount: int) -> None:
        before = self._amounts.get((piece, edge), 0)
        self._amounts[piece, edge] = before + amount
        if edge[1] >= 0:
            self._cap_room[edge[1]] -= amount
        if not before:
            self._holders[edge[0]].append((piece, edge))
            self._holders[edge[0]].sort()
        elif not before + amount:
            self._holders[edge[0]].remove((piece, edge))

    def _cap_left(self, edge: Edge) -> int:
        return self._cap_room[edge[1]] if edge[1] >= 0 else _ENDLESS
