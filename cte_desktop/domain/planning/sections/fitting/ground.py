"""What every section of a course is weighed against, gathered once and when it is asked for.

Sections that meet at the same times at the same place share their week, and two weeks are held
against each other once: fall and spring, and the sections of a course, are much alike.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.clashes import busy_week, collide_weeks, fixed_times
from cte_desktop.domain.planning.lanes import lane_of_kind
from cte_desktop.domain.planning.plan import Lane, Placement, Spot, halves
from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.domain.planning.sections.rules.empty_periods import empty_periods, free_periods
from cte_desktop.domain.planning.sections.rules.wished_hours import clock_wishes
from cte_desktop.domain.planning.sections.seats.checks import seats_left
from cte_desktop.domain.planning.sections.seats.open_order import SeatCount, seat_count
from cte_desktop.domain.planning.semesters import Semester, from_placement
from cte_desktop.domain.planning.week import Week, section_week, weeks_of
from cte_desktop.domain.school_year import SEMESTERS, Term, grade_in, is_over, moment

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.clashes import Collision
    from cte_desktop.domain.planning.sections.rules.empty_periods import Slot
    from cte_desktop.domain.planning.situation import Situation
    from cte_desktop.domain.students.decisions import Wish
    from cte_desktop.domain.students.experiences import BusyTime

_Time = tuple[str, str, int | None, int | None]
"""Period, days, start and end of a meeting."""


@dataclass(frozen=True)
class Ground:
    """What every section of the course is weighed against. No slots: gathered when needed."""

    situation: Situation
    course: Course
    school_year: int
    placement_uid: str

    @cached_property
    def grade_level(self) -> int:
        """Return the student's grade in that school year."""
        return grade_in(self.school_year, self.situation.file.student.graduation_year)

    @cached_property
    def given_up(self) -> frozenset[str]:
        """Return the placement that a section would stand for, with its other half."""
        plan = self.situation.plan
        placement = plan.find(self.placement_uid) if plan and self.placement_uid else None
        if plan is None or placement is None:
            return frozenset()
        return frozenset(p.uid for p in halves(plan, placement))

    @cached_property
    def beside(self) -> dict[Term, tuple[tuple[Semester, Week], ...]]:
        """Return what else the student has in each term of the year."""
        return {term: self._beside(term) for term in Term}

    @cached_property
    def busy(self) -> dict[Term, tuple[tuple[BusyTime, Week], ...]]:
        """Return the fixed times of each term of the year."""
        return {
            term: tuple(
                (b, busy_week(b)) for b in fixed_times(self.situation, self.school_year, term)
            )
            for term in Term
        }

    @cached_property
    def wishes(self) -> tuple[Wish, ...]:
        """Return what the student wishes of the clock."""
        return clock_wishes(self.situation)

    @cached_property
    def present(self) -> tuple[Placement, ...]:
        """Return what the plan has now that the section would stand for."""
        plan = self.situation.plan
        return tuple(
            p
            for p in (plan.placed if plan else ())
            if p.uid in self.given_up
            or (
                p.course_code == self.course.code
                and p.spot is not None
                and p.spot.grade_level == self.grade_level
            )
        )

    @cached_property
    def present_sections(self) -> frozenset[str]:
        """Return the ids of the sections that the plan has now."""
        return frozenset(p.section_id for p in self.present if p.section_id)

    @cached_property
    def present_periods(self) -> frozenset[str]:
        """Return the periods in which the plan has the course now."""
        return frozenset(p.spot.period for p in self.present if p.spot and p.spot.period)

    @cached_property
    def present_weeks(self) -> dict[Term, tuple[tuple[Semester, Week], ...]]:
        """Return the weeks of each term of the year as the plan has them now."""
        return {
            term: weeks_of(self.situation, running) if running else ()
            for term in Term
            for running in (self.situation.by_term.get(moment(self.school_year, term), ()),)
        }

    @cached_property
    def left_empty(self) -> dict[Term, tuple[Slot, ...]]:
        """Return the periods of each term that the course now fills and nothing else does."""
        left: dict[Term, tuple[Slot, ...]] = {}
        for term, running in self.present_weeks.items():
            had = set(empty_periods(self.situation, running))
            slots, unknown = free_periods(self.situation, self.beside[term])
            own = tuple(slot for slot in slots if slot[:2] not in had)
            left[term] = own if len({period for period, _, _ in own}) > unknown else ()
        return left

    @cached_property
    def semesters(self) -> dict[tuple[Term, str], Semester]:
        """Return what the course is at a site in a term, as far as it has been asked for."""
        return {}

    @cached_property
    def weeks(self) -> dict[tuple[str, tuple[_Time, ...]], Week]:
        """Return the weeks met so far: many sections of a course meet at the same times."""
        return {}

    @cached_property
    def hits(self) -> dict[tuple[int, int], Collision | None]:
        """Return how two of our weeks collide, by their identity, as far as it was asked."""
        return {}

    def terms(self, section: Section) -> tuple[Term, ...]:
        """Return the terms in which the student would sit in the section.

        Those of its terms in which the placement is still open: a half may be in the record
        already, or over, or not be planned at all. Without a placement those that are not over.
        """
        if section.term != "year":
            return (Term(section.term),)
        return self._open_semesters

    @cached_property
    def _open_semesters(self) -> tuple[Term, ...]:
        """Return the semesters that a section of the whole year is asked for."""
        taken = {p.uid for p in self.present} if self.given_up else frozenset[str]()
        planned = {
            semester.term
            for semester in self.situation.ahead
            if semester.placement_uid in taken and semester.school_year == self.school_year
        }
        day = self.situation.day
        left = [term for term in SEMESTERS if not is_over(self.school_year, term, day)]
        return tuple([term for term in SEMESTERS if term in planned]) or tuple(left) or SEMESTERS

    def semester(self, section: Section, term: Term) -> Semester:
        """Return the semester that the section would be in the plan."""
        lane = lane_of_kind(section.kind, term)
        period = next((m.period for m in section.meetings if m.period), "")
        base = self.semester_at(section.site, term)
        return replace(base, section_id=section.section_id, lane=lane, period=period)

    def semester_at(self, site: str, term: Term) -> Semester:
        """Return the semester that the course would be at a site, in whatever section."""
        known = self.semesters.get((term, site))
        if known is None:
            spot = Spot(self.grade_level, term, Lane.DAY)
            placement = Placement("", self.course.code, spot, site=site)
            student, catalog = self.situation.file.student, self.situation.catalog
            known = self.semesters[term, site] = from_placement(placement, student, catalog)
        return known

    def week(self, section: Section) -> Week:
        """Return when a section meets; one and the same week for the same site and times."""
        times = tuple([(m.period, m.days, m.start, m.end) for m in section.meetings])
        key = (section.site, times)  # in whatever room
        kept = self.weeks.get(key)
        if kept is None:
            kept = self.weeks[key] = section_week(section, self.situation.catalog)
        return kept

    def collision(self, week: Week, taken: Week) -> Collision | None:
        """Return how a section's week collides with something else of the student."""
        if week.site == taken.site and not week.minutes & taken.minutes:
            return None
        key = (id(week), id(taken))
        if key not in self.hits:
            margin = self.situation.settings.travel_margin_minutes
            self.hits[key] = collide_weeks(week, taken, self.situation.catalog, margin)
        return self.hits[key]

    def seats(self, section: Section) -> tuple[SeatCount, int | None]:
        """Return the seats of a section, and how many of them the student may choose from.

        Sections with as many seats and the very same claims, of nobody in particular, share them.
        """
        claims = self.situation.claims.get(key_of(section), ())
        key = (id(claims), section.seats)
        known = None if section.reserved_for else self.counted.get(key)
        if known is None:
            count = seat_count(section, claims, self.situation.catalog)
            known = (count, seats_left(self.situation, section))
            if not section.reserved_for:
                self.counted[key] = known
        return known

    @cached_property
    def counted(self) -> dict[tuple[int, int | None], tuple[SeatCount, int | None]]:
        """Return the seats met so far, by the identity of their claims and how many there are."""
        return {}

    def _beside(self, term: Term) -> tuple[tuple[Semester, Week], ...]:
        return tuple(
            (semester, week)
            for semester, week in self.present_weeks[term]
            if semester.course_code != self.course.code
            and not (semester.placement_uid and semester.placement_uid in self.given_up)
        )
