"""The options of a problem with their arrangements, found among what is worth a place."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.placeholder import is_placeholder
from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.filling.options.bans import is_dropped
from cte_desktop.domain.filling.options.natural import CHOSEN_BY_A_PERSON
from cte_desktop.domain.filling.options.reach import reachable
from cte_desktop.domain.filling.options.retakes import open_shapes
from cte_desktop.domain.filling.options.taught import Lying, Way
from cte_desktop.domain.filling.problem import Arrangement, Option
from cte_desktop.domain.findings import Severity, values
from cte_desktop.domain.planning.offering import offering_of, section_findings
from cte_desktop.domain.planning.plan import Lane, Placement, Plan
from cte_desktop.domain.planning.sections.rules.known_times import section_time_findings
from cte_desktop.domain.planning.sections.seats.checks import is_full
from cte_desktop.domain.planning.semesters import from_placement
from cte_desktop.domain.planning.week import UNKNOWN, week_of
from cte_desktop.domain.school_year import moment
from cte_desktop.domain.school_year import school_year_of_grade as year_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.catalog.week import Week
    from cte_desktop.domain.filling.options.ahead import Standing
    from cte_desktop.domain.filling.options.bans import Bans
    from cte_desktop.domain.filling.options.retakes import Shapes
    from cte_desktop.domain.filling.options.taught import Taught
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.planning.situation import Situation
    from cte_desktop.domain.school_year import Term

    _Laid = tuple[Lying, tuple[Reason, ...], Standing | None]


@dataclass
class Finder:
    """What is at hand while the options of one student are found."""

    given: Situation
    taught: Taught
    bans: Bans
    begun: int  # the moment of the last term that has begun
    anywhere: frozenset[str]  # courses that may be had at other sites and in other lanes too
    standing: dict[tuple[str, int, tuple[Term, ...]], list[Standing]]
    is_pruned: bool
    dropped: frozenset[Reason]
    asked: frozenset[str] = frozenset()  # what wishes, pathways and the plan name, and need first
    marks: Mapping[str, str] = field(default_factory=dict)  # the best mark asked of a course
    options: list[Option] = field(default_factory=list)
    arrangements: list[Arrangement] = field(default_factory=list)
    full: dict[tuple[int, str], bool] = field(default_factory=dict)

    def add(self, codes: Iterable[str]) -> None:
        """Add the options of these courses, in order of code and time, then what is locked."""
        locked = [one for found in self.standing.values() for one in found if self._is_held(one)]
        ways = [way for code in codes for way in self._open_ways(code)]
        laid = {id(way): self._laid(way) for way in ways}
        ways = [way for way in ways if laid[id(way)]]
        if self.is_pruned:
            near = reachable(ways, self.given, self._ends(locked))
            ways = [way for way in ways if id(way) in near]
        for way in ways:
            self._add(way, laid[id(way)])
        for one in locked:
            self._add_locked(one)

    def _open_ways(self, code: str) -> Iterator[Way]:
        """Yield the ways to have a course that may still be taken, in terms that have not begun."""
        course = self.given.catalog.course(code)
        if course is None or is_placeholder(code):
            return
        if course.rigor in CHOSEN_BY_A_PERSON and code not in self.asked:
            return
        if self.is_pruned and self.bans.forbids_course(course):
            return
        shapes = self._shapes(course)
        for way in self.taught.ways(code):
            if way.starts > self.begun and way.terms in shapes:
                yield way
        for one in self._planned_apart(code):
            if one.terms in shapes:
                yield self._as_planned(one, course)

    def _planned_apart(self, code: str) -> Iterator[Standing]:
        """Yield what is planned, but not to be had so: it may stay where it breaks no rule.

        As a course that the whole timetable of a year has no section of: what the student planned
        is wanted, and the timetable may still change.
        """
        for one in self.planned.get(code, ()):
            year = year_in(one.grade_level, self.given.file.student.graduation_year)
            timetabled = self.taught.offers.get((year, code), ())
            if any(p.section_id for p in one.placements) or timetabled or self._is_held(one):
                continue
            usual = (
                lying
                for way in self.taught.ways(code)
                if (way.grade_level, way.terms) == (one.grade_level, one.terms)
                for lying in way.lyings
            )
            if any(self._is_so(one, lying) for lying in usual):
                continue
            semesters = ((s, week_of(self.given, s)) for s in map(self._semester, one.placements))
            if not any(self._broken(semester, week) for semester, week in semesters):
                yield one

    def _as_planned(self, one: Standing, course: Course) -> Way:
        """Return the way to have a course just as it is planned, without a section."""
        semesters = tuple(self._semester(p) for p in one.placements)
        nowhere = ("",) * len(one.terms)
        site = one.placements[0].site
        site = "" if site == self.taught.home else site
        lying = Lying(one.lane, site, periods=nowhere, weeks=(None,) * len(one.terms))
        first = semesters[0]
        return Way(
            course,
            one.grade_level,
            first.school_year,
            one.terms,
            first.moment,
            semesters[-1].moment,
            first.school,
            semesters,
            (lying,),
        )

    @cached_property
    def planned(self) -> dict[str, list[Standing]]:
        """Return what the present plan has in the terms ahead, by course."""
        found: dict[str, list[Standing]] = {}
        for alike in self.standing.values():
            for one in alike:
                found.setdefault(one.course_code, []).append(one)
        return found

    def _shapes(self, course: Course) -> Shapes:
        taken = self.given.by_course.get(course.code, ())
        return open_shapes(course, taken, self.marks.get(course.code, ""))

    def _laid(self, way: Way) -> list[_Laid]:
        """Return the ways to lie that differ by more than their section, with what forbids them."""
        known: dict[object, int] = {}
        found: list[_Laid] = []
        for lying in way.lyings:
            if self.is_pruned and not self._is_near(way, lying):
                continue
            against = self.bans.of(way, lying)
            if lying.seats:
                against = (*against, *self._full(way, lying))
            if against and self.is_pruned:
                continue
            stands = self._stands(way, lying)
            if stands is not None and self._is_held(stands):
                continue  # it is an option of its own
            place = known.get((lying.place, against)) if lying.sections else None
            if place is None:
                known[lying.place, against] = len(found)
                found.append((lying, against, stands))
            elif stands is not None and found[place][2] is None:
                found[place] = (lying, against, stands)
        return found

    def _add(self, way: Way, laid: list[_Laid]) -> None:
        first = len(self.arrangements)
        for lying, against, stands in laid:
            self.arrangements.append(
                Arrangement(
                    len(self.options),
                    lying.lane,
                    lying.site,
                    tuple([s.section_id for s in lying.sections]) or ("",) * len(way.terms),
                    lying.periods,
                    lying.weeks,
                    stands.placements if stands is not None else (),
                    against,
                )
            )
        self.options.append(
            Option(
                way.course,
                way.grade_level,
                way.school_year,
                way.terms,
                way.school,
                way.semesters,
                tuple(range(first, len(self.arrangements))),
            )
        )

    def _ends(self, locked: Iterable[Standing]) -> dict[str, int]:
        """Return when the courses that are locked may have been passed at the earliest."""
        ends: dict[str, int] = {}
        for one in locked:
            year = year_in(one.grade_level, self.given.file.student.graduation_year)
            last = moment(year, one.terms[-1])
            ends[one.course_code] = min(last, ends.get(one.course_code, last))
        return ends

    def _is_near(self, way: Way, lying: Lying) -> bool:
        """Tell whether it is worth a look: of most courses only the own school's by day is."""
        if way.course.code in self.anywhere:
            return True
        return lying.lane is Lane.DAY and not lying.site

    def _full(self, way: Way, lying: Lying) -> tuple[Reason, ...]:
        """Return that no seat is left: one reason for all sections of a course and year."""
        if not any(self._is_full(section) for section in lying.seats):
            return ()
        about = values(course=way.course.code, grade_level=way.grade_level)
        full = Reason(Kind.RULE, "seat_full", about)
        return () if full in self.dropped else (full,)

    def _is_full(self, section: Section) -> bool:
        if section.seats is None and not section.reserved_for:
            return False
        key = (section.school_year, section.section_id)
        if key not in self.full:
            self.full[key] = is_full(self.given, section)
        return self.full[key]

    def _stands(self, way: Way, lying: Lying) -> Standing | None:
        """Return what the present plan has exactly so."""
        found = self.standing.get((way.course.code, way.grade_level, way.terms), ())
        if not found:
            return None
        return next((one for one in found if self._is_so(one, lying)), None)

    def _is_so(self, one: Standing, lying: Lying) -> bool:
        """Tell whether what is planned lies exactly so."""
        ids = tuple(s.section_id for s in lying.sections) or ("",) * len(one.terms)
        sites = {"" if p.site == self.taught.home else p.site for p in one.placements}
        sections = tuple(p.section_id for p in one.placements)
        return one.lane is lying.lane and sections == ids and (any(ids) or sites == {lying.site})

    def _is_held(self, one: Standing) -> bool:
        return one.locked and not is_dropped(placement_reason(one), self.dropped)

    def _add_locked(self, one: Standing) -> None:
        """Add what is locked just as it lies, with the rules that it breaks by itself."""
        semesters = tuple(self._semester(p) for p in one.placements)
        weeks = tuple(week_of(self.given, s) for s in semesters)
        known: tuple[Week | None, ...] = tuple(
            self.taught.slot(w) if w is not UNKNOWN and w.meetings else None for w in weeks
        )
        course = self.given.catalog.course_by_code[one.course_code]
        against = dict.fromkeys(self._against_locked(one, course, semesters, weeks))
        place = len(self.arrangements)
        self.arrangements.append(
            Arrangement(
                len(self.options),
                semesters[0].lane or one.lane,
                one.placements[0].site,
                tuple(p.section_id for p in one.placements),
                tuple(s.period for s in semesters),
                known,
                one.placements,
                tuple(r for r in against if not is_dropped(r, self.dropped)),
            )
        )
        first = semesters[0]
        self.options.append(
            Option(
                course,
                one.grade_level,
                first.school_year,
                one.terms,
                first.school,
                semesters,
                (place,),
                one.placements,
            )
        )

    def _against_locked(
        self,
        one: Standing,
        course: Course,
        semesters: tuple[Semester, ...],
        weeks: tuple[Week, ...],
    ) -> Iterator[Reason]:
        """Yield what forbids a locked placement as it lies: rules, times, courses that stay."""
        for semester, week in zip(semesters, weeks, strict=True):
            for code in self._broken(semester, week):
                about = values(course=course.code, grade_level=one.grade_level)
                yield Reason(Kind.RULE, code, about)
            if week.meetings:
                yield from self.bans.of_week(course, semester.moment, self.taught.slot(week))
        shapes = self._shapes(course)
        if one.terms not in shapes and not is_half_of(one, shapes):
            yield Reason(Kind.RULE, "repeated_course", values(course=course.code))
        if course.code in self.bans.codes:
            yield self.bans.codes[course.code]

    def _semester(self, placement: Placement) -> Semester:
        alone = replace(self.given, plan=Plan("", "", placements=(placement,)))
        return next(
            (s for s in alone.semesters if s.placement_uid == placement.uid),
            from_placement(placement, self.given.file.student, self.given.catalog),
        )

    def _broken(self, semester: Semester, week: Week) -> tuple[str, ...]:
        """Return the rules that a locked placement breaks, whatever lies beside it."""
        course = self.given.catalog.course_by_code[semester.course_code]
        section = self.given.section_of(semester)
        found = [*offering_of(self.given, semester, course, section)]
        if semester.section_id:
            found += section_findings(semester, section)
        if week is not UNKNOWN:
            found += section_time_findings(semester, week)
        codes = [f.code for f in found if f.severity is not Severity.INFORMATION]
        if section is not None and not section.cancelled and self._is_full(section):
            codes.append("seat_full")
        return tuple(dict.fromkeys(codes))


def placement_reason(one: Standing) -> Reason:
    """Return the reason of what is locked: GRADE:TERM:COURSE, of a year course its first term."""
    return Reason(Kind.PLACEMENT, f"{one.grade_level}:{one.terms[0].value}:{one.course_code}")


def is_half_of(one: Standing, shapes: Iterable[tuple[Term, ...]]) -> bool:
    """Tell whether it is a half of a year course that may be planned as a whole."""
    return any(set(one.terms) < set(shape) for shape in shapes)
