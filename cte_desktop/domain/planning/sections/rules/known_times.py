"""What nobody knows about the times of a plan: never a silent pass.

A section without period and clock times, a section that meets twice at one time, a period without a
bell on a weekday. A weekday on which the site rings no period at all is told of every section that
meets then; of a class without a section only where it matters: beside something that could be at
the same time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import Meeting
from cte_desktop.domain.catalog.week import MINUTES_A_DAY, WHOLE_DAY, Week, in_week_order
from cte_desktop.domain.findings import Finding, Severity, values
from cte_desktop.domain.planning.clashes import busy_week, collide, fixed_times
from cte_desktop.domain.planning.semesters import Semester, State
from cte_desktop.domain.planning.ways_out import place_of, removal
from cte_desktop.domain.planning.week import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.findings import Value
    from cte_desktop.domain.planning.situation import Situation

NOT_KNOWN_TO_FIT = frozenset({"travel_unknown", "bell_missing", "time_missing", "section_double"})
"""What no rule forbids, yet nobody can say that it fits: the picker, what is found instead of a
section, and the matrices go by it."""


def time_findings(situation: Situation) -> Iterator[Finding]:
    """Find each class whose times are not known, once a grade; both halves say the same."""
    told: set[tuple[str, str, int]] = set()
    for running in situation.weeks_by_term:
        for semester, week in running:
            if week is UNKNOWN or not (week.days_unrung or not week.is_known):
                continue
            if _is_gone(situation, semester):
                continue
            for finding in _of_semester(situation, semester, week, running):
                key = (finding.code, semester.course_code, semester.grade_level)
                if key not in told:
                    told.add(key)
                    yield finding


def section_time_findings(semester: Semester, week: Week) -> Iterator[Finding]:
    """Yield what is not known of the times of a section, whatever else the student has."""
    if week.days_without_bell:
        yield bell_missing(semester, week, week.days_without_bell)
    if week.without_time:
        yield time_missing(semester)
    if week.days_doubled:
        yield _finding("section_double", semester, weekdays=week.days_doubled)


def bell_missing(semester: Semester, week: Week, days: str) -> Finding:
    """Return what to say of a period that has no bell on some weekdays."""
    return Finding(
        "bell_missing",
        Severity.WARNING,
        place_of(semester) + values(section_id=semester.section_id or None, weekdays=days),
        values(period=week.period, site=week.site),
        removal(semester),
    )


def time_missing(semester: Semester) -> Finding:
    """Return what to say of a section that says neither period nor clock times."""
    return _finding("time_missing", semester)


def doubtful_days(week: Week, beside: Iterable[Week], situation: Situation) -> str:
    """Return the weekdays on which a class may lie at the same time as something beside it.

    Its own bell is missing there; all that is known is the school day of its site, within which a
    period lies that every student has. Periods of one site never overlap each other.
    """
    doubtful = set()
    others = tuple(beside)
    margin = situation.settings.travel_margin_minutes
    for day in {*week.days_without_bell, *week.days_unrung}:
        bounds = (_bounds(week, day, situation),)
        for other in others:
            meetings = tuple(
                m
                for m in other.meetings
                if m.weekday == day and not (m.period and m.site == week.site)
            )
            if meetings and collide(bounds, meetings, situation.catalog, margin) is not None:
                doubtful.add(day)
    return in_week_order(doubtful)


def _of_semester(
    situation: Situation,
    semester: Semester,
    week: Week,
    running: tuple[tuple[Semester, Week], ...],
) -> Iterator[Finding]:
    planned = semester.state is State.PLANNED
    beside = [w for other, w in running if other is not semester]
    if not planned:
        beside = [w for other, w in running if other.state is State.PLANNED]
    busy = fixed_times(situation, semester.school_year, semester.term)
    days = set(doubtful_days(week, [*beside, *map(busy_week, busy)], situation))
    if planned:
        days |= set(week.days_without_bell)
        for finding in section_time_findings(semester, week):
            if finding.code != "bell_missing":
                yield finding
    if days:
        yield bell_missing(semester, week, in_week_order(days))


def _is_gone(situation: Situation, semester: Semester) -> bool:
    section = situation.section_of(semester)
    return section is not None and section.cancelled


def _bounds(week: Week, day: str, situation: Situation) -> Meeting:
    """Return the time within which the class lies on a weekday without its bell."""
    for bell in situation.catalog.bells_by_school.get(week.site, ()):
        if bell.block == WHOLE_DAY and day in bell.days and not _is_optional(week, situation):
            return Meeting(day, bell.start, bell.end, week.site)
    return Meeting(day, 0, MINUTES_A_DAY, week.site)


def _is_optional(week: Week, situation: Situation) -> bool:
    """Tell whether the period may lie outside the school day: zero period and period 7 may."""
    bells = situation.catalog.bells_by_school.get(week.site, ())
    own = [bell for bell in bells if bell.block == week.period]
    return not own or any(bell.optional for bell in own)


def _finding(code: str, semester: Semester, **more: Value) -> Finding:
    return Finding(
        code,
        Severity.WARNING,
        place_of(semester) + values(section_id=semester.section_id or None, **more),
        (),
        removal(semester),
    )
