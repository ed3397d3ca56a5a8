"""Pairs of requirements that share courses: compared with every thinkable way to share them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from cte_desktop.domain.audit.allocation import Score, allocate
from cte_desktop.domain.audit.flow import Piece, Task
from cte_desktop.domain.audit.least_waste import Nodes
from cte_desktop.domain.audit.sharing import Pair, allocate_shared

PROGRAMS = 2_200
LIMIT = 5_000


def _program(chance: random.Random) -> tuple[Task, tuple[Pair, ...]]:
    """A small random program: two to four slots, up to four pieces, one pair or two."""
    slots = chance.choice((2, 3, 3, 3, 4))
    needs = tuple(chance.randint(1, 3) for _ in range(slots))
    pieces = []
    for _ in range(chance.choice((1, 2, 2, 3, 3, 3, 3, 4))):
        own = tuple((slot, -1) for slot in range(slots) if chance.random() < 0.7)
        pieces.append(Piece(chance.randint(1, 3), chance.randint(0, 2), own))
    first, second, *others = chance.sample(range(slots), slots)
    pairs = [Pair(first, second, chance.choice((None, 0, 1, 2)))]
    if others and chance.random() < 0.4:
        pairs.append(Pair(chance.choice((first, second)), others[0], chance.choice((None, 1))))
    return Task(tuple(pieces), needs), tuple(pairs)


@dataclass
class _Search:
    """Every placement of the pieces, each alone or shared by one of the pairs."""

    task: Task
    pairs: tuple[Pair, ...]
    best: Score = (0, 0, 0, 0, 0)
    ranks: list[int] = field(default_factory=lambda: [0, 0, 0])

    def run(self) -> Score:
        """The best score there is."""
        self._place(0, list(self.task.needs), [p.most for p in self.pairs], 0)
        return self.best

    def _place(self, n: int, room: list[int], most: list[int | None], waste: int) -> None:
        if n == len(self.task.pieces):
            filled = sum(1 for left in room if left <= 0)
            score = (filled, self.ranks[0], self.ranks[1], self.ranks[2], -waste)
            self.best = max(self.best, score)
            return
        piece = self.task.pieces[n]
        slots = [slot for slot, _ in piece.own]
        for amounts in _splits(piece.amount, [room[s] for s in slots]):
            used = sum(amounts)
            self._go_on(n, dict(zip(slots, amounts, strict=True)), room, most, waste, used)
        for number, pair in enumerate(self.pairs):
            if not {pair.first, pair.second} <= set(slots):
                continue
            for a in range(min(piece.amount, room[pair.first]) + 1):
                limit = most[number]
                roomy = min(piece.amount, room[pair.second])
                for b in range((roomy if limit is None else min(roomy, limit)) + 1):
                    left = None if limit is None else limit - b
                    now = [left if k == number else m for k, m in enumerate(most)]
                    copies = piece.amount * ((a > 0) + (b > 0))
                    placed = {pair.first: a, pair.second: b}
                    self._go_on(n, placed, room, now, waste, copies)

    def _go_on(
        self,
        n: int,
        placed: dict[int, int],
        room: list[int],
        most: list[int | None],
        waste: int,
        held: int,
    ) -> None:
        piece, used = self.task.pieces[n], sum(placed.values())
        touched = held if held > used else (piece.amount if used else 0)
        less = [left - placed.get(slot, 0) for slot, left in enumerate(room)]
        self.ranks[piece.rank] += used
        self._place(n + 1, less, most, waste + max(0, touched - used))
        self.ranks[piece.rank] -= used


def _splits(amount: int, rooms: list[int]) -> Iterator[tuple[int, ...]]:
    if not rooms:
        yield ()
        return
    for first in range(min(amount, rooms[0]) + 1):
        for rest in _splits(amount - first, rooms[1:]):
            yield (first, *rest)


def test_no_thinkable_way_to_share_is_better() -> None:
    chance = random.Random(3)
    for number in range(PROGRAMS):
        task, pairs = _program(chance)
        answer = allocate_shared(task, pairs, Nodes(LIMIT))
        assert answer.proven
        assert answer.reached == _Search(task, pairs).run(), (number, task, pairs)


def test_sharing_keeps_to_its_limit_and_to_the_two_of_the_pair() -> None:
    chance = random.Random(4)
    shared = 0
    for _ in range(600):
        task, pairs = _program(chance)
        answer = allocate_shared(task, pairs, Nodes(LIMIT))
        slots_of: dict[int, set[int]] = {}
        for p in answer.placed:
            slots_of.setdefault(p.piece, set()).add(p.slot)
        twice = {piece for piece, _ in answer.twice}
        shared += bool(twice)
        for pair in pairs:
            so = [p.amount for p in answer.placed if p.slot == pair.second and p.piece in twice]
            assert len(pairs) > 1 or pair.most is None or sum(so) <= pair.most
        for piece in twice:
            assert slots_of[piece] in [{p.first, p.second} for p in pairs]
        for slot, need in enumerate(task.needs):
            assert sum(p.amount for p in answer.placed if p.slot == slot) <= need
    assert shared > 50


def test_what_both_leave_of_a_shared_course_flows_on() -> None:
    both = Piece(10, 0, ((0, -1), (1, -1)), ((2, -1),))
    task = Task((both,), (4, 6, 10))
    answer = allocate_shared(task, (Pair(0, 1, None),), Nodes(LIMIT))
    assert [(p.slot, p.amount) for p in answer.placed] == [(0, 4), (1, 6), (2, 4)]
    assert answer.twice == ((0, 4),)


def test_without_a_course_for_both_it_is_the_plain_allocation() -> None:
    task = Task((Piece(5, 0, ((0, -1),)), Piece(5, 1, ((1, -1),))), (5, 5))
    answer = allocate_shared(task, (Pair(0, 1, None),), Nodes(LIMIT))
    assert answer.placed == allocate(task).placed


def test_past_the_limit_of_tries_the_answer_is_not_called_proven() -> None:
    pieces = tuple(Piece(n + 1, 0, ((0, -1), (1, -1))) for n in range(9))
    answer = allocate_shared(Task(pieces, (200, 200)), (Pair(0, 1, 1),), Nodes(LIMIT))
    assert not answer.proven
