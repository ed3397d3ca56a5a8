"""Where a class may go when no section of its own year and terms can be had.

Another term of the year, an alternate, a later year, the tray. A course that nobody teaches any
more may also become one like it: the same subject, A-G area and length, for the same grade.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.findings import values
from cte_desktop.domain.planning import plan as plans
from cte_desktop.domain.planning.delays import delayed
from cte_desktop.domain.planning.misfit_records import Repair, Surroundings
from cte_desktop.domain.planning.order import prerequisite_findings
from cte_desktop.domain.planning.passing import is_passed
from cte_desktop.domain.planning.plan import GRADES, Lane, Placement, Spot
from cte_desktop.domain.planning.repairs import carry_out, lane_for
from cte_desktop.domain.planning.sections.alternatives.search import Search, Way
from cte_desktop.domain.planning.sections.alternatives.trial import Worse, what_it_says
from cte_desktop.domain.school_year import TERMS, Term, is_over

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.planning.plan import Plan

__all__ = ("Way", "a_year_later", "in_other_terms", "set_aside", "with_alternates")

_MOST_ALIKE = 3
_NOTHING = Surroundings()


def in_other_terms(search: Search) -> Iterator[Way]:
    """Yield the plans with a semester course in another term of its year that has not ended.

    In Extended Day a half of a year course that is planned alone moves in the same way.
    """
    course = search.situation.catalog.course(search.target.course)
    placement = search.plan.find(search.target.uids[0])
    if course is None or placement is None or search.is_locked:
        return
    if not _is_of_one_term(search, course, placement):
        return
    for term in TERMS:
        over = is_over(search.school_year, term, search.situation.day)
        if term in search.target.terms or over or not course.is_offered(term):
            continue
        spot = _spot_in(search, course, placement, term)
        moved = plans.move(search.plan, search.target.uids[0], spot, only_this_half=True)
        yield from _first(search.placed(moved, search.target.uids))


def with_alternates(search: Search) -> Iterator[Way]:
    """Yield the plans with another course instead: the ranked alternates, then one like it."""
    placement = search.plan.find(search.target.uids[0])
    if placement is None or search.is_locked:
        return
    for code in dict.fromkeys((*placement.alternates, *_alike(search))):
        course = search.situation.catalog.course(code)
        taken = search.situation.by_course.get(code, ())
        if course is None or (is_passed(course, taken) and not course.repeatable):
            continue
        named = values(placements=search.target.uids, course=search.target.course, by=code)
        after = carry_out(search.situation, Repair("replace", named), _NOTHING, search.new_uid)
        if after is None:
            continue
        known = {p.uid for p in search.plan.placements if p.course_code == code}
        anew = tuple(
            p.uid
            for p in after.placed
            if p.course_code == code
            and p.uid not in known
            and p.spot is not None
            and p.spot.grade_level == search.target.grade_level
        )
        yield from _first(search.placed(after, anew))


def a_year_later(search: Search) -> Iterator[Way]:
    """Yield the plans with the class in a later grade, and what builds on it after it."""
    course, plan = search.situation.catalog.course(search.target.course), search.plan
    if course is None or search.is_locked:
        return
    for grade in range(search.target.grade_level + 1, min(GRADES[-1], course.grade_max) + 1):
        if not search.is_taught(grade):
            return
        later = delayed(search.situation, plan, search.target.uids)
        if later is None:
            return
        plan = later
        yield from _first(search.placed(plan, search.target.uids))


def set_aside(search: Search) -> Iterator[Way]:
    """Yield the plan with the class in the tray, as one course, and what builds on it as well.

    None when the class is locked; what builds on it and is locked stays where it is.
    """
    first = search.plan.find(search.target.uids[0])
    if first is None or search.is_locked:
        return
    gone = set(search.target.uids)
    rest = tuple(p for p in search.plan.placements if p.uid not in gone)
    parked = replace(first, spot=None, section_id="", site="")
    plan = replace(search.plan, placements=(*rest, parked))
    had = _unprepared(search, search.plan).keys()
    while True:
        # Without its prerequisite a class can't be taken: left in the plan it would count in vain.
        after = plan
        for lacks, uid in _unprepared(search, plan).items():
            after = after if lacks in had else plans.park(after, uid)
        if after == plan:
            break
        plan = after
    yield Way(plan)


def _unprepared(search: Search, plan: Plan) -> dict[Worse, str]:
    """Return the classes of a plan that lack what must come first or beside them (finding, uid)."""
    then = replace(search.situation, plan=plan, recorded=search.situation.of_record)
    found: dict[Worse, str] = {}
    for finding in prerequisite_findings(then):
        course, grade = finding.about("course"), finding.about("grade_level")
        for placement in plan.placed:
            spot = placement.spot
            if placement.course_code == course and spot is not None and spot.grade_level == grade:
                found[what_it_says(finding)] = placement.uid
                break
    return found


def _is_of_one_term(search: Search, course: Course, placement: Placement) -> bool:
    """Tell whether a class stands for itself in one term, and is taught in its year."""
    if len(search.target.terms) > 1 or not search.is_taught(search.target.grade_level):
        return False
    spot = placement.spot
    alone = (
        spot is not None
        and spot.lane is Lane.EXTENDED
        and not any(
            semester.placement_uid != placement.uid
            for semester in search.situation.by_course.get(course.code, ())
            if semester.school_year == search.school_year
        )
    )
    return alone or not course.is_year


def _spot_in(search: Search, course: Course, placement: Placement, term: Term) -> Spot:
    spot = placement.spot
    stays = spot is not None and Term.SUMMER not in (term, spot.term)
    lane = spot.lane if spot is not None and stays else lane_for(course, term)
    grade = search.target.grade_level
    by_day = lane is Lane.DAY
    period = plans.first_free_period(search.plan, grade, (term,)) if by_day else ""
    return Spot(grade, term, lane, period)


def _alike(search: Search) -> tuple[str, ...]:
    """Return courses like one that nobody teaches any more, the likest first."""
    catalog, year = search.situation.catalog, search.school_year
    gone = catalog.course(search.target.course)
    if gone is None or catalog.schools_teaching(gone.code, year) != ():
        return ()
    grade = search.target.grade_level
    school = search.target.site or search.situation.home_school(grade)
    key = (gone.code, year, school, grade)
    if key not in search.clock.alike:
        found = [
            course
            for course in catalog.courses
            if _is_like(course, gone)
            and course.grade_min <= grade <= course.grade_max
            and all(course.is_offered(term) for term in search.target.terms)
            and _is_taught(catalog.schools_teaching(course.code, year), school)
        ]
        found.sort(key=lambda course: _unlike(course, gone))
        search.clock.alike[key] = tuple(course.code for course in found[:_MOST_ALIKE])
    return search.clock.alike[key]


def _is_like(course: Course, gone: Course) -> bool:
    """Tell whether a course may stand in for one that is gone.

    Support is never alike: who takes Study Skills or a first year of Algebra 1 in two is chosen by
    a person.
    """
    if course.is_support:
        return False
    return course.code != gone.code and all(
        getattr(course, name) == getattr(gone, name)
        for name in ("graduation_subject", "ag_area", "length", "is_college")
    )


def _unlike(course: Course, gone: Course) -> tuple[bool, bool, bool, bool, str]:
    """Return the order of courses that might stand in: of the pathway first, then as rigorous."""
    return (
        course.pathway != gone.pathway,
        course.pathway_level is not gone.pathway_level,
        course.ag_topic != gone.ag_topic,
        course.rigor != gone.rigor,
        course.code,
    )


def _is_taught(schools: tuple[str, ...] | None, school: str) -> bool:
    return schools is None or (school in schools if school else bool(schools))


def _first(ways: Iterator[Way]) -> Iterator[Way]:
    """Yield the first way alone: of another term or course one section is enough."""
    found = next(ways, None)
    if found is not None:
        yield found
