"""Clashes by the clock: two meetings that overlap in minutes, or that the drive keeps apart.

The rule (`interfaces.md` section 3, times): at one site travel and margin are 0; between two sites
the gap must hold the minutes of travel plus the margin; a pair of sites that nobody wrote down is
`travel_unknown`, never "fits". One finding per pair and term, with all its weekdays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import Length
from cte_desktop.domain.catalog.timetable import WEEKDAYS, Meeting
from cte_desktop.domain.findings import Finding, Severity, values
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.semesters import Semester, State
from cte_desktop.domain.planning.ways_out import removal
from cte_desktop.domain.planning.week import week_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.situation import Situation
    from cte_desktop.domain.students.experiences import BusyTime

_Weeks = Sequence[tuple[Semester, tuple[Meeting, ...]]]  # the semesters of a term, when they meet
_IN_TIME = attrgetter("weekday", "start")


@dataclass(frozen=True, slots=True)
class Collision:
    """How two sets of meetings collide: the worst weekday's minutes, and all weekdays."""

    code: str  # time_clash, travel_clash, travel_unknown
    weekdays: str
    minutes_short: int | None = None
    gap: int | None = None
    travel: int | None = None
    margin: int | None = None
    sites: tuple[str, str] = ("", "")


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
    for code in ("time_clash", "travel_clash", "travel_unknown"):
        alike = [hit for hit in found if hit.code == code]
        if alike:
            worst = max(alike, key=lambda hit: hit.minutes_short or 0)
            days = "".join(d for d in WEEKDAYS if any(d in hit.weekdays for hit in alike))
            return Collision(
                code, days, worst.minutes_short, worst.gap, worst.travel, worst.margin, worst.sites
            )
    return None


def time_clashes(situation: Situation) -> Iterator[Finding]:
    """Find every pair of semesters, or semester and fixed time, that can't both be attended."""
    for running in situation.by_term.values():
        weeks = [(s, week_of(situation, s).meetings) for s in running]
        if _may_clash(weeks):
            yield from _among(weeks, situation)
        if situation.file.busy:
            yield from _with_fixed_times(weeks, situation)


def _may_clash(weeks: _Weeks) -> bool:
    """Tell whether a term is worth a look at every pair: most have one site and no overlap."""
    periods = [(s.period, s.site) for s, _ in weeks if s.period and not s.section_id]
    if len(set(periods)) < len(periods):
        return True
    meetings = [meeting for _, of_semester in weeks for meeting in of_semester]
    if len({meeting.site for meeting in meetings}) > 1:
        return True
    meetings.sort(key=_IN_TIME)
    return any(a.end > b.start and a.weekday == b.weekday for a, b in pairwise(meetings))


def _among(weeks: _Weeks, situation: Situation) -> Iterator[Finding]:
    margin = situation.settings.travel_margin_minutes
    for (one, first), (other, second) in combinations(weeks, 2):
        if _hold_one_period(one, other):
            if not _are_quarters(one, other, situation):
                yield _period_clash(one, other)
        else:
            hit = collide(first, second, situation.catalog, margin)
            if hit is not None:
                yield _finding(hit, one, other)


def _with_fixed_times(weeks: _Weeks, situation: Situation) -> Iterator[Finding]:
    margin = situation.settings.travel_margin_minutes
    for semester, meetings in weeks:
        for busy in situation.file.busy:
            if meetings and (busy.school_year, busy.term) == (semester.school_year, semester.term):
                hit = collide(meetings, _busy_meetings(busy), situation.catalog, margin)
                if hit is not None:
                    yield _busy_finding(hit, semester, busy)


def _collide_once(a: Meeting, b: Meeting, catalog: Catalog, margin: int) -> Collision | None:
    first, second = (a, b) if (a.start, a.end) <= (b.start, b.end) else (b, a)
    overlap = min(first.end, second.end) - second.start
    if overlap > 0:
        return Collision("time_clash", a.weekday, overlap)
    # A fixed time without a place (site "") is taken to be wherever the class is.
    if first.site == second.site or not (first.site and second.site):
        return None
    gap = second.start - first.end
    sites = (first.site, second.site)
    travel = catalog.travel_minutes(*sites)
    if travel is None:
        return Collision("travel_unknown", a.weekday, gap=gap, sites=sites)
    short = travel + margin - gap
    if short <= 0:
        return None
    return Collision("travel_clash", a.weekday, short, gap, travel, margin, sites)


def _hold_one_period(one: Semester, other: Semester) -> bool:
    """Tell whether two courses without sections hold the same period at the same site."""
    if one.section_id or other.section_id or not one.period or one.period != other.period:
        return False
    return one.lane is Lane.DAY and other.lane is Lane.DAY and one.site == other.site


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


def _finding(hit: Collision, one: Semester, other: Semester) -> Finding:
    return Finding(
        hit.code,
        _severity(hit, one, other),
        values(
            course=one.course_code,
            other_course=other.course_code,
            section_id=one.section_id or other.section_id,
            other_section_id=(other.section_id or None) if one.section_id else None,
            grade_level=one.grade_level,
            term=one.term.value,
            weekdays=hit.weekdays,
            minutes_short=hit.minutes_short,
            gap=hit.gap,
            travel=hit.travel,
            margin=hit.margin,
        ),
        values(from_site=hit.sites[0], to_site=hit.sites[1]),
        removal(other) or removal(one),
    )


def _busy_finding(hit: Collision, semester: Semester, busy: BusyTime) -> Finding:
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
        values(busy=busy.kind, from_site=hit.sites[0], to_site=hit.sites[1]),
        removal(semester),
    )


def _severity(hit: Collision, *semesters: Semester) -> Severity:
    """Return must fix for what a plan can change; what the school has timetabled is a warning."""
    planned = any(s.state is State.PLANNED for s in semesters)
    unsure = hit.code == "travel_unknown"
    return Severity.MUST_FIX if planned and not unsure else Severity.WARNING


def _busy_meetings(busy: BusyTime) -> tuple[Meeting, ...]:
    return tuple(Meeting(day, busy.start, busy.end, busy.site) for day in busy.days)
