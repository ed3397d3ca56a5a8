"""The whole catalog of the district as one value, with the look-ups that the rules need."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.placeholder import placeholders
from cte_desktop.domain.catalog.timetable import Meeting
from cte_desktop.domain.catalog.verified import Verified

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.course import Course, CourseSite
    from cte_desktop.domain.catalog.pathway import Pathway, Sector, Step
    from cte_desktop.domain.catalog.school import School, Workshop
    from cte_desktop.domain.catalog.timetable import Bell, Travel
    from cte_desktop.domain.catalog.week import Week


@dataclass(frozen=True)
class Catalog:
    """Everything that the district offers, in the order of its files.

    No slots: the look-ups are made when first asked for and kept.
    """

    sectors: tuple[Sector, ...] = ()
    pathways: tuple[Pathway, ...] = ()
    steps: tuple[Step, ...] = ()
    courses: tuple[Course, ...] = ()
    course_sites: tuple[CourseSite, ...] = ()
    schools: tuple[School, ...] = ()
    bells: tuple[Bell, ...] = ()
    travel: tuple[Travel, ...] = ()
    workshops: tuple[Workshop, ...] = ()
    version: str = field(default="", compare=False)

    @cached_property
    def course_by_code(self) -> dict[str, Course]:
        """Return the courses under their codes, the placeholders of a plan among them."""
        return {course.code: course for course in self.placeholders} | self.listed_by_code

    @cached_property
    def listed_by_code(self) -> dict[str, Course]:
        """Return the courses that are listed under their codes: no placeholder is among them."""
        return {course.code: course for course in self.courses}

    @cached_property
    def placeholders(self) -> tuple[Course, ...]:
        """Return the placeholders ("any science (D)") of which the catalog has courses."""
        return placeholders(self.courses)

    @cached_property
    def unverified_courses(self) -> frozenset[str]:
        """Return the codes of the courses that the district has not confirmed."""
        return frozenset(c.code for c in self.courses if c.verified is Verified.NO)

    @cached_property
    def school_by_short(self) -> dict[str, School]:
        """Return the schools under their short names."""
        return {school.short: school for school in self.schools}

    @cached_property
    def school_by_cds(self) -> dict[str, School]:
        """Return the schools under their 14-digit CDS codes."""
        return {school.cds_code: school for school in self.schools if school.cds_code}

    @cached_property
    def pathway_by_name(self) -> dict[str, Pathway]:
        """Return the pathways that the district offers under the district's names."""
        return {pathway.name: pathway for pathway in self.pathways if pathway.name}

    @cached_property
    def sector_by_code(self) -> dict[str, Sector]:
        """Return the sectors under their codes."""
        return {sector.code: sector for sector in self.sectors}

    @cached_property
    def sites_by_course(self) -> dict[str, tuple[CourseSite, ...]]:
        """Return where each course is listed to run; a course without a row runs everywhere."""
        sites: dict[str, tuple[CourseSite, ...]] = {}
        for site in self.course_sites:
            sites[site.course_code] = (*sites.get(site.course_code, ()), site)
        return sites

    @cached_property
    def steps_by_course(self) -> dict[str, tuple[Step, ...]]:
        """Return the pathway steps that each course fills (a course may serve two pathways)."""
        steps: dict[str, tuple[Step, ...]] = {}
        for step in self.steps:
            steps[step.course_code] = (*steps.get(step.course_code, ()), step)
        return steps

    @cached_property
    def bells_by_school(self) -> dict[str, tuple[Bell, ...]]:
        """Return each school's bells."""
        bells: dict[str, tuple[Bell, ...]] = {}
        for bell in self.bells:
            bells[bell.school] = (*bells.get(bell.school, ()), bell)
        return bells

    @cached_property
    def meetings_by_period(self) -> dict[tuple[str, str], tuple[Meeting, ...]]:
        """Return when each period (block of the bells) of each school meets in the week."""
        meetings: dict[tuple[str, str], list[Meeting]] = {}
        for bell in self.bells:
            of_period = meetings.setdefault((bell.school, bell.block), [])
            of_period += [
                Meeting(day, bell.start, bell.end, bell.school, bell.block) for day in bell.days
            ]
        return {period: tuple(found) for period, found in meetings.items()}

    @cached_property
    def weeks(self) -> dict[object, Week]:
        """Return the weeks that `catalog/week.py` has worked out so far: it keeps them here."""
        return {}

    @cached_property
    def offered_well(self) -> dict[tuple[str, int, int], set[str]]:
        """Return the courses that `planning/offering.py` has found offered, to ask it once.

        By school, grade and term (a number that orders terms).
        """
        return {}

    @cached_property
    def taught(self) -> dict[object, object]:
        """Return what `filling/options` has worked out of how courses are taught: kept here."""
        return {}

    @cached_property
    def school_days(self) -> dict[str, tuple[tuple[str, str, int], ...]]:
        """Return the school days that `planning/sections/empty_periods.py` has asked for so far."""
        return {}

    @cached_property
    def _steps_by_pathway(self) -> dict[str, list[Step]]:
        """The steps of each pathway, of every class, in order."""
        found: dict[str, list[Step]] = {}
        for step in sorted(self.steps, key=lambda step: (step.order, step.course_code)):
            found.setdefault(step.pathway, []).append(step)
        return found

    @cached_property
    def _minutes_between(self) -> dict[tuple[str, str], int]:
        listed = {(t.origin, t.destination): t.minutes for t in self.travel}
        return {(b, a): minutes for (a, b), minutes in listed.items()} | listed

    def course(self, code: str) -> Course | None:
        """Return the catalog entry of that code, or None for a course from elsewhere."""
        return self.course_by_code.get(code)

    def find_school(self, text: str) -> School | None:
        """Return the school that a short name or a 14-digit CDS code names, or None."""
        return self.school_by_short.get(text) or self.school_by_cds.get(text)

    def steps_of(self, pathway: str, graduation_year: int) -> tuple[Step, ...]:
        """Return the steps of a pathway for a class, in order."""
        listed = self._steps_by_pathway.get(pathway, ())
        return tuple([s for s in listed if s.first_class <= graduation_year <= s.last_class])

    def course_at(self, code: str, school: str, school_year: int) -> CourseSite | None:
        """Return the entry of a course at a school in a year, or None."""
        for site in self.sites_by_course.get(code, ()):
            if site.school == school and site.runs_in(school_year):
                return site
        return None

    def approval_at(self, code: str, school: str, school_year: int) -> CourseSite | None:
        """Return what a school's own A-G approval of a course is in a year (`DOSSIER.md` 3).

        None where the school lists nothing of it up to then: the catalog's own values hold, since
        the list of schools is never whole. An approval that has ended counts no more.
        """
        listed = self.course_at(code, school, school_year)
        if listed is not None:
            return listed
        for site in self.sites_by_course.get(code, ()):
            ended = site.last_year is not None and site.last_year < school_year
            if site.school == school and ended:
                return replace(site, ag_area="", uc_honors=False)
        return None

    def schools_teaching(self, code: str, school_year: int) -> tuple[str, ...] | None:
        """Return the schools that list the course in that year; None when no school lists it.

        A course without a row in course_sites.csv is an ordinary course, taught everywhere.
        """
        sites = self.sites_by_course.get(code)
        if sites is None:
            return None
        return tuple(site.school for site in sites if site.runs_in(school_year))

    def travel_minutes(self, origin: str, destination: str) -> int | None:
        """Return the minutes between two sites, 0 for the same, None when nobody wrote them down.

        A pair that is listed one way only is taken to hold the other way as well.
        """
        return 0 if origin == destination else self._minutes_between.get((origin, destination))
