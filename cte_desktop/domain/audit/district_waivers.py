"""What a counselor's waivers change in a program of the district's own.

A waiver lowers the row that it names: by the course that it names, in the unit of the row, else
wholly. A row that no amount can be taken off (passed, in order, one made of parts) can be waived
only wholly; a waiver that changes nothing is not in force.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.ag_waivers import AsWaived
from cte_desktop.domain.audit.explain import because
from cte_desktop.domain.audit.measuring import A_COURSE, CREDITS_OF_A_YEAR
from cte_desktop.domain.audit.requirements import (
    AllOf,
    Amount,
    Counted,
    InOrder,
    LevelReached,
    OneTopic,
    Passed,
    Program,
    Requirement,
    SomeOf,
    Topics,
    below,
    need_of,
)
from cte_desktop.domain.audit.result import Reason, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.students.decisions import Decision

NOTHING_HELD = Topics(frozenset())
A_PART = 100  # a requirement of a program that only counts, as one level


@dataclass(frozen=True, slots=True)
class _Waiver:
    """The row to lower, and the course that it is lowered by: None of both waives it wholly."""

    requirement: str
    credits: int | None = None
    ag_years: int | None = None

    def amount_in(self, unit: Unit) -> int | None:
        """Return how much it takes off a row in that unit, None for all of it."""
        if self.credits is None or unit is Unit.CREDITS:
            return self.credits
        if unit is Unit.YEARS:
            return self.ag_years or self.credits // CREDITS_OF_A_YEAR
        return A_COURSE


@dataclass(frozen=True, slots=True)
class _Lowered:
    """A program after waivers, why its rows stand so, and which of the waivers did anything."""

    program: Program
    notes: tuple[tuple[str, Reason], ...]
    worked: tuple[bool, ...]


def as_waived(program: Program, decisions: Iterable[Decision], catalog: Catalog) -> AsWaived:
    """Return what a program still asks; a waiver that names an unknown course waives nothing."""
    known: list[tuple[Decision, _Waiver]] = []
    for decision in decisions:
        course = catalog.course(decision.course_code)
        if course is not None or not decision.course_code:
            known.append((decision, _waiver(decision.requirement, course)))
    if not known:
        return AsWaived(program)
    found = _lowered(program, tuple(waiver for _, waiver in known))
    in_force = (d for (d, _), worked in zip(known, found.worked, strict=True) if worked)
    return AsWaived(found.program, found.notes, tuple(in_force))


def _waiver(requirement: str, course: Course | None) -> _Waiver:
    if course is None:
        return _Waiver(requirement)
    return _Waiver(requirement, course.credits, course.ag_years)


@lru_cache(maxsize=256)
def _lowered(program: Program, waivers: tuple[_Waiver, ...]) -> _Lowered:
    """Return a program with waivers, the same one for every student, so that its sheet is kept."""
    rows = program.requirements
    worked = []
    for waiver in waivers:
        before = _size(rows, waiver.requirement, program.unit)[0]
        lower = tuple(_in_tree(row, waiver, program.unit) for row in rows)
        worked.append(_size(lower, waiver.requirement, program.unit)[0] < before)
        rows = lower if worked[-1] else rows
    notes = []
    for name in dict.fromkeys(w.requirement for w, did in zip(waivers, worked, strict=True) if did):
        whole, unit = _size(program.requirements, name, program.unit)
        less = whole - _size(rows, name, program.unit)[0]
        notes.append((name, because("waived", amount=less / 100, unit=unit.value)))
    return _Lowered(
        replace(program, requirements=rows) if notes else program, tuple(notes), tuple(worked)
    )


def _size(rows: Iterable[Requirement], name: str, unit: Unit) -> tuple[int, Unit]:
    """Return how much the row of that name needs, in its unit; nothing where there is no such."""
    one = next((row for row in below(rows) if row.id == name), None)
    match one:
        case None:
            return 0, unit
        case Counted(need=need, unit=own):
            return need, own
        case Passed():
            return A_PART, Unit.LEVELS
        case InOrder(steps=steps):
            return A_PART * len(steps), Unit.LEVELS
        case AllOf(parts=parts) if not need_of(one):
            return A_PART * len(parts), Unit.LEVELS
        case SomeOf(count=count) if not need_of(one):
            return A_PART * count, Unit.LEVELS
        case _:
            return need_of(one), unit


def _in_tree(row: Requirement, waiver: _Waiver, unit: Unit) -> Requirement:
    """Return the requirement with the one of that name in it lowered."""
    if row.id == waiver.requirement:
        return _less(row, waiver, unit)
    if isinstance(row, (AllOf, SomeOf)):
        parts = tuple(_in_tree(part, waiver, unit) for part in row.parts)
        return replace(row, parts=parts)
    return row


def _less(row: Requirement, waiver: _Waiver, unit: Unit) -> Requirement:
    less = waiver.amount_in(row.unit if isinstance(row, Counted) else unit)
    match row:
        case _ if less is None:
            return Amount(row.id, 0, NOTHING_HELD)
        case Amount(need=need) | Counted(need=need) | OneTopic(need=need):
            return replace(row, need=max(0, need - less))
        case LevelReached(levels=levels, per_level=per_level):
            left = levels - less // per_level
            return replace(row, levels=left) if left > 0 else Amount(row.id, 0, NOTHING_HELD)
        case _:
            return row
