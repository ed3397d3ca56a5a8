"""The allocation is the best there is: compared with every thinkable one on small programs."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.audit.allocation import Allocation, allocate
from cte_desktop.domain.audit.flow import Piece, Task
from cte_desktop.domain.audit.least_waste import Nodes

Score = tuple[int, int, int, int, int]


@st.composite
def tasks(draw: st.DrawFn, *, with_surplus: bool = False) -> Task:
    """A small random program: up to four slots, five pieces, one cap."""
    slots = draw(st.integers(1, 4))
    needs = tuple(draw(st.lists(st.integers(1, 4), min_size=slots, max_size=slots)))
    caps = tuple(draw(st.lists(st.integers(0, 3), max_size=1)))
    capped = draw(st.integers(0, slots - 1))
    receiver = slots - 1 if with_surplus else None
    pieces = []
    for _ in range(draw(st.integers(1, 5))):
        own: list[tuple[int, int]] = []
        for slot in range(slots):
            if draw(st.booleans()):
                uses_cap = bool(caps) and slot == capped and draw(st.booleans())
                own.append((slot, 0 if uses_cap else -1))
        surplus: tuple[tuple[int, int], ...] = ()
        if receiver is not None and all(slot != receiver for slot, _ in own):
            surplus = ((receiver, -1),)
        elif receiver is not None:
            own = [(receiver, -1)]
        pieces.append(Piece(draw(st.integers(1, 3)), draw(st.integers(0, 2)), tuple(own), surplus))
    return Task(tuple(pieces), needs, caps)


def every_score(task: Task) -> list[tuple[int, Score]]:
    """The score of every thinkable placement, with what it places in slots of the piece's own."""
    scores: list[tuple[int, Score]] = []

    def place(
        n: int,
        room: tuple[int, ...],
        caps: tuple[int, ...],
        ranks: tuple[int, ...],
        sums: list[int],
    ) -> None:
        if n == len(task.pieces):
            filled = sum(1 for r in room if r <= 0)
            scores.append((sums[0], (filled, ranks[0], ranks[1], ranks[2], -sums[1])))
            return
        piece = task.pieces[n]
        edges = [(e, True) for e in piece.own] + [(e, False) for e in piece.surplus]

        def share(
            k: int, left: int, room: tuple[int, ...], caps: tuple[int, ...], own: int
        ) -> None:
            if k == len(edges):
                used = piece.amount - left
                now = tuple(r + used * (i == piece.rank) for i, r in enumerate(ranks))
                place(n + 1, room, caps, now, [sums[0] + own, sums[1] + (left if used else 0)])
                return
            (slot, cap), is_own = edges[k]
            most = min(left, room[slot], caps[cap] if cap >= 0 else left)
            for amount in range(most + 1):
                less = tuple(r - amount * (i == slot) for i, r in enumerate(room))
                less_caps = tuple(c - amount * (i == cap) for i, c in enumerate(caps))
                share(k + 1, left - amount, less, less_caps, own + amount * is_own)

        share(0, piece.amount, room, caps, 0)

    place(0, task.needs, task.caps, (0, 0, 0), [0, 0])
    return scores


@settings(max_examples=300)
@given(tasks())
def test_no_thinkable_allocation_is_better(task: Task) -> None:
    answer = allocate(task)
    assert answer.proven
    assert answer.score(task) == max(score for _, score in every_score(task))


@settings(max_examples=200)
@given(tasks(with_surplus=True))
def test_with_surplus_none_is_better_that_fills_its_own_first(task: Task) -> None:
    scores = every_score(task)
    receiver = len(task.needs) - 1
    bound = [i for i, p in enumerate(task.pieces) if p.surplus]
    answer = allocate(task)
    kept = sum(p.amount for p in answer.placed if p.piece in bound and p.slot != receiver)
    free = sum(p.amount for p in answer.placed if p.piece not in bound)
    most = max(own for own, _ in scores)
    assert kept + free <= most
    best = max(score[:4] for own, score in scores if own == kept + free)
    assert answer.score(task)[:4] == best


@settings(max_examples=150)
@given(tasks())
def test_no_slot_or_piece_or_cap_is_overdrawn(task: Task) -> None:
    answer = allocate(task)
    for slot, need in enumerate(task.needs):
        assert sum(p.amount for p in answer.placed if p.slot == slot) <= need
    for i, piece in enumerate(task.pieces):
        assert sum(p.amount for p in answer.placed if p.piece == i) <= piece.amount
    _caps_hold(task, answer)


def _caps_hold(task: Task, answer: Allocation) -> None:
    for cap, most in enumerate(task.caps):
        used = sum(
            p.amount
            for p in answer.placed
            if (p.slot, cap) in (*task.pieces[p.piece].own, *task.pieces[p.piece].surplus)
        )
        assert used <= most


def test_a_try_among_many_slots_and_pieces_counts_as_several() -> None:
    dice = Random(0)
    needs = tuple(dice.choice((370, 590, 1010, 830)) for _ in range(40))
    pieces = []
    for _ in range(60):
        own = tuple((slot, -1) for slot in sorted(dice.sample(range(40), 6)))
        pieces.append(Piece(dice.choice((130, 170, 250, 330, 410)), dice.choice((0, 1, 2)), own))
    nodes = Nodes(50)
    answer = allocate(Task(tuple(pieces), needs), nodes)
    assert not answer.proven
    assert answer.placed
    assert -100 <= nodes.left < 0  # given up soon, after a tenth of as many tries


def test_past_the_node_limit_the_answer_is_not_called_proven() -> None:
    pieces = tuple(Piece(3, 0, ((n, -1), (n + 1, -1))) for n in range(5))
    task = Task(pieces, (4, 4, 4, 4, 4, 2))
    assert allocate(task).proven
    assert not allocate(task, Nodes(1)).proven


def test_earned_work_is_placed_before_planned_work() -> None:
    task = Task((Piece(5, 2, ((0, -1),)), Piece(5, 0, ((0, -1),))), (5,))
    assert [(p.piece, p.amount) for p in allocate(task).placed] == [(1, 5)]


def test_of_equal_credits_the_piece_that_wastes_nothing_is_used() -> None:
    task = Task((Piece(10, 0, ((0, -1),)), Piece(5, 0, ((0, -1),))), (5,))
    assert [(p.piece, p.amount) for p in allocate(task).placed] == [(1, 5)]


def test_what_another_group_or_slot_has_begun_is_used_up_first() -> None:
    begun = Piece(10, 0, ((0, 0), (1, -1)), ((2, -1),))
    others = tuple(Piece(5, 0, ((2, -1),)) for _ in range(16))
    task = Task((*others, begun, Piece(10, 0, ((1, -1), (2, -1)))), (5, 10, 10), (5,))
    answer = allocate(task)
    assert answer.proven
    assert answer.score(task) == (3, 25, 0, 0, 0)


def test_a_waste_that_no_choice_avoids_is_proven_without_trying_all() -> None:
    elective = tuple(Piece(5, 0, ((1, -1),)) for _ in range(18))
    running = tuple(Piece(5, 1, ((1, -1),)) for _ in range(16))
    needed = Piece(10, 1, ((0, 0), (2, -1)), ((1, -1),))
    half = Piece(5, 0, ((0, -1), (2, -1)), ((1, -1),))
    fills = tuple(Piece(5, 0, ((2, -1),), ((1, -1),)) for _ in range(2))
    task = Task((*elective, half, *fills, *running, needed), (10, 10, 10), (5,))
    answer = allocate(task)
    assert answer.proven
    assert answer.score(task) == (3, 25, 5, 0, -5)
