"""Every thinkable allocation of a small task, judged by the definition alone.

The definition (`interfaces.md` section 3, "Allocation"), in this order:

1. pinned work is used where it is pinned: earned, in progress, planned, each in the fixed order;
2. a course fills its own requirements first: nothing flows on as surplus that could still be placed
   in a requirement of its own, be it by moving other work among theirs;
3. the number of requirements filled, then what is placed of each rank;
4. what of each rank fills requirements that take no surplus (where one takes it, and no course has
   places of its own among both kinds: else it may be used in either);
5. the least waste of work that is used in part.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cte_desktop.domain.audit.flow import Piece, Placed, Task
from cte_desktop.domain.audit.pins import Pins, with_pins

Verdict = tuple[tuple[int, ...], int, tuple[int, ...], tuple[int, ...], int]
Use = tuple[int, int, int, bool, bool]  # piece, slot, amount; by its own edge; where it is pinned


def random_task(chance: random.Random) -> tuple[Task, Pins]:
    """Two to four slots, up to four pieces, some with surplus, a cap, and pins to some places."""
    slots = chance.choice((2, 3, 3, 4))
    needs = tuple(chance.randint(1, 4) for _ in range(slots))
    receivers = sorted(chance.sample(range(slots), chance.choice((0, 1, 1, 1, 2))))
    caps = (chance.randint(1, 2),) if chance.random() < 0.3 else ()
    capped = chance.randrange(slots)
    pieces: list[Piece] = []
    pins: Pins = {}
    for n in range(chance.choice((2, 3, 3, 4, 4))):
        own = [
            (slot, 0 if caps and slot == capped and chance.random() < 0.5 else -1)
            for slot in range(slots)
            if chance.random() < (0.2 if slot in receivers else 0.5)
        ]
        mine = {slot for slot, _ in own}
        surplus = [(slot, -1) for slot in receivers if slot not in mine and chance.random() < 0.7]
        if not own and not surplus:
            own = [(chance.randrange(slots), -1)]
        piece = Piece(chance.randint(1, 3), chance.randint(0, 2), tuple(own), tuple(surplus))
        pieces.append(piece)
        if chance.random() < 0.3:
            places = {chance.randrange(slots) for _ in range(chance.choice((1, 1, 2)))}
            pins[n] = (
                tuple(edge for edge in own if edge[0] in places),
                tuple(edge for edge in surplus if edge[0] in places),
            )
    return Task(tuple(pieces), needs, caps), pins


@dataclass
class Judge:
    """What the definition says of one task."""

    task: Task
    pins: Pins

    @property
    def receivers(self) -> set[int]:
        """The slots that take surplus."""
        return {slot for piece in self.task.pieces for slot, _ in piece.surplus}

    @cached_property
    def is_mixed(self) -> bool:
        """Tell whether several take surplus, or some work has places of its own of both kinds."""
        split, _ = with_pins(self.task, self.pins)
        owns = [{slot for slot, _ in piece.own} for piece in split.pieces]
        return len(self.receivers) > 1 or any(
            own & self.receivers and own - self.receivers for own in owns
        )

    def best(self) -> Verdict:
        """Return how good the best allocation is."""
        best: Verdict = ((), 0, (), (), 0)
        for uses in self._every(0, list(self.task.needs), list(self.task.caps)):
            verdict = self.verdict(uses)
            if verdict > best and self.fills_own_first(uses):
                best = verdict
        return best

    def uses(self, placed: tuple[Placed, ...]) -> list[Use]:
        """Return placements, of the pieces of this task, in the words of the judge."""
        answer = []
        for p in placed:
            piece = self.task.pieces[p.piece]
            own = any(slot == p.slot for slot, _ in piece.own)
            answer.append((p.piece, p.slot, p.amount, own, self._is_in_pin(p.piece, p.slot)))
        return answer

    def verdict(self, uses: list[Use]) -> Verdict:
        """Return how good an allocation is, if it fills its own first."""
        pinned = dict.fromkeys(sorted(self.pins, key=self._turn), 0)
        room, used = list(self.task.needs), [0] * len(self.task.pieces)
        ranks, inside = [0, 0, 0], [0, 0, 0]
        for piece, slot, amount, _, in_pin in uses:
            room[slot] -= amount
            used[piece] += amount
            ranks[self.task.pieces[piece].rank] += amount
            if slot not in self.receivers and not in_pin and not self.is_mixed:
                inside[self.task.pieces[piece].rank] += amount
            if in_pin:
                pinned[piece] += amount
        pairs = zip(self.task.pieces, used, strict=True)
        waste = sum(piece.amount - amount for piece, amount in pairs if amount)
        return tuple(pinned.values()), room.count(0), tuple(ranks), tuple(inside), -waste

    def fills_own_first(self, uses: list[Use]) -> bool:
        """Tell whether nothing that flows on could still be placed among its own."""
        room = list(self.task.needs)
        for _, slot, amount, _, _ in uses:
            room[slot] -= amount
        flowing = {
            piece for piece, _, amount, own, in_pin in uses if amount and not own and not in_pin
        }
        return not any(self._finds_room(piece, uses, room) for piece in flowing)

    def _finds_room(self, start: int, uses: list[Use], room: list[int]) -> bool:
        caps = list(self.task.caps)
        for piece, slot, amount, _, _ in uses:
            cap = self._cap(piece, slot)
            if cap >= 0:
                caps[cap] -= amount
        queue = [(start, False)]
        for piece, in_pin in queue:
            pinned_to = self.pins.get(piece, ((), ()))
            ways = (*pinned_to[0], *pinned_to[1]) if in_pin else self.task.pieces[piece].own
            for slot, cap in ways:
                is_open = cap < 0 or caps[cap] > 0
                if is_open and room[slot] > 0:
                    return True
                for other, where, amount, is_own, pinned in uses:
                    movable = amount and where == slot and (is_own or pinned)
                    same = is_open or self._cap(other, slot) == cap
                    if movable and same and (other, pinned) not in queue:
                        queue.append((other, pinned))
        return False

    def _every(self, n: int, room: list[int], caps: list[int]) -> Iterator[list[Use]]:
        if n == len(self.task.pieces):
            yield []
            return
        piece = self.task.pieces[n]
        edges = [(*e, True) for e in piece.own] + [(*e, False) for e in piece.surplus]
        for split in self._splits(edges, piece.amount, room, caps):
            less, less_caps = list(room), list(caps)
            mine: list[Use] = []
            for (slot, cap, own), amount in zip(edges, split, strict=True):
                less[slot] -= amount
                if cap >= 0:
                    less_caps[cap] -= amount
                if amount:
                    mine.append((n, slot, amount, own, self._is_in_pin(n, slot)))
            for rest in self._every(n + 1, less, less_caps):
                yield mine + rest

    def _splits(
        self, edges: list[tuple[int, int, bool]], amount: int, room: list[int], caps: list[int]
    ) -> Iterator[tuple[int, ...]]:
        if not edges:
            yield ()
            return
        (slot, cap, _), *others = edges
        for first in range(min(amount, room[slot], caps[cap] if cap >= 0 else amount) + 1):
            for rest in self._splits(others, amount - first, room, caps):
                yield (first, *rest)

    def _turn(self, piece: int) -> tuple[int, int]:
        return self.task.pieces[piece].rank, piece

    def _cap(self, piece: int, slot: int) -> int:
        own = self.task.pieces[piece].own
        return next((cap for at, cap in own if at == slot), -1)

    def _is_in_pin(self, piece: int, slot: int) -> bool:
        own, surplus = self.pins.get(piece, ((), ()))
        return any(at == slot for at, _ in (*own, *surplus))
