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
    from cte_desktop.domain.filling.programs.asking import Active, Asking, Needs
    from cte_desktop.domain.filling.programs.pieces import Bringing, Once
    from cte_desktop.domain.filling.programs.slots import Slot


NO_CAP = -1


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
class Stream:
    """Work of one way: the amount that is there, and what options and shared groups add."""

    there: int = 0
    brought: dict[int, int] = field(default_factory=dict)  # amounts by option
    grouped: set[int] = field(default_factory=set)  # options whose work counts once with others
    shared: list[int] = field(default_factory=list)  # numbers of groups that count once
    into: dict[int, int] = field(default_factory=dict)  # slot -> the number that flows there
    only: int | None = None  # the one slot that all of it goes to, without a number
    twice: list[tuple[int, int]] = field(default_factory=list)  # pair, what fills both of it


class Flow:
    """The rows by which work fills slots, and the sums over what they use."""

    def __init__(
        self, slots: Sequence[Slot], sums: Mapping[Overall, Needs], asking: Asking
    ) -> None:
        self.slots, self.sums, self.asking = slots, sums, asking
        self.leaves = tuple(replace(slot.leaf, need=slot.most) for slot in slots)
        self.known = _known(self.leaves, tuple(sums))
        self.streams: dict[Way, Stream] = {}
        self.bounds: dict[int, int] = {}  # of the numbers that count once
        self.pairs = tuple(_pairs(self.leaves))

    def add_rows(self) -> None:
        """Add the rows, after the work was gathered."""
        self.share_out()
        self.fill()

    def out_of_reach(self) -> set[Active]:
        """Return the choices whose slots can't be filled by all that there is and may be taken."""
        reach = [0] * len(self.slots)
        for way, stream in self.streams.items():
            amount = stream.there + self.at_most(stream)
            for slot, _ in way.edges:
                reach[slot] += amount
        return {
            active
            for slot, most in zip(self.slots, reach, strict=True)
            for active, need in slot.needs
            if need > most
        }

    def at_most(self, stream: Stream) -> int:
        """Return how much options may bring at most, each course once."""
        by_course: dict[str, int] = {}
        amount = sum(self.bounds[n] for n in stream.shared)
        for option, brought in stream.brought.items():
            taken = self.asking.options[option]
            if taken.course.repeatable:
                amount += brought
                continue
            parts = 2 if taken.course.is_year and len(taken.terms) == 1 else 1  # the other half
            code = taken.course.code
            by_course[code] = max(by_course.get(code, 0), parts * brought)
        return amount + sum(by_course.values())

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

    def stream(self, way: Way) -> Stream:
        """Return the work of a way so far."""
        found = self.streams.get(way)
        if found is None:
            found = self.streams[way] = Stream()
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
            if self.has_one_way(way):
                stream.only = way.edges[0][0]
                continue
            for slot, _ in way.edges:
                stream.into[slot] = self.asking.amount(min(most, self.slots[slot].most))
            self.share_twice(way, stream)
            out = [(number, 1) for number in stream.into.values()]
            out += [(number, -1) for _, number in stream.twice]
            out += [(take[option], -amount) for option, amount in stream.brought.items()]
            out += [(number, -1) for number in stream.shared]
            draft.row(out, high=stream.there)
        self.keep_caps()

    def has_one_way(self, way: Way) -> bool:
        """Tell whether all of the work goes to one slot, however much of it there is."""
        (_, cap), *others = way.edges
        return not others and cap < 0 and not self.pairs and len(way.sums) == len(self.sums)

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

    def share_twice(self, way: Way, stream: Stream) -> None:
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
            terms, there, helping = self.inflow(place)
            named = slot.named and not self.is_filled(place, slot)
            self.asking.demand(
                terms, slot.needs, slot.requirement, helping, named=named, there=there
            )
            if self.asking.is_left_open(slot.requirement):
                self.fill_first(place, slot, terms, there)
            if self.pairs:  # what is over must not be shared
                fixed, chosen = _parted(slot.needs)
                self.asking.draft.row([*terms, *chosen], high=fixed)
        for n, (_, _, most) in enumerate(self.pairs):
            if most is not None:
                twice = [(x, 1) for s in self.streams.values() for m, x in s.twice if m == n]
                self.asking.draft.row(twice, high=most)
        for n, (one, needs) in enumerate(self.sums.items()):
            self.sum_up(n, one, needs)

    def fill_first(
        self, place: int, slot: Slot, terms: Sequence[tuple[int, int]], there: int
    ) -> None:
        """Let work flow on from a slot that is left open only once the slot is full.

        For the audit it is as needed as ever: own work fills it, and but the surplus goes to the
        electives (`interfaces.md` section 3, allocation).
        """
        fixed, chosen = _parted(slot.needs)
        if chosen or fixed <= there:
            return
        draft, full = self.asking.draft, self.asking.choice()
        draft.row([*terms, (full, there - fixed)], low=0)
        for way, stream in self.streams.items():
            over = [stream.into[at] for at, _ in way.surplus if at in stream.into]
            if over and any(at == place for at, _ in way.own):
                most = sum(draft.choices[number].high for number in over)
                draft.row([*((number, 1) for number in over), (full, -most)], high=0)

    def is_filled(self, place: int, slot: Slot) -> bool:
        """Tell whether what is there, and has no other slot of its own, fills a slot anyway.

        That is a fact then, nothing that a clash could name.
        """
        there = sum(
            stream.there for way, stream in self.streams.items() if way.own == ((place, NO_CAP),)
        )
        fixed, chosen = _parted(slot.needs)
        return not chosen and there >= fixed

    def sum_up(self, n: int, one: Overall, needs: Needs) -> None:
        """Ask that all slots together, which are just full, use enough of what a sum holds."""
        terms: list[tuple[int, int]] = []
        full = 0
        for slot in self.slots:
            fixed, chosen = _parted(slot.needs)
            full += fixed
            terms += [(active, -less) for active, less in chosen]
        for way, stream in self.streams.items():
            if n not in way.sums:
                terms += [(number, -1) for number in stream.into.values()]
            else:
                terms += [(number, -1) for _, number in stream.twice]  # it is counted once
        self.asking.demand(terms, needs, one.id, there=full)

    def inflow(self, slot: int) -> tuple[list[tuple[int, int]], int, list[int]]:
        """Return what flows into a slot, what is there in any case, and the options behind it."""
        take, terms, there = self.asking.take, [], 0
        helping: list[int] = []
        for stream in self.streams.values():
            if stream.only == slot:
                there += stream.there
                terms += [(take[option], amount) for option, amount in stream.brought.items()]
                terms += [(number, 1) for number in stream.shared]
            elif slot in stream.into:
                terms.append((stream.into[slot], 1))
            else:
                continue
            helping += (*stream.brought, *stream.grouped)
        return terms, there, helping


def _parted(needs: Needs) -> tuple[int, list[tuple[int, int]]]:
    """Return what is needed in any case, and what choices take off, as terms."""
    fixed = sum(need for active, need in needs if active is None)
    return fixed, [(active, -need) for active, need in needs if active is not None]


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
