"""What a program's requirements come to for one student's work: best allocation, then its answer.

Choices (any of, one art, one language) are tried by themselves; only those that share courses with
other requirements are tried together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations, product
from typing import TYPE_CHECKING, assert_never

from cte_desktop.domain.audit import explain
from cte_desktop.domain.audit.allocation import NODE_LIMIT, Allocation, allocate
from cte_desktop.domain.audit.flow import Piece, Task
from cte_desktop.domain.audit.requirements import (
    AllOf,
    Amount,
    Both,
    LevelReached,
    OneTopic,
    Overall,
    Passed,
    Program,
    Requirement,
    SomeOf,
    Topics,
    holds,
    need_of,
)
from cte_desktop.domain.audit.result import Reason, RequirementResult, RequirementStatus, Unit, Used
from cte_desktop.domain.audit.work import STATES, Work

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_CHOICES = 96  # combinations of choices that share courses; beyond them nothing is proven

Leaves = tuple[Amount, ...]
Amounts = list[int]  # earned, in progress, planned


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The rows of the answer, what is left of each piece of work, and whether it is proven."""

    requirements: tuple[RequirementResult, ...]
    left: tuple[int, ...]  # by work: hundredths that no requirement uses
    proven: bool


@dataclass(frozen=True, slots=True)
class _Filled:
    """What each leaf got: the pieces of work and their amounts."""

    of_leaf: dict[str, list[tuple[Work, int]]]
    left: list[int]
    proven: bool
    score: tuple[int, ...] = ()


@dataclass(slots=True)
class _Answering:
    """What is at hand while the tree of results is built."""

    program: Program
    works: Sequence[Work]
    filled: _Filled
    leaves: dict[str, Leaves]
    notes: Mapping[str, Reason] = field(default_factory=dict)


def evaluate(
    program: Program,
    works: Sequence[Work],
    notes: Mapping[str, Reason] | None = None,
    node_limit: int = NODE_LIMIT,
) -> Evaluation:
    """Return how each requirement of the program stands with this work, in its fixed order.

    `notes` are reasons to give for some requirements in place of the usual ones.
    """
    works = sorted(works, key=lambda w: w.order)
    options = {r.id: _options(r, works) for r in program.requirements}
    chosen, filled = _choose(options, works, node_limit)
    at_hand = _Answering(program, works, filled, chosen, notes or {})
    rows = tuple(_result(r, r.id, at_hand) for r in program.requirements)
    return Evaluation(rows, tuple(filled.left), filled.proven)


def _options(requirement: Requirement, works: Sequence[Work]) -> list[Leaves]:
    """Return the ways to meet a requirement: each the amounts that must then be filled."""
    match requirement:
        case Amount():
            return [(requirement,)]
        case Passed() | Overall():
            return [()]
        case AllOf(parts=parts):
            combined = product(*(_options(part, works) for part in parts))
            return [tuple(leaf for leaves in way for leaf in leaves) for way in combined]
        case SomeOf(count=count, parts=parts):
            return [
                way
                for some in combinations(parts, count)
                for way in _options(AllOf(requirement.id, some), works)
            ]
        case OneTopic(id=name, need=need, of=of):
            topics = sorted({w.topic for w in works if w.topic and holds(of, w)})
            return [(Amount(name, need, Both((of, Topics(frozenset({t}))))),) for t in topics] or [
                (Amount(name, need, of),)
            ]
        case LevelReached():
            return _languages(requirement, works)
        case _:
            assert_never(requirement)


def _languages(asked: LevelReached, works: Sequence[Work]) -> list[Leaves]:
    found = {w.topic.partition(":")[0] for w in works if ":" in w.topic and holds(asked.of, w)}
    return [
        tuple(
            Amount(
                f"{asked.id}.{level}",
                asked.per_level,
                Both((asked.of, Topics(frozenset({f"{language}:{level}"})))),
            )
            for level in range(1, asked.levels + 1)
        )
        for language in sorted(found)
    ] or [(Amount(asked.id, asked.levels * asked.per_level, Topics(frozenset())),)]


def _choose(
    options: dict[str, list[Leaves]], works: Sequence[Work], limit: int
) -> tuple[dict[str, Leaves], _Filled]:
    """Return the best way for each requirement, and what it fills."""
    chosen = {name: ways[0] for name, ways in options.items()}
    shared = []
    for name, ways in options.items():
        if len(ways) > 1 and _shares(name, options, works):
            shared.append(name)
        elif len(ways) > 1:
            chosen[name] = max(ways, key=lambda way: _fill(way, works, limit).score)
    best: _Filled | None = None
    best_choice = chosen
    for tries, combined in enumerate(product(*(options[name] for name in shared))):
        if tries >= MOST_CHOICES and best is not None:
            best = _Filled(best.of_leaf, best.left, proven=False, score=best.score)
            break
        trial = chosen | dict(zip(shared, combined, strict=True))
        filled = _fill([leaf for way in trial.values() for leaf in way], works, limit)
        if best is None or filled.score > best.score:
            best, best_choice = filled, trial
    if best is None:
        message = "a product of choices always has one element"
        raise AssertionError(message)
    return best_choice, best


def _shares(name: str, options: dict[str, list[Leaves]], works: Sequence[Work]) -> bool:
    """Tell whether another requirement could use the same work as its own."""
    own = [leaf.of for way in options[name] for leaf in way]
    other = [leaf.of for n, ways in options.items() if n != name for w in ways for leaf in w]
    exempt = any(w.also or w.pinned for w in works)
    return exempt or any(
        any(holds(of, w) for of in own) and any(holds(of, w) for of in other) for w in works
    )


def _fill(leaves: Sequence[Amount], works: Sequence[Work], limit: int) -> _Filled:
    task = _task(leaves, works)
    allocation: Allocation = allocate(task, limit)
    of_leaf: dict[str, list[tuple[Work, int]]] = {leaf.id: [] for leaf in leaves}
    left = [work.amount for work in works]
    for placed in allocation.placed:
        of_leaf[leaves[placed.slot].id].append((works[placed.piece], placed.amount))
        left[placed.piece] -= placed.amount
    return _Filled(of_leaf, left, allocation.proven, allocation.score(task))


def _task(leaves: Sequence[Amount], works: Sequence[Work]) -> Task:
    caps: list[int] = []
    cap_of: dict[tuple[int, int], int] = {}
    for slot, leaf in enumerate(leaves):
        for n, cap in enumerate(leaf.caps):
            cap_of[slot, n] = len(caps)
            caps.append(cap.most)
    known: dict[object, tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]] = {}
    pieces = []
    for work in works:
        s = work.semester
        key = (work.course_code, work.subject, work.area, work.topic, s.grade_level, s.mark, s.term)
        edges = known.get(key)
        if edges is None or work.also or work.pinned:
            edges = _edges(work, leaves, cap_of)
            if not (work.also or work.pinned):
                known[key] = edges
        pieces.append(Piece(work.amount, work.rank, *edges))
    return Task(tuple(pieces), tuple(leaf.need for leaf in leaves), tuple(caps))


def _edges(
    work: Work, leaves: Sequence[Amount], cap_of: dict[tuple[int, int], int]
) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """Return the slots that the work may fill as its own, and those that its surplus may reach."""
    own, surplus = [], []
    for slot, leaf in enumerate(leaves):
        if not leaf.need:
            continue
        if work.pinned:
            fits = leaf.id == work.pinned or (
                leaf.id.startswith(f"{work.pinned}.") and holds(leaf.of, work)
            )
        else:
            fits = leaf.id in work.also or holds(leaf.of, work)
        if fits:
            cap = next((n for n, c in enumerate(leaf.caps) if holds(c.of, work)), None)
            own.append((slot, -1 if cap is None else cap_of[slot, cap]))
        elif leaf.surplus_of is not None and holds(leaf.surplus_of, work):
            surplus.append((slot, -1))
    return tuple(own), tuple(surplus)


def _result(requirement: Requirement, top: str, at_hand: _Answering) -> RequirementResult:
    unit = at_hand.program.unit
    match requirement:
        case Amount(id=name, need=need):
            used = at_hand.filled.of_leaf.get(name, [])
            return row(name, "amount", unit, need, used, at_hand.notes)
        case Passed(id=name, of=of):
            return _passed(name, [w for w in at_hand.works if holds(of, w)], at_hand.notes)
        case Overall(id=name, need=need, of=of, kind=kind):
            counted = [(w, w.amount) for w in at_hand.works if w.amount and holds(of, w)]
            return row(name, kind, unit, need, counted, at_hand.notes)
        case AllOf(id=name, parts=parts, kind=kind):
            inner = tuple(_result(part, top, at_hand) for part in parts if part.id != name)
            own = _leaves_below(requirement, top, at_hand)
            used = [pair for leaf in own for pair in at_hand.filled.of_leaf[leaf.id]]
            return row(name, kind, unit, need_of(requirement), used, at_hand.notes, inner)
        case SomeOf(id=name) | OneTopic(id=name) | LevelReached(id=name):
            own = _leaves_below(requirement, top, at_hand)
            used = [pair for leaf in own for pair in at_hand.filled.of_leaf[leaf.id]]
            kind = _KINDS[type(requirement)]
            return row(name, kind, unit, need_of(requirement), used, at_hand.notes)
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
    """Return one row: what is used up to the need, earned first, and why it stands so."""
    sums = [0, 0, 0]
    shown: dict[Work, int] = {}
    room = need
    for work, amount in sorted(used, key=lambda pair: pair[0].order):
        taken = min(amount, room)
        if taken <= 0:
            continue
        room -= taken
        sums[work.rank] += taken
        shown[work] = shown.get(work, 0) + taken
    status = worst(status_of(need, sums), inner)
    missing = need - sum(sums)
    note = notes.get(name)
    if note is None or (status is RequirementStatus.NOT_MET and note.code in explain.ONLY_WHEN_MET):
        note = explain.why(status, need, missing, unit)
    rows = tuple(used_row(work, amount) for work, amount in shown.items())
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
    return max([status, *(part.status for part in parts)], key=_ORDER.index)


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
