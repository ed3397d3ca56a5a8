"""A pathway: its levels in order and in different terms, over years, with the credits asked.

Rules: `product.md` "completer", `interfaces.md` sections 3 and 5, `DOSSIER.md` sections 4 and 7.
The introductory level is asked only where the district requires it; else it is shown with a need
of nothing. Alternatives of a level are free unless prerequisites forbid. Out of order is no
completion (state validation CERT122); where the district lets it count, the warning stays. The
steps are those of the class that a student entered with (requirements follow the class entered
with, `DOSSIER.md` section 3).

A counselor may waive a level, the school years or the credits of a pathway. A waived level brings
down the years and credits asked by its share. A capstone can't be waived: the district decides who
completes, but the State checks the capstone (`DOSSIER.md` section 4, Completer). Rows marked X
waive the level of their course as a counselor does (`interfaces.md` section 3, Allocation).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.answering import row, used_row
from cte_desktop.domain.audit.explain import because, unused
from cte_desktop.domain.audit.levels import (
    BEFORE_ALL,
    WHOLE_LEVEL,
    Asked,
    Group,
    Taken,
    Way,
    best_way,
    is_waived,
    is_whole,
    made_good,
    needed_groups,
    taken_rows,
)
from cte_desktop.domain.audit.outcome import status_of
from cte_desktop.domain.audit.pathway_span import (
    PATHWAY_CREDITS,
    SCHOOL_YEARS,
    Need,
    completed_in,
    need_of,
    over_years,
    span_rows,
)
from cte_desktop.domain.audit.result import (
    PathwayStage,
    ProgramResult,
    Reason,
    RequirementResult,
    RequirementStatus,
    Unit,
)
from cte_desktop.domain.audit.shortfall import short_by
from cte_desktop.domain.audit.work import SetAside
from cte_desktop.domain.catalog.course import LEVELS, Level
from cte_desktop.domain.planning.semesters import Semester, State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.domain.audit.exceptions import Exceptions
    from cte_desktop.domain.audit.rules import AuditSettings
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.pathway import Step
    from cte_desktop.domain.students.student import Student

__all__ = (
    "CAN_BE_WAIVED",
    "LEVEL_IDS",
    "PATHWAY_CREDITS",
    "SCHOOL_YEARS",
    "Progress",
    "audit_pathway",
)

LEVEL_IDS = frozenset(level.value for level in LEVELS)
CAN_BE_WAIVED = (LEVEL_IDS | {SCHOOL_YEARS, PATHWAY_CREDITS}) - {Level.CAPSTONE.value}


@dataclass(frozen=True, slots=True)
class Progress:
    """How a student stands in a pathway, with the way through it that counts."""

    result: ProgramResult
    way: Way
    steps: tuple[Step, ...]
    groups: tuple[Group, ...]
    taken: Mapping[str, Taken]  # the rows of its courses, by the course that they count as
    need: Need  # of school years and credits


def audit_pathway(
    name: str,
    student: Student,
    semesters: tuple[Semester, ...],
    exceptions: Exceptions,
    catalog: Catalog,
    settings: AuditSettings,
    *,
    signed_up: bool = True,
) -> Progress:
    """Return how the student stands in the pathway of that name."""
    steps = catalog.steps_of(name, student.entry_class)
    pathway = catalog.pathway_by_name.get(name)
    asked = Asked(name, steps, {}, catalog, settings, waived=waived_wholly(exceptions))
    asked.taken = taken_rows(asked, semesters, exceptions)
    asked.credited = frozenset(c for c, t in asked.taken.items() if is_whole(t))
    asked.level_from_elsewhere = frozenset(
        t.level for c, t in asked.taken.items() if t.elsewhere and c in asked.credited
    )
    introductory = pathway is not None and pathway.introductory_required
    asked.waived |= waived_by_mark(asked, introductory=introductory)
    groups = needed_groups(steps, asked.taken, asked.waived, introductory=introductory)
    asked.needed = frozenset(code for group in groups for code in group.codes)
    need = need_of(asked, introductory=introductory)
    way = over_years(best_way(groups, asked), asked, need)
    rows = _rows(way, asked, _notes(way, asked, exceptions), need, introductory=introductory)
    answer = _answer(rows, way, asked, need, signed_up=signed_up)
    return Progress(answer, way, steps, groups, asked.taken, need)


def waived_wholly(exceptions: Exceptions) -> frozenset[str]:
    """Return the requirements that are waived as a whole; a capstone never is."""
    named = {d.requirement for d in exceptions.waivers if d.kind == "waiver" and not d.course_code}
    return frozenset(named & CAN_BE_WAIVED)


def waived_by_mark(asked: Asked, *, introductory: bool) -> frozenset[str]:
    """Return the levels of which what was not passed is waived by rows with the mark X."""
    by_mark: set[str] = set()
    lacking: set[str] = set()
    for group in needed_groups(asked.steps, asked.taken, introductory=introductory):
        taken = [asked.taken[code] for code in group.codes if code in asked.taken]
        if any(is_whole(one) for one in taken):
            continue
        (by_mark if any(is_waived(one) for one in taken) else lacking).add(group.level.value)
    return frozenset(by_mark - lacking) & CAN_BE_WAIVED


def _answer(
    rows: list[RequirementResult], way: Way, asked: Asked, need_besides: Need, *, signed_up: bool
) -> ProgramResult:
    levels = [r for r in rows if r.id in LEVEL_IDS]
    completed = all(r.status is RequirementStatus.MET for r in rows)
    sums = [sum(getattr(r, part) for r in levels) for part in ("earned", "in_progress", "planned")]
    need = sum(r.need for r in levels)
    answer = ProgramResult(
        id=f"pathway:{asked.name}",
        version=_version(asked.steps),
        status=status_of([r.status for r in rows]),
        proven=True,
        unit=Unit.LEVELS,
        need=need,
        earned=sums[0],
        in_progress=sums[1],
        planned=sums[2],
        missing=need - sum(sums),
        requirements=tuple(rows),
        unused=unused(_unused(asked, way)),
        completer=completed,
        completed_in=completed_in(way, asked, need_besides) if completed else None,
        stage=_stage(rows, asked, completed=completed, signed_up=signed_up),
    )
    return short_by(answer, _missing_of_span(rows, need))


def _missing_of_span(rows: list[RequirementResult], need: int) -> int:
    """Return which part of the levels is missing as school years or credits: half of 20 is half."""
    short = [
        need * r.missing // r.need
        for r in rows
        if r.id not in LEVEL_IDS and r.status is RequirementStatus.NOT_MET
    ]
    return max(short, default=0)


def _rows(
    way: Way, asked: Asked, notes: dict[str, Reason], besides: Need, *, introductory: bool
) -> list[RequirementResult]:
    rows = []
    for level in LEVELS:
        pairs = [p for group, filled in way.filled if group.level is level for p in filled]
        if level is Level.INTRODUCTORY and not introductory:
            optional = _optional_row(asked)
            rows += [optional] if optional is not None else []
        else:
            need = 0 if level.value in asked.waived else WHOLE_LEVEL
            pairs.sort(key=lambda pair: pair[0].order)
            rows.append(row(level.value, "level", Unit.LEVELS, need, pairs, notes))
    if all(r.status is not RequirementStatus.NOT_MET for r in rows):
        passed = all(r.status is RequirementStatus.MET for r in rows)
        rows += span_rows(way, asked, besides, passed=passed)
    return rows


def _notes(way: Way, asked: Asked, exceptions: Exceptions) -> dict[str, Reason]:
    notes: dict[str, Reason] = {}
    for taken, decision in exceptions.counts_as:
        if taken in {work.semester.course_code for _, pairs in way.filled for work, _ in pairs}:
            level = asked.taken[decision.course_code].level.value
            notes[decision.requirement or level] = because(
                "approved_exception",
                course=taken,
                for_course=decision.course_code,
                approved_by=decision.approved_by or None,
            )
    for name in asked.waived & LEVEL_IDS:
        marked = [c for c, t in asked.taken.items() if t.level.value == name and is_waived(t)]
        by_mark = ", ".join(marked) if name not in waived_wholly(exceptions) else ""
        unit = Unit.LEVELS.value
        notes[name] = because("waived", amount=1.0, unit=unit, course=by_mark or None)
    for code in way.out_of_order if asked.settings.strict_order else ():
        notes[asked.taken[code].level.value] = because("out_of_order", course=code)
    for code in way.forbidden:
        notes[asked.taken[code].level.value] = because("prerequisite_forbids", course=code)
    return notes


def _optional_row(asked: Asked) -> RequirementResult | None:
    """Return the introductory level where it isn't required: what was passed, nothing needed."""
    if not any(step.level is Level.INTRODUCTORY for step in asked.steps):
        return None
    shown = row(Level.INTRODUCTORY.value, "level", Unit.LEVELS, 0, (), {})
    passed = [
        work
        for taken in asked.taken.values()
        if taken.level is Level.INTRODUCTORY
        for work in made_good(taken, BEFORE_ALL, asked)[0].values()
    ]
    used = tuple(used_row(work, 0) for work in sorted(passed, key=lambda w: w.semester.moment))
    return replace(shown, used=used, why=because("optional"))


def _unused(asked: Asked, way: Way) -> list[SetAside]:
    """Return the rows of the pathway's courses that fill no level, each with its reason."""
    used = {id(work.semester) for _, pairs in way.filled for work, _ in pairs}
    aside = []
    for code, taken in asked.taken.items():
        chosen = any(w.course_code == code for _, pairs in way.filled for w, _ in pairs)
        meeting = {id(semester) for semester, _ in taken.good}
        for semester, _ in taken.halved:
            good = id(semester) in meeting
            if id(semester) in used or (taken.level is Level.INTRODUCTORY and good):
                continue
            if good:
                reason = _why_not_counted(taken, way, asked, chosen=chosen)
            else:
                reason = _why_not_good(semester, taken, asked)
            aside.append(SetAside(semester, reason))
    return aside


def _why_not_good(semester: Semester, taken: Taken, asked: Asked) -> Reason:
    if semester.state is State.NOT_EARNED:
        return because("no_credit", mark=semester.mark)
    if semester.state is State.WAIVED:
        return because("waived", mark=semester.mark)
    limits = asked.settings.thresholds
    capstone = taken.level is Level.CAPSTONE
    threshold = limits.capstone if capstone else limits.concentrator
    return because("mark_too_low", mark=semester.mark, threshold=threshold)


def _why_not_counted(taken: Taken, way: Way, asked: Asked, *, chosen: bool) -> Reason:
    if asked.settings.strict_order and taken.code in way.out_of_order:
        return because("out_of_order", course=taken.code)
    if chosen:
        return because("already_passed", course=taken.code)
    return because("other_alternative", course=taken.code)


def _stage(
    rows: list[RequirementResult], asked: Asked, *, completed: bool, signed_up: bool
) -> PathwayStage:
    if completed:
        return PathwayStage.COMPLETER
    concentrator = next((r for r in rows if r.id == Level.CONCENTRATOR.value), None)
    waived = Level.CONCENTRATOR.value in asked.waived
    if concentrator is not None and concentrator.status is RequirementStatus.MET and not waived:
        return PathwayStage.CONCENTRATOR_COURSE_PASSED
    passed = [
        t
        for t in asked.taken.values()
        if t.level is Level.INTRODUCTORY
        and len({h for h, w in made_good(t, BEFORE_ALL, asked)[0].items() if w.rank == 0})
        >= t.parts
    ]
    if passed:
        return PathwayStage.INTRODUCTORY_PASSED
    return PathwayStage.ENROLLED if signed_up else PathwayStage.INTERESTED


def _version(steps: tuple[Step, ...]) -> str:
    """Return the classes that the steps are for, e.g. "2022-"."""
    first = min((step.first_class for step in steps), default=0)
    return str(first) if first else ""
