"""What would change if a course were moved: its program audited again with the course elsewhere.

Exact, since nothing is guessed: every answer is the audit of that program alone with the course
pinned to another requirement, or without it. Pathways know no pins: a course has its level there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.ag import audit_ag
from cte_desktop.domain.audit.ag_work import ag_work
from cte_desktop.domain.audit.district_programs import audit_district, district_work
from cte_desktop.domain.audit.earning import earnings
from cte_desktop.domain.audit.exceptions import SUMS, exceptions_for
from cte_desktop.domain.audit.graduation import audit_graduation
from cte_desktop.domain.audit.requirements import AllOf, Free, Overall, Program, SomeOf
from cte_desktop.domain.audit.sheet import without_idle_pins
from cte_desktop.domain.students.decisions import Decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cte_desktop.domain.audit.outcome import Outcome
    from cte_desktop.domain.audit.requirements import Requirement
    from cte_desktop.domain.audit.result import ProgramResult, RequirementResult
    from cte_desktop.domain.audit.rules import AuditSettings, Rules
    from cte_desktop.domain.audit.work import Work
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.students.file import StudentFile

NOWHERE = ""
PIN = "pin"
USES_NOTHING_UP = frozenset({"passed", "counted", "in_order"})
"""Kinds of requirements that leave a course to others."""

Places = tuple[tuple[str, int], ...]  # requirement id -> hundredths of the course used there


@dataclass(frozen=True, slots=True)
class Shift:
    """A requirement that would stand otherwise."""

    requirement: str
    before: RequirementResult
    after: RequirementResult


@dataclass(frozen=True, slots=True)
class Move:
    """A course moved to a requirement, or used nowhere (`to` is empty), and what that changes.

    `fits` tells whether the requirement would then use any of it.
    """

    to: str
    fits: bool
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A student's work, and the district's rules about it: all that a program is audited with."""

    file: StudentFile
    semesters: tuple[Semester, ...]
    catalog: Catalog
    rules: Rules
    settings: AuditSettings

    def with_decisions(self, decisions: tuple[Decision, ...]) -> Question:
        """Return the question as it is with other decisions."""
        return replace(self, file=replace(self.file, decisions=decisions))

    def without(self, course: str) -> Question:
        """Return the question as it is for a student who had never taken a course."""
        kept = tuple(s for s in self.semesters if s.course_code != course)
        return replace(self, semesters=kept)


def moves(program: str, course: str, asked: Question) -> tuple[Move, ...]:
    """Return what each other place for a course in a program would change, in the program's order.

    Empty for a program that knows no pins and for a course that the student doesn't have.
    """
    present = _outcome(program, asked)
    if present is None or not any(s.course_code == course for s in asked.semesters):
        return ()
    now = places(present.result, course)
    seen: set[tuple[Places, tuple[Shift, ...]]] = {(now, ())}
    answer = []
    for to in _targets(present, course, _works(program, asked)):
        pinned = asked.with_decisions(pinned_to(asked.file.decisions, program, course, to))
        outcome = _outcome(program, pinned)
        if outcome is None:
            continue
        there = places(outcome.result, course)
        changed = shifts(present.result, outcome.result)
        if (there, changed) not in seen:
            seen.add((there, changed))
            fits = any(_is_in(name, to) for name, _ in there)
            answer.append(Move(to, fits, changed))
    if now:
        without = _outcome(program, asked.without(course))
        if without is not None:
            answer.append(Move(NOWHERE, True, shifts(present.result, without.result)))
    return tuple(answer)


def pinned_to(
    decisions: Iterable[Decision], program: str, course: str, to: str
) -> tuple[Decision, ...]:
    """Return the decisions with a course pinned to one requirement of a program and to no other."""
    others = (d for d in decisions if not is_pin_of(d, program, course))
    return (*others, Decision(PIN, program, to, course))


def is_pin_of(decision: Decision, program: str, course: str) -> bool:
    """Tell whether a decision pins that course in that program."""
    about = decision.program or "graduation"
    return decision.kind == PIN and about == program and decision.course_code == course


def shifts(before: ProgramResult, after: ProgramResult) -> tuple[Shift, ...]:
    """Return the requirements that stand otherwise, each said once.

    Of a compound one and its parts the parts are named, and a sum over the program only where the
    requirements under it don't tell the same.
    """
    known = {row.id: row for row in rows_of(after.requirements)}
    changed = [
        shift
        for row in before.requirements
        if row.kind not in SUMS
        for shift in _shifts(row, known)
    ]
    told = sum(_more_missing(shift) for shift in changed)
    for row in before.requirements:
        other = known.get(row.id)
        if row.kind in SUMS and other is not None:
            shift = Shift(row.id, row, other)
            if _differs(shift) and (not changed or _more_missing(shift) != told):
                changed.append(shift)
    return tuple(changed)


def places(result: ProgramResult, course: str) -> Places:
    """Return where a program uses a course up, in its order: the innermost requirements."""
    return tuple(_places(result.requirements, course))


def rows_of(rows: Iterable[RequirementResult]) -> Iterator[RequirementResult]:
    """Yield requirements and their parts, each before its parts."""
    for row in rows:
        yield row
        yield from rows_of(row.requirements)


def _outcome(program: str, asked: Question) -> Outcome | None:
    """Audit one program alone; None for one in which a course can't be pinned."""
    exceptions = exceptions_for(asked.file.decisions, program)
    limit = asked.settings.node_limit
    if program == "graduation":
        student = asked.file.student
        return audit_graduation(
            student, asked.semesters, exceptions, asked.catalog, asked.rules, limit
        )
    if program in {"uc", "csu"}:
        work = ag_work(
            asked.semesters, asked.catalog, exceptions, asked.rules.ag, asked.settings.thresholds
        )
        return audit_ag(program, work, asked.rules.ag, limit)
    own = next((one for one in asked.rules.programs if one.name == program), None)
    if own is not None:
        brought = district_work(asked.semesters, asked.catalog, exceptions, asked.rules)
        return audit_district(own, brought, exceptions, asked.catalog, asked.rules, limit)
    return None


def _works(program: str, asked: Question) -> Sequence[Work]:
    """Return what the student's semesters may bring to the program."""
    exceptions = exceptions_for(asked.file.decisions, program)
    if program == "graduation":
        return earnings(asked.semesters, asked.catalog, exceptions, asked.rules.credits).works
    if program not in {"uc", "csu"}:
        return district_work(asked.semesters, asked.catalog, exceptions, asked.rules).works
    limits = asked.settings.thresholds
    return ag_work(asked.semesters, asked.catalog, exceptions, asked.rules.ag, limits).works


def _targets(outcome: Outcome, course: str, works: Sequence[Work]) -> Iterator[str]:
    """Yield the requirements that could take the course, each before its parts."""
    mine = [w for w in works if w.semester.course_code == course and not w.shown_code]
    result = outcome.result
    program = Program(result.id, result.version, result.unit, result.need, outcome.requirements)
    for name in _names(outcome.requirements):
        trial = [replace(work, pinned=name) for work in mine]
        if any(work.pinned for work in without_idle_pins(trial, program)):
            yield name


def _names(requirements: Iterable[Requirement]) -> Iterator[str]:
    for requirement in requirements:
        if isinstance(requirement, Free | Overall):
            continue
        yield requirement.id
        if isinstance(requirement, AllOf | SomeOf):
            yield from (n for n in _names(requirement.parts) if n != requirement.id)


def _places(rows: Iterable[RequirementResult], course: str) -> Iterator[tuple[str, int]]:
    for row in rows:
        if row.kind in SUMS | USES_NOTHING_UP:
            continue
        inner = list(_places(row.requirements, course))
        yield from inner
        whole = sum(used.amount for used in row.used if used.course == course)
        own = whole - sum(amount for _, amount in inner)
        if own > 0:
            yield row.id, own


def _is_in(name: str, to: str) -> bool:
    return name == to or name.startswith(f"{to}.") or to.startswith(f"{name}.")


def _shifts(row: RequirementResult, known: dict[str, RequirementResult]) -> Iterator[Shift]:
    inner = [shift for part in row.requirements for shift in _shifts(part, known)]
    yield from inner
    other = known.get(row.id)
    if other is None:
        return
    shift = Shift(row.id, row, other)
    of_parts = sum(_more_missing(s) for s in inner if s.before.unit is row.unit)
    if _differs(shift) and (not inner or _more_missing(shift) != of_parts):
        yield shift


def _differs(shift: Shift) -> bool:
    before, after = shift.before, shift.after
    return (before.status, before.missing) != (after.status, after.missing)


def _more_missing(shift: Shift) -> int:
    return shift.after.missing - shift.before.missing
