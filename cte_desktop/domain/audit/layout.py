"""How the slots of a task hang together: by work that may fill several of them, or flow on."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

Places = tuple[tuple[int, int], ...]  # slot and cap


class Layout(NamedTuple):
    """Slots that have to do with each other: their groups, and those that take surplus."""

    slots: tuple[int, ...]
    groups: tuple[tuple[int, ...], ...]
    receivers: tuple[int, ...]


@lru_cache(maxsize=4096)
def laid_out(
    count: int, ways: frozenset[tuple[Places, Places]]
) -> tuple[tuple[Layout, ...], tuple[int, ...]]:
    """Return how so many slots hang together when work goes these ways, and each slot's part."""
    receivers = {slot for _, surplus in ways for slot, _ in surplus}
    groups = _connected(count, [own for own, _ in ways])
    joined = _connected(count, [(*own, *surplus) for own, surplus in ways])
    layouts = tuple(
        Layout(
            slots,
            tuple(group for group in groups if group[0] in slots),
            tuple(slot for slot in slots if slot in receivers),
        )
        for slots in joined
    )
    part_of = {slot: n for n, slots in enumerate(joined) for slot in slots}
    return layouts, tuple(part_of[slot] for slot in range(count))


def _connected(count: int, edges: Iterable[Places]) -> list[tuple[int, ...]]:
    """Return the slots that share pieces by these edges, each group by itself."""
    parent = list(range(count))

    def root(slot: int) -> int:
        while parent[slot] != slot:
            parent[slot] = slot = parent[parent[slot]]
        return slot

    for one in edges:
        for slot, _ in one[1:]:
            parent[root(slot)] = root(one[0][0])
    groups: dict[int, list[int]] = {}
    for slot in range(count):
        groups.setdefault(root(slot), []).append(slot)
    return [tuple(group) for group in groups.values()]
