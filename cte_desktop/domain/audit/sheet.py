"""A program laid out for quick answers: the ways to meet it, and which kinds of work fit where.

What fits where depends on the kind of work alone (its course, subject, area, topic, grade, term and
mark), so it is worked out once for each kind and kept with the program for the next student.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product
from typing import TYPE_CHECKING, assert_never

from cte_desktop.domain.audit.requirements import (
    NOTHING,
    AllOf,
    Amount,
    Both,
    Counted,
    CourseSet,
    Free,
    InOrder,
    LevelReached,
    OneTopic,
    Overall,
    Passed,
    Program,
    Requirement,
    SomeOf,
    Topics,
    holds,
    is_capped,
)
from cte_desktop.domain.audit.rules import DISTRICT
from cte_desktop.domain.audit.topics import UNNAMED_LANGUAGE
from cte_desktop.domain.audit.work import Work
from cte_desktop.domain.catalog.placeholder import ANY_TOPIC

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Leaves = tuple[Amount, ...]
Kind = int
Places = tuple[tuple[int, int], ...]  # slot and cap
MOST_SHEETS = 200
MOST_LEVEL = 9  # of a language
MOST_KINDS = 20_000

_sheets: dict[int, Sheet] = {}
_kinds: dict[tuple[object, ...], Kind] = {}


def sheet_of(program: Program) -> Sheet:
    """Return the sheet of a program; programs are kept, so the same one comes back."""
    sheet = _sheets.get(id(program))
    if sheet is None or sheet.program is not program or sheet.is_full:
        if len(_sheets) >= MOST_SHEETS:
            _sheets.clear()
        sheet = _sheets[id(program)] = Sheet(program)
    return sheet


def kind_of(work: Work) -> Kind:
    """Return a number for everything about a piece of work that a course set can ask."""
    s = work.semester
    asked = (
        work.course_code,
        work.subject,
        work.area,
        work.topic,
        work.levels,
        work.attributes,
        s.grade_level,
        s.term,
        s.mark,
        s.uc_honors,
        s.college_units > 0,
    )
    return _kinds.setdefault(asked, len(_kinds))


class Sheet:
    """What is known of a program so far. It only ever remembers what the program itself says."""

    def __init__(self, program: Program) -> None:
        """Begin with nothing known."""
        self.program = program
        self._users: dict[Kind, frozenset[str]] = {}
        self._held: dict[tuple[int, Kind], bool] = {}
        self._ways: dict[tuple[str, frozenset[str], frozenset[str]], tuple[Leaves, ...]] = {}
        self.free = tuple(f for r in program.requirements for f in _free_of_choices(r))
        self.uneven = frozenset(r.id for r in program.requirements if _is_uneven(r))
        # A district may write its rows in any order: it must not matter.
        self.in_any_order = program.id.startswith(DISTRICT)
        self.by_topic = frozenset(r.id for r in program.requirements if _asks_topics(r))
        self._most = {r.id: _most_leaves(r) for r in program.requirements}
        self.sharing = tuple(a for r in program.requirements for a in _amounts(r) if a.shares_with)
        self._below: dict[str, frozenset[str]] = {}
        self._joined: dict[tuple[int, ...], tuple[Leaves, dict[Kind, tuple[Places, Places]]]] = {}

    @property
    def is_full(self) -> bool:
        """Tell whether so much is kept that it is better to begin anew."""
        return max(len(self._users), len(self._held)) > MOST_KINDS

    def users(self, work: Work, kind: Kind) -> frozenset[str]:
        """Return the requirements that could use such work as their own."""
        found = self._users.get(kind)
        if found is None:
            found = frozenset(
                r.id
                for r in self.program.requirements
                if any(holds(leaf.of, work) for leaf in _amounts(r))
            )
            self._users[kind] = found
        return found

    def held(self, of: CourseSet, work: Work, kind: Kind) -> bool:
        """Tell whether a set of the program holds such work."""
        key = (id(of), kind)
        answer = self._held.get(key)
        if answer is None:
            answer = self._held[key] = holds(of, work)
        return answer

    def ways(
        self, requirement: Requirement, topics: frozenset[str], met: frozenset[str]
    ) -> tuple[Leaves, ...]:
        """Return the ways to meet a requirement for one who has work in these topics.

        `met` are what uses nothing up, inside choices, and can be had.
        """
        key = (requirement.id, topics, met)
        found = self._ways.get(key)
        if found is None:
            found = self._ways[key] = tuple(_ways(requirement, topics, met))
        return found

    def most_leaves(self, name: str) -> int:
        """Return how many amounts the largest way to meet a requirement has."""
        return self._most[name]

    def ids_below(self, requirement: Requirement) -> frozenset[str]:
        """Return the ids of the amounts that a requirement may be made of."""
        found = self._below.get(requirement.id)
        if found is None:
            found = self._below[requirement.id] = frozenset(_ids_below(requirement))
        return found

    def joined(self, ways: tuple[Leaves, ...]) -> tuple[Leaves, dict[Kind, tuple[Places, Places]]]:
        """Return the leaves of several ways as one, and where kinds of work fit in them."""
        key = tuple(id(way) for way in ways)
        found = self._joined.get(key)
        if found is None:
            found = self._joined[key] = (tuple(leaf for way in ways for leaf in way), {})
        return found


def topic_ways(requirement: OneTopic | LevelReached, topics: frozenset[str]) -> tuple[Leaves, ...]:
    """Return the ways to meet a requirement of one topic or language with work in these topics."""
    return tuple(_ways(requirement, topics, frozenset()))


def edges_for(work: Work, leaves: Leaves) -> tuple[Places, Places]:
    """Return the slots that the work may fill as its own, and those that its surplus may reach.

    Whatever it is pinned to: see `pinned_edges`.
    """
    own, surplus = [], []
    first_cap = 0
    for slot, leaf in enumerate(leaves):
        if leaf.need and _fits(work, leaf):
            cap = next((n for n, c in enumerate(leaf.caps) if is_capped(c.of, work)), None)
            own.append((slot, -1 if cap is None else first_cap + cap))
        elif leaf.surplus_of is not None and leaf.need and _takes_surplus(work, leaf):
            surplus.append((slot, -1))
        first_cap += len(leaf.caps)
    return tuple(own), tuple(surplus)


def pinned_edges(work: Work, leaves: Leaves) -> tuple[Places, Places]:
    """Return those of its slots that lie where the work is pinned."""
    inside = {slot for slot, leaf in enumerate(leaves) if is_in_pin(work, leaf)}
    own, surplus = edges_for(work, leaves)
    return (
        tuple(edge for edge in own if edge[0] in inside),
        tuple(edge for edge in surplus if edge[0] in inside),
    )


def without_idle_pins(works: Sequence[Work], program: Program) -> Sequence[Work]:
    """Return the works without pins to what they may not fill anyway (surplus included)."""
    if not any(work.pinned for work in works):
        return works
    leaves = [leaf for requirement in program.requirements for leaf in _amounts(requirement)]
    return [
        replace(work, pinned="") if work.pinned and not _can_go(work, leaves) else work
        for work in works
    ]


def _can_go(work: Work, leaves: Sequence[Amount]) -> bool:
    inside = (leaf for leaf in leaves if is_in_pin(work, leaf))
    return any(_fits(work, leaf) or _takes_surplus(work, leaf) for leaf in inside)


def _fits(work: Work, leaf: Amount) -> bool:
    return leaf.id in work.also or holds(leaf.of, work)


def _takes_surplus(work: Work, leaf: Amount) -> bool:
    return leaf.surplus_of is not None and holds(leaf.surplus_of, work)


def is_in_pin(work: Work, leaf: Amount) -> bool:
    """Tell whether an amount is what the work is pinned to, or a part of it."""
    return leaf.id == work.pinned or leaf.id.startswith(f"{work.pinned}.")


def _amounts(requirement: Requirement) -> list[Amount]:
    match requirement:
        case Amount():
            return [requirement]
        case OneTopic(id=name, need=need, of=of):
            return [Amount(name, need, of)]
        case LevelReached(id=name, of=of):
            return [Amount(name, requirement.levels * requirement.per_level, of)]
        case Passed() | Counted() | InOrder() | Overall():
            return []
        case AllOf(parts=parts) | SomeOf(parts=parts):
            return [amount for part in parts for amount in _amounts(part)]
        case _:
            assert_never(requirement)


def _ids_below(requirement: Requirement) -> Iterator[str]:
    match requirement:
        case AllOf(parts=parts) | SomeOf(parts=parts):
            for part in parts:
                yield from _ids_below(part)
        case LevelReached(id=name, levels=levels):
            yield name
            yield from (f"{name}.{level}" for level in range(1, levels + 1))
        case _:
            yield requirement.id


def _free_of_choices(requirement: Requirement, *, chosen: bool = False) -> Iterator[Free]:
    """Yield what uses nothing up among the parts of choices."""
    match requirement:
        case Passed() | Counted() | InOrder():
            if chosen:
                yield requirement
        case AllOf(parts=parts):
            for part in parts:
                yield from _free_of_choices(part, chosen=chosen)
        case SomeOf(parts=parts):
            for part in parts:
                yield from _free_of_choices(part, chosen=True)
        case _:
            return


def _asks_topics(requirement: Requirement) -> bool:
    """Tell whether the ways to meet it depend on the topics that the student has work in."""
    if isinstance(requirement, (AllOf, SomeOf)):
        return any(_asks_topics(part) for part in requirement.parts)
    return isinstance(requirement, (OneTopic, LevelReached))


def _most_leaves(requirement: Requirement, *, chosen: bool = False) -> int:
    match requirement:
        case AllOf(parts=parts):
            return sum(_most_leaves(part, chosen=chosen) for part in parts)
        case SomeOf(count=count, parts=parts):
            sizes = sorted((_most_leaves(part, chosen=True) for part in parts), reverse=True)
            return sum(sizes[:count])
        case LevelReached(levels=levels):
            return levels
        case Passed() | Counted() | InOrder():
            return int(chosen)
        case Overall():
            return 0
        case Amount() | OneTopic():
            return 1
        case _:
            assert_never(requirement)


def _is_uneven(requirement: Requirement) -> bool:
    """Tell whether one way to meet it may ask for more, or for other kinds of things, than another.

    Then the number of filled slots can't tell which way is better.
    """
    if not isinstance(requirement, (AllOf, SomeOf)):
        return isinstance(requirement, LevelReached) and requirement.or_higher
    if any(_is_uneven(part) for part in requirement.parts):
        return True
    shapes = {tuple(sorted(leaf.need for leaf in _amounts(part))) for part in requirement.parts}
    choice = isinstance(requirement, SomeOf)
    return choice and (len(shapes) > 1 or any(True for _ in _free_of_choices(requirement)))


def _ways(
    requirement: Requirement,
    topics: frozenset[str],
    met: frozenset[str],
    *,
    chosen: bool = False,
) -> list[Leaves]:
    match requirement:
        case Amount():
            return [(requirement,)]
        case Passed(id=name) | Counted(id=name) | InOrder(id=name):
            # In a choice it is a slot that no work can fill, which is full once it is met.
            return [(Amount(name, int(name not in met), NOTHING),)] if chosen else [()]
        case Overall():
            return [()]
        case AllOf(parts=parts):
            combined = product(*(_ways(part, topics, met, chosen=chosen) for part in parts))
            return [tuple(leaf for leaves in way for leaf in leaves) for way in combined]
        case SomeOf(count=count, parts=parts):
            return [
                way
                for some in combinations(parts, count)
                for way in _ways(AllOf(requirement.id, some), topics, met, chosen=True)
            ]
        case OneTopic(id=name, need=need, of=of):
            return [
                (Amount(name, need, Both((of, Topics(frozenset({t}))))),) for t in sorted(topics)
            ] or [(Amount(name, need, of),)]
        case LevelReached():
            return _languages(requirement, topics)
        case _:
            assert_never(requirement)


def _languages(asked: LevelReached, topics: frozenset[str]) -> list[Leaves]:
    found = sorted({t.partition(":")[0] for t in topics if ":" in t})
    unnamed = [
        (
            Amount(
                asked.id, asked.levels * asked.per_level, Both((asked.of, Topics(frozenset({t}))))
            ),
        )
        for t in topics
        if t in {UNNAMED_LANGUAGE, ANY_TOPIC}
    ]
    ladders = [
        tuple(_level(asked, language, level) for level in range(1, asked.levels + 1))
        for language in found
    ]
    if asked.or_higher:
        ladders += [(_level(asked, language, asked.levels),) for language in found]
    nothing = Amount(asked.id, asked.levels * asked.per_level, Topics(frozenset()))
    return ladders + unnamed or [(nothing,)]


def _level(asked: LevelReached, language: str, level: int) -> Amount:
    """Return what one level of a language asks: a course of that level, or perhaps of a higher."""
    last = MOST_LEVEL if asked.or_higher else level
    topics = frozenset(f"{language}:{one}" for one in range(level, last + 1))
    return Amount(f"{asked.id}.{level}", asked.per_level, Both((asked.of, Topics(topics))))
