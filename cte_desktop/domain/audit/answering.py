"""What a program's requirements come to for one student's work: best allocation, then its answer.

Choices (any of, one art, one language) are tried by themselves; only those that share courses with
other requirements are tried together.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, product
from operator import itemgetter
from typing import TYPE_CHECKING, assert_never

from cte_desktop.domain.audit import explain
from cte_desktop.domain.audit.allocation import NODE_LIMIT, Allocation, allocate
from cte_desktop.domain.audit.flow import Piece, Task
from cte_desktop.domain.audit.requirements import (
    AllOf,
    Amount,
    Anything,
    CourseSet,
    LevelReached,
    OneTopic,
    Overall,
    Passed,
    Program,
    Requirement,
    SomeOf,
    need_of,
)
from cte_desktop.domain.audit.result import Reason, RequirementResult, RequirementStatus, Unit, Used
from cte_desktop.domain.audit.sheet import (
    Kind,
    Leaves,
    Places,
    Sheet,
    edges_for,
    kind_of,
    sheet_of,
    without_idle_pins,
)
from cte_desktop.domain.audit.work import LAST_GRADE, STATES, Work

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Score = tuple[
    int, int, int, int, int, int
]  # of the allocation, then what is placed before grade 12
MOST_CHOICES = 96  # combinations of choices that share courses; beyond them nothing is proven


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The rows of the answer, what is left of each piece of work, and whether it is proven."""

    requirements: tuple[RequirementResult, ...]
    works: tuple[Work, ...]  # in their fixed order
    left: tuple[int, ...]  # by work: hundredths that no requirement uses
    proven: bool


@dataclass(frozen=True, slots=True)
class _Filled:
    """What each leaf got: the pieces of work, by their place, and their amounts."""

    of_leaf: dict[str, list[tuple[int, int]]]
    left: list[int]
    task: Task
    allocation: Allocation
    early: int  # what is placed of work before grade 12

    @property
    def score(self) -> Score:
        """Return how good it is; of equals the earlier is better, since UC asks for early years."""
        return (*self.allocation.score(self.task), self.early)


@dataclass(frozen=True, slots=True)
class _Table:
    """The work on the table, in its fixed order, with what its kinds are."""

    sheet: Sheet
    works: Sequence[Work]
    kinds: Sequence[Kind]
    node_limit: int

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

    def alone(self, places: Sequence[int]) -> _Table:
        """Return a table with only the work of these places."""
        works, kinds = [self.works[n] for n in places], [self.kinds[n] for n in places]
        return _Table(self.sheet, works, kinds, self.node_limit)


@dataclass(frozen=True, slots=True)
class _Answering:
    """What is at hand while the tree of results is built."""

    program: Program
    table: _Table
    filled: _Filled
    leaves: dict[str, Leaves]
    notes: Mapping[str, Reason]

    def used(self, leaves: list[Amount]) -> list[tuple[Work, int]]:
        """Return what the leaves use, in the fixed order of the work."""
        pairs = [pair for leaf in leaves for pair in self.filled.of_leaf.get(leaf.id, ())]
        if len(leaves) > 1:
            pairs.sort(key=itemgetter(0))
        works = self.table.works
        return [(works[place], amount) for place, amount in pairs]


def evaluate(
    program: Program,
    works: Sequence[Work],
    notes: Mapping[str, Reason] | None = None,
    node_limit: int = NODE_LIMIT,
) -> Evaluation:
    """Return how each requirement of the program stands with this work, in its fixed order.

    `notes` are reasons to give for some requirements in place of the usual ones.
    """
    works = sorted(without_idle_pins(works, program), key=lambda w: w.order)
    table = _Table(sheet_of(program), works, [kind_of(work) for work in works], node_limit)
    chosen, filled, proven = _choose(program.requirements, table)
    at_hand = _Answering(program, table, filled, chosen, notes or {})
    rows = tuple([_result(r, r.id, at_hand) for r in program.requirements])
    return Evaluation(rows, tuple(works), tuple(filled.left), proven)


def _choose(
    requirements: tuple[Requirement, ...], table: _Table
) -> tuple[dict[str, Leaves], _Filled, bool]:
    """Return the best way for each requirement, what it fills, and whether it is proven."""
    own, sharing = table.own()
    decided = any(work.also or work.pinned for work in table.works)
    chosen: dict[str, Leaves] = {}
    shared: dict[str, tuple[Leaves, ...]] = {}
    for requirement in requirements:
        name = requirement.id
        mine = own.get(name, [])
        ways = _ways(requirement, mine, table)
        chosen[name] = ways[0]
        if len(ways) > 1:
            if decided or name in sharing:
                shared[name] = ways
            else:
                chosen[name] = _best_way(ways, table.alone(mine))
    best = _fill(tuple(chosen.values()), table)
    best_choice, proven = chosen, best.allocation.proven
    for tries, combined in enumerate(islice(product(*shared.values()), 1, None), start=1):
        if tries >= MOST_CHOICES:
            proven = False
            break
        trial = chosen | dict(zip(shared, combined, strict=True))
        filled = _fill(tuple(trial.values()), table)
        if filled.score > best.score:
            best, best_choice, proven = filled, trial, filled.allocation.proven
    return best_choice, best, proven


def _ways(requirement: Requirement, mine: Sequence[int], table: _Table) -> tuple[Leaves, ...]:
    """Return the ways to meet a requirement: each the amounts that must then be filled."""
    topics: frozenset[str] = frozenset()
    if isinstance(requirement, (OneTopic, LevelReached)):
        topics = frozenset(topic for place in mine if (topic := table.works[place].topic))
    return table.sheet.ways(requirement, topics)


def _best_way(ways: tuple[Leaves, ...], table: _Table) -> Leaves:
    """Return the way that fills most, for a requirement that shares no work with another."""
    best: Leaves = ways[0]
    best_score: Score | None = None
    for way in ways:
        if best_score is None or _at_best(way, table) > best_score:
            score = _fill((way,), table).score
            if best_score is None or score > best_score:
                best, best_score = way, score
    return best


def _at_best(way: Leaves, table: _Table) -> Score:
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
    return (filled, placed[0], placed[1], placed[2], 0, early)


def _fill(ways: tuple[Leaves, ...], table: _Table) -> _Filled:
    leaves, edges_of = table.sheet.joined(ways)
    pieces: list[Piece] = []
    used: list[int] = []
    for place, (work, kind) in enumerate(zip(table.works, table.kinds, strict=True)):
        if not work.amount:
            continue
        edges = _edges(work, kind, leaves, edges_of)
        if edges[0] or edges[1]:
            pieces.append(Piece(work.amount, work.rank, edges[0], edges[1]))
            used.append(place)
    needs = tuple([leaf.need for leaf in leaves])
    caps = tuple([cap.most for leaf in leaves for cap in leaf.caps])
    task = Task(tuple(pieces), needs, caps)
    allocation = allocate(task, table.node_limit)
    of_leaf: dict[str, list[tuple[int, int]]] = {leaf.id: [] for leaf in leaves}
    left = [work.amount for work in table.works]
    early = 0
    for piece, slot, amount in allocation.placed:
        place = used[piece]
        of_leaf[leaves[slot].id].append((place, amount))
        left[place] -= amount
        if table.works[place].semester.grade_level < LAST_GRADE:
            early += amount
    return _Filled(of_leaf, left, task, allocation, early)


def _edges(
    work: Work, kind: Kind, leaves: Leaves, known: dict[Kind, tuple[Places, Places]]
) -> tuple[Places, Places]:
    """Return where the work fits among the leaves: known by its kind, unless decided for it."""
    if work.also or work.pinned:
        return edges_for(work, leaves)
    edges = known.get(kind)
    if edges is None:
        edges = known[kind] = edges_for(work, leaves)
    return edges


def _result(requirement: Requirement, top: str, at_hand: _Answering) -> RequirementResult:
    unit, works = at_hand.program.unit, at_hand.table.works
    match requirement:
        case Amount(id=name, need=need):
            used = at_hand.used([requirement])
            return row(name, "amount", unit, need, used, at_hand.notes)
        case Passed(id=name, of=of):
            held = [works[place] for place in at_hand.table.held(of)]
            return _passed(name, held, at_hand.notes)
        case Overall(id=name, need=need, of=of, kind=kind, placed=placed):
            left = at_hand.filled.left if placed else [0] * len(works)
            pairs = [(works[n], works[n].amount - left[n]) for n in at_hand.table.held(of)]
            counted = [pair for pair in pairs if pair[1]]
            return row(name, kind, unit, need, counted, at_hand.notes)
        case AllOf(id=name, parts=parts, kind=kind):
            inner = tuple(_result(part, top, at_hand) for part in parts if part.id != name)
            own = _leaves_below(requirement, top, at_hand)
            return row(
                name, kind, unit, need_of(requirement), at_hand.used(own), at_hand.notes, inner
            )
        case SomeOf(id=name) | OneTopic(id=name) | LevelReached(id=name):
            own = _leaves_below(requirement, top, at_hand)
            kind = _KINDS[type(requirement)]
            return row(name, kind, unit, need_of(requirement), at_hand.used(own), at_hand.notes)
        case _:
            assert_never(requirement)


_KINDS: dict[type, str] = {SomeOf: "some_of", OneTopic: "one_topic", LevelReached: "level"}


def _leaves_below(requirement: Requirement, top: str, at_hand: _Answering) -> list[Amount]:
    """Return the chosen amounts that belong to a requirement: by id, since ids nest by dots."""
    chosen = at_hand.leaves[top]
    if requirement.id == top:
        return list(chosen)
    inside = f"{requirement.id}."
    return [leaf for leaf in chosen if leaf.id == requirement.id or leaf.id.startswith(inside)]


def row(
    name: str,
    kind: str,
    unit: Unit,
    need: int,
    used: Sequence[tuple[Work, int]],
    notes: Mapping[str, Reason],
    inner: tuple[RequirementResult, ...] = (),
) -> RequirementResult:
    """Return one row: what is used up to the need, in the order given, and why it stands so."""
    sums = [0, 0, 0]
    shown: dict[int, tuple[Work, int]] = {}
    room = need
    for work, amount in used:
        taken = min(amount, room)
        if taken <= 0:
            continue
        room -= taken
        sums[work.rank] += taken
        before = shown.get(id(work))
        shown[id(work)] = (work, taken + before[1] if before else taken)
    status = worst(status_of(need, sums), inner)
    missing = need - sum(sums)
    note = notes.get(name)
    if note is None or (status is RequirementStatus.NOT_MET and note.code in explain.ONLY_WHEN_MET):
        note = explain.why(status, need, missing, unit)
    rows = tuple([used_row(work, amount) for work, amount in shown.values()])
    return RequirementResult(
        name, kind, unit, status, need, sums[0], sums[1], sums[2], missing, note, rows, inner
    )


def status_of(need: int, sums: Sequence[int]) -> RequirementStatus:
    """Return the status of a need with what is earned, in progress and planned for it."""
    if sums[0] >= need:
        return RequirementStatus.MET
    if sums[0] + sums[1] >= need:
        return RequirementStatus.IN_PROGRESS
    return RequirementStatus.PLANNED if sum(sums) >= need else RequirementStatus.NOT_MET


_ORDER = tuple(RequirementStatus)


def worst(status: RequirementStatus, parts: Sequence[RequirementResult]) -> RequirementStatus:
    """Return the worst of a status and those of the parts, as of a subject's must-includes."""
    if not parts:
        return status
    return max([status, *[part.status for part in parts]], key=_ORDER.index)


def used_row(work: Work, amount: int) -> Used:
    """Return the row of the answer for so much of a piece of work."""
    s = work.semester
    code = work.shown_code or s.course_code
    mark = "" if work.shown_code else s.mark
    return Used(
        code, s.school_year, s.term, s.school, mark, s.section_id, amount, STATES[work.rank]
    )


def _passed(name: str, works: Sequence[Work], notes: Mapping[str, Reason]) -> RequirementResult:
    """Return the row of a course that must have been passed: the half-courses of the best one."""
    by_course: dict[str, list[Work]] = {}
    for work in works:
        by_course.setdefault(work.course_code, []).append(work)
    best: list[tuple[Work, int]] = []
    best_score: tuple[int, int, int] = (0, 0, 0)
    for code in sorted(by_course):
        covered: dict[int, Work] = {}
        for work in sorted(by_course[code], key=lambda w: w.order):
            for half in work.halves:
                covered.setdefault(half, work)
        pairs = [(work, 100 // work.parts) for work in covered.values()]
        sums = [sum(a for w, a in pairs if w.rank <= rank) for rank in range(3)]
        score = (sums[2], sums[0], sums[1])
        if score > best_score:
            best, best_score = pairs, score
    return row(name, "passed", Unit.LEVELS, 100, best, notes)
