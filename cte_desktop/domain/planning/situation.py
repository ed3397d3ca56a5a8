"""What the rules of the schedule look at: one student's semesters among catalog and sections."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.week import period_week, section_week
from cte_desktop.domain.grades import Thresholds
from cte_desktop.domain.planning.lanes import named_period, spot_in
from cte_desktop.domain.planning.semesters import (
    Semester,
    State,
    semesters,
    semesters_of_record,
)
from cte_desktop.domain.planning.week import Week, weeks_of
from cte_desktop.domain.school_year import moment, school_year_of_grade

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.plan import Placement, Plan
    from cte_desktop.domain.planning.sections.offers import SectionKey
    from cte_desktop.domain.planning.sections.seats.open_order import Claim
    from cte_desktop.domain.students.file import StudentFile


@dataclass(frozen=True, slots=True)
class PlanningSettings:
    """What the district sets about plans and the clock."""

    travel_margin_minutes: int = 10  # kept free besides the drive between two sites
    fewest_courses: int = 5  # a term below it is an underload (graduation.toml, rules)
    most_courses: int = 7  # periods of a day, zero period apart
    concurrent_units_most: int = 1199  # hundredths a term; the college's limit for own enrollment
    dual_units_most: int = 1500  # hundredths a term, all college units together (CCAP)
    thresholds: Thresholds = field(default_factory=Thresholds)


@dataclass(frozen=True)
class Situation:
    """One student with a plan on a day. No slots: what is derived is worked out once and kept."""

    file: StudentFile
    plan: Plan | None
    catalog: Catalog
    sections: Mapping[tuple[int, str], Section]  # by school year and section_id
    settings: PlanningSettings
    day: date
    recorded: tuple[Semester, ...] | None = field(default=None, compare=False, repr=False)
    claims: Mapping[SectionKey, tuple[Claim, ...]] = field(default_factory=dict, repr=False)
    """Who claims a seat in the planned sections; empty when seats are not known."""

    @cached_property
    def of_record(self) -> tuple[Semester, ...]:
        """Return the semesters of the record; `recorded` by who knew them under another plan."""
        if self.recorded is not None:
            return self.recorded
        return semesters_of_record(self.file, self.catalog, self.settings.thresholds)

    @cached_property
    def semesters(self) -> tuple[Semester, ...]:
        """Return everything earned, in progress and planned, in order of time."""
        return semesters(
            self.file,
            self.plan and self._in_its_sections(self.plan),
            self.catalog,
            self.day,
            self.settings.thresholds,
            self.of_record,
        )

    @cached_property
    def ahead(self) -> tuple[Semester, ...]:
        """Return what runs now or is planned: what a rule of the schedule can still change."""
        return tuple(
            [s for s in self.semesters if s.state is State.PLANNED or s.state is State.IN_PROGRESS]
        )

    @cached_property
    def by_course(self) -> dict[str, tuple[Semester, ...]]:
        """Return the semesters of each course, in order of time."""
        found: defaultdict[str, list[Semester]] = defaultdict(list)
        for semester in self.semesters:
            found[semester.course_code].append(semester)
        return {code: tuple(taken) for code, taken in found.items()}

    @cached_property
    def by_term(self) -> dict[int, tuple[Semester, ...]]:
        """Return what runs now or is planned, by term in order of time."""
        found: dict[int, tuple[Semester, ...]] = {}
        ahead, begun = self.ahead, 0
        for place, semester in enumerate(ahead, start=1):  # in order of time already
            after = ahead[place] if place < len(ahead) else None
            if (
                after is None
                or after.term is not semester.term
                or after.school_year != semester.school_year
            ):
                found[moment(semester.school_year, semester.term)] = ahead[begun:place]
                begun = place
        return found

    @cached_property
    def weeks_by_term(self) -> tuple[tuple[tuple[Semester, Week], ...], ...]:
        """Return the semesters of each term in order of time, each with when it meets."""
        return tuple([weeks_of(self, running) for running in self.by_term.values()])

    def knowing(
        self,
        sections: Mapping[SectionKey, Section],
        claims: Mapping[SectionKey, tuple[Claim, ...]],
    ) -> Situation:
        """Return the situation with sections beside those that the plan names, and their claims.

        What the student has and plans stays the same, so it is not put together anew.
        """
        more = replace(
            self,
            sections={**self.sections, **sections},
            claims={**self.claims, **claims},
            recorded=self.of_record,
        )
        if self._sections_named(self.sections) == self._sections_named(more.sections):
            for name in ("semesters", "ahead", "by_course", "by_term"):
                more.__dict__[name] = getattr(self, name)  # where a cached property keeps it
        return more

    def section_of(self, semester: Semester) -> Section | None:
        """Return the section that a semester sits in, or None when there is none known."""
        if not semester.section_id:
            return None
        return self.sections.get((semester.school_year, semester.section_id))

    def home_school(self, grade_level: int) -> str:
        """Return the student's school, or "" when it doesn't have that grade.

        An eighth grader's high school is not known from the files, so nothing is held against it.
        """
        school = self.catalog.school_by_short.get(self.file.student.school)
        if school is None or not school.grade_low <= grade_level <= school.grade_high:
            return ""
        return school.short

    def _in_its_sections(self, plan: Plan) -> Plan:
        """Return the plan with site, lane and period of the sections that it names.

        A placement keeps those that its section had when it was taken. The section's own win: it
        decides A-G approval, how a capstone is reported and where the course lies in the grid.
        """
        named = self._sections_named(self.sections)
        moved = {}
        for p in plan.placements:
            if p.uid in named:
                there = self._sitting_in(named[p.uid], p)
                if there is not p:
                    moved[p.uid] = there
        if not moved:
            return plan
        return replace(plan, placements=tuple([moved.get(p.uid, p) for p in plan.placements]))

    def _sections_named(self, sections: Mapping[SectionKey, Section]) -> dict[str, Section]:
        """Return the section that each placement names, as far as it is known, by placement."""
        class_of, found = self.file.student.graduation_year, {}
        for p in self.plan.placements if self.plan and sections else ():
            if p.section_id and p.spot is not None:
                year = school_year_of_grade(p.spot.grade_level, class_of)
                section = sections.get((year, p.section_id))
                if section is not None:
                    found[p.uid] = section
        return found

    def _sitting_in(self, section: Section, placement: Placement) -> Placement:
        before = placement.spot
        if before is None:
            return placement
        spot = spot_in(before, section)
        if spot.period and not named_period(section):
            meets = section_week(section, self.catalog).minutes
            if meets and not meets & period_week(section.site, spot.period, self.catalog).minutes:
                spot = replace(spot, period="")
        if spot == before and placement.site == section.site:
            return placement
        return replace(placement, spot=spot, site=section.site)
