"""The catalog as the sample needs it: what runs where, and what a course asks for first."""

from __future__ import annotations

from dataclasses import dataclass

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.catalog.course import Course, ExtendedDay
from cte_desktop.domain.catalog.timetable import clock_text
from cte_desktop.domain.grades import LETTERS

PASS_RANK = LETTERS.index("D-")  # credit earned
DAY_PERIODS = ("P1", "P2", "P3", "P4", "P5", "P6")
LATE_PERIOD = "P7"

Needs = tuple[tuple[tuple[str, int, bool], ...], ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A course as the sample uses it. Credits and years are text as in record.csv."""

    code: str
    title: str
    is_year: bool
    half_credits: str
    half_ag_years: str
    subject: str
    ag_area: str
    rigor: str
    grade_min: int
    grade_max: int
    needs: Needs  # alternatives of (code, lowest rank, same term allowed)
    pathway: str
    level: str
    certification: str
    extended_only: bool
    repeatable: bool


@dataclass(frozen=True, slots=True)
class Evenings:
    """One pair of Extended Day weekdays at a site, from the bells."""

    days: str
    start: str
    end: str


class Curriculum:
    """What the district teaches, with answers kept: the same question comes for every student."""

    def __init__(self, catalog: Catalog) -> None:
        """Take the catalog over."""
        self.catalog = catalog
        self.offers = {course.code: _offer(course) for course in catalog.courses}
        self._runs: dict[tuple[str, str, int], bool] = {}
        self._bells = {
            school: {bell.block for bell in bells}
            for school, bells in catalog.bells_by_school.items()
        }
        self.evenings = {
            school: tuple(
                Evenings(bell.days, clock_text(bell.start), clock_text(bell.end))
                for bell in bells
                if bell.schedule == "extended_day"
            )
            for school, bells in catalog.bells_by_school.items()
        }
        self.evening_sites = tuple(school for school, times in self.evenings.items() if times)

    def runs(self, code: str, school: str, school_year: int) -> bool:
        """Tell whether the course is taught at the school in that year."""
        key = (code, school, school_year)
        answer = self._runs.get(key)
        if answer is None:
            schools = self.catalog.schools_teaching(code, school_year)
            answer = self._runs[key] = schools is None or school in schools
        return answer

    def runs_by_day(self, code: str, school: str, school_year: int) -> bool:
        """Tell whether the school teaches the course within the school day."""
        return not self.offers[code].extended_only and self.runs(code, school, school_year)

    def evening_schools(self, code: str, school_year: int) -> tuple[str, ...]:
        """Return the sites that teach the course in Extended Day in that year."""
        course = self.catalog.course_by_code[code]
        if course.extended_day is ExtendedDay.NO:
            return ()
        listed = self.catalog.sites_by_course.get(code)
        if listed is None:
            return self.evening_sites
        return tuple(
            site.school
            for site in listed
            if site.extended is not ExtendedDay.NO
            and site.runs_in(school_year)
            and self.evenings.get(site.school)
        )

    def periods(self, school: str) -> tuple[str, ...]:
        """Return the six periods of the school day, and period 7 where the school has one."""
        blocks = self._bells.get(school, set())
        return tuple(p for p in (*DAY_PERIODS, LATE_PERIOD) if p in blocks)

    def within_reach(self, origin: str, site: str) -> bool:
        """Tell whether the way from one site to the other is known."""
        return self.catalog.travel_minutes(origin, site) is not None


def _offer(course: Course) -> Offer:
    needs = tuple(
        tuple(
            (
                need.course_code,
                LETTERS.index(need.minimum_mark) if need.minimum_mark else PASS_RANK,
                need.same_term,
            )
            for need in alternative
        )
        for alternative in course.prerequisites.alternatives
    )
    return Offer(
        code=course.code,
        title=course.title,
        is_year=course.is_year,
        half_credits=decimal(course.half_credits),
        half_ag_years=f"{course.half_ag_years / 100:g}",
        subject=course.graduation_subject,
        ag_area=course.ag_area,
        rigor=course.rigor,
        grade_min=course.grade_min,
        grade_max=course.grade_max,
        needs=needs,
        pathway=course.pathway,
        level=course.pathway_level.value if course.pathway_level else "",
        certification=course.certification,
        extended_only=course.extended_day is ExtendedDay.ONLY,
        repeatable=course.repeatable,
    )


def decimal(hundredths: int) -> str:
    """Return credits as the files write them: 5.0, 2.5."""
    return f"{hundredths / 100:.2f}".removesuffix("0")
