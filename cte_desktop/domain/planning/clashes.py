"""Clashes by the clock: two meetings that overlap in minutes, or that the drive keeps apart.

The rule (`interfaces.md` section 3, times): at one site travel and margin are 0; between two sites
the gap must hold the minutes of travel plus the margin; a pair of sites that nobody wrote down is
`travel_unknown`, never "fits". One finding per pair and term, with all its weekdays.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import Length
from cte_desktop.domain.catalog.timetable import Meeting, clock_text
from cte_desktop.domain.catalog.week import in_week_order, made_of
from cte_desktop.domain.findings import Finding, Severity, Values, values
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.semesters import Semester, State
from cte_desktop.domain.planning.ways_out import removal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.week import Week
    from cte_desktop.domain.planning.situation import Situation
    from cte_desktop.domain.students.experiences import BusyTime

CLASHES = ("time_clash", "travel_clash", "travel_unknown")
"""The gravest first."""


@dataclass(frozen=True, slots=True)
class Collision:
    """How two sets of meetings collide: all weekdays on which they do, and the worst two meetings.

    Where they overlap on one weekday and the way is too long on another, it is an overlap on both.
    """

    code: str  # time_clash, travel_clash, travel_unknown
    weekdays: str
    minutes_short: int | None = None
    gap: int | None = None
    travel: int | None = None
    margin: int | None = None
    sites: tuple[str, str] = ("", "")  # from the earlier meeting to the later one
    one: Meeting | None = None  # of the first set of meetings
    other: Meeting | None = None  # of the second


def collide(
    one: tuple[Meeting, ...], other: tuple[Meeting, ...], catalog: Catalog, margin: int
) -> Collision | None:
    """Return how two weeks collide, the gravest kind first, or None when both can be attended."""
    found = [
        hit
        for a in one
        for b in other
        if a.weekday == b.weekday and (hit := _collide_once(a, b, catalog, margin)) is not None
    ]
    if not found:
        return None
    code = min((hit.code for hit in found), key=CLASHES.index)
    worst = max((hit for hit in found if hit.code == code), key=lambda hit: hit.minutes_short or 0)
    return Collision(
        code,
        in_week_order(hit.weekdays for hit in found),
        worst.minutes_short,
        worst.gap,
        worst.travel,
        worst.margin,
        worst.sites,
        worst.one,
        worst.other,
    )


def collide_weeks(one: Week, other: Week, catalog: Catalog, margin: int) -> Collision | None:
    """Return how two classes collide; most do not, as the outlines of their weeks tell."""
    if not one.minutes & other.minutes:
        if one.site == other.site or not one.site or not other.site:
            return None
        travel = catalog.travel_minutes(one.site, other.site)
        if travel is not None and _lie_apart(one, other, travel + margin):
            return None
    return collide(one.meetings, other.meetings, catalog, margin)


def time_clashes(situation: Situation) -> Iterator[Finding]:
    """Find every pair of semesters, or semester and fixed time, that can't both be attended."""
    for running in situation.weeks_by_term:
        if len(running) > 1 and _may_clash(running):
            yield from _among(running, situation)
        if situation.file.busy:
            yield from _with_fixed_times(running, situation)


def fixed_times(situation: Situation, school_year: int, term: str) -> tuple[BusyTime, ...]:
    """Return the times of a term at which the student can't be in class."""
    return tuple(b for b in situation.file.busy if (b.school_year, b.term) == (school_year, term))


def busy_week(busy: BusyTime) -> Week:
    """Return a fixed time as a week."""
    return made_of((Meeting(day, busy.start, busy.end, busy.site) for day in busy.days), busy.site)


def clash_finding(hit: Collision, one: Semester, other: Semester) -> Finding:
    """Return what to say of two semesters that collide; the one with a section is named first."""
    turned = bool(other.section_id and not one.section_id)
    first, second = (other, one) if turned else (one, other)
    return Finding(
        hit.code,
        _severity(hit, one, other),
        values(
            course=first.course_code,
            other_course=second.course_code,
            section_id=first.section_id or None,
            other_section_id=second.section_id or None,
            grade_level=one.grade_level,
            term=one.term.value,
            weekdays=hit.weekdays,
            minutes_short=hit.minutes_short,
            gap=hit.gap,
            travel=hit.travel,
            margin=hit.margin,
        ),
        _two_meetings(hit, one.course_code, other.course_code),
        removal(other) or removal(one),
    )


def busy_finding(hit: Collision, semester: Semester, busy: BusyTime) -> Finding:
    """Return what to say of a semester that collides with a fixed time."""
    return Finding(
        hit.code,
        _severity(hit, semester),
        values(
            course=semester.course_code,
            section_id=semester.section_id or None,
            grade_level=semester.grade_level,
            term=semester.term.value,
            weekdays=hit.weekdays,
            minutes_short=hit.minutes_short,
            gap=hit.gap,
            travel=hit.travel,
            margin=hit.margin,
        ),
        values(busy=busy.kind) + _two_meetings(hit, semester.course_code, ""),
        removal(semester),
    )


def _lie_apart(one: Week, other: Week, minutes: int) -> bool:
    """Tell whether on every weekday one ends that many minutes before the other begins."""
    for begin, end, other_begin, other_end in zip(
        one.begins, one.ends, other.begins, other.ends, strict=True
    ):
        if begin < other_end + minutes and other_begin < end + minutes:
            return False
    return True


def _may_clash(running: tuple[tuple[Semester, Week], ...]) -> bool:
    """Tell whether a term is worth a look at every pair: most have one site and no overlap."""
    taken, site = 0, ""
    held: set[tuple[str, str]] = set()
    for semester, week in running:
        if week.minutes:
            if taken & week.minutes or (site and week.site != site):
                return True
            taken |= week.minutes
            site = week.site
        if semester.period and not semester.section_id:
            key = (semester.period, semester.school)
            if key in held:
                return True
            held.add(key)
    return False


def _among(running: tuple[tuple[Semester, Week], ...], situation: Situation) -> Iterator[Finding]:
    margin = situation.settings.travel_margin_minutes
    for (one, first), (other, second) in combinations(running, 2):
        if _hold_one_period(one, other):
            if not _are_quarters(one, other, situation):
                yield _period_clash(one, other)
        else:
            hit = collide_weeks(first, second, situation.catalog, margin)
            if hit is not None:
                yield clash_finding(hit, one, other)


def _with_fixed_times(
    running: tuple[tuple[Semester, Week], ...], situation: Situation
) -> Iterator[Finding]:
    margin, first = situation.settings.travel_margin_minutes, running[0][0]
    for busy in fixed_times(situation, first.school_year, first.term):
        taken = busy_week(busy)
        for semester, week in running:
            hit = collide_weeks(week, taken, situation.catalog, margin)
            if hit is not None:
                yield busy_finding(hit, semester, busy)


def _collide_once(a: Meeting, b: Meeting, catalog: Catalog, margin: int) -> Collision | None:
    first, second = (a, b) if (a.start, a.end) <= (b.start, b.end) else (b, a)
    overlap = min(first.end, second.end) - second.start
    sites = (first.site, second.site)
    if overlap > 0:
        return Collision("time_clash", a.weekday, overlap, sites=sites, one=a, other=b)
    # A fixed time without a place (site "") is taken to be wherever the class is.
    if first.site == second.site or not (first.site and second.site):
        return None
    gap = second.start - first.end
    travel = catalog.travel_minutes(*sites)
    if travel is None:
        return Collision("travel_unknown", a.weekday, gap=gap, sites=sites, one=a, other=b)
    short = travel + margin - gap
    if short <= 0:
        return None
    return Collision("travel_clash", a.weekday, short, gap, travel, margin, sites, a, b)


def _hold_one_period(one: Semester, other: Semester) -> bool:
    """Tell whether two courses without sections hold the same period at the same site."""
    if one.section_id or other.section_id or not one.period or one.period != other.period:
        return False
    # A course without a site is at the student's own school, as one that names this school is.
    return one.lane is Lane.DAY and other.lane is Lane.DAY and one.school == other.school


def _are_quarters(one: Semester, other: Semester, situation: Situation) -> bool:
    """Tell whether both are quarter courses, which may share a period in turn."""
    courses = [situation.catalog.course(s.course_code) for s in (one, other)]
    return all(c is not None and c.length is Length.QUARTER for c in courses)


def _period_clash(one: Semester, other: Semester) -> Finding:
    return Finding(
        "period_clash",
        Severity.MUST_FIX,
        values(
            course=one.course_code,
            other_course=other.course_code,
            grade_level=one.grade_level,
            term=one.term.value,
            at=f"{one.grade_level}:{one.term.value}:{one.period}",
        ),
        values(period=one.period),
        removal(other) or removal(one),
    )


def _two_meetings(hit: Collision, one: str, other: str) -> Values:
    """Return the two meetings for the sentence: "Auto 2 starts 15:45 at Canyon; ... ends 16:00".

    `one` and `other` are the courses; "" for a fixed time.
    """
    if hit.one is None or hit.other is None:
        return ()
    earlier, later = (hit.one, one), (hit.other, other)
    if (hit.other.start, hit.other.end) < (hit.one.start, hit.one.end):
        earlier, later = later, earlier
    return values(
        from_site=hit.sites[0],
        to_site=hit.sites[1],
        earlier=earlier[1],
        earlier_period=earlier[0].period or None,
        ends=clock_text(earlier[0].end),
        later=later[1],
        later_period=later[0].period or None,
        starts=clock_text(later[0].start),
    )


def _severity(hit: Collision, *semesters: Semester) -> Severity:
    """Return must fix for what a plan can change; what the school has timetabled is a warning."""
    planned = any(s.state is State.PLANNED for s in semesters)
    unsure = hit.code == "travel_unknown"
    return Severity.MUST_FIX if planned and not unsure else Severity.WARNING
