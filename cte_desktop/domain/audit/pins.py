"""What a counselor's pins make of a task: so much of each pinned piece as its place can take.

A pin is an instruction: the work is used where it is pinned as far as that place needs anything at
all, before work that isn't pinned. Of several pinned to one place the earned come first, then those
in progress, then the planned, each in their fixed order. What a place can't take is used as if it
weren't pinned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.flow import Flow, Piece, Task
from cte_desktop.domain.audit.least_waste import amounts_used

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cte_desktop.domain.audit.flow import Edge, Placed

Pins = dict[int, tuple[tuple["Edge", ...], tuple["Edge", ...]]]
"""By piece: the edges to where it is pinned, as its own and as surplus."""


def with_pins(task: Task, pins: Pins) -> tuple[Task, list[int]]:
    """Return the task with pinned pieces in two parts, and which piece of it each comes from.

    The first part is what the place takes; the second, if there is any, may go where the piece may
    go without the pin.
    """
    taken = _taken(task, pins)
    pieces: list[Piece] = []
    origin: list[int] = []
    for n, piece in enumerate(task.pieces):
        amount = taken.get(n, 0)
        if amount:
            own, surplus = pins[n]
            pieces.append(Piece(amount, piece.rank, own, surplus, pinned=True))
            origin.append(n)
        if amount < piece.amount:
            pieces.append(piece._replace(amount=piece.amount - amount, begun=amount > 0))
            origin.append(n)
    return Task(tuple(pieces), task.needs, task.caps), origin


def _taken(task: Task, pins: Pins) -> Mapping[int, int]:
    """Return how much of each pinned piece its place takes when nothing else is there."""
    pinned = [
        piece._replace(own=pins[n][0], surplus=pins[n][1]) if n in pins else piece
        for n, piece in enumerate(task.pieces)
    ]
    slots = range(len(task.needs))
    alone = Task(tuple(pinned), task.needs, task.caps)
    flow = Flow(alone, slots, sorted(pins), [piece.amount for piece in pinned])
    flow.fill(slots, sorted(pins))
    return amounts_used(flow.placed())


def pinned_amount(task: Task, placed: Iterable[Placed]) -> int:
    """Return how much is placed of what is pinned."""
    return sum([p.amount for p in placed if task.pieces[p.piece].pinned])
