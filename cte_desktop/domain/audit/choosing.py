"""The best way through a program's choices, and what it fills.

Choices (any of, one art, one language) are tried by themselves; only those that share courses with
other requirements are tried together. A choice between ways of different size counts as its
largest way once it is met, so that no way wins by being made of more parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, product
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.allocation import Allocation, allocate
from cte_desktop.domain.audit.flow import Piece, Task
from cte_desktop.domain.audit.pins import pinned_amount, with_pins
from cte_desktop.domain.audit.requirements import Anything, CourseSet, Requirement
from cte_desktop.domain.audit.result import RequirementStatus
from cte_desktop.domain.audit.sharing import Pair, Sharing, allocate_shared
from cte_desktop.domain.audit.sheet import Kind, Leaves, Places, Sheet, edges_for, pinned_edges
from cte_desktop.domain.audit.work import LAST_GRADE, Work

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cte_desktop.domain.audit.least_waste import Nodes

Score = tuple[int, int, int, int, int, int, int, int]
"""What is pinned and placed so; filled slots; how far the uneven choices are; what is placed of
each rank; minus waste; what is placed before grade 12, since UC asks for early years."""
Known = dict[Kind, tuple[Places, Places]]
MOST_CHOICES = 96  # combinations of choices that share courses; beyond them nothing is proven
_STANDING = {
    RequirementStatus.MET: 3,
    RequirementStatus.IN_PROGRESS: 2,
    RequirementStatus.PLANNED: 1,
    RequirementStatus.NOT_MET: 0,
}


@dataclass(frozen=True, slots=True)
class Filled:
    """What each leaf got: the pieces of work, by their place, and their amounts."""

    of_leaf: dict[str, list[tuple[int, int]]]
    left: list[int]
    task: Task
    allocation: Allocation | Sharing
    uneven: tuple[int, int]  # what uneven choices add to the filled slots, and how far they are
    early: int  # what is placed of work before grade 12
    known: Known  # where each kind of work fits among the leaves
    both: frozenset[int] = frozenset()  # the places of what fills two requirements

    @property
    def score(self) -> Score:
        """Return how good it is."""
        filled, *placed, waste = self.allocation.score(self.task)
        more, standing = self.uneven
        pinned = pinned_amount(self.task, self.allocation.placed)
        placed_so = (placed[0], placed[1], placed[2])
        return (pinned, filled + more, standing, *placed_so, waste, self.early)


@dataclass(frozen=True, slots=True)
class Table:
    """The work on the table, in its fixed order, with what its kinds are."""

    sheet: Sheet
    works: Sequence[Work]
    kinds: Sequence[Kind]
    nodes: Nodes
    free: Mapping[str, RequirementStatus]  # how the parts of choices stand that use nothing up

    def held(self, of: CourseSet) -> list[int]:
        """Return the places of the work that a set holds."""
        if isinstance(of, Anything):
            return list(range(len(self.works)))
        held = self.sheet.held
        pairs = zip(self.works, self.kinds, strict=True)
        return [place for place, (work, kind) in enumerate(pairs) if held(of, work, kind)]

    def own(self) -> tuple[dict[str, list[int]], set[str]]:
        """Return the places of each requirement's own work, and which of them share some."""
        own: dict[str, list[int]] = {}
        sharing: set[str] = set()
        for place, (work, kind) in enumerate(zip(self.works, self.kinds, strict=True)):
            users = self.sheet.users(work, kind)
            for name in users:
                own.setdefault(name, []).append(place)
            if len(users) > 1:
                sharing |= users
        return own, sharing

    def alone(self, places: Sequence[int]) -> Table:
        """Return a table with only the work of these places."""
        works, kinds = [self.works[n] for n in places], [self.kinds[n] for n in places]
        return Table(self.sheet, works, kinds, self.nodes, self.free)


def choose(
    requirements: tuple[Requirement, ...], table: Table
) -> tuple[dict[str, Leaves], Filled, bool]:
    """Return the best way for each requirement, what it fills, and whether it is proven."""
    own, sharing = table.own()
    decided = any(work.also or work.pinned for work in table.works)
    met = frozenset(n for n, s in table.free.items() if s is not RequirementStatus.NOT_MET)
    chosen: dict[str, Leaves] = {}
    shared: dict[str, tuple[Leaves, ...]] = {}
    for requirement in requirements:
        name = requirement.id
        mine = own.get(name, [])
        ways = _ways(requirement, mine, table, met)
        chosen[name] = ways[0]
        if len(ways) > 1:
            if decided or name in sharing:
                shared[name] = ways
            else:
                chosen[name] = _best_way(name, ways, table.alone(mine))
    best = fill(chosen, table)
    best_choice, proven = chosen, best.allocation.proven
    for tries, combined in enumerate(islice(product(*shared.values()), 1, None), start=1):
        if tries >= MOST_CHOICES or not table.nodes.take():
            proven = False
            break
        trial = chosen | dict(zip(shared, combined, strict=True))
        filled = fill(trial, table)
        if filled.score > best.score:
            best, best_choice, proven = filled, trial, filled.allocation.proven
    return best_choice, best, proven and not table.nodes.used_up


def fill(trial: Mapping[str, Leaves], table: Table) -> Filled:
    """Return what the leaves of one way for each requirement get at best."""
    ways = tuple(trial.values())
    if table.sheet.in_any_order:
        ways = tuple(sorted(ways, key=_size))
    leaves, known = table.sheet.joined(ways)
    task, used = _task(table, leaves, known)
    pairs = _pairs(leaves, table.sheet)
    nodes = table.nodes
    allocation = allocate_shared(task, pairs, nodes) if pairs else allocate(task, nodes)
    of_leaf: dict[str, list[tuple[int, int]]] = {leaf.id: [] for leaf in leaves}
    left = [work.amount for work in table.works]
    early = 0
    for piece, slot, amount in allocation.placed:
        place = used[piece]
        of_leaf[leaves[slot].id].append((place, amount))
        left[place] -= amount
        if table.works[place].semester.grade_level < LAST_GRADE:
            early += amount
    both: set[int] = set()
    for piece, amount in allocation.twice:
        left[used[piece]] += amount
        both.add(used[piece])
    uneven = _of_uneven(trial, of_leaf, table) if table.sheet.uneven else (0, 0)
    return Filled(of_leaf, left, task, allocation, uneven, early, known, frozenset(both))


def _task(table: Table, leaves: Leaves, known: Known) -> tuple[Task, list[int]]:
    """Return the work as pieces that may fill the leaves, and the place of each piece's work."""
    needs = tuple([leaf.need for leaf in leaves])
    caps = tuple([cap.most for leaf in leaves for cap in leaf.caps])
    pieces: list[Piece] = []
    used: list[int] = []
    for place, (work, kind) in enumerate(zip(table.works, table.kinds, strict=True)):
        if not work.amount:
            continue
        edges = _edges(work, kind, leaves, known)
        if edges[0] or edges[1]:
            pieces.append(Piece(work.amount, work.rank, edges[0], edges[1]))
            used.append(place)
    task = Task(tuple(pieces), needs, caps)
    pinned = [n for n, place in enumerate(used) if table.works[place].pinned]
    if pinned:
        pins = {n: pinned_edges(table.works[used[n]], leaves) for n in pinned}
        task, origin = with_pins(task, pins)
        return task, [used[n] for n in origin]
    return task, used


def _size(way: Leaves) -> tuple[int, str]:
    """Return how many amounts a way has, then its id.

    Among equals a requirement of one amount is filled rather than a part of a larger one.
    """
    return (len(way), way[0].id if way else "")


def _pairs(leaves: Leaves, sheet: Sheet) -> tuple[Pair, ...]:
    """Return the slots that may share, for those that the ways in question hold."""
    if not sheet.sharing:
        return ()
    slots = {leaf.id: slot for slot, leaf in enumerate(leaves)}
    return tuple(
        Pair(slots[leaf.shares_with], slots[leaf.id], leaf.most_shared)
        for leaf in sheet.sharing
        if leaf.id in slots and leaf.shares_with in slots
    )


def _of_uneven(
    trial: Mapping[str, Leaves], of_leaf: Mapping[str, list[tuple[int, int]]], table: Table
) -> tuple[int, int]:
    """Return what uneven choices add to the filled slots, and how far they are."""
    more = standing = 0
    for name in table.sheet.uneven:
        leaves = trial.get(name)
        if leaves is None:
            continue
        worst = RequirementStatus.MET
        for leaf in leaves:
            worst = max(worst, _status(leaf.id, leaf.need, of_leaf, table), key=_ORDER.index)
        if worst is not RequirementStatus.NOT_MET:
            more += table.sheet.most_leaves(name) - len(leaves)
        standing += _STANDING[worst]
    return more, standing


_ORDER = tuple(RequirementStatus)


def _status(
    name: str, need: int, of_leaf: Mapping[str, list[tuple[int, int]]], table: Table
) -> RequirementStatus:
    free = table.free.get(name)
    if free is not None:
        return free
    sums = [0, 0, 0]
    for place, amount in of_leaf.get(name, ()):
        sums[table.works[place].rank] += amount
    return standing_of(need, sums)


def standing_of(need: int, sums: Sequence[int]) -> RequirementStatus:
    """Return the status of a need with what is earned, in progress and planned for it."""
    if sums[0] >= need:
        return RequirementStatus.MET
    if sums[0] + sums[1] >= need:
        return RequirementStatus.IN_PROGRESS
    return RequirementStatus.PLANNED if sum(sums) >= need else RequirementStatus.NOT_MET


def _ways(
    requirement: Requirement, mine: Sequence[int], table: Table, met: frozenset[str]
) -> tuple[Leaves, ...]:
    """Return the ways to meet a requirement: each the amounts that must then be filled."""
    topics: frozenset[str] = frozenset()
    if requirement.id in table.sheet.by_topic:
        topics = frozenset(topic for place in mine if (topic := table.works[place].topic))
    return table.sheet.ways(requirement, topics, met)


def _best_way(name: str, ways: tuple[Leaves, ...], table: Table) -> Leaves:
    """Return the way that fills most, for a requirement that shares no work with another."""
    best: Leaves = ways[0]
    best_score: Score | None = None
    uneven = name in table.sheet.uneven
    for way in ways:
        if best_score is not None and not table.nodes.take():
            break
        if best_score is None or uneven or _at_best(way, table) > best_score:
            score = fill({name: way}, table).score
            if best_score is None or score > best_score:
                best, best_score = way, score
    return best


def _at_best(way: Leaves, table: Table) -> Score:
    """Return a score that filling this way can't pass: as if its leaves shared no work."""
    leaves, edges_of = table.sheet.joined((way,))
    reaching = [[0, 0, 0] for _ in leaves]
    in_time = [0] * len(leaves)
    for work, kind in zip(table.works, table.kinds, strict=True):
        for slot, _ in _edges(work, kind, leaves, edges_of)[0]:
            reaching[slot][work.rank] += work.amount
            if work.semester.grade_level < LAST_GRADE:
                in_time[slot] += work.amount
    filled, placed = 0, [0, 0, 0]
    early = sum([min(leaf.need, amount) for leaf, amount in zip(leaves, in_time, strict=True)])
    for leaf, amounts in zip(leaves, reaching, strict=True):
        room = leaf.need
        for rank, amount in enumerate(amounts):
            placed[rank] += min(room, amount)
            room -= min(room, amount)
        filled += room == 0
    return (0, filled, 0, placed[0], placed[1], placed[2], 0, early)


def _edges(work: Work, kind: Kind, leaves: Leaves, known: Known) -> tuple[Places, Places]:
    """Return where the work fits among the leaves: known by its kind, unless decided for it."""
    if work.also:
        return edges_for(work, leaves)
    edges = known.get(kind)
    if edges is None:
        edges = known[kind] = edges_for(work, leaves)
    return edges
