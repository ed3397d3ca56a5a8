"""The nearest pathway of a student: every pathway ranked by how little is missing to complete it.

Bounds, not a timetable, like `openings.py`: a missing level needs a course that suits a term ahead
after the level below it, taught at the student's school, or after school (Extended Day) elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.exceptions import exceptions_for
from cte_desktop.domain.audit.openings import Openings, OpenTerm, openings
from cte_desktop.domain.audit.pathway import LEVEL_IDS, Progress, audit_pathway
from cte_desktop.domain.audit.pathway_findings import with_pathway_status
from cte_desktop.domain.audit.result import ProgramStatus, RequirementStatus
from cte_desktop.domain.audit.work import RANKS
from cte_desktop.domain.catalog.course import ExtendedDay
from cte_desktop.domain.planning.semesters import Semester, State, semesters
from cte_desktop.domain.school_year import SEMESTERS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cte_desktop.domain.audit.levels import Group
    from cte_desktop.domain.audit.rules import AuditSettings, Rules
    from cte_desktop.domain.audit.work import Work
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.catalog.school import School
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.students.file import StudentFile

    Filled = tuple[Group, tuple[tuple[Work, int], ...]]

_FAR = 10**9  # later than every term
_PLANNED = RANKS[State.PLANNED]  # what is only planned can still be moved


class Because(StrEnum):
    """Why a pathway is as near or as far as it is."""

    COMPLETED = "completed"
    COVERED = "covered"  # what runs now and what is planned would complete it
    TOO_SHORT = "too_short"  # every level has its course; school years or credits fall short
    MISSING = "missing"  # levels are missing and can still be placed
    TOO_LATE = "too_late"  # what is missing no longer fits, in order, before graduation
    OUT_OF_REACH = "out_of_reach"  # no course of a level runs at the school or after school
    NO_LEVELS = "no_levels"  # the catalog lists no levels for the student's class


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a student is to completing one pathway. Levels are hundredths of a level."""

    pathway: str
    because: Because
    can_complete: bool
    levels_needed: int
    levels_done: int  # earned
    levels_under_way: int  # in progress or planned
    levels_missing: int  # neither earned, in progress nor planned
    next_course: str = ""  # code of a course that fills the first level that is missing
    site: str = ""  # where it runs after school, when the student's own school hasn't got it
    first_start: OpenTerm | None = None  # of `next_course`
    last_start: OpenTerm | None = None  # the last that leaves time for the levels after it


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place for a course: the term it starts in, and when it ends."""

    course: Course
    term: OpenTerm
    end: int  # a moment


@dataclass(frozen=True, slots=True)
class _Ways:
    """What decides where a missing course can still be taken."""

    ahead: Openings
    catalog: Catalog
    home: School | None  # None: not a high school of the catalog, so every site counts as home


def nearest_pathways(
    file: StudentFile,
    plan: Plan | None,
    catalog: Catalog,
    rules: Rules,
    settings: AuditSettings,
    day: date,
    known: tuple[Semester, ...] | None = None,
) -> tuple[Nearness, ...]:
    """Return every pathway that the district offers, the nearest first.

    `known` are the student's semesters with this plan, for a caller that has them at hand. Among
    equals the one taught at the student's school comes first, then the earlier end, then the name.
    """
    del rules  # a pathway's levels are in the catalog; every audit is asked the same way
    return nearest_among(catalog.pathway_by_name, file, plan, catalog, settings, day, known)


def nearest_among(
    names: Iterable[str],
    file: StudentFile,
    plan: Plan | None,
    catalog: Catalog,
    settings: AuditSettings,
    day: date,
    known: tuple[Semester, ...] | None = None,
) -> tuple[Nearness, ...]:
    """Return these pathways alone, the nearest first, as `nearest_pathways` does."""
    if known is None:
        known = semesters(file, plan, catalog, day, settings.thresholds)
    ahead = openings(file.student, known, catalog, day, settings.most_courses_a_term)
    ways = _Ways(ahead, catalog, _home(file, catalog))
    signed_up = frozenset(file.pathways)
    found = [
        _nearness(
            audit_pathway(
                name,
                file.student,
                known,
                exceptions_for(file.decisions, f"pathway:{name}"),
                catalog,
                settings,
                signed_up=name in signed_up,
            ),
            ways,
        )
        for name in names
    ]
    return tuple(sorted(found, key=_rank))


def _rank(near: Nearness) -> tuple[bool, bool, int, int, int, bool, int, str]:
    first = near.first_start.moment if near.first_start else 0
    return (
        not near.can_complete,
        near.because is Because.TOO_SHORT,
        near.levels_missing,
        -near.levels_done,
        -near.levels_under_way,
        bool(near.site),
        first,
        near.pathway,
    )


def _home(file: StudentFile, catalog: Catalog) -> School | None:
    """Return the student's school if it has high-school grades: from grade 8 it isn't known yet."""
    school = catalog.school_by_short.get(file.student.school)
    return school if school is not None and school.grade_high > 8 else None


def _nearness(progress: Progress, ways: _Ways) -> Nearness:
    progress = with_pathway_status(progress, ways.ahead, ways.catalog)
    result = progress.result
    gap = _first_gap(progress.way.filled)
    spots = _spots_in_order(progress, ways) if gap is not None else []
    first = min(spots[0], key=lambda s: _best(s, ways)) if spots and spots[0] else None
    because = _because(progress, gap, fits=first is not None, ways=ways)
    last = max((s.term for s in spots[0]), key=lambda t: t.moment) if first else None
    wanted = first.course if first else _reachable_course(gap, ways)
    return Nearness(
        result.pathway,
        because,
        because in {Because.COMPLETED, Because.COVERED, Because.MISSING},
        result.need,
        result.earned,
        result.in_progress + result.planned,
        result.missing,
        wanted.code if wanted else "",
        _elsewhere(wanted, first.term.school_year, ways) if wanted and first else "",
        first.term if first else None,
        last,
    )


def _because(progress: Progress, gap: Group | None, *, fits: bool, ways: _Ways) -> Because:
    result = progress.result
    if not progress.groups or not all(group.codes for group in progress.groups):
        return Because.NO_LEVELS
    if result.completer:
        return Because.COMPLETED
    if gap is None:
        late = result.status is ProgramStatus.NOT_MET
        short = any(
            row.id not in LEVEL_IDS and row.status is RequirementStatus.NOT_MET
            for row in result.requirements
        )
        return Because.TOO_LATE if late else Because.TOO_SHORT if short else Because.COVERED
    if fits and result.status is not ProgramStatus.NOT_MET:
        return Because.MISSING
    missing = [group for group, pairs in progress.way.filled if _open(group, pairs)]
    reachable = all(_reachable_course(group, ways) for group in missing)
    return Because.TOO_LATE if reachable else Because.OUT_OF_REACH


def _open(group: Group, pairs: tuple[tuple[Work, int], ...]) -> bool:
    """Tell whether work is missing at a step; hundredths that don't divide evenly don't count."""
    return sum(amount for _, amount in pairs) < group.share


def _first_gap(filled: Iterable[Filled]) -> Group | None:
    return next((group for group, pairs in filled if _open(group, pairs)), None)


def _spots_in_order(progress: Progress, ways: _Ways) -> list[list[_Spot]]:
    """Return, for each missing step, the spots that leave time for all steps around it.

    No list at all means that the steps no longer fit in order.
    """
    settled = _settled(progress)
    found: list[list[_Spot] | int] = []  # for a step that is filled: when it began
    after = -1
    for group, pairs in progress.way.filled:
        if _open(group, pairs):
            spots = [s for s in _spots(group, settled, ways) if s.term.moment > after]
            found.append(spots)
            after = min((spot.end for spot in spots), default=_FAR)
        else:
            after = max([after, *(work.semester.moment for work, _ in pairs)])
            fixed = (work.semester.moment for work, _ in pairs if work.rank != _PLANNED)
            found.append(min(fixed, default=_FAR))
    return _leaving_time(found)


def _leaving_time(found: list[list[_Spot] | int]) -> list[list[_Spot]]:
    """Keep the spots that end before those of the next step start, from the last step down."""
    kept: list[list[_Spot]] = []
    before = _FAR
    for spots in reversed(found):
        if isinstance(spots, int):
            before = min(before, spots)
            continue
        kept.insert(0, [spot for spot in spots if spot.end < before])
        before = max((spot.term.moment for spot in kept[0]), default=-1)
    return kept if all(kept) else []


def _settled(progress: Progress) -> dict[str, bool]:
    """Return, for the courses of the levels, whether one that needs them may rely on them.

    It may on what fills a step and on every course of a step that is missing; not on the other
    alternatives of a step that is filled, unless another school's work fills it. A level that is
    waived needs no course any more.
    """
    listed = {step.course_code for step in progress.steps}
    waived = {row.id for row in progress.result.requirements if row.why.code == "waived"}
    answer = {step.course_code: True for step in progress.steps if step.level.value in waived}
    for group, pairs in progress.way.filled:
        chosen = {work.course_code for work, _ in pairs}
        every = _open(group, pairs) or not chosen <= listed
        answer |= {code: every or code in chosen for code in group.codes}
    return answer


def _spots(group: Group, settled: dict[str, bool], ways: _Ways) -> list[_Spot]:
    """Return where a course of a step can be taken, whatever the levels below it."""
    found = []
    for course in _courses(group, ways.catalog):
        ready = _ready(course, settled, ways)
        for term in ways.ahead.spots_without_prerequisites(course):
            if term.moment >= ready and _is_reachable(course, term.school_year, ways):
                both = course.is_year and term.term in SEMESTERS
                found.append(_Spot(course, term, term.moment + both))
    return found


def _ready(course: Course, settled: dict[str, bool], ways: _Ways) -> int:
    """Return the first moment at which the prerequisites can be passed; the levels' own order is
    kept by the steps.
    """
    moments = []
    for needs in course.prerequisites.alternatives:
        ready = 0
        for need in needs:
            if settled.get(need.course_code, False):
                continue
            needed = ways.catalog.course(need.course_code)
            end = None
            if needed is not None and need.course_code not in settled:
                end = ways.ahead.earliest_end(needed)
            ready = _FAR if end is None else max(ready, end if need.same_term else end + 1)
        moments.append(ready)
    return min(moments, default=0)


def _best(spot: _Spot, ways: _Ways) -> tuple[bool, int, str]:
    away = bool(_elsewhere(spot.course, spot.term.school_year, ways))
    return (away, spot.term.moment, spot.course.code)


def _courses(group: Group, catalog: Catalog) -> list[Course]:
    found = (catalog.course(code) for code in group.codes)
    return [course for course in found if course is not None]


def _reachable_course(group: Group | None, ways: _Ways) -> Course | None:
    """Return a course of a step that the student could get to in some year ahead."""
    if group is None:
        return None
    years = {term.school_year for term in ways.ahead.terms}
    courses = _courses(group, ways.catalog)
    return next((c for c in courses if any(_is_reachable(c, y, ways) for y in years)), None)


def _is_reachable(course: Course, school_year: int, ways: _Ways) -> bool:
    teaching = ways.catalog.schools_teaching(course.code, school_year)
    if teaching is None:
        return True
    if ways.home is None:
        return bool(teaching)
    return ways.home.short in teaching or bool(_extended_sites(course, school_year, ways))


def _elsewhere(course: Course, school_year: int, ways: _Ways) -> str:
    """Return the nearest site with the course after school, "" when the own school teaches it."""
    teaching = ways.catalog.schools_teaching(course.code, school_year)
    if teaching is None or ways.home is None or ways.home.short in teaching:
        return ""
    home = ways.home.short

    def drive(site: str) -> tuple[int, str]:
        minutes = ways.catalog.travel_minutes(home, site)
        return (_FAR if minutes is None else minutes, site)

    return min(_extended_sites(course, school_year, ways), key=drive, default="")


def _extended_sites(course: Course, school_year: int, ways: _Ways) -> list[str]:
    return [
        site.school
        for site in ways.catalog.sites_by_course.get(course.code, ())
        if site.runs_in(school_year) and site.extended is not ExtendedDay.NO
    ]
