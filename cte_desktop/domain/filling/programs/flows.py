"""How work flows into the slots of a program: once each, its own first, what is over goes on.

Work that may go to the same places is interchangeable, so it flows as one: as much of it as is
there already and the options taken bring.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from cte_desktop.domain.audit.requirements import holds
from cte_desktop.domain.audit.sheet import edges_for, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cte_desktop.domain.audit.requirements import Amount, Overall
    from cte_desktop.domain.audit.sheet import Kind, Places
    from cte_desktop.domain.audit.work import Work
    from cte_desktop.domain.filling.programs.asking import Asking, Needs
    from cte_desktop.domain.filling.programs.pieces import Bringing, Once
    from cte_desktop.domain.filling.programs.slots import Slot


class Way(NamedTuple):
    """Where work may go: its own slots, those that its surplus reaches, and the sums it is in."""

    own: Places
    surplus: Places
    sums: tuple[int, ...]

    @property
    def edges(self) -> Places:
        """Return all its slots, each with its cap."""
        return (*self.own, *self.surplus)


@dataclass(slots=True)
class _Stream:
    """Work of one way: the amount that is there, and what options and shared groups add."""

    there: int = 0
    brought: dict[int, int] = field(default_factory=dict)  # amounts by option
    grouped: set[int] = field(default_factory=set)  # options whose work counts once with others
    shared: list[int] = field(default_factory=list)  # numbers of groups that count once
    into: dict[int, int] = field(default_factory=dict)  # slot -> the number that flows there
    twice: list[tuple[int, int]] = field(default_factory=list)  # pair, what fills both of it


def flow_into(
    slots: Sequence[Slot], sums: Mapping[Overall, Needs], work: Bringing, asking: Asking
) -> None:
    """Add the rows by which work fills the slots, and the sums over what they use."""
    if not slots:
        return
    flow = _Flow(slots, sums, asking)
    flow.gather(work)
    flow.share_out()
    flow.fill()


class _Flow:
    def __init__(
        self, slots: Sequence[Slot], sums: Mapping[Overall, Needs], asking: Asking
    ) -> None:
        self.slots, self.sums, self.asking = slots, sums, asking
        self.leaves = tuple(replace(slot.leaf, need=slot.most) for slot in slots)
        self.known = _known(self.leaves, tuple(sums))
        self.streams: dict[Way, _Stream] = {}
        self.bounds: dict[int, int] = {}  # of the numbers that count once
        self.pairs = tuple(_pairs(self.leaves))

    def gather(self, work: Bringing) -> None:
        """Sort what is there and what options bring by where it may go."""
        for one in work.works:
            if one.amount:
                way = self.way(one, kind_of(one))
                if way is not None:
                    self.stream(way).there += one.amount
        grouped: dict[str, dict[Way, dict[int, int]]] = {}
        known = self.known
        for option, one, kind, group in work.pieces:
            if not one.amount:
                continue
            way = known[kind] if kind in known and not one.also else self.way(one, kind)
            if way is None:
                continue
            if group:
                self.stream(way).grouped.add(option)
                brought = grouped.setdefault(group, {}).setdefault(way, {})
            else:
                brought = self.stream(way).brought
            brought[option] = brought.get(option, 0) + one.amount
        for once in work.once:
            if once.group in grouped:
                self.count_once(once, grouped[once.group])

    def way(self, work: Work, kind: Kind) -> Way | None:
        """Return where work may go, None for nowhere; by its kind, unless decided for it."""
        if not work.also and kind in self.known:
            return self.known[kind]
        own, surplus = edges_for(work, self.leaves)
        held = tuple(n for n, one in enumerate(self.sums) if holds(one.of, work))
        found = Way(own, surplus, held) if own or surplus else None
        if not work.also:
            self.known[kind] = found
        return found

    def stream(self, way: Way) -> _Stream:
        found = self.streams.get(way)
        if found is None:
            found = self.streams[way] = _Stream()
        return found

    def count_once(self, once: Once, ways: dict[Way, dict[int, int]]) -> None:
        """Let the pieces of a group bring no more than it counts for."""
        draft, take, numbers = self.asking.draft, self.asking.take, []
        for way, brought in ways.items():
            most = min(once.most, sum(brought.values()))
            number = self.asking.amount(most)
            numbers.append(number)
            self.bounds[number] = most
            taken = [(take[option], -amount) for option, amount in brought.items()]
            draft.row([(number, 1), *taken], high=0)
            self.stream(way).shared.append(number)
        all_of_it = [(number, 1) for number in numbers]
        beside: dict[object, list[tuple[int, int]]] = {}
        for course, option, amount in once.beside:
            beside.setdefault(course, []).append((take[option], amount))
        for taken in beside.values() or [[]]:
            draft.row([*all_of_it, *taken], high=once.most)

    def share_out(self) -> None:
        """Let each stream flow to its slots, no more of it than there is."""
        draft, take = self.asking.draft, self.asking.take
        for way, stream in self.streams.items():
            most = stream.there + sum(stream.brought.values())
            most += sum(self.bounds[n] for n in stream.shared)
            for slot, _ in way.edges:
                stream.into[slot] = self.asking.amount(min(most, self.slots[slot].most))
            self.share_twice(way, stream)
            out = [(number, 1) for number in stream.into.values()]
            out += [(number, -1) for _, number in stream.twice]
            out += [(take[option], -amount) for option, amount in stream.brought.items()]
            out += [(number, -1) for number in stream.shared]
            draft.row(out, high=stream.there)
        self.keep_caps()

    def keep_caps(self) -> None:
        """Let no more of a capped set into its slot than the cap.

        Work that may fill both of a pair with a limit is under that limit instead.
        """
        limited = {n: second for n, (_, second, most) in enumerate(self.pairs) if most is not None}
        capped: dict[int, list[tuple[int, int]]] = {}
        for way, stream in self.streams.items():
            free = {limited.get(n) for n, _ in stream.twice}
            for slot, cap in way.edges:
                if cap >= 0 and slot not in free:
                    capped.setdefault(cap, []).append((stream.into[slot], 1))
        caps = [cap.most for leaf in self.leaves for cap in leaf.caps]
        for cap, terms in capped.items():
            self.asking.draft.row(terms, high=caps[cap])

    def share_twice(self, way: Way, stream: _Stream) -> None:
        """Let work fill both slots of a pair that may share."""
        own = {slot for slot, _ in way.own}
        for n, (first, second, _) in enumerate(self.pairs):
            if first in own and second in own:
                most = min(self.slots[first].most, self.slots[second].most)
                number = self.asking.amount(most)
                stream.twice.append((n, number))
                for slot in (first, second):
                    self.asking.draft.row([(number, 1), (stream.into[slot], -1)], high=0)

    def fill(self) -> None:
        """Ask that the slots are filled, that pairs keep their limit, and that the sums are met."""
        for place, slot in enumerate(self.slots):
            terms, helping = self.inflow([place])
            self.asking.demand(terms, slot.needs, slot.requirement, helping, named=slot.named)
            if self.sums or self.pairs:  # what is over must not count in a sum
                fixed = sum(need for active, need in slot.needs if active is None)
                less = [(active, -need) for active, need in slot.needs if active is not None]
                self.asking.draft.row([*terms, *less], high=fixed)
        for n, (_, _, most) in enumerate(self.pairs):
            if most is not None:
                twice = [(x, 1) for s in self.streams.values() for m, x in s.twice if m == n]
                self.asking.draft.row(twice, high=most)
        for n, (one, needs) in enumerate(self.sums.items()):
            terms, helping = self.inflow(range(len(self.slots)), n)
            self.asking.demand(terms, needs, one.id, helping)

    def inflow(
        self, slots: Sequence[int], of_sum: int | None = None
    ) -> tuple[list[tuple[int, int]], list[int]]:
        """Return what flows into slots, of a sum only what it holds, and the options behind it."""
        terms: list[tuple[int, int]] = []
        helping: list[int] = []
        for way, stream in self.streams.items():
            if of_sum is not None and of_sum not in way.sums:
                continue
            into = [(stream.into[slot], 1) for slot in slots if slot in stream.into]
            if into:
                terms += into
                helping += (*stream.brought, *stream.grouped)
                if of_sum is not None:
                    terms += [(number, -1) for _, number in stream.twice]
        return terms, helping


_ways: dict[tuple[tuple[Amount, ...], tuple[Overall, ...]], dict[Kind, Way | None]] = {}
MOST_LAYOUTS = 300


def _known(leaves: tuple[Amount, ...], sums: tuple[Overall, ...]) -> dict[Kind, Way | None]:
    """Return where each kind of work goes among such slots, as far as it was worked out."""
    kept = _ways.get((leaves, sums))
    if kept is None:
        if len(_ways) >= MOST_LAYOUTS:
            _ways.clear()
        kept = _ways[leaves, sums] = {}
    return kept


def _pairs(leaves: Sequence[Amount]) -> Iterable[tuple[int, int, int | None]]:
    """Yield the slots that may share work: the first, the one that shares, and how much at most."""
    slots = {leaf.id: place for place, leaf in enumerate(leaves)}
    for place, leaf in enumerate(leaves):
        if leaf.shares_with in slots:
            yield slots[leaf.shares_with], place, leaf.most_shared
