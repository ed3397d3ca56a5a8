"""Pairs of requirements that may share courses: what fills both, within the pair's limit.

A shared piece is as two pieces: one for each requirement of the pair and for no third one; what
neither uses of it flows on as surplus. Which pieces are shared is tried out: equal pieces are
interchangeable, so only how many of each kind matters, and the best by the same score stays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from cte_desktop.domain.audit.allocation import Allocation, Score, allocate
from cte_desktop.domain.audit.flow import Piece, Placed, Task
from cte_desktop.domain.audit.pins import pinned_amount

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cte_desktop.domain.audit.least_waste import Nodes

MOST_TRIES = 200  # choices of the shared pieces; beyond them nothing is proven
MOST_ROUNDS = 3  # to settle what is left of shared pieces


class Pair(NamedTuple):
    """Two slots that may share; `most` of the second may be filled so (None: all of it)."""

    first: int
    second: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Sharing:
    """The placements by slot and piece, how good they are, and whether they are proven best."""

    placed: tuple[Placed, ...]
    proven: bool
    reached: Score
    twice: tuple[tuple[int, int], ...] = ()  # hundredths that fill two requirements, by piece
    pinned: int = 0  # what is placed of pinned pieces

    def score(self, _task: Task) -> Score:
        """Return the score; a shared piece counts in both of its requirements."""
        return self.reached


@dataclass(frozen=True, slots=True)
class _Trial:
    """A task in which some pieces are shared: their copies, and which piece each comes from."""

    task: Task
    origin: tuple[int, ...]


def allocate_shared(task: Task, pairs: Sequence[Pair], nodes: Nodes) -> Sharing:
    """Return the best allocation of the task when the pairs may share pieces."""
    plain = allocate(task, nodes)
    pinned = pinned_amount(task, plain.placed)
    best = Sharing(plain.placed, plain.proven, plain.score(task), pinned=pinned)
    proven = plain.proven
    for tries, shared in enumerate(_choices(task, pairs)):
        if _is_ideal(best.reached, task):
            break
        if tries >= MOST_TRIES or not nodes.take():
            return replace(best, proven=False)
        found = _with_shared(task, pairs, shared, nodes)
        proven = proven and found.proven
        if (found.pinned, found.reached) > (best.pinned, best.reached):
            best = found
    return replace(best, proven=proven)


def _is_ideal(reached: Score, task: Task) -> bool:
    """Tell whether nothing can be better: all is filled by earned work and nothing is wasted."""
    return reached == (len(task.needs), sum(task.needs), 0, 0, 0)


def _choices(task: Task, pairs: Sequence[Pair]) -> Iterator[dict[int, Pair]]:
    """Yield which pieces are shared by which pair; of equal pieces the first ones."""
    kinds: dict[Piece, list[int]] = {}
    for place, piece in enumerate(task.pieces):
        kinds.setdefault(piece, []).append(place)
    open_to = [(places, _pairs_of(piece, pairs)) for piece, places in kinds.items()]
    open_to = [(places, fitting) for places, fitting in open_to if fitting]
    for counts in product(*(_splits(len(places), len(f)) for places, f in open_to)):
        shared: dict[int, Pair] = {}
        for (places, fitting), split in zip(open_to, counts, strict=True):
            start = 0
            for pair, count in zip(fitting, split, strict=True):
                shared |= dict.fromkeys(places[start : start + count], pair)
                start += count
        if shared:
            yield shared


def _pairs_of(piece: Piece, pairs: Sequence[Pair]) -> list[Pair]:
    own = {slot for slot, _ in piece.own}
    return [pair for pair in pairs if own.issuperset((pair.first, pair.second))]


def _splits(pieces: int, ways: int) -> list[tuple[int, ...]]:
    """Return how so many equal pieces may be dealt out to so many pairs, some to none."""
    if not ways:
        return [()]
    return [
        (first, *rest) for first in range(pieces + 1) for rest in _splits(pieces - first, ways - 1)
    ]


def _with_shared(
    task: Task, pairs: Sequence[Pair], shared: Mapping[int, Pair], nodes: Nodes
) -> Sharing:
    """Return the best allocation with exactly these pieces shared, their rest as surplus."""
    rest: dict[int, int] = {}
    for _ in range(MOST_ROUNDS):
        trial = _trial(task, pairs, shared, rest)
        answer = allocate(trial.task, nodes)
        over = _over(task, shared, rest, trial, answer)
        if over == rest:
            return _as_sharing(trial, answer, shared)
        rest = over
    trial = _trial(task, pairs, shared, {})
    answer = allocate(trial.task, nodes)
    found = _as_sharing(trial, answer, shared)
    return replace(found, proven=False)


def _trial(
    task: Task, pairs: Sequence[Pair], shared: Mapping[int, Pair], rest: Mapping[int, int]
) -> _Trial:
    receivers = {slot for piece in task.pieces for slot, _ in piece.surplus}
    limited = [pair for pair in pairs if pair.most is not None]
    caps = (*task.caps, *(pair.most or 0 for pair in limited))
    pieces: list[Piece] = []
    origin: list[int] = []
    for place, piece in enumerate(task.pieces):
        pair = shared.get(place)
        copies = [piece]
        if pair is not None:
            cap_of = dict(piece.own)
            cap = cap_of[pair.second]
            if pair.most is not None:
                cap = len(task.caps) + limited.index(pair)
            copies = [
                piece._replace(own=((pair.first, cap_of[pair.first]),), surplus=()),
                piece._replace(own=((pair.second, cap),), surplus=()),
            ]
            if rest.get(place):
                flows = [e for e in piece.own if e[0] in receivers and e[0] not in pair[:2]]
                surplus = (*flows, *piece.surplus)
                copies.append(Piece(rest[place], piece.rank, (), surplus))
        pieces += copies
        origin += [place] * len(copies)
    return _Trial(Task(tuple(pieces), task.needs, caps), tuple(origin))


def _over(
    task: Task,
    shared: Mapping[int, Pair],
    rest: Mapping[int, int],
    trial: _Trial,
    answer: Allocation,
) -> dict[int, int]:
    """Return what the pair leaves of each shared piece that may flow on."""
    receiving = any(piece.surplus for piece in task.pieces)
    if not receiving:
        return dict(rest)
    most = dict.fromkeys(shared, 0)
    for copy, slot, amount in answer.placed:
        place = trial.origin[copy]
        if place in shared and slot in shared[place][:2]:
            most[place] = max(most[place], amount)
    left = {place: task.pieces[place].amount - amount for place, amount in most.items()}
    return {place: amount for place, amount in left.items() if amount}


def _as_sharing(trial: _Trial, answer: Allocation, shared: Mapping[int, Pair]) -> Sharing:
    placed = [Placed(trial.origin[p.piece], p.slot, p.amount) for p in answer.placed]
    placed.sort(key=lambda p: (p.slot, p.piece))
    in_pair: dict[int, list[int]] = {}
    for p in placed:
        if p.piece in shared and p.slot in shared[p.piece][:2]:
            in_pair.setdefault(p.piece, []).append(p.amount)
    twice = tuple((place, min(two)) for place, two in in_pair.items() if len(two) > 1)
    pinned = pinned_amount(trial.task, answer.placed)
    return Sharing(tuple(placed), answer.proven, answer.score(trial.task), twice, pinned)
