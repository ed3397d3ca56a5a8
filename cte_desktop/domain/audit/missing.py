"""What is still missing in a program: can it be placed, what would help, and how grave it is.

Severity of graduation and of a pathway signed up for: a warning while the work can still be placed,
must fix once it can't any more or when the student is in grade 12 and it isn't in the plan. UC and
CSU are no duty: information, or a warning for one who wishes for them; must fix only when such a
wish is a must and can't be met any more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.attributes import described
from cte_desktop.domain.audit.earning import RECOVERED_SUBJECT
from cte_desktop.domain.audit.exceptions import SUMS
from cte_desktop.domain.audit.helping import Trials, help_for
from cte_desktop.domain.audit.measuring import PER_LEVEL
from cte_desktop.domain.audit.openings import LAST_GRADE, Openings
from cte_desktop.domain.audit.requirements import (
    AllOf,
    Amount,
    Counted,
    CourseSet,
    InOrder,
    LevelReached,
    OneTopic,
    Overall,
    Passed,
    Requirement,
    SomeOf,
    asks_when,
    holds,
)
from cte_desktop.domain.audit.result import (
    ProgramResult,
    ProgramStatus,
    RequirementResult,
    RequirementStatus,
    Unit,
)
from cte_desktop.domain.audit.rules import DISTRICT
from cte_desktop.domain.audit.shortfall import with_what_sums_miss
from cte_desktop.domain.audit.work import Work
from cte_desktop.domain.findings import Finding, Severity, values
from cte_desktop.domain.planning.semesters import A_YEAR, Semester, State
from cte_desktop.domain.school_year import SEMESTERS, TERMS, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.audit.outcome import Outcome
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.students.decisions import Wish

GRADUATION = "graduation"
CREDITS_A_SEMESTER_COURSE = 500
MOST_COURSES_NAMED = 5
A_COURSE = 100  # hundredths
# The most that one semester of one course brings to what counts in each unit.
A_SEMESTER = {
    Unit.CREDITS: CREDITS_A_SEMESTER_COURSE,
    Unit.YEARS: A_YEAR // 2,
    Unit.COURSES: A_COURSE,
    Unit.LEVELS: A_COURSE,
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A requirement that is neither earned nor planned: what may fill it, and whether it can.

    `courses` may fill it by themselves; which of them help this student is `helping.py`'s to tell.
    """

    row: RequirementResult
    courses: tuple[Course, ...]
    can_be_placed: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much a student wants a program: a duty, a wish (perhaps a must), or neither."""

    duty: bool = False
    wish: bool = False
    must: bool = False


def gaps(outcome: Outcome, ahead: Openings, catalog: Catalog) -> Iterator[Gap]:
    """Yield what is missing in a program, must-includes before the subjects that hold them."""
    asked = {r.id: r for r in outcome.requirements}
    for row in outcome.result.requirements:
        if row.status is not RequirementStatus.NOT_MET:
            continue
        inner = [r for r in row.requirements if r.status is RequirementStatus.NOT_MET]
        for part in inner:
            yield _gap(part, asked[row.id], ahead, catalog)
        if not inner or row.missing > sum(r.missing for r in inner if r.unit is row.unit):
            yield _gap(row, asked[row.id], ahead, catalog)


def with_status(result: ProgramResult, found: Iterable[Gap], ahead: Openings) -> ProgramResult:
    """Return the result with all that it misses, as not met when that can't be placed any more."""
    result = with_what_sums_miss(result)
    if result.status is not ProgramStatus.AT_RISK:
        return result
    too_much = result.missing > ahead.room * A_SEMESTER[result.unit]
    if too_much or any(not gap.can_be_placed for gap in found):
        return replace(result, status=ProgramStatus.NOT_MET)
    return result


def gap_findings(
    result: ProgramResult,
    found: tuple[Gap, ...],
    wanted: Wanted,
    grade_level: int,
    trials: Trials,
) -> Iterator[Finding]:
    """Yield one finding for each gap, with the courses that were tried and found to help."""
    areas_missing = any(len(gap.row.id) == 1 for gap in found)
    for gap in found:
        if gap.row.kind in {"total", "before_grade_12"} and areas_missing:
            continue  # it only sums up what the areas say
        helping = help_for(gap, trials)
        yield Finding(
            _code(result.id, gap.row),
            severity_of(wanted, grade_level, can_be_placed=gap.can_be_placed),
            values(program=result.id, requirement=gap.row.id),
            values(
                missing=gap.row.missing,
                unit=gap.row.unit.value,
                courses=tuple(c.code for c in helping.courses[:MOST_COURSES_NAMED]) or None,
            ),
            helping.fixes,
        )


def severity_of(wanted: Wanted, grade_level: int, *, can_be_placed: bool) -> Severity:
    """Return how grave it is that something is missing (see the module's first lines)."""
    if wanted.duty:
        urgent = not can_be_placed or grade_level >= LAST_GRADE
        return Severity.MUST_FIX if urgent else Severity.WARNING
    if wanted.must and not can_be_placed:
        return Severity.MUST_FIX
    return Severity.WARNING if wanted.wish else Severity.INFORMATION


def wanted_area_goal(program: str, wishes: Iterable[Wish]) -> Wanted:
    """Return how much a student wishes for UC or CSU; without any wish UC is liked."""
    goals = [w for w in wishes if w.kind == "area_goal"]
    if not goals:
        return Wanted(wish=program == "uc")
    mine = [w for w in goals if w.value == program and w.strength != "no"]
    return Wanted(wish=bool(mine), must=any(w.strength == "must" for w in mine))


def at_risk_finding(result: ProgramResult, grade_level: int) -> Iterator[Finding]:
    """Yield the finding that graduation itself is in question: impossible, or open in grade 12."""
    last_year = grade_level >= LAST_GRADE and result.status is ProgramStatus.AT_RISK
    if last_year or result.status is ProgramStatus.NOT_MET:
        yield Finding(
            "graduation_at_risk",
            Severity.MUST_FIX,
            values(program=result.id),
            values(missing=result.missing or None, unit=result.unit.value),
        )


def _code(program: str, row: RequirementResult) -> str:
    if program in {"uc", "csu"}:
        return "ag_missing"
    if program.startswith(DISTRICT):
        return "requirement_missing"
    return "must_include_missing" if "." in row.id else "requirement_missing"


def _gap(
    row: RequirementResult, requirement: Requirement, ahead: Openings, catalog: Catalog
) -> Gap:
    if row.kind in SUMS:
        return Gap(row, (), _room_for(row, ahead))
    sets = tuple(sets_of(requirement, row.id))
    courses = tuple([c for c in courses_of(sets, catalog) if ahead.is_open(c)])
    can = _enough(row, courses, ahead)
    if not can:
        recovered = _recovery(row, sets, ahead, catalog)
        return Gap(row, (*courses, *recovered), can_be_placed=bool(recovered))
    return Gap(row, _of_language_begun(row, courses, catalog), can)


def _of_language_begun(
    row: RequirementResult, courses: tuple[Course, ...], catalog: Catalog
) -> tuple[Course, ...]:
    """Return, for levels of a language, the higher ones of the one begun, the next level first.

    The years must be of one language; without one begun every course is returned as it comes.
    """
    if row.unit is Unit.LEVELS or row.kind != "level":
        return courses
    taken = (catalog.course(used.course) for used in row.used)
    reached: dict[str, int] = {}
    for language, level in (_level_of(course) for course in taken if course and course.ag_topic):
        reached[language] = max(level, reached.get(language, 0))
    going_on = [c for c in courses if _level_of(c)[1] > reached.get(_level_of(c)[0], 99)]
    return tuple(sorted(going_on, key=lambda c: _level_of(c)[1])) or courses


def _level_of(course: Course) -> tuple[str, int]:
    """Return language and level of a course, ("SPAN", 2); level 0 where none is told."""
    language, _, level = course.ag_topic.partition(":")
    return language, int(level) if level.isdigit() else 0


def _room_for(row: RequirementResult, ahead: Openings) -> bool:
    if row.kind == "before_grade_12":
        terms = (t for t in ahead.terms if t.grade_level < LAST_GRADE and t.term in SEMESTERS)
        return row.missing <= sum(t.room for t in terms) * A_YEAR // 2
    return row.missing <= ahead.room * A_SEMESTER[row.unit]


def sets_of(requirement: Requirement, name: str) -> Iterator[CourseSet]:
    """Yield the sets that may fill the row of that id, its parts included."""
    match requirement:
        case AllOf(id=own, parts=parts) | SomeOf(id=own, parts=parts):
            inside = own == name
            for part in parts:
                if inside or part.id == name or part.id.startswith(f"{name}."):
                    yield from sets_of(part, part.id)
                elif isinstance(part, (AllOf, SomeOf)):
                    yield from sets_of(part, name)
        case Amount(of=of) | OneTopic(of=of) | LevelReached(of=of) | Passed(of=of) | Overall(of=of):
            yield of
        case Counted(of=of):
            yield of
        case InOrder(steps=steps):
            yield from steps


_known: dict[tuple[int, tuple[CourseSet, ...]], tuple[Catalog, tuple[Course, ...]]] = {}


def courses_of(sets: tuple[CourseSet, ...], catalog: Catalog) -> tuple[Course, ...]:
    """Return the courses of the catalog that any of the sets holds, kept for the next student."""
    key = (id(catalog), sets)
    kept = _known.get(key)
    if kept is not None and kept[0] is catalog:
        return kept[1]
    if len(_known) > 1000:
        _known.clear()
    found = tuple(
        course
        for course, work in _catalog_work(catalog)
        if course.ag_years + course.credits and any(_may_hold(s, course, work) for s in sets)
    )
    _known[key] = (catalog, found)
    return found


_described: dict[int, tuple[Catalog, tuple[tuple[Course, Work], ...]]] = {}


def _catalog_work(catalog: Catalog) -> tuple[tuple[Course, Work], ...]:
    """Return each course with the work that it would be, made once."""
    kept = _described.get(id(catalog))
    if kept is None or kept[0] is not catalog:
        _described.clear()
        works = tuple((course, described(as_work(course), catalog)) for course in catalog.courses)
        kept = _described[id(catalog)] = (catalog, works)
    return kept[1]


def _may_hold(of: CourseSet, course: Course, work: Work) -> bool:
    """Tell whether a set holds a course in any grade and term in which it may be taken."""
    if holds(of, work):
        return True
    if not asks_when(of):
        return False
    return any(
        holds(of, replace(work, semester=replace(work.semester, grade_level=grade, term=term)))
        for grade in range(course.grade_min, course.grade_max + 1)
        for term in TERMS
        if course.is_offered(term)
    )


@lru_cache(maxsize=2048)
def as_work(course: Course) -> Work:
    """Return a course as if it were planned, to ask which sets hold it."""
    semester = Semester(
        course_code=course.code,
        title=course.title,
        school_year=0,
        term=Term.FALL,
        grade_level=course.grade_min,
        school="",
        state=State.PLANNED,
        mark="",
        attempted=course.half_credits,
        credits=course.half_credits,
        subject=course.graduation_subject,
        ag_area=course.ag_area,
        ag_years=course.half_ag_years,
        ag_topic=course.ag_topic,
        uc_honors=course.uc_honors,
        college_units=course.college_units,
    )
    return Work(
        semester,
        course.half_credits,
        2,
        course.code,
        course.graduation_subject,
        course.ag_area,
        course.ag_topic,
    )


def _enough(row: RequirementResult, courses: tuple[Course, ...], ahead: Openings) -> bool:
    """Tell whether courses that can still be passed add up to what is missing."""
    found = 0
    wanted = row.missing or 1
    for course in courses:
        if found >= wanted:
            return True
        if row.kind in {"passed", "in_order"}:
            return True
        brings = _brings(course, row.unit)
        found += brings * (len(ahead.spots(course)) if course.repeatable else 1)
    if row.kind == "level" and found:
        a_level = PER_LEVEL.get(row.unit, A_YEAR)
        return ahead.school_years * a_level >= row.missing
    return found >= wanted


def _brings(course: Course, unit: Unit) -> int:
    """Return what a course brings to a requirement that counts in the unit."""
    match unit:
        case Unit.CREDITS:
            return course.credits
        case Unit.YEARS:
            return course.ag_years
        case Unit.COURSES | Unit.LEVELS:
            return A_COURSE


def _recovery(
    row: RequirementResult, sets: tuple[CourseSet, ...], ahead: Openings, catalog: Catalog
) -> tuple[Course, ...]:
    """Return the recovery courses that could make good a failed course of the sets."""
    if row.unit is Unit.YEARS:
        return ()
    failed = [s for rows in ahead.taken.values() for s in rows if s.state is State.NOT_EARNED]
    codes = {c.code for c in courses_of(sets, catalog)}
    if not any(s.course_code in codes for s in failed):
        return ()
    recovering = (c for c in catalog.courses if c.graduation_subject == RECOVERED_SUBJECT)
    return tuple(c for c in recovering if ahead.first_spot(c) is not None)
