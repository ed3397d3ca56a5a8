"""What a counselor's decisions change in what UC and CSU ask: waivers, and whole areas allowed.

A waiver lowers the area or the part of it that it names, by the A-G years of a course when it names
one, else wholly (`interfaces.md` section 3, "Allocation"). The total stays: as many years of other
A-G work are needed, in a row of their own, unless the waiver names the total itself. A row marked X
waives a requirement of graduation and lowers nothing here, since the campuses look at the marks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.exceptions import SUMS
from cte_desktop.domain.audit.explain import because
from cte_desktop.domain.audit.missing import as_work
from cte_desktop.domain.audit.requirements import (
    AllOf,
    Amount,
    Anything,
    LevelReached,
    OneTopic,
    Overall,
    Program,
    Requirement,
    SomeOf,
    Subjects,
    Topics,
    Without,
    holds,
    need_of,
)
from cte_desktop.domain.audit.result import Reason, Unit
from cte_desktop.domain.audit.validation import VALIDATED
from cte_desktop.domain.planning.semesters import A_YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.audit.work import Work
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.students.decisions import Decision

OTHER_YEARS = "other_years"  # what takes the place of waived years in the total
TOTAL = "total"
_NOTHING = Topics(frozenset())
_OTHER_WORK = Without(Anything(), Subjects(frozenset({VALIDATED})))


@dataclass(frozen=True, slots=True)
class WaivedYears:
    """A waiver of an area or a part of it: the years of the course that it names, or all of it."""

    decision: Decision
    like: Work | None = None  # the course waived, as if it were planned; None waives it all


@dataclass(frozen=True, slots=True)
class AsWaived:
    """A program as waivers leave it, why its rows stand so, and the decisions that did it."""

    program: Program
    notes: tuple[tuple[str, Reason], ...] = ()
    in_force: tuple[Decision, ...] = ()


def waived_years(decisions: Sequence[Decision], catalog: Catalog) -> tuple[WaivedYears, ...]:
    """Return the waivers among decisions; one that names an unknown course waives nothing."""
    waivers = []
    for decision in decisions:
        if decision.kind != "waiver":
            continue
        if not decision.course_code:
            waivers.append(WaivedYears(decision))
            continue
        course = catalog.course(decision.course_code)
        if course is not None and course.ag_years:
            like = replace(as_work(course), amount=course.ag_years)
            waivers.append(WaivedYears(decision, like))
    return tuple(waivers)


def as_waived(program: Program, waivers: tuple[WaivedYears, ...]) -> AsWaived:
    """Return what UC or CSU still asks: the program itself for one without a waiver."""
    return _as_waived(program, waivers) if waivers else AsWaived(program)


@lru_cache(maxsize=256)
def _as_waived(program: Program, waivers: tuple[WaivedYears, ...]) -> AsWaived:
    """Return a program with waivers, the same one every time, so that its sheet is kept."""
    asked = list(program.requirements)
    notes: list[tuple[str, Reason]] = []
    in_force: list[Decision] = []
    for waiver in waivers:
        name = waiver.decision.requirement
        if name == TOTAL:
            in_force.append(waiver.decision)
            continue
        for place, requirement in enumerate(asked):
            lowered = _in_tree(requirement, name, waiver)
            less = need_of(requirement) - need_of(lowered)
            if less <= 0:
                continue
            asked[place] = lowered
            notes.append((name, because("waived", amount=less / 100, unit=Unit.YEARS.value)))
            in_force.append(waiver.decision)
    gap = _years_of_all(program.requirements) - _years_of_all(asked)
    if any(waiver.decision.requirement == TOTAL for waiver in waivers):
        asked = [_less(r, gap) if r.id == TOTAL else r for r in asked]
        now = replace(program, need=program.need - gap, requirements=tuple(asked))
    else:
        other = [Amount(OTHER_YEARS, gap, _NOTHING, surplus_of=_OTHER_WORK)] if gap else []
        before = [r for r in asked if r.id not in SUMS]
        sums = [r for r in asked if r.id in SUMS]
        now = replace(program, requirements=(*before, *other, *sums))
    return AsWaived(now, tuple(notes), tuple(in_force))


def with_parts_allowed(works: Sequence[Work], program: Program) -> Sequence[Work]:
    """Return the works; one that may serve a whole requirement besides may serve its parts.

    Only where all that the requirement asks lies in its parts, as in area A: else what it asks
    beside them is meant.
    """
    if not any(work.also for work in works):
        return works
    parts = {name: _parts_of(program, name) for work in works for name in work.also}
    return [
        replace(work, also=work.also.union(*(parts[name] for name in work.also)))
        if work.also
        else work
        for work in works
    ]


def _parts_of(program: Program, name: str) -> frozenset[str]:
    """Return the ids that lie inside a requirement which asks nothing beside its parts."""
    leaves = [leaf for requirement in program.requirements for leaf in _leaves(requirement)]
    if any(leaf_id == name and need for leaf_id, need in leaves):
        return frozenset()
    return frozenset(leaf_id for leaf_id, _ in leaves if leaf_id.startswith(f"{name}."))


def _leaves(requirement: Requirement) -> list[tuple[str, int]]:
    match requirement:
        case AllOf(parts=parts) | SomeOf(parts=parts):
            return [leaf for part in parts for leaf in _leaves(part)]
        case LevelReached(id=name, levels=levels, per_level=per_level):
            return [(f"{name}.{level}", per_level) for level in range(1, levels + 1)]
        case _:
            return [(requirement.id, need_of(requirement))]


def _years_of_all(requirements: Sequence[Requirement]) -> int:
    """Return the years that the areas ask together."""
    return sum(need_of(r) for r in requirements if not isinstance(r, Overall))


def _in_tree(requirement: Requirement, name: str, waiver: WaivedYears) -> Requirement:
    """Return the requirement with the one of that name in it lowered; itself without such a one."""
    if requirement.id == name:
        return _lowered(requirement, waiver.like)
    if isinstance(requirement, (AllOf, SomeOf)):
        parts = tuple(_in_tree(part, name, waiver) for part in requirement.parts)
        return replace(requirement, parts=parts)
    return requirement


def _lowered(requirement: Requirement, like: Work | None) -> Requirement:
    if like is None:
        return _less(requirement, need_of(requirement))
    match requirement:
        case AllOf(parts=parts):
            place = next((n for n, part in enumerate(parts) if _takes(part, like)), None)
            if place is None:
                return requirement
            lower = _lowered(parts[place], like)
            return replace(requirement, parts=(*parts[:place], lower, *parts[place + 1 :]))
        case SomeOf(count=count, parts=parts) if all(isinstance(p, Amount) for p in parts):
            if like.amount < A_YEAR or not any(_takes(part, like) for part in parts):
                return requirement
            return replace(requirement, count=count - 1) if count > 1 else _none(requirement)
        case SomeOf(parts=parts):
            return replace(requirement, parts=tuple(_lowered(part, like) for part in parts))
        case _:
            return _less(requirement, like.amount) if _takes(requirement, like) else requirement


def _takes(requirement: Requirement, like: Work) -> bool:
    match requirement:
        case AllOf(parts=parts) | SomeOf(parts=parts):
            return any(_takes(part, like) for part in parts)
        case Amount(need=need, of=of) | OneTopic(need=need, of=of):
            return need > 0 and holds(of, like)
        case LevelReached(of=of):
            return holds(of, like)
        case _:
            return False


def _less(requirement: Requirement, years: int) -> Requirement:
    """Return the requirement with so much less of a need, as one without any when none is left."""
    if need_of(requirement) <= years and not isinstance(requirement, Overall):
        return _none(requirement)
    match requirement:
        case Amount(need=need) | OneTopic(need=need) | Overall(need=need):
            return replace(requirement, need=max(0, need - years))
        case LevelReached(levels=levels, per_level=per_level):
            return replace(requirement, levels=levels - years // per_level)
        case _:
            return requirement


def _none(requirement: Requirement) -> Amount:
    return Amount(requirement.id, 0, _NOTHING)
