"""What a program's requirements come to for one student's work: best allocation, then its answer.

The rows have the shape of the requirements; `choosing.py` finds what they are filled with.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, assert_never

from cte_desktop.domain.audit import explain
from cte_desktop.domain.audit.allocation import NODE_LIMIT
from cte_desktop.domain.audit.choosing import Filled, Table, choose, standing_of
from cte_desktop.domain.audit.in_order import steps_passed
from cte_desktop.domain.audit.least_waste import Nodes
from cte_desktop.domain.audit.measuring import amount_in, within_caps
from cte_desktop.domain.audit.requirements import (
    NOTHING,
    AllOf,
    Amount,
    Counted,
    Free,
    InOrder,
    LevelReached,
    OneTopic,
    Overall,
    Passed,
    Program,
    Requirement,
    SomeOf,
)
from cte_desktop.domain.audit.result import Reason, RequirementResult, RequirementStatus, Unit, Used
from cte_desktop.domain.audit.sheet import Leaves, is_in_pin, kind_of, sheet_of, without_idle_pins
from cte_desktop.domain.audit.work import STATES, Work

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

A_STEP = 100  # of what is passed or reached, in hundredths of a level
OWN, ONLY, MUST, SURPLUS, COUNTED = (
    explain.because(code)
    for code in ("own_requirement", "only_place", "must_include", "surplus", "counted")
)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The rows of the answer, what is left of each piece of work, and whether it is proven."""

    requirements: tuple[RequirementResult, ...]
    works: tuple[Work, ...]  # in their fixed order
    left: tuple[int, ...]  # by work: hundredths that no requirement uses
    proven: bool


@dataclass(frozen=True, slots=True)
class _Answering:
    """What is at hand while the tree of results is built."""

    program: Program
    table: Table
    filled: Filled
    leaves: dict[str, Leaves]
    notes: Mapping[str, Reason]

    def used(self, leaves: list[Amount]) -> list[tuple[Work, int]]:
        """Return what the leaves use, in the fixed order of the work."""
        pairs = [pair for leaf in leaves for pair in self.filled.of_leaf.get(leaf.id, ())]
        if len(leaves) > 1:
            pairs.sort(key=itemgetter(0))
        works = self.table.works
        return [(works[place], amount) for place, amount in pairs]

    def reasons(self, leaves: list[Amount]) -> dict[int, Reason]:
        """Return why each piece of work is used where it is, by the id of the work."""
        return {
            id(self.table.works[place]): self._reason(place, leaf)
            for leaf in leaves
            for place, _ in self.filled.of_leaf.get(leaf.id, ())
        }

    def _reason(self, place: int, leaf: Amount) -> Reason:
        work, kind = self.table.works[place], self.table.kinds[place]
        if work.pinned and is_in_pin(work, leaf):
            return explain.because("pinned", requirement=work.pinned)
        if work.shown_code:
            by = work.semester.course_code
            return explain.because("validated", course=work.shown_code, by=by)
        if work.course_code != work.semester.course_code:
            return explain.because("counts_as", course=work.course_code)
        if place in self.filled.both:
            return explain.because("shared", requirement=self._other(place, leaf))
        edges = self.filled.known.get(kind)
        if edges is None or work.also:
            return OWN
        if leaf.surplus_of is not None and not self.table.sheet.held(leaf.of, work, kind):
            return SURPLUS
        if "." in leaf.id:
            return MUST
        return ONLY if len(edges[0]) == 1 and not edges[1] else OWN

    def _other(self, place: int, leaf: Amount) -> str:
        """Return the other requirement that a shared piece of work fills."""
        names = self.filled.of_leaf.items()
        held = (n for n, pairs in names if n != leaf.id and any(p == place for p, _ in pairs))
        return next(held, leaf.shares_with)


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
    sheet = sheet_of(program)
    nodes = Nodes(node_limit)
    table = Table(sheet, works, [kind_of(work) for work in works], nodes, {})
    notes = notes or {}
    if sheet.free:
        free = {f.id: _free_row(f, program.unit, table, notes).status for f in sheet.free}
        table = Table(sheet, works, table.kinds, nodes, free)
    chosen, filled, proven = choose(program.requirements, table)
    at_hand = _Answering(program, table, filled, chosen, notes)
    rows = tuple([_result(r, r.id, at_hand) for r in program.requirements])
    return Evaluation(rows, tuple(works), tuple(filled.left), proven)


def _result(requirement: Requirement, top: str, at_hand: _Answering) -> RequirementResult:
    unit, works = at_hand.program.unit, at_hand.table.works
    match requirement:
        case Amount(id=name, need=need):
            used = at_hand.used([requirement])
            reasons = at_hand.reasons([requirement])
            return _row(_Head(name, "amount", unit, at_hand.notes, reasons), need, used)
        case Passed() | Counted() | InOrder():
            return _free_row(requirement, unit, at_hand.table, at_hand.notes)
        case Overall(id=name, need=need, of=of, kind=kind, placed=placed):
            left = at_hand.filled.left if placed else [0] * len(works)
            pairs = [(works[n], works[n].amount - left[n]) for n in at_hand.table.held(of)]
            counted = [pair for pair in pairs if pair[1]]
            return _row(_Head(name, kind, unit, at_hand.notes, usual=COUNTED), need, counted)
        case AllOf(parts=parts, kind=kind):
            inner = tuple(
                _result(part, top, at_hand) for part in parts if part.id != requirement.id
            )
            return _compound(requirement, kind, top, at_hand, inner)
        case SomeOf() | OneTopic() | LevelReached():
            return _compound(requirement, _KINDS[type(requirement)], top, at_hand)
        case _:
            assert_never(requirement)


_KINDS: dict[type, str] = {SomeOf: "some_of", OneTopic: "one_topic", LevelReached: "level"}


def _compound(
    requirement: Requirement,
    kind: str,
    top: str,
    at_hand: _Answering,
    inner: tuple[RequirementResult, ...] = (),
) -> RequirementResult:
    """Return the row of several amounts: what they need and use together, and their parts."""
    unit, notes = at_hand.program.unit, at_hand.notes
    own = _leaves_below(requirement, top, at_hand)
    amounts = [leaf for leaf in own if leaf.of is not NOTHING]
    if len(amounts) < len(own) and not inner:
        free = {f.id: f for f in at_hand.table.sheet.free}
        named = [free[leaf.id] for leaf in own if leaf.of is NOTHING]
        inner = tuple(_free_row(one, unit, at_hand.table, notes) for one in named)
    if inner and not amounts:
        return _only_parts(requirement.id, kind, inner, notes)
    need = sum([leaf.need for leaf in amounts])
    used, reasons = at_hand.used(amounts), at_hand.reasons(amounts)
    return _row(_Head(requirement.id, kind, unit, notes, reasons), need, used, inner)


def _leaves_below(requirement: Requirement, top: str, at_hand: _Answering) -> list[Amount]:
    """Return the chosen amounts that belong to a requirement."""
    chosen = at_hand.leaves[top]
    if requirement.id == top:
        return list(chosen)
    below = at_hand.table.sheet.ids_below(requirement)
    return [leaf for leaf in chosen if leaf.id in below]


def _only_parts(
    name: str, kind: str, inner: tuple[RequirementResult, ...], notes: Mapping[str, Reason]
) -> RequirementResult:
    """Return the row of parts that use nothing up: each counts as one, when it is there."""
    sums = [0, 0, 0]
    for part in inner:
        if part.status is not RequirementStatus.NOT_MET:
            sums[_ORDER.index(part.status)] += A_STEP
    need = A_STEP * len(inner)
    status = worst(RequirementStatus.MET, inner)
    missing = need - sum(sums)
    why = notes.get(name) or explain.why(status, need, missing, Unit.LEVELS)
    return RequirementResult(
        name, kind, Unit.LEVELS, status, need, sums[0], sums[1], sums[2], missing, why, (), inner
    )


def _free_row(
    requirement: Free, unit: Unit, table: Table, notes: Mapping[str, Reason]
) -> RequirementResult:
    """Return the row of what uses nothing up."""
    works = table.works
    match requirement:
        case Passed(id=name, of=of):
            return _passed(name, [works[place] for place in table.held(of)], notes)
        case Counted(id=name, need=need, of=of, unit=own):
            held = [works[place] for place in table.held(of)]
            amounts = [(w, amount) for w in held if (amount := amount_in(own, w, unit))]
            pairs = within_caps(amounts, requirement.caps)
            return _row(_Head(name, "counted", own, notes, usual=COUNTED), need, pairs)
        case InOrder(id=name, steps=steps, different_terms=apart):
            held_by = [[works[place] for place in table.held(of)] for of in steps]
            pairs = steps_passed(held_by, different_terms=apart)
            need = A_STEP * len(steps)
            return _row(_Head(name, "in_order", Unit.LEVELS, notes, usual=COUNTED), need, pairs)
        case _:
            assert_never(requirement)


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
    return _row(_Head(name, kind, unit, notes), need, used, inner)


@dataclass(frozen=True, slots=True)
class _Head:
    """What a row is; `because` says why work is here, by its id; of the other work the `usual`."""

    name: str
    kind: str
    unit: Unit
    notes: Mapping[str, Reason]
    because: Mapping[int, Reason] = field(default_factory=dict)
    usual: Reason = OWN


def _row(
    head: _Head,
    need: int,
    used: Sequence[tuple[Work, int]],
    inner: tuple[RequirementResult, ...] = (),
) -> RequirementResult:
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
    status = worst(standing_of(need, sums), inner)
    missing = need - sum(sums)
    note = head.notes.get(head.name)
    if note is None or (status is RequirementStatus.NOT_MET and note.code in explain.ONLY_WHEN_MET):
        note = explain.why(status, need, missing, head.unit)
    because, usual = head.because, head.usual
    rows = [used_row(work, amount, because.get(id(work), usual)) for work, amount in shown.values()]
    amounts = (need, sums[0], sums[1], sums[2], missing)
    return RequirementResult(
        head.name, head.kind, head.unit, status, *amounts, note, tuple(rows), inner
    )


_ORDER = tuple(RequirementStatus)


def worst(status: RequirementStatus, parts: Sequence[RequirementResult]) -> RequirementStatus:
    """Return the worst of a status and those of the parts, as of a subject's must-includes."""
    if not parts:
        return status
    return max([status, *[part.status for part in parts]], key=_ORDER.index)


def used_row(work: Work, amount: int, because: Reason = OWN) -> Used:
    """Return the row of the answer for so much of a piece of work."""
    s = work.semester
    code = work.shown_code or s.course_code
    mark = "" if work.shown_code else s.mark
    state = STATES[work.rank]
    return Used(code, s.school_year, s.term, s.school, mark, s.section_id, amount, state, because)


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
    return _row(_Head(name, "passed", Unit.LEVELS, notes, usual=COUNTED), A_STEP, best)
