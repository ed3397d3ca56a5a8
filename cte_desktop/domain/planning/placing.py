"""Putting courses into a plan where the rules allow it, around what is there already.

Nothing that lies in the plan is moved. What no term can take is parked in the tray, with what
speaks against it. One course after the other: what comes first has the first choice.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.choices import with_section
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.course_ways import CourseWay, course_ways
from cte_desktop.domain.planning.fit import reasons_against
from cte_desktop.domain.planning.passing import is_passed
from cte_desktop.domain.planning.plan import GRADES, Plan, Spot, park_course, place
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import (
    SEMESTERS,
    Term,
    last_begun,
    moment,
    school_year_of_grade,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.findings import Finding
    from cte_desktop.domain.planning.plan import Placement
    from cte_desktop.domain.planning.sections.offers import Offers
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.planning.situation import Situation

_NO_OFFERS: Offers = {}


class WhyNot(StrEnum):
    """Why no term can take a course."""

    UNKNOWN = "unknown"  # the catalog has no such course
    GRADES = "grades"  # no term is left in the grades that may take it
    LATE = "late"  # no such term is left after the course that comes before it
    SEATS = "seats"  # no section within reach has a seat left
    RULE = "rule"  # a rule of the schedule speaks against every term that is left


@dataclass(frozen=True, slots=True)
class CourseAsked:
    """A course to be placed: one of `courses`, the dearest first.

    At `spot` if that can be, else in the earliest term. `follows`: in a later term than the course
    asked for before it. `served_by`: none is needed when one of these is passed or runs now.
    """

    courses: tuple[str, ...]
    spot: Spot | None = None
    site: str = ""
    follows: bool = False
    served_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """What was placed for a course that was asked for; `elsewhere`: not at the spot asked for."""

    asked: CourseAsked
    course: str
    spots: tuple[Spot, ...]
    site: str = ""  # "" for the student's own school
    elsewhere: bool = False
    section: Section | None = None


@dataclass(frozen=True, slots=True)
class NotPlaced:
    """A course that no term can take; it lies in the tray, unless the catalog doesn't know it.

    `reason` is what speaks against the term that comes nearest, where a rule does (`WhyNot.RULE`).
    """

    asked: CourseAsked
    course: str
    why: WhyNot
    reason: Finding | None = None


@dataclass(frozen=True, slots=True)
class PlacedAll:
    """The plan with what could be placed, what was there already, and what is in the tray."""

    plan: Plan
    placed: tuple[Placed, ...] = ()
    there: tuple[str, ...] = ()  # course codes
    parked: tuple[NotPlaced, ...] = ()


def place_all(
    situation: Situation,
    asked: Sequence[CourseAsked],
    new_uid: Callable[[], str],
    offers: Offers = _NO_OFFERS,
) -> PlacedAll:
    """Put the courses into the plan of a situation, or into its tray.

    Those with a spot of their own come first, so that no other takes it. `offers` are the sections
    of the years ahead; the situation knows them and the claims to their seats.
    """
    plan = situation.plan or Plan(new_uid(), situation.file.student.uid)
    work = _Work(replace(situation, plan=plan, recorded=situation.of_record), new_uid, offers)
    for one in asked:
        if not work.find(one) and one.spot is not None:
            work.place_at(one)
    previous = 0
    for one in asked:
        previous = work.place_somewhere(one, previous)
    order = {id(one): place for place, one in enumerate(asked)}
    placed = sorted(work.placed, key=lambda found: order[id(found.asked)])
    plan = work.situation.plan or plan
    return PlacedAll(plan, tuple(placed), tuple(work.there), tuple(work.parked))


def place_parked(
    situation: Situation, new_uid: Callable[[], str], offers: Offers = _NO_OFFERS
) -> PlacedAll:
    """Put the courses of the tray where the rules allow it; those that fit nowhere stay in it."""
    plan = situation.plan
    if plan is None or not plan.parked:
        return PlacedAll(plan or Plan(new_uid(), situation.file.student.uid))
    bare = replace(situation, plan=replace(plan, placements=plan.placed))
    asked = {p.uid: CourseAsked((p.course_code,)) for p in plan.parked}
    found = place_all(bare, tuple(asked.values()), new_uid, offers)
    gone = {id(one.asked) for one in found.placed}
    left = tuple(p for p in plan.parked if id(asked[p.uid]) not in gone)
    return replace(found, plan=replace(found.plan, placements=(*found.plan.placed, *left)))


@dataclass(frozen=True, slots=True)
class _Trial:
    """A course tried out at a spot, and what speaks against it."""

    course: Course
    plan: Plan
    new: tuple[Placement, ...]
    way: CourseWay
    against: tuple[Finding, ...]


class _Work:
    """The plan in the making."""

    def __init__(self, situation: Situation, new_uid: Callable[[], str], offers: Offers) -> None:
        self.situation = situation
        self._offers = offers
        self.placed: list[Placed] = []
        self.there: list[str] = []
        self.parked: list[NotPlaced] = []
        self._new_uid = new_uid
        self._before = conflicts(situation)
        self._settled: dict[int, int] = {}  # by id of what was asked: the moment of its end
        self._begun = last_begun(situation.day)
        self._counted: Counter[tuple[str, int, Term]] = Counter()

    def find(self, asked: CourseAsked) -> bool:
        """Note a course that is there already."""
        return id(asked) in self._settled or self._find(asked)

    def place_at(self, asked: CourseAsked) -> None:
        """Put a course at its own spot, if that can be."""
        spot = asked.spot
        if spot is None or not self._is_ahead(spot) or self._came_meanwhile(asked):
            return
        for course in self._courses(asked):
            for way in self._ways_at(course, spot, asked.site):
                trial = self._try(course, spot, way)
                if not trial.against:
                    self._take(asked, trial)
                    return

    def place_somewhere(self, asked: CourseAsked, previous: int) -> int:
        """Put a course into the earliest term that takes it, or the tray; return when it ends.

        `previous` is when the one before it ends, 0 when that isn't in the plan.
        """
        if id(asked) not in self._settled and not self._came_meanwhile(asked):
            after = previous if asked.follows else 0
            nearest: _Trial | None = None
            for course, spot, way in self._spots(asked, after):
                trial = self._try(course, spot, way)
                if not trial.against:
                    self._take(asked, trial)
                    break
                if nearest is None or len(trial.against) < len(nearest.against):
                    nearest = trial
            else:
                self._park(asked, nearest)
        return self._settled.get(id(asked), previous)

    def _find(self, asked: CourseAsked) -> bool:
        """Note a course that is passed, runs now or is planned already, or what serves for it."""
        for code in asked.courses:
            taken = self._there(asked, code)
            if taken:
                self.there.append(code)
                self._settled[id(asked)] = max(s.moment for s in taken)
                return True
        by_course = self.situation.by_course
        for code in asked.served_by:
            served = [s for s in by_course.get(code, ()) if s.state is not State.PLANNED]
            running = any(s.state is State.IN_PROGRESS for s in served)
            if running or is_passed(self.situation.catalog.course(code), served):
                self.there.append(code)
                self._settled[id(asked)] = min(s.moment for s in served)
                return True
        return False

    def _there(self, asked: CourseAsked, code: str) -> Sequence[Semester]:
        """Return the semesters of a course that is there; of one that can be had again, those of
        the term that is asked for, each for one course that is asked for.
        """
        course, taken = self.situation.catalog.course(code), self.situation.by_course.get(code, ())
        spot = asked.spot
        if course is not None and course.repeatable and spot is not None:
            here = [s for s in taken if (s.grade_level, s.term) == (spot.grade_level, spot.term)]
            self._counted[code, spot.grade_level, spot.term] += 1
            return here if len(here) >= self._counted[code, spot.grade_level, spot.term] else ()
        ahead = any(s.state in {State.PLANNED, State.IN_PROGRESS} for s in taken)
        return taken if ahead or is_passed(course, taken) else ()

    def _came_meanwhile(self, asked: CourseAsked) -> bool:
        """Tell whether a course was asked for twice, and lies there by now."""
        once = {course.code for course in self._courses(asked) if not course.repeatable}
        found = next((one for one in self.placed if one.course in once), None)
        if found is not None:
            self.there.append(found.course)
            self._settled[id(asked)] = self._settled[id(found.asked)]
        return found is not None

    def _courses(self, asked: CourseAsked) -> list[Course]:
        found = (self.situation.catalog.course(code) for code in asked.courses)
        return [course for course in found if course is not None]

    def _spots(self, asked: CourseAsked, after: int) -> Iterator[tuple[Course, Spot, CourseWay]]:
        """Yield where each course may be taken, the earliest term first."""
        found = [
            (moment(year, term), way.rank, number, course, Spot(grade, term, way.lane), way)
            for number, course in enumerate(self._courses(asked))
            for grade, year, term in self._terms(course)
            for way in course_ways(self.situation, self._offers, course, year, term)
        ]
        found.sort(key=lambda one: one[:3])  # of one lane the nearest site comes first
        for when, _, _, course, spot, way in found:
            if when > after:
                yield course, spot, way

    def _ways_at(self, course: Course, spot: Spot, site: str) -> Iterator[CourseWay]:
        """Yield the ways to have a course at a spot and site; any section there will do."""
        class_of = self.situation.file.student.graduation_year
        year = school_year_of_grade(spot.grade_level, class_of)
        if not self._offers.get((year, course.code)):
            yield CourseWay(spot.lane, site)
            return
        for way in course_ways(self.situation, self._offers, course, year, spot.term):
            if way.section is not None and (way.lane, way.site) == (spot.lane, site):
                yield way

    def _terms(self, course: Course) -> Iterator[tuple[int, int, Term]]:
        """Yield the semesters that have not begun and whose grade may take the course."""
        class_of = self.situation.file.student.graduation_year
        for grade in GRADES:
            if not course.grade_min <= grade <= course.grade_max:
                continue
            year = school_year_of_grade(grade, class_of)
            for term in (Term.FALL,) if course.is_year else SEMESTERS:
                if moment(year, term) > self._begun:
                    yield grade, year, term

    def _is_ahead(self, spot: Spot) -> bool:
        class_of = self.situation.file.student.graduation_year
        year = school_year_of_grade(spot.grade_level, class_of)
        return moment(year, spot.term) > self._begun

    def _try(self, course: Course, spot: Spot, way: CourseWay) -> _Trial:
        before = self.situation.plan
        if before is None:
            raise LookupError("there is always a plan while courses are placed")
        known = len(before.placements)
        after = place(before, course, replace(spot, period=way.period), self._new_uid)
        new = tuple(replace(p, site=way.site) for p in after.placements[known:])
        after = replace(after, placements=(*before.placements, *new))
        if way.section is not None:
            after = with_section(after, new[0].uid, way.section)
        against = reasons_against(self.situation, after, self._before)
        return _Trial(course, after, after.placements[known:], way, against)

    def _take(self, asked: CourseAsked, trial: _Trial) -> None:
        spots = tuple(p.spot for p in trial.new if p.spot is not None)
        elsewhere = asked.spot is not None and not any(_is_same(asked.spot, s) for s in spots)
        way, code = trial.way, trial.course.code
        self.placed.append(Placed(asked, code, spots, way.site, elsewhere, way.section))
        self._put(trial.plan)
        class_of = self.situation.file.student.graduation_year
        self._settled[id(asked)] = max(
            moment(school_year_of_grade(spot.grade_level, class_of), spot.term) for spot in spots
        )

    def _park(self, asked: CourseAsked, nearest: _Trial | None) -> None:
        known = self._courses(asked)
        code = nearest.course.code if nearest else known[0].code if known else asked.courses[0]
        if nearest is not None:
            why = WhyNot.RULE
        elif not known:
            why = WhyNot.UNKNOWN
        else:
            why = self._why_no_spot(asked)
        self.parked.append(NotPlaced(asked, code, why, nearest.against[0] if nearest else None))
        plan = self.situation.plan
        if plan is not None and known and all(p.course_code != code for p in plan.parked):
            self._put(park_course(plan, code, self._new_uid))

    def _why_no_spot(self, asked: CourseAsked) -> WhyNot:
        if any(True for _ in self._spots(asked, 0)):
            return WhyNot.LATE
        is_ahead = any(True for course in self._courses(asked) for _ in self._terms(course))
        return WhyNot.SEATS if is_ahead else WhyNot.GRADES

    def _put(self, plan: Plan) -> None:
        self.situation = replace(self.situation, plan=plan, recorded=self.situation.of_record)
        self._before = conflicts(self.situation)


def _is_same(wanted: Spot, found: Spot) -> bool:
    """Tell whether a course lies where it was wanted; any period of the day will do."""
    return (wanted.grade_level, wanted.term, wanted.lane) == (
        found.grade_level,
        found.term,
        found.lane,
    )
