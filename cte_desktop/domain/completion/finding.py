"""The completers of a school year, the cases that need a person, and who is one course away.

Whether a pathway is completed decides `eligibility.decide` on the audit alone. Here is told what a
person should look at besides, and what one thing is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.district_programs import added_pathways
from cte_desktop.domain.audit.exceptions import exceptions_for, taking_effect
from cte_desktop.domain.audit.explain import because
from cte_desktop.domain.audit.result import Reason, RequirementStatus
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.completion.near_misses import near_misses, passed_too_early
from cte_desktop.domain.completion.state.completions import state_completions
from cte_desktop.domain.grades import WAIVED
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import Term, is_over, moment, school_year_text
from cte_desktop.domain.students.decisions import Decision

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from cte_desktop.domain.audit.result import ProgramResult
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.eligibility import Eligibility, Evidence
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.domain.students.student import Student

LAST_GRADE = 12
UNSIGNED = frozenset({"not_signed_up", "left_pathway", "left_pathway_on"})
"""Why a person should look at who completed without a sign-up; no more once it was awarded."""
_MARKS_DUE = 6  # the month in which the marks of spring come


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


def questions(one: Decided, catalog: Catalog, school_year: int, day: date) -> Iterator[Reason]:
    """Yield why a person should look at a pathway that was, or looks, completed in that year."""
    decision = one.decision
    if not decision.completed:
        yield from _pending(one, school_year, day)
        for said in near_misses(one.program, decision, one.file, catalog, school_year):
            if said.code == "out_of_order":
                yield because("taken_out_of_order", **dict(said.values))
        early = passed_too_early(one.program, decision, one.file, catalog)
        alone = [name for name, _ in decision.missing] == [Level.CAPSTONE.value]
        if early is not None and early.year == school_year and not alone:
            yield because("level_out_of_order", course=", ".join(early.courses))
        return
    if decision.completed_in != school_year:
        return
    if decision.pathway not in (*one.file.pathways, *added_pathways(one.file)):
        yield _not_signed_up(one)
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


def _not_signed_up(one: Decided) -> Reason:
    """Return that nobody signed up for the pathway, or that the student left it, and when."""
    left = [
        said
        for said in one.file.enrollments
        if said.pathway == one.decision.pathway and said.action == "left"
    ]
    if not left:
        return Reason("not_signed_up")
    day = left[-1].on
    return (
        Reason("left_pathway") if day is None else because("left_pathway_on", day=day.isoformat())
    )


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
    """Yield the courses whose marks alone are missing: an I, or none though they are due.

    Asked in the year of the last of all courses that are needed, whichever of them is open.
    """
    rows = [r for r in one.program.requirements if r.status is not RequirementStatus.MET]
    if not rows or any(r.status is not RequirementStatus.IN_PROGRESS for r in rows):
        return
    running = [u for r in rows for u in r.used if u.state is State.IN_PROGRESS]
    needed = [u.school_year for r in one.program.requirements if r.need for u in r.used]
    awaited = all(is_awaited(u.mark, u.school_year, u.term, day) for u in running)
    if running and awaited and school_year == max(needed):
        codes = dict.fromkeys(used.course for used in running)
        year = school_year_text(max(used.school_year for used in running))
        yield because("mark_pending", course=", ".join(codes), year=year)


def is_awaited(mark: str, school_year: int, term: Term, day: date) -> bool:
    """Tell whether a mark that is still open is waited for: an I, or none though it is time.

    From June on the marks of spring are: who completes is found before the term is over.
    """
    june = date(school_year + 1, _MARKS_DUE, 1)
    return bool(mark) or is_over(school_year, term, day) or (term is Term.SPRING and day >= june)


def _schools(evidence: Evidence) -> set[str]:
    return {row.school for row in evidence.rows if row.school}


def _finished(evidence: Evidence) -> int:
    return max(moment(row.school_year, row.term) for row in evidence.rows)
