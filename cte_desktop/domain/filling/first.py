"""A first valid plan at once, while the best one is looked for: built depth first, then checked.

In this order: what is locked, what wishes and pathways must have (each with what it needs before
it), what the present plan has already, what graduation still asks for, then electives where a term
has room. The audits say what is open and which courses would help; the rules say at the end whether
the plan may be shown. A fixed amount of work is all that is spent.
"""

from __future__ import annotations

from itertools import product
from operator import itemgetter
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.exceptions import SUMS
from cte_desktop.domain.audit.last_chance import is_filled
from cte_desktop.domain.audit.missing import A_COURSE, courses_of, sets_of
from cte_desktop.domain.audit.result import RequirementStatus, Unit
from cte_desktop.domain.filling.checking import faults
from cte_desktop.domain.filling.depth_first import (
    BEFORE_ALL,
    MOST_STEPS,
    NEVER,
    Laying,
    laying_of,
    ordered,
)
from cte_desktop.domain.filling.judging import outcomes
from cte_desktop.domain.filling.laying import laid_out
from cte_desktop.domain.filling.options.bans import is_dropped
from cte_desktop.domain.filling.radar import standing
from cte_desktop.domain.filling.wants import Strength, Want, contradictions
from cte_desktop.domain.school_year import SEMESTERS, Term, moment, school_year_of_grade

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cte_desktop.domain.audit.outcome import Outcome
    from cte_desktop.domain.audit.requirements import Requirement
    from cte_desktop.domain.audit.result import RequirementResult
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.catalog.prerequisites import Need
    from cte_desktop.domain.filling.depth_first import Day
    from cte_desktop.domain.filling.problem import Option, Problem
    from cte_desktop.domain.planning.plan import Plan

USUAL_COURSES = 6
"""By day in a term: as many as the usual periods."""
MOST_ROUNDS = 3


def first_plan(problem: Problem, new_uid: Callable[[], str]) -> Plan | None:
    """Return a plan that every rule and every must allows, or None where none is found soon.

    None says nothing of whether there is one: a fixed amount of work is all that is spent.
    """
    present = any(one.kept for one in problem.arrangements)
    return _tried(problem, new_uid, keeping=True) or (
        _tried(problem, new_uid, keeping=False) if present else None
    )


def _tried(problem: Problem, new_uid: Callable[[], str], *, keeping: bool) -> Plan | None:
    """Return a plan that keeps what it can of the present one, or asks nothing of it.

    What the rules still miss in it is laid before the electives in another round, with period 7.
    """
    laying = laying_of(problem)
    if not (_lay_locked(laying) and _lay_wished(laying) and _lay_pathways(laying)):
        return None
    if keeping:
        _lay_present(laying)
    wanted = [w for w in problem.wants if w.strength is Strength.MUST and w.kind != "pathway"]
    for spare in range(MOST_ROUNDS):
        before = len(laying.chosen)
        for want in wanted if spare or not _is_full(laying) else ():
            _lay_program(want, laying)
        core = dict(laying.chosen)
        _lay_electives(laying, min(spare, 1))
        if _keeps_load(laying):
            plan = laid_out(problem, frozenset(laying.chosen.values()), new_uid)
            checked = faults(problem, plan, at_a_glance=True)
            if checked.is_valid:
                return plan
        laying.restore(core)
        if (spare and len(core) == before) or laying.steps > MOST_STEPS:
            break
    return None


def _is_full(laying: Laying) -> bool:
    """Tell whether every term has its usual number of courses: then the rules have the word."""
    days = laying.days.values()
    return all(day.courses >= wanted_courses(day, laying.problem) for day in days)


def _lay_locked(laying: Laying) -> bool:
    options = laying.problem.options
    locked = [place for place, option in enumerate(options) if option.locked]
    return all(laying.seat(place, moving=False) for place in locked)


def _lay_wished(laying: Laying) -> bool:
    """Lay the courses that must be there: of several that would do the dearest that fits."""
    for want in laying.problem.wants:
        if want.kind == "course" and want.strength is Strength.MUST:
            there = any(laying.is_there(code) for code in want.codes)
            if not there and not any(take(code, laying) for code in want.codes):
                return False
    return True


def _lay_pathways(laying: Laying) -> bool:
    """Lay the steps of the pathways that must be completed, as early as they may.

    One that must not be completed either can't be laid.
    """
    problem = laying.problem
    for pair in contradictions(problem.wants):
        if not any(is_dropped(want.reason, problem.dropped) for want in pair):
            return False
    wanted = (w for w in laying.problem.wants if w.kind == "pathway")
    return all(_lay_pathway(w, laying) for w in wanted if w.strength is Strength.MUST)


def _lay_pathway(want: Want, laying: Laying) -> bool:
    """Lay what is missing of a pathway: of all alternatives those that end first.

    Of those that end alike the ones that the present plan has.
    """
    problem = laying.problem
    progress = standing(want.value, problem.given, problem.auditing)
    missing: list[tuple[str, ...]] = []
    after = BEFORE_ALL
    for group, pairs in progress.way.filled:
        if not is_filled(group, pairs):
            missing.append(group.codes)
        elif not missing:
            after = max([after, *(work.semester.moment for work, _ in pairs)])
    if not missing:
        return True
    last = _last_moment(want, problem)
    before, best, least = dict(laying.chosen), None, (NEVER, NEVER)
    for codes in product(*missing):
        end = _lay_steps(codes, after, last, laying)
        score = (NEVER if end is None else end, laying.new)
        if end is not None and score < least:
            best, least = dict(laying.chosen), score
        laying.restore(before)
    laying.restore(best or before)
    return best is not None


def _lay_steps(codes: Iterable[str], after: int, last: int, laying: Laying) -> int | None:
    """Lay courses one after the other; return the moment in which the last one ends."""
    options = laying.problem.options
    for code in codes:
        if not laying.is_there(code) and not take(code, laying, after=after, before=last + 1):
            return None
        there = [options[p] for p in laying.by_code[code] if p in laying.chosen]
        if min(o.starts for o in there) <= after or max(o.ends for o in there) > last:
            return None
        after = max(o.ends for o in there)
    return after


def _last_moment(want: Want, problem: Problem) -> int:
    if want.by_grade is None:
        return NEVER
    year = school_year_of_grade(want.by_grade, problem.given.file.student.graduation_year)
    return moment(year, Term.SUMMER)


def take(
    code: str,
    laying: Laying,
    *,
    after: int = BEFORE_ALL,
    before: int = NEVER,
    soon: bool = True,
    above: tuple[str, ...] = (),
) -> bool:
    """Lay a course between two moments with what must come before it; False if nothing fits.

    As soon as may be, or in its usual grade. `above` are the courses that need it.
    """
    if code in above:
        return False
    options = laying.problem.options
    for place in ordered(laying.by_code.get(code, ()), laying, soon=soon):
        option = options[place]
        if option.starts <= after or option.ends >= before or option.locked:
            continue
        if laying.steps > MOST_STEPS:
            return False
        if laying.lay(place):
            return True
        if not laying.is_ready(option):
            start = dict(laying.chosen)
            if _make_ready(option, laying, (*above, code)) and laying.lay(place):
                return True
            laying.restore(start)
    return False


def _make_ready(option: Option, laying: Laying, above: tuple[str, ...]) -> bool:
    """Lay the prerequisites of some alternative before an option starts."""
    start = dict(laying.chosen)
    for needs in option.course.prerequisites.alternatives:
        if all(_pass(need, option.starts, laying, above) for need in needs):
            return True
        laying.restore(start)
    return False


def _pass(need: Need, start: int, laying: Laying, above: tuple[str, ...]) -> bool:
    if laying.passes(need, start):
        return True
    limit = laying.limit(need, start)
    return take(need.course_code, laying, before=limit, above=above) and laying.passes(need, start)


def _lay_present(laying: Laying) -> None:
    """Lay what the present plan has and nothing above has moved, in order of time."""
    kept = {one.option for one in laying.problem.arrangements if one.kept}
    for place in ordered(kept, laying, soon=True):
        laying.lay(place)


def _lay_program(want: Want, laying: Laying) -> None:
    """Lay courses for what is open of a program, by the word of its audit.

    What can be filled in the fewest ways comes first.
    """
    problem = laying.problem
    asked: list[tuple[int, int, RequirementResult, int, list[Course]]] = []
    for outcome in outcomes(want, problem, problem.given.file, laying.semesters):
        for row, requirement, missing in _open_rows(outcome):
            sets = tuple(sets_of(requirement, row.id))
            courses = courses_of(sets, problem.given.catalog)
            near = [c for c in courses if c.code in laying.by_code]
            places = sum(len(laying.by_code[c.code]) for c in near)
            last = row.id == problem.rules.overflow_to  # what others leave over flows into it
            asked.append((NEVER if last else places, len(asked), row, missing, near))
    for _, _, row, missing, near in sorted(asked, key=itemgetter(0, 1)):
        _fill(row, missing, near, laying)


def _open_rows(outcome: Outcome) -> Iterator[tuple[RequirementResult, Requirement, int]]:
    """Yield what is not met, parts before what holds them, with how much of it is missing."""
    asked = {requirement.id: requirement for requirement in outcome.requirements}
    for row in outcome.result.requirements:
        if row.status is not RequirementStatus.NOT_MET or row.kind in SUMS:
            continue
        parts = [r for r in row.requirements if r.status is RequirementStatus.NOT_MET]
        for part in parts:
            yield part, asked[row.id], part.missing
        missing = row.missing - sum(part.missing for part in parts if part.unit is row.unit)
        if missing > 0 or not parts:
            yield row, asked[row.id], missing


def _fill(row: RequirementResult, missing: int, courses: Iterable[Course], laying: Laying) -> None:
    """Lay the most natural courses until nothing is missing any more."""
    habits = laying.habits
    near = [c for c in courses if c.repeatable or not laying.is_there(c.code)]
    near.sort(key=lambda c: (habits.elective_cost(c), habits.usual_grade(c), c.code))
    for course in near:
        while take(course.code, laying, soon=False):
            one_will_do = row.kind in {"passed", "in_order"}
            missing -= missing if one_will_do else _brings(course, row.unit)
            if missing <= 0:
                return
            if not course.repeatable:
                break


def _brings(course: Course, unit: Unit) -> int:
    match unit:
        case Unit.CREDITS:
            return course.credits
        case Unit.YEARS:
            return course.ag_years
        case Unit.COURSES | Unit.LEVELS:
            return A_COURSE


def _lay_electives(laying: Laying, spare: int) -> None:
    """Lay electives into each school year until its terms have their usual number of courses.

    And as many as `spare` more, in period 7, where that has not been enough.
    """
    problem, habits = laying.problem, laying.habits
    options = problem.options
    by_grade: dict[int, list[int]] = {}
    for place, option in enumerate(options):
        if place not in laying.chosen and Term.SUMMER not in option.terms and not option.locked:
            by_grade.setdefault(option.grade_level, []).append(place)
    for grade in sorted(by_grade):
        days = [day for day in laying.days.values() if day.term.grade_level == grade]
        cost = {
            place: (
                -len(options[place].terms),
                habits.cost(options[place].course, grade, again=False),
                options[place].course.code,
                place,
            )
            for place in by_grade[grade]
        }
        for place in sorted(cost, key=cost.__getitem__):
            own = [laying.days[s.moment] for s in options[place].semesters]
            if all(day.courses < wanted_courses(day, problem) + spare for day in own):
                laying.lay(place)
            elif all(day.courses >= wanted_courses(day, problem) + spare for day in days):
                break


def wanted_courses(day: Day, problem: Problem) -> int:
    """Return how many courses a term should have: the usual number, but for what is wished."""
    count = USUAL_COURSES if day.term.term in SEMESTERS else 0
    for want in problem.wants:
        if want.strength is Strength.NO or not count:
            continue
        if want.kind == "load":
            low, high = want.bounds
            count = min(max(count, low), high)
        elif want.kind == "free_period":
            count = min(count, USUAL_COURSES - want.count)
    return count


def _keeps_load(laying: Laying) -> bool:
    """Tell whether each term has as many courses as a wish says that is a must.

    Of honors, where they must be, the best plan alone tells which could be.
    """
    musts = [want for want in laying.problem.wants if want.strength is Strength.MUST]
    if any(want.kind == "honors" and want.allows for want in musts):
        return False
    days = [day for day in laying.days.values() if day.term.term in SEMESTERS]
    return all(
        _is_kept(want, day)
        for want in musts
        if want.kind in {"load", "free_period"}
        for day in days
    )


def _is_kept(want: Want, day: Day) -> bool:
    if want.kind == "load":
        low, high = want.bounds
        return low <= day.courses <= high
    return day.courses <= USUAL_COURSES - want.count
