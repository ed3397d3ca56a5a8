"""Which repairs there may be for a misfit, the recommended one first; `misfits.py` tries each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.findings import values
from cte_desktop.domain.planning.misfit_checks import is_earned, missing_halves, year_of
from cte_desktop.domain.planning.misfit_records import Misfit, MisfitKind, Repair, Surroundings
from cte_desktop.domain.planning.offering import is_in_grade_range
from cte_desktop.domain.planning.passing import BOTH, halves_made_good, is_passed
from cte_desktop.domain.planning.plan import GRADES, PLANNED_GRADES
from cte_desktop.domain.planning.repairs import YEAR
from cte_desktop.domain.school_year import (
    FIRST_MONTH,
    SEMESTERS,
    TERMS,
    Term,
    moment,
    school_year_of,
    school_year_of_grade,
    term_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.findings import Value
    from cte_desktop.domain.planning.plan import Placement
    from cte_desktop.domain.planning.situation import Situation

_ELECTIVE = frozenset({"", "elective"})
_USUAL_TERM = {"1": Term.FALL, "2": Term.SPRING}
_SCHOOL_BEGINS = FIRST_MONTH + 1  # August; until then the fall is still to come
When = tuple[int, str]
"""A grade and a term, `YEAR` for both semesters."""


def choices(situation: Situation, misfit: Misfit, around: Surroundings) -> Iterator[Repair]:
    """Yield the repairs worth a try, the recommended one first."""
    plan = situation.plan
    placements = [p for uid in misfit.placements if plan and (p := plan.find(uid)) is not None]
    if not placements:
        return
    match misfit.kind:
        case MisfitKind.ALREADY_PASSED:
            yield _repair("remove", misfit)
            yield from _alternates(misfit, placements[0])
        case MisfitKind.OTHER_TAKEN:
            yield _repair("remove", misfit)
        case MisfitKind.RENAMED:
            yield _repair("replace", misfit, by=misfit.about("by"))
            yield _repair("remove", misfit)
        case MisfitKind.RETIRED:
            yield from _alternates(misfit, placements[0])
            yield _repair("remove", misfit)
        case _:
            yield from _in_time(situation, misfit, placements, around)


def coming(situation: Situation) -> tuple[tuple[int, Term], ...]:
    """Return the grades and terms that have not begun, in order of time, up to graduation."""
    year, term = school_year_of(situation.day), term_of(situation.day)
    now = moment(year, term)
    if FIRST_MONTH <= situation.day.month < _SCHOOL_BEGINS:
        now -= 1
    class_of = situation.file.student.graduation_year
    return tuple(
        (grade, term)
        for grade in PLANNED_GRADES
        for term in TERMS
        if moment(school_year_of_grade(grade, class_of), term) > now
        and not (grade == GRADES[-1] and term is Term.SUMMER)
    )


def _in_time(
    situation: Situation, misfit: Misfit, placements: list[Placement], around: Surroundings
) -> Iterator[Repair]:
    """Yield the repairs that look for another term or section; none for a student who moved."""
    match misfit.kind:
        case MisfitKind.FAILED:
            yield from _again(situation, misfit)
        case MisfitKind.TERM_OVER:
            yield from _of_over(situation, misfit, placements)
        case MisfitKind.SECTION_GONE:
            yield _repair("drop_section", misfit, section_id=misfit.about("section_id"))
            yield from _other_sections(situation, misfit, placements, around)
        case MisfitKind.PREREQUISITE_FAILED:
            yield from _of_need(situation, misfit, placements)
        case _:
            return


def _of_over(situation: Situation, misfit: Misfit, placements: list[Placement]) -> Iterator[Repair]:
    course = situation.catalog.course(placements[0].course_code)
    moves: list[Repair] = []
    if course is not None and (course.repeatable or not is_earned(situation, course)):
        terms = [p.spot.term for p in placements if p.spot is not None]
        halves = [str(SEMESTERS.index(t) + 1) for t in terms if course.is_year and t in SEMESTERS]
        moves = [
            _repair("move", misfit, to_grade_level=grade, to_term=term)
            for grade, term in _openings(situation, course, tuple(halves))
        ]
    # What graduation or a pathway asks for is worth keeping; an elective is not missed.
    kept = course is not None and (
        course.graduation_subject not in _ELECTIVE or course.pathway_level is not None
    )
    if kept:
        yield from moves
    yield _repair("remove", misfit)
    if not kept:
        yield from moves


def _again(situation: Situation, misfit: Misfit) -> Iterator[Repair]:
    course = situation.catalog.course(str(misfit.about("course")))
    if course is None:
        return
    for grade, term in _openings(situation, course, missing_halves(situation, course)):
        yield _repair("again", misfit, grade_level=grade, term=term)


def _alternates(misfit: Misfit, placement: Placement) -> Iterator[Repair]:
    for code in placement.alternates:
        yield _repair("replace", misfit, by=code)


def _other_sections(
    situation: Situation, misfit: Misfit, placements: list[Placement], around: Surroundings
) -> Iterator[Repair]:
    """Yield the other sections of the course; only one that alone fits is offered."""
    spots = [p.spot for p in placements if p.spot is not None]
    year, code = year_of(situation, spots[0]), placements[0].course_code
    for section in around.sections.get((year, code), ()):
        other = section.section_id != misfit.about("section_id")
        is_open = not section.cancelled and not section.reserved_for
        if other and is_open and all(section.meets_in(spot.term) for spot in spots):
            yield _repair(
                "take_section",
                misfit,
                section_id=misfit.about("section_id"),
                by=section.section_id,
            )


def _of_need(situation: Situation, misfit: Misfit, placements: list[Placement]) -> Iterator[Repair]:
    """Yield ways to have the needed course first: before it, or by putting the other one later."""
    needed = situation.catalog.course(str(misfit.about("needed")))
    spots = [p.spot for p in placements if p.spot is not None]
    if needed is None or not spots:
        return
    mark = str(misfit.about("minimum_mark") or "")
    first = min(moment(year_of(situation, spot), spot.term) for spot in spots)
    if is_passed(needed, situation.by_course.get(needed.code, ()), mark):
        # It is planned again already, but too late.
        for grade in GRADES:
            if grade > spots[0].grade_level:
                yield _repair("move", misfit, to_grade_level=grade, to_term=_terms_of(placements))
        return
    missing = _halves_below(situation, needed, mark)
    later: list[Repair] = []
    for grade, term in _openings(situation, needed, missing):
        begins = SEMESTERS[-1] if term == YEAR else Term(term)
        year = school_year_of_grade(grade, situation.file.student.graduation_year)
        if moment(year, begins) < first:
            yield _repair("again", misfit, course=needed.code, grade_level=grade, term=term)
        elif grade == spots[0].grade_level and term != Term.SUMMER.value:
            later.append(_repair("again_first", misfit, grade_level=grade, term=term,
                                 needed=needed.code, to_grade_level=grade + 1))  # fmt: skip
    yield from later


def _openings(situation: Situation, course: Course, halves: tuple[str, ...]) -> Iterator[When]:
    """Yield when a course, or these halves of it, can be taken, in order of time.

    A summer that the catalog doesn't offer comes last: it says little of summer school.
    """
    doubtful: list[When] = []
    for grade, term in coming(situation):
        if not is_in_grade_range(course, grade, term):
            continue
        if course.is_year and len(halves) > 1:
            if term is Term.FALL and course.is_offered(term):
                yield grade, YEAR
        elif term is Term.SUMMER:
            if course.is_offered(term):
                yield grade, term.value
            else:
                doubtful.append((grade, term.value))
        elif course.is_offered(term) and _USUAL_TERM.get(_only(halves), term) is term:
            yield grade, term.value
    yield from doubtful


def _halves_below(situation: Situation, course: Course, mark: str) -> tuple[str, ...]:
    """Return which halves of a needed course don't reach the mark asked for."""
    if not course.is_year:
        return ("",)
    taken = situation.by_course.get(course.code, ())
    good = halves_made_good(taken, mark, course.credits)
    return tuple(str(half) for half in sorted(BOTH - good))


def _only(halves: tuple[str, ...]) -> str:
    return halves[0] if len(halves) == 1 else ""


def _terms_of(placements: list[Placement]) -> str:
    terms = {p.spot.term for p in placements if p.spot is not None}
    return YEAR if len(terms) > 1 else next(iter(terms)).value


def _repair(do: str, misfit: Misfit, **more: Value | None) -> Repair:
    named = {"course": misfit.about("course"), **more}
    return Repair(do, values(placements=misfit.placements, **named))
