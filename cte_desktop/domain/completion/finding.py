"""The completers of a school year, the cases that need a person, and who is one course away.

Whether a pathway is completed decides `eligibility.decide` on the audit alone. Here is told what a
person should look at besides, and what one thing is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.exceptions import exceptions_for, taking_effect
from cte_desktop.domain.audit.explain import because
from cte_desktop.domain.audit.result import Reason, RequirementStatus
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.completion.near_misses import near_misses
from cte_desktop.domain.completion.state_completions import state_completions
from cte_desktop.domain.grades import WAIVED
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import is_over, moment, school_year_text
from cte_desktop.domain.students.decisions import Decision

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from cte_desktop.domain.audit.result import ProgramResult, Used
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.eligibility import Eligibility, Evidence
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.domain.students.student import Student

LAST_GRADE = 12


class When(StrEnum):
    """When a certificate is handed out."""

    NOW = "now"
    ON_GRADUATION = "on_graduation"  # not a senior yet, or graduation is not met
    WITHHELD = "withheld"  # a person said so


class TakenBack(StrEnum):
    """How a person took an earlier award of the same pathway back; undoing one leaves no trace."""

    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Decided:
    """One audited pathway of a student, with the decision on it."""

    file: StudentFile
    program: ProgramResult
    decision: Eligibility


@dataclass(frozen=True, slots=True)
class Completed:
    """A completed pathway with what proves it; `serial` is that of the award in force, or ""."""

    student: Student
    decision: Eligibility
    exceptions: tuple[Decision, ...]
    certificate: When
    serial: str = ""
    taken_back: TakenBack | None = None
    known_at: int = 0  # the last step of the history when this was decided

    @property
    def pathway(self) -> str:
        """Return the pathway's name."""
        return self.decision.pathway

    @property
    def completed_in(self) -> int:
        """Return the school year in which the capstone first met the threshold."""
        return self.decision.completed_in or 0

    @property
    def is_open(self) -> bool:
        """Tell whether it can be awarded: it wasn't yet, and nobody took it back."""
        return not self.serial and self.taken_back is None


@dataclass(frozen=True, slots=True)
class NeedsAPerson:
    """A case that a person must look at, and why; a completed one is among the completed too."""

    student_uid: str
    student_id: str
    pathway: str
    because: Reason


@dataclass(frozen=True, slots=True)
class OneCourseAway:
    """A student whom one thing keeps from completing: `missing` is the id of the requirement."""

    student_uid: str
    student_id: str
    pathway: str
    missing: str


@dataclass(frozen=True, slots=True)
class Found:
    """Who completed in a school year, in order of student and pathway; earlier years are left out.

    `state_completions` are those that the State counts: once for each of its codes.
    """

    school_year: int
    completed: tuple[Completed, ...] = ()
    needs_a_person: tuple[NeedsAPerson, ...] = ()
    one_course_away: tuple[OneCourseAway, ...] = ()
    state_completions: int = 0

    @property
    def students(self) -> int:
        """Return how many students completed at least one pathway."""
        return len({one.student.uid for one in self.completed})

    @property
    def open(self) -> tuple[Completed, ...]:
        """Return those that can be awarded."""
        return tuple(one for one in self.completed if one.is_open)


def certificate_when(student: Student, *, graduates: bool, senior_year: int) -> When:
    """Return when a certificate is handed out: to seniors who met graduation at once.

    `senior_year` is the calendar year in which this year's seniors graduate.
    """
    finished = graduates and student.graduation_year <= senior_year
    return When.NOW if finished else When.ON_GRADUATION


def exceptions_used(one: Decided) -> tuple[Decision, ...]:
    """Return the decisions of counselors that take effect in the pathway, and waivers by mark."""
    decided = taking_effect(exceptions_for(one.file.decisions, one.program.id), one.program)
    return (*decided, *_waived_by_mark(one, {d.requirement for d in decided}))


def questions(
    one: Decided, catalog: Catalog, school_year: int, day: date, *, signed_up: bool = True
) -> Iterator[Reason]:
    """Yield why a person should look at a pathway that was, or looks, completed in that year."""
    decision = one.decision
    if not decision.completed:
        yield from _pending(one, school_year, day)
        for said in near_misses(one.program, decision, one.file, catalog, school_year):
            if said.code == "out_of_order":
                yield because("taken_out_of_order", **dict(said.values))
        return
    if decision.completed_in != school_year:
        return
    if not signed_up:
        yield Reason("not_signed_up")
        return
    yield from _of_the_courses(one, catalog)


def same_code_questions(
    of_student: Iterable[Decided], catalog: Catalog, school_year: int
) -> Iterator[tuple[str, Reason]]:
    """Yield the pathways completed in that year whose state code another completion has already."""
    for found in state_completions((one.decision for one in of_student), catalog):
        first, *later = found.pathways
        years = {one.decision.pathway: one.decision.completed_in for one in of_student}
        for name in later:
            if years[name] == school_year:
                yield name, because("same_state_code", pathway=first, state_code=found.code)


def count_state_completions(decided: Iterable[Decided], catalog: Catalog, school_year: int) -> int:
    """Return how many state completions the completions of one student are in that year."""
    found = state_completions((one.decision for one in decided), catalog)
    return sum(1 for one in found if one.completed_in == school_year)


def one_thing_missing(decision: Eligibility) -> str:
    """Return the id of the one requirement that is missing, or ""."""
    return decision.missing[0][0] if decision.is_one_level_away else ""


def _waived_by_mark(one: Decided, decided: Collection[str]) -> Iterator[Decision]:
    """Yield a waiver for each level that rows marked X waive and no counselor did."""
    years = {row.course: row.school_year for row in one.program.unused}
    for row in one.program.requirements:
        course = str(dict(row.why.values).get("course", ""))
        if row.why.code == "waived" and course and row.id not in decided:
            when = f"{WAIVED}, {school_year_text(years[course])}" if course in years else WAIVED
            yield Decision("waiver", one.program.id, row.id, course, reason=when)


def _of_the_courses(one: Decided, catalog: Catalog) -> Iterator[Reason]:
    concentrator, capstone = (one.decision.of(x) for x in (Level.CONCENTRATOR, Level.CAPSTONE))
    if capstone is not None:
        elsewhere = _schools(capstone) - {one.file.student.school}
        if elsewhere:
            yield because("capstone_elsewhere", where=", ".join(sorted(elsewhere)))
    if concentrator is None:
        yield Reason("no_concentrator")
        return
    outside = {school for school in _schools(concentrator) if catalog.find_school(school) is None}
    if outside:
        yield because("concentrator_transferred", where=", ".join(sorted(outside)))
    if capstone is not None and _finished(concentrator) >= _finished(capstone):
        yield because(
            "taken_out_of_order",
            course=", ".join(capstone.courses),
            concentrator=", ".join(concentrator.courses),
        )


def _pending(one: Decided, school_year: int, day: date) -> Iterator[Reason]:
    """Yield the courses whose marks alone are missing: an I, or none though the term is over."""
    rows = [r for r in one.program.requirements if r.status is not RequirementStatus.MET]
    if not rows or any(r.status is not RequirementStatus.IN_PROGRESS for r in rows):
        return
    running = [u for r in rows for u in r.used if u.state is State.IN_PROGRESS]
    if all(_is_pending(used, day) for used in running) and school_year == max(
        (used.school_year for used in running), default=None
    ):
        codes = dict.fromkeys(used.course for used in running)
        yield because("mark_pending", course=", ".join(codes), year=school_year_text(school_year))


def _is_pending(used: Used, day: date) -> bool:
    return bool(used.mark) or is_over(used.school_year, used.term, day)


def _schools(evidence: Evidence) -> set[str]:
    return {row.school for row in evidence.rows if row.school}


def _finished(evidence: Evidence) -> int:
    return max(moment(row.school_year, row.term) for row in evidence.rows)
