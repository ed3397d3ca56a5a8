"""How a course can be had in each grade: where, in which terms, in which sections.

Nothing here depends on one student but class and school, so it is worked out once for a catalog,
school, class and timetable, course by course as it is asked for, and kept with the catalog.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import ExtendedDay
from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.catalog.week import section_week
from cte_desktop.domain.planning.lanes import lane_of_kind, named_period
from cte_desktop.domain.planning.offering import is_in_grade_range
from cte_desktop.domain.planning.plan import GRADES, Lane, Placement, Spot
from cte_desktop.domain.planning.sections.patterns import patterns_of
from cte_desktop.domain.planning.sections.rules.college import College, college_at, is_too_early
from cte_desktop.domain.planning.semesters import Semester, from_placement
from cte_desktop.domain.school_year import SEMESTERS, TERMS, Term, moment
from cte_desktop.domain.school_year import school_year_of_grade as year_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.catalog.week import Week
    from cte_desktop.domain.planning.sections.offers import Offers
    from cte_desktop.domain.planning.sections.patterns import Pattern
    from cte_desktop.domain.students.student import Student

YEAR = "year"
_KEPT_TIMETABLES = 4
_CORE = ("english", "mathematics", "science", "social_studies")
"""Subjects (or what they begin with) of which a whole timetable of a school has day sections."""
_BY_DAY = frozenset({SectionKind.DAY, SectionKind.ZERO})


@dataclass(frozen=True, slots=True)
class Lying:
    """One way to lie in the day: a section for each term, or a lane without sections."""

    lane: Lane
    site: str  # as a placement keeps it: "" for the own school
    sections: tuple[Section, ...] = ()  # () where nothing is timetabled
    periods: tuple[str, ...] = ()
    weeks: tuple[Week | None, ...] = ()
    seats: tuple[Section, ...] = ()  # the sections with so many seats, or kept ones, each once
    place: tuple[object, ...] = ()  # equal for what nobody can tell apart but by its section


@dataclass(frozen=True, slots=True)
class Way:
    """A course in a grade and terms at a school, with all the ways in which it can lie there."""

    course: Course
    grade_level: int
    school_year: int
    terms: tuple[Term, ...]
    starts: int
    ends: int
    school: str
    semesters: tuple[Semester, ...]
    lyings: tuple[Lying, ...]

    @property
    def is_half(self) -> bool:
        """Tell whether it is one half of a year course by itself."""
        return self.course.is_year and len(self.terms) == 1


@dataclass
class Taught:
    """How courses are taught for a class at a school, as far as it was asked."""

    catalog: Catalog
    offers: Offers
    student: Student  # any of the class and school: the others see the same
    home: str  # the school that teaches grades 9 to 12; "" for one that is not known yet
    timetabled: frozenset[int]  # school years of which the school's timetable is whole
    evenings_known: frozenset[int]  # school years with Extended Day sections anywhere
    known: dict[str, tuple[Way, ...]] = field(default_factory=dict)
    slots: dict[tuple[str, int], Week] = field(default_factory=dict)
    """One week for all sections that meet at the same minutes at the same site."""

    def ways(self, code: str) -> tuple[Way, ...]:
        """Return every way to have the course in grades 9 to 12, in order of time."""
        found = self.known.get(code)
        if found is None:
            course = self.catalog.course(code)
            found = () if course is None else tuple(self._ways(course))
            self.known[code] = found
        return found

    def _ways(self, course: Course) -> Iterator[Way]:
        for grade in GRADES:
            year = year_in(grade, self.student.graduation_year)
            by_site: dict[tuple[tuple[Term, ...], str], list[Lying]] = {}
            for terms in _shapes(course):
                if not all(is_in_grade_range(course, grade, term) for term in terms):
                    continue
                if Term.SUMMER in terms and grade == GRADES[-1]:
                    continue
                for lying in self._lyings(course, grade, year, terms):
                    by_site.setdefault((terms, lying.site), []).append(lying)
            for (terms, site), lyings in by_site.items():
                yield self._way(course, grade, year, terms, site, tuple(lyings))

    def _way(
        self,
        course: Course,
        grade: int,
        year: int,
        terms: tuple[Term, ...],
        site: str,
        lyings: tuple[Lying, ...],
    ) -> Way:
        lane = lyings[0].lane
        planned = tuple(
            from_placement(
                Placement("", course.code, Spot(grade, term, lane), site=site),
                self.student,
                self.catalog,
            )
            for term in terms
        )
        first, last = moment(year, terms[0]), moment(year, terms[-1])
        school = site or self.student.school
        return Way(course, grade, year, terms, first, last, school, planned, lyings)

    def _lyings(
        self, course: Course, grade: int, year: int, terms: tuple[Term, ...]
    ) -> Iterator[Lying]:
        sections = self.offers.get((year, course.code), ())
        by_day = any(s.kind in _BY_DAY and s.site == self.home for s in sections)
        in_evenings = any(s.kind is SectionKind.EXTENDED for s in sections)
        at_college = any(s.kind is SectionKind.COLLEGE for s in sections)
        whole = year in self.timetabled
        silent = {
            Lane.DAY: by_day or whole,
            Lane.EXTENDED: in_evenings or by_day or (whole and year in self.evenings_known),
            Lane.COLLEGE: at_college or (whole and by_day),
            Lane.SUMMER: any(s.term == Term.SUMMER.value for s in sections),
        }
        yield from self._in_sections(course, grade, sections, terms)
        for pattern in self._patterns(course, year):
            lying = self._by_pattern(pattern, terms)
            if lying is not None and not silent[lying.lane]:
                yield lying

    def _patterns(self, course: Course, year: int) -> tuple[Pattern, ...]:
        """Return how the course is offered; one of day and evening also by day at its sites.

        The list of sites says that Extended Day has it there, not that the day has not.
        """
        found = patterns_of(self.catalog, course, year, self.home)
        if course.extended_day is not ExtendedDay.BOTH:
            return found
        by_day = (replace(one, lane=Lane.DAY) for one in found if one.lane is Lane.EXTENDED)
        return (*dict.fromkeys((*by_day, *found)),)

    def _by_pattern(self, pattern: Pattern, terms: tuple[Term, ...]) -> Lying | None:
        """Return how a course lies that is offered so; None when not for this student and terms."""
        if not _offered(pattern.terms, terms):
            return None
        at_home = not self.home or pattern.site in {"", self.home}
        if pattern.lane is Lane.DAY and not at_home:
            return None
        site = "" if at_home and pattern.lane is Lane.DAY else pattern.site
        lane = Lane.SUMMER if terms == (Term.SUMMER,) else pattern.lane
        return Lying(
            lane,
            "" if site == self.home else site,
            periods=("",) * len(terms),
            weeks=(None,) * len(terms),
        )

    def _in_sections(
        self, course: Course, grade: int, sections: Iterable[Section], terms: tuple[Term, ...]
    ) -> Iterator[Lying]:
        fit = [s for s in sections if self._is_open(s, course, grade)]
        of_terms = [[s for s in fit if s.meets_in(term)] for term in terms]
        for chosen in product(*of_terms):
            first = chosen[0]
            alike = all((s.site, s.kind) == (first.site, first.kind) for s in chosen)
            ids = {s.section_id for s in chosen}
            spans = all(s.term == YEAR for s in chosen)
            if not alike or (spans and len(ids) > 1):
                continue
            if len(terms) > 1 and not spans and any(s.term == YEAR for s in chosen):
                continue
            lane = lane_of_kind(first.kind, terms[0])
            weeks = tuple(self.slot(section_week(s, self.catalog)) for s in chosen)
            periods = tuple(
                "" if s.kind is SectionKind.EXTENDED else named_period(s) for s in chosen
            )
            yield Lying(
                lane,
                "" if first.site == self.home else first.site,
                chosen,
                periods,
                weeks,
                tuple(s for s in chosen[: len(ids)] if s.seats is not None or s.reserved_for),
                (lane, periods, first.kind, *map(id, weeks)),
            )

    def slot(self, week: Week) -> Week:
        """Return the one week that stands for all that meet at its minutes at its site."""
        return self.slots.setdefault((week.site, week.minutes), week)

    @cached_property
    def by_day(self) -> tuple[Course, ...]:
        """Return the courses that the school offers by day in some grade, sections apart."""
        years = [year_in(grade, self.student.graduation_year) for grade in GRADES]
        return tuple(
            course
            for course in self.catalog.courses
            if course.grade_max >= GRADES[0]
            and any(
                pattern.lane is Lane.DAY and (not self.home or pattern.site in {"", self.home})
                for year in years
                for pattern in self._patterns(course, year)
            )
        )

    def _is_open(self, section: Section, course: Course, grade: int) -> bool:
        """Tell whether a student of this school and grade may sit in a section, seats apart."""
        low, high = section.grade_min or 0, section.grade_max or GRADES[-1]
        if section.cancelled or not low <= grade <= high or not self.home:
            return False
        if section.kind in _BY_DAY and section.site != self.home:
            return False
        teaching = self.catalog.schools_teaching(course.code, section.school_year)
        if teaching is not None and section.site not in teaching:
            return False
        if section.kind is SectionKind.COLLEGE or course.college_units:
            way = college_at(section.site, self.catalog)
            if way is College.DUAL and section.site != self.home:
                return False
            terms = SEMESTERS if section.term == YEAR else (Term(section.term),)
            if way is College.CONCURRENT and any(is_too_early(grade, t) for t in terms):
                return False
        listed = self.catalog.course_at(course.code, section.site, section.school_year)
        offered = listed.terms if listed is not None and listed.terms else course.offered
        terms = SEMESTERS if section.term == YEAR else (Term(section.term),)
        if not _offered(offered, terms):
            return False
        return section_week(section, self.catalog).is_known


def taught_for(catalog: Catalog, offers: Offers, student: Student, home: str) -> Taught:
    """Return how courses are taught for the students of a class at a school.

    Several threads may ask at once: what another one has put away meanwhile is no matter.
    """
    tables = catalog.taught
    key = (id(offers), student.school, home, student.graduation_year)
    kept = tables.get(key)
    if isinstance(kept, Taught) and kept.offers is offers:
        return kept
    known = [k for k, one in tuple(tables.items()) if isinstance(one, Taught)]
    others = dict.fromkeys(k[0] for k in known if isinstance(k, tuple) and k[0] != id(offers))
    if len(others) >= _KEPT_TIMETABLES:
        oldest = next(iter(others))
        for k in known:
            if isinstance(k, tuple) and k[0] == oldest:
                tables.pop(k, None)
    whole, evenings = _known_years(catalog, offers, home)
    made = Taught(catalog, offers, student, home, whole, evenings)
    tables[key] = made
    return made


def _known_years(
    catalog: Catalog, offers: Offers, home: str
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the years of which the school's timetable is whole, and those with evenings known."""
    subjects: dict[int, set[str]] = {}
    evenings: set[int] = set()
    for (year, code), sections in offers.items():
        course = catalog.course(code)
        for section in sections:
            if section.kind is SectionKind.EXTENDED:
                evenings.add(year)
            elif section.kind is SectionKind.DAY and section.site == home and course is not None:
                subjects.setdefault(year, set()).add(course.graduation_subject)
    whole = {
        year
        for year, found in subjects.items()
        if all(any(subject.startswith(core) for subject in found) for core in _CORE)
    }
    return frozenset(whole), frozenset(evenings)


def _shapes(course: Course) -> Iterator[tuple[Term, ...]]:
    """Yield the terms in which the course can lie: both halves, a half or a semester by itself."""
    if course.is_year:
        yield SEMESTERS
    for term in TERMS:
        yield (term,)


def _offered(offered: Iterable[str], terms: tuple[Term, ...]) -> bool:
    """Tell whether something offered in such terms is offered in each of these."""
    names = frozenset(offered)
    return all(term.value in names or (YEAR in names and term is not Term.SUMMER) for term in terms)
