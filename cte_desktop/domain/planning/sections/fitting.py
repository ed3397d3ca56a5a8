"""Which sections of a course fit into a student's week, best first, and why the others don't.

What each section is weighed against is gathered once (`_Ground`); a section then costs some tens of
microseconds, so that the list stands at once among thousands of sections.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.findings import Finding, Severity, in_order, values
from cte_desktop.domain.planning.clashes import (
    CLASHES,
    busy_finding,
    busy_week,
    clash_finding,
    collide_weeks,
    fixed_times,
)
from cte_desktop.domain.planning.lanes import lane_of_kind
from cte_desktop.domain.planning.offering import offering_of
from cte_desktop.domain.planning.order import unmet_finding, unmet_prerequisite
from cte_desktop.domain.planning.plan import Placement, Spot, halves
from cte_desktop.domain.planning.sections.college import (
    College,
    college_at,
    is_too_early,
    too_early,
    unit_findings,
)
from cte_desktop.domain.planning.sections.empty_periods import (
    empty_finding,
    empty_periods,
    free_periods,
)
from cte_desktop.domain.planning.sections.known_times import (
    bell_missing,
    doubtful_days,
    section_time_findings,
    time_missing,
)
from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.domain.planning.sections.seat_checks import seat_full, seats_left
from cte_desktop.domain.planning.sections.seats import SeatCount, seat_count
from cte_desktop.domain.planning.sections.wished_hours import (
    HOURS,
    clock_wishes,
    hour_findings,
    lunch_findings,
)
from cte_desktop.domain.planning.semesters import Semester, from_placement
from cte_desktop.domain.planning.week import Week, section_week, week_of
from cte_desktop.domain.school_year import SEMESTERS, Term, grade_in, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.catalog.section import Section, SectionMeeting
    from cte_desktop.domain.planning.clashes import Collision
    from cte_desktop.domain.planning.sections.empty_periods import Slot
    from cte_desktop.domain.planning.situation import Situation
    from cte_desktop.domain.students.decisions import Wish
    from cte_desktop.domain.students.experiences import BusyTime

NEVER_FITS = frozenset({*CLASHES, "bell_missing", "time_missing", "section_double"})
"""What keeps a section from being known to fit, whatever its severity."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How one section fits: `findings` tell why not, gravest first, then what to know."""

    section: Section
    fits: bool
    findings: tuple[Finding, ...]
    clashes: tuple[str, ...]  # section ids it collides with; a course code where there is none
    minutes_short: int | None  # the worst of all that is too close
    seats: SeatCount


def section_fits(
    situation: Situation,
    course_code: str,
    sections: Iterable[Section],
    school_year: int,
    term: str,
    *,
    placement_uid: str = "",
) -> tuple[Fit, ...]:
    """Return how each section of the course fits that meets in the term, best first.

    A section fits in place of what the plan has of the course in that year and term (or of the
    placement): no clash by the clock with courses, sections and fixed times, the way known and long
    enough, bells and times known, not cancelled, a seat for this student, grades, reservation,
    course offered, prerequisites in order. A section of the year must fit in both semesters.
    `term` is fall, spring, summer, or "year" for the sections of both semesters.
    """
    course = situation.catalog.course(course_code)
    if course is None:
        return ()
    ground = _Ground(situation, course, school_year, placement_uid)
    fits = [
        _fit(ground, section)
        for section in sections
        if section.school_year == school_year
        and section.course_code == course_code
        and term in _terms_asked(section)
    ]
    return tuple(sorted(fits, key=lambda fit: _place(ground, fit)))


@dataclass(frozen=True)
class _Ground:
    """What every section of the course is weighed against. No slots: gathered when needed."""

    situation: Situation
    course: Course
    school_year: int
    placement_uid: str

    @cached_property
    def grade_level(self) -> int:
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
    def present_weeks(self) -> dict[Term, tuple[tuple[Semester, Week], ...]]:
        """Return the weeks of each term of the year as the plan has them now."""
        return {
            term: tuple(
                (semester, week_of(self.situation, semester))
                for semester in self.situation.by_term.get(moment(self.school_year, term), ())
            )
            for term in Term
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
    def weeks(self) -> dict[tuple[str, tuple[SectionMeeting, ...]], Week]:
        """Return the weeks met so far: many sections of a course meet at the same times."""
        return {}

    @cached_property
    def hits(self) -> dict[tuple[int, int], Collision | None]:
        """Return how two of our weeks collide, by their identity, as far as it was asked."""
        return {}

    def week(self, section: Section) -> Week:
        """Return when a section meets; one and the same week for the same site and times."""
        key = (section.site, section.meetings)
        kept = self.weeks.get(key)
        if kept is None:
            kept = self.weeks[key] = section_week(section, self.situation.catalog)
        return kept

    def collision(self, week: Week, taken: Week) -> Collision | None:
        """Return how a section's week collides with something else of the student."""
        key = (id(week), id(taken))
        if key not in self.hits:
            margin = self.situation.settings.travel_margin_minutes
            self.hits[key] = collide_weeks(week, taken, self.situation.catalog, margin)
        return self.hits[key]

    def _beside(self, term: Term) -> tuple[tuple[Semester, Week], ...]:
        return tuple(
            (semester, week)
            for semester, week in self.present_weeks[term]
            if semester.course_code != self.course.code
            and not (semester.placement_uid and semester.placement_uid in self.given_up)
        )


def _terms_asked(section: Section) -> tuple[str, ...]:
    """Return the terms for which somebody who asks is shown the section."""
    return ("year", *SEMESTERS) if section.term == "year" else (section.term,)


def _terms(section: Section) -> tuple[Term, ...]:
    return SEMESTERS if section.term == "year" else (Term(section.term),)


def _fit(ground: _Ground, section: Section) -> Fit:
    situation = ground.situation
    week = ground.week(section)
    found: list[Finding] = []
    clashes: dict[str, None] = {}
    for place, term in enumerate(_terms(section)):
        semester = _semester(ground, section, term)
        for finding, other in _clashes(ground, semester, week):
            found.append(finding)
            if other:
                clashes[other] = None
        found += _of_term(ground, semester, week)
        if place == 0:  # both halves of a year section say the same
            found += _of_section(ground, semester, section, week)
    blocking = [f for f in found if f.severity is Severity.MUST_FIX or f.code in NEVER_FITS]
    notes = [f for f in found if f.severity is not Severity.MUST_FIX and f.code not in NEVER_FITS]
    short = [m for f in blocking if f.code in CLASHES and (m := f.about("minutes_short"))]
    return Fit(
        section,
        not blocking,
        in_order(blocking) + in_order(notes),
        tuple(clashes),
        max((m for m in short if isinstance(m, int)), default=None),
        seat_count(section, situation.claims.get(key_of(section), ()), situation.catalog),
    )


def _semester(ground: _Ground, section: Section, term: Term) -> Semester:
    """Return the semester that the section would be in the plan."""
    lane = lane_of_kind(section.kind, term)
    period = next((m.period for m in section.meetings if m.period), "")
    base = ground.semesters.get((term, section.site))
    if base is None:
        spot = Spot(ground.grade_level, term, lane, period)
        placement = Placement("", ground.course.code, spot, site=section.site)
        base = from_placement(placement, ground.situation.file.student, ground.situation.catalog)
        ground.semesters[term, section.site] = base
    return replace(base, section_id=section.section_id, lane=lane, period=period)


def _clashes(ground: _Ground, semester: Semester, week: Week) -> Iterator[tuple[Finding, str]]:
    """Yield what the section collides with, or may: the finding, and the section or course."""
    situation = ground.situation
    for other, taken in ground.beside[semester.term]:
        name = other.section_id or other.course_code
        hit = ground.collision(week, taken)
        if hit is not None:
            yield clash_finding(hit, semester, other), name
        elif taken.days_without_bell or taken.days_unrung:
            days = doubtful_days(taken, (week,), situation)
            if days:
                yield bell_missing(other, taken, days), ""
        if taken.without_time:
            yield time_missing(other), ""
    for busy, taken in ground.busy[semester.term]:
        hit = ground.collision(week, taken)
        if hit is not None:
            yield busy_finding(hit, semester, busy), ""


def _of_term(ground: _Ground, semester: Semester, week: Week) -> Iterator[Finding]:
    """Yield what the term says with the section in it."""
    situation = ground.situation
    running = (*ground.beside[semester.term], (semester, week))
    for wish in ground.wishes:
        if wish.kind in HOURS:
            yield from hour_findings(wish, semester, week)
        else:
            yield from lunch_findings(situation, wish, running)
    if semester.college_units:
        yield from unit_findings(situation, [s for s, _ in running], situation.settings)
    left = ground.left_empty[semester.term]
    empty = [(period, day) for period, day, minutes in left if not minutes & week.minutes]
    if empty:
        yield empty_finding(semester, empty)


def _of_section(
    ground: _Ground, semester: Semester, section: Section, week: Week
) -> Iterator[Finding]:
    """Yield what the section says whatever else the student has in the week."""
    situation = ground.situation
    yield from offering_of(situation, semester, ground.course, section)
    unmet = unmet_prerequisite(situation, semester)
    if unmet is not None:
        yield unmet_finding(semester, unmet)
    yield from section_time_findings(semester, week)
    if seats_left(situation, section) == 0:
        yield seat_full(semester, section)
    of_college = section.kind is SectionKind.COLLEGE or semester.college_units
    if (
        of_college
        and is_too_early(semester.grade_level, semester.term)
        and college_at(section.site, situation.catalog) is College.CONCURRENT
    ):
        yield too_early(semester)
    yield from _capstone_elsewhere(situation, section)


def _capstone_elsewhere(situation: Situation, section: Section) -> Iterator[Finding]:
    """Yield the pathways whose capstone would be taken at another site than the own school."""
    student = situation.file.student
    if section.site in {"", student.school}:
        return
    for step in situation.catalog.steps_by_course.get(section.course_code, ()):
        if (
            step.level is Level.CAPSTONE
            and step.pathway in situation.file.pathways
            and step.first_class <= student.graduation_year <= step.last_class
        ):
            yield Finding(
                "capstone_elsewhere",
                Severity.WARNING,
                values(
                    program=f"pathway:{step.pathway}",
                    course=section.course_code,
                    section_id=section.section_id,
                ),
                values(site=section.site),
            )


def _place(ground: _Ground, fit: Fit) -> tuple[bool | int | str, ...]:
    """Return the order: what fits comes first, and what is nearest to the plan as it is."""
    section = fit.section
    blocking = [f for f in fit.findings if f.severity is Severity.MUST_FIX]
    warnings = sum(f.severity is Severity.WARNING for f in fit.findings)
    kept = any(p.section_id == section.section_id for p in ground.present)
    periods = {p.spot.period for p in ground.present if p.spot is not None and p.spot.period}
    same_period = any(m.period in periods for m in section.meetings)
    first = min(
        (m.start for m in section_week(section, ground.situation.catalog).meetings), default=0
    )
    return (
        not fit.fits,
        len({f.code for f in blocking}),
        len(fit.clashes),
        fit.minutes_short or 0,
        not kept,
        not same_period,
        section.site != ground.situation.file.student.school,
        warnings,
        section.kind is not SectionKind.DAY,
        first,
        section.section_id,
    )
