"""What there is to say of one section for a student, as findings: why not, and what to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.findings import Finding, Severity, in_order, values
from cte_desktop.domain.planning.assigned_again import assigned_again, is_assigned_again
from cte_desktop.domain.planning.clashes import CLASHES, busy_finding, clash_finding
from cte_desktop.domain.planning.offering import offering_of, section_findings
from cte_desktop.domain.planning.order import unmet_finding, unmet_prerequisite
from cte_desktop.domain.planning.sections.rules.college import (
    College,
    college_at,
    is_too_early,
    too_early,
    unit_findings,
)
from cte_desktop.domain.planning.sections.rules.empty_periods import empty_finding, fills
from cte_desktop.domain.planning.sections.rules.known_times import (
    NOT_KNOWN_TO_FIT,
    bell_missing,
    doubtful_days,
    section_time_findings,
    time_missing,
)
from cte_desktop.domain.planning.sections.rules.wished_hours import (
    HOURS,
    hour_findings,
    lunch_findings,
)
from cte_desktop.domain.planning.sections.seats.checks import is_full, seat_full
from cte_desktop.domain.planning.semesters import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.sections.fitting.ground import Ground
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.planning.week import Week
    from cte_desktop.domain.school_year import Term

NEVER_FITS = frozenset({*CLASHES, *NOT_KNOWN_TO_FIT})
"""What keeps a section from being known to fit, whatever its severity."""


def findings_of(ground: Ground, section: Section) -> tuple[Finding, ...]:
    """Return all there is to say of a section: why not, gravest first, then what to know."""
    week = ground.week(section)
    found: list[Finding] = []
    for place, term in enumerate(ground.terms(section)):
        semester = ground.semester(section, term)
        found += _clashes(ground, semester, week)
        found += doubts(ground, semester, week)
        found += of_term(ground, semester, week)
        if empty := left_empty(ground, term, week):
            found.append(empty_finding(semester, empty))
        if place == 0:  # both halves of a year section say the same
            found += of_place(ground, semester, section)
            found += section_findings(semester, section)
            found += section_time_findings(semester, week)
            if is_full(ground.situation, section):
                found.append(seat_full(semester, section))
    blocking = [f for f in found if stands_against(f)]
    return in_order(blocking) + in_order([f for f in found if not stands_against(f)])


def stands_against(finding: Finding) -> bool:
    """Tell whether a finding keeps the section from being known to fit."""
    return finding.severity is Severity.MUST_FIX or finding.code in NEVER_FITS


def doubts(ground: Ground, semester: Semester, week: Week) -> Iterator[Finding]:
    """Yield what nobody knows of the times of everything else in the term."""
    for other, taken in ground.beside[semester.term]:
        unrung = taken.days_without_bell or taken.days_unrung
        if unrung and ground.collision(week, taken) is None:
            days = doubtful_days(taken, (week,), ground.situation)
            if days:
                yield bell_missing(other, taken, days)
        if taken.without_time:
            yield time_missing(other)


def of_term(ground: Ground, semester: Semester, week: Week) -> Iterator[Finding]:
    """Yield what wishes and the college say of the term with the section in it."""
    situation = ground.situation
    running = (*ground.beside[semester.term], (semester, week))
    for wish in ground.wishes:
        if wish.kind in HOURS:
            yield from hour_findings(wish, semester, week)
        else:
            yield from lunch_findings(situation, wish, running)
    if semester.college_units:
        yield from unit_findings(situation, [s for s, _ in running], situation.settings)


def left_empty(ground: Ground, term: Term, week: Week) -> list[tuple[str, str]]:
    """Return the periods that would be without a class, if the section takes this one's place."""
    return [
        (period, day)
        for period, day, minutes in ground.left_empty[term]
        if not fills(week.minutes, minutes)
    ]


def of_place(ground: Ground, semester: Semester, section: Section) -> Iterator[Finding]:
    """Yield what course, grade, term and site say, whenever the section meets."""
    situation = ground.situation
    yield from offering_of(situation, semester, ground.course, section)
    unmet = unmet_prerequisite(situation, semester)
    if unmet is not None:
        yield unmet_finding(semester, unmet)
    taken = situation.by_course.get(semester.course_code, ())
    earned = [s for s in taken if s.state is State.EARNED and s.moment < semester.moment]
    if is_assigned_again(semester, earned, ground.course, situation.settings.thresholds.ag):
        yield assigned_again(semester)
    of_college = section.kind is SectionKind.COLLEGE or semester.college_units
    if (
        of_college
        and is_too_early(semester.grade_level, semester.term)
        and college_at(section.site, situation.catalog) is College.CONCURRENT
    ):
        yield too_early(semester)
    yield from _capstone_elsewhere(ground, section)


def _clashes(ground: Ground, semester: Semester, week: Week) -> Iterator[Finding]:
    """Yield what the section collides with in the term, or may."""
    for other, taken in ground.beside[semester.term]:
        hit = ground.collision(week, taken)
        if hit is not None:
            yield clash_finding(hit, semester, other)
    for busy, taken in ground.busy[semester.term]:
        hit = ground.collision(week, taken)
        if hit is not None:
            yield busy_finding(hit, semester, busy)


def _capstone_elsewhere(ground: Ground, section: Section) -> Iterator[Finding]:
    """Yield the pathways whose capstone would be taken at another site than the own school."""
    situation, student = ground.situation, ground.situation.file.student
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
