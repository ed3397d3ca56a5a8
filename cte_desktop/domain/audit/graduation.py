"""Graduation: the set of the entry cohort, its subjects and must-includes, electives from surplus.

Sources: graduation.toml, `DOSSIER.md` sections 3 and 7, `interfaces.md` section 3 "Allocation".
The "five classes" of incoming transfers are no credits: `transfers.py` watches them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.ag_waivers import with_parts_allowed
from cte_desktop.domain.audit.answering import Evaluation, evaluate, row
from cte_desktop.domain.audit.attributes import described
from cte_desktop.domain.audit.earning import Earnings, earnings
from cte_desktop.domain.audit.exceptions import Exceptions
from cte_desktop.domain.audit.explain import because, unused
from cte_desktop.domain.audit.outcome import Outcome, program_result
from cte_desktop.domain.audit.requirements import (
    AllOf,
    Amount,
    Anything,
    Attributes,
    Codes,
    Counted,
    CourseSet,
    InOrder,
    Overall,
    Passed,
    Program,
    Requirement,
    Subjects,
    Topics,
    need_of,
)
from cte_desktop.domain.audit.result import ProgramResult, Reason, RequirementStatus, Unit
from cte_desktop.domain.audit.rules import GraduationSet, Include, Rules, SubjectNeed
from cte_desktop.domain.audit.shortfall import short_by
from cte_desktop.domain.audit.transfers import is_transfer
from cte_desktop.domain.audit.waivers import ALL_CREDITS, Lowered, waived
from cte_desktop.domain.audit.work import SetAside, Work

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.students.decisions import Decision
    from cte_desktop.domain.students.student import Student

PROGRAM = "graduation"
TOTAL = ALL_CREDITS
IN_DISTRICT = "in_district"
HERE = Attributes(frozenset({IN_DISTRICT}))  # work done at a school that the district runs
_USING_NOTHING_UP = (Overall, Passed, Counted, InOrder)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which set binds a student, and how decisions change it."""

    set: GraduationSet
    lowered: Lowered
    transferred: bool
    notes: dict[str, Reason]
    in_force: tuple[Decision, ...]  # waivers and the exemption that change the set


def audit_graduation(
    student: Student,
    semesters: tuple[Semester, ...],
    exceptions: Exceptions,
    catalog: Catalog,
    rules: Rules,
    node_limit: int,
) -> Outcome | None:
    """Return how the student stands for graduation, or None when the rules hold no set."""
    chosen = rules.set_for(student.entry_class)
    if exceptions.exemption is not None and rules.exempted_set is not None:
        chosen = rules.exempted_set
    if chosen is None:
        return None
    earned = earnings(semesters, catalog, exceptions, rules.credits)
    asked = asked_of(student, chosen, earned, exceptions, catalog, rules)
    works = earned.works
    if chosen.requirements:
        works = [described(work, catalog) for work in works]
    if asked.transferred:
        works = [in_district_too(work, catalog) for work in works]
    best, program, notes = _best(asked, works, rules, node_limit)
    aside = earned.aside + _left_over(best, program, rules)
    result = program_result(
        program,
        best,
        unused(aside),
        total_of=[r.id for r in program.requirements if not isinstance(r, _USING_NOTHING_UP)],
    )
    result = _with_courses_missing(result, asked.set, catalog)
    return Outcome(result, tuple(program.requirements), tuple(notes.items()), asked.in_force)


def _with_courses_missing(
    result: ProgramResult, chosen: GraduationSet, catalog: Catalog
) -> ProgramResult:
    """Return the result with at least the credits of the must-includes that have to be passed yet.

    Where the credits of their subject are full without them, so much of the work doesn't help.
    """
    codes = {i.id: i.codes for s in chosen.subjects for i in s.includes if i.taken}
    needed = 0
    for part in (inner for top in result.requirements for inner in top.requirements):
        if part.kind == "passed" and part.status is RequirementStatus.NOT_MET:
            courses = (catalog.course(code) for code in codes.get(part.id, ()))
            sizes = [course.credits for course in courses if course is not None and course.credits]
            needed += min(sizes, default=0) * part.missing // part.need
    return short_by(result, needed)


def _best(
    asked: Asked, works: list[Work], rules: Rules, limit: int
) -> tuple[Evaluation, Program, dict[str, Reason]]:
    """Evaluate the set, and with the replacement where one is allowed and the student gains."""
    plain = graduation_program(asked.set, asked.lowered, rules, transferred=asked.transferred)
    best = _evaluated(plain, works, asked.notes, limit), plain, asked.notes
    swap = asked.set.replacement
    if swap is None or not any(w.course_code == swap.course and w.amount for w in works):
        return best
    for include in replaceable(asked.set):
        program = graduation_program(
            asked.set, asked.lowered, rules, transferred=asked.transferred, replaced=include.id
        )
        notes = asked.notes | {include.id: because("replaced", course=swap.course)}
        answer = _evaluated(program, works, notes, limit)
        if _standing(answer, program) < _standing(best[0], best[1]):
            best = answer, program, notes
    return best


def _standing(answer: Evaluation, program: Program) -> tuple[int, int, int, int]:
    """Return what tells the better of two answers, the smaller one: as allocation weighs them.

    Fewer rows unmet, then less missing, then more of it earned, then in progress. Of equals the set
    stays as it is written: a plan with economics in it stays a plan with economics.
    """
    rows = [r for top in answer.requirements for r in (top, *top.requirements)]
    unmet = sum(1 for r in rows if r.status is RequirementStatus.NOT_MET)
    names = {r.id for r in program.requirements if not isinstance(r, _USING_NOTHING_UP)}
    of_need = [r for r in answer.requirements if r.id in names]
    return (
        unmet,
        sum(r.missing for r in of_need),
        -sum(r.earned for r in of_need),
        -sum(r.in_progress for r in of_need),
    )


def _evaluated(
    program: Program, works: list[Work], notes: dict[str, Reason], limit: int
) -> Evaluation:
    """Evaluate a set; what waivers took off its subjects is filled last, with what is left over.

    So the further credits never draw work from a requirement, and a course more never unmeets one.
    """
    gap = next((r for r in program.requirements if isinstance(r, Amount) and r.id == TOTAL), None)
    if gap is None:
        return evaluate(program, with_parts_allowed(works, program), notes, limit)
    kept = [w for w in works if w.pinned == TOTAL]  # a counselor wants them there
    others = with_parts_allowed([w for w in works if w not in kept], program)
    answer = evaluate(_without(program, TOTAL), others, notes, limit)
    on_hand = [*sorted(zip(kept, (w.amount for w in kept), strict=True), key=lambda p: p[0].order)]
    on_hand += zip(answer.works, answer.left, strict=True)
    further = row(TOTAL, "amount", program.unit, gap.need, on_hand, notes)
    room = gap.need
    left = []
    for _, amount in on_hand:
        left.append(amount - min(amount, room))
        room -= min(amount, room)
    rows = list(answer.requirements)
    rows.insert(program.requirements.index(gap), further)
    return Evaluation(tuple(rows), tuple(w for w, _ in on_hand), tuple(left), answer.proven)


@lru_cache(maxsize=256)
def _without(program: Program, name: str) -> Program:
    """Return a program without one of its requirements, the same one every time."""
    kept = tuple(r for r in program.requirements if r.id != name)
    return replace(program, requirements=kept)


@lru_cache(maxsize=256)
def graduation_program(
    chosen: GraduationSet, lowered: Lowered, rules: Rules, *, transferred: bool, replaced: str = ""
) -> Program:
    """Return the set as requirements, its needs lowered by waivers.

    `replaced` is the must-include in whose place the set's replacement stands.
    """
    less = dict(lowered)
    for include in replaceable(chosen):
        if include.id == replaced and chosen.replacement is not None:
            to = chosen.replacement.credits_move_to
            less[to] = less.get(to, 0) - include.credits
            less[replaced] = less.get(replaced, 0) + include.credits
    known = frozenset(s.id for s in chosen.subjects)
    parts: list[Requirement] = [_subject(s, less, known, rules) for s in chosen.subjects]
    parts += chosen.requirements
    needed = sum(need_of(part) for part in parts)
    waived_in_all = _asked_for(chosen) - needed if TOTAL in less else 0
    total = chosen.total - waived_in_all
    if needed < total:
        gap = total - needed
        parts.append(Amount(TOTAL, gap, Topics(frozenset()), surplus_of=Anything()))
    if transferred:
        need = rules.transfer_credits_in_district
        parts.append(Overall(IN_DISTRICT, need, HERE, IN_DISTRICT))
    return Program(PROGRAM, chosen.id, Unit.CREDITS, total, tuple(parts))


def _asked_for(chosen: GraduationSet) -> int:
    """Return what the rows of a set ask in all, before anything is waived."""
    further = sum(need_of(requirement) for requirement in chosen.requirements)
    return sum(s.credits for s in chosen.subjects) + further


def _subject(
    subject: SubjectNeed, less: dict[str, int], known: frozenset[str], rules: Rules
) -> Requirement:
    """Return a subject: what must be among it, each with its credits reserved, and the rest."""
    names = {subject.id} | {
        alias for alias, to in rules.alias.items() if to == subject.id and alias not in known
    }
    of = Subjects(frozenset(names))
    surplus: CourseSet | None = Anything() if subject.id == rules.overflow_to else None
    whole = max(0, subject.credits - less.get(subject.id, 0) - _off_includes(subject, less))
    parts: list[Requirement] = []
    reserved = 0
    for include in subject.includes:
        off = less.get(include.id, 0)
        if include.taken and whole and include.id not in less:
            parts.append(Passed(include.id, _of_include(include)))
            continue
        need = min(max(0, include.credits - off), whole - reserved)
        reserved += need
        parts.append(Amount(include.id, need, _of_include(include)))
    rest = Amount(subject.id, whole - reserved, of, surplus_of=surplus)
    return AllOf(subject.id, (*parts, rest), "subject") if parts else rest


def _off_includes(subject: SubjectNeed, less: dict[str, int]) -> int:
    """Return what is taken off with the must-includes; one that is but `taken` has no credits."""
    return sum(
        less.get(i.id, 0) if i.taken else min(i.credits, less.get(i.id, 0))
        for i in subject.includes
    )


def _of_include(include: Include) -> CourseSet:
    if include.codes:
        return Codes(frozenset(include.codes))
    return Subjects(frozenset({include.subject}))


def replaceable(chosen: GraduationSet) -> tuple[Include, ...]:
    """Return the must-includes that the set's replacement may stand in for, one at a time.

    The one with the very courses that are waived; else each that shares one of them.
    """
    waives = set(chosen.replacement.waives) if chosen.replacement else set()
    shared = [i for s in chosen.subjects for i in s.includes if waives & set(i.codes)]
    same = [include for include in shared if set(include.codes) == waives]
    return tuple(same or shared)


def asked_of(
    student: Student,
    chosen: GraduationSet,
    earned: Earnings,
    exceptions: Exceptions,
    catalog: Catalog,
    rules: Rules,
) -> Asked:
    """Return what a set asks of a student, with the decisions that change it."""
    notes: dict[str, Reason] = {}
    lower = waived(earned.waived, exceptions.waivers, chosen, catalog, rules)
    for taken, decision in exceptions.counts_as:
        if decision.requirement:
            notes[decision.requirement] = because(
                "approved_exception",
                course=taken,
                for_course=decision.course_code,
                approved_by=decision.approved_by or None,
            )
    for name, amount in lower.lowered:
        if name != TOTAL:
            notes[name] = because("waived", amount=amount / 100)
    in_force = lower.in_force
    if exceptions.exemption is not None and chosen is rules.exempted_set:
        in_force += (exceptions.exemption,)
        category = exceptions.exemption.category
        for subject in chosen.subjects:
            notes.setdefault(subject.id, because("exempted", category=category))
    exempted = chosen is rules.exempted_set  # from what the district adds: those credits too
    needs_some_here = bool(rules.transfer_credits_in_district) and not exempted
    transferred = needs_some_here and is_transfer(student)
    return Asked(chosen, lower.lowered, transferred, notes, in_force)


def in_district_too(work: Work, catalog: Catalog) -> Work:
    """Mark work done at a school that the district runs; charter credits are earned elsewhere."""
    school = catalog.find_school(work.semester.school)
    here = not work.semester.school or (school is not None and school.district_run)
    return replace(work, attributes=work.attributes | {IN_DISTRICT}) if here else work


def _left_over(answer: Evaluation, program: Program, rules: Rules) -> list[SetAside]:
    """Return the work that no requirement uses at all."""
    asked = {r.id for r in program.requirements}
    rows = []
    for work, left in zip(answer.works, answer.left, strict=True):
        if not left or left != work.amount:
            continue
        name = work.subject if work.subject in asked else rules.alias.get(work.subject, "")
        name = name if name in asked else rules.overflow_to
        if name in asked:
            reason = because("beyond_need", requirement=name)
        else:
            reason = because("no_requirement")
        rows.append(SetAside(work.semester, reason))
    return rows
