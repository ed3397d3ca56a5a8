"""What a student wishes of the clock: the earliest start, the latest end, time for lunch.

Wishes of the kinds `earliest_start` and `latest_end` (HH:MM) and `lunch` (minutes): they hold on
the wish's weekdays, or on all. A wish that is a must has to be kept; any other is information.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import WEEKDAYS, Meeting, clock_text, parse_clock
from cte_desktop.domain.catalog.week import in_week_order
from cte_desktop.domain.findings import Finding, Severity, values
from cte_desktop.domain.planning.clashes import fixed_times
from cte_desktop.domain.planning.semesters import Semester, State
from cte_desktop.domain.planning.ways_out import place_of, removal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.catalog.week import Week
    from cte_desktop.domain.planning.situation import Situation
    from cte_desktop.domain.students.decisions import Wish

LUNCH_FROM, LUNCH_TO = 11 * 60, 13 * 60 + 30
HOURS = ("earliest_start", "latest_end")
MUST, NOT = "must", "no"


def wish_findings(situation: Situation) -> Iterator[Finding]:
    """Find each planned class outside the wished hours, and each semester without the lunch."""
    wishes = clock_wishes(situation)
    if not wishes:
        return
    for running in situation.weeks_by_term:
        if all(semester.state is not State.PLANNED for semester, _ in running):
            continue
        for wish in wishes:
            if wish.kind not in HOURS:
                yield from lunch_findings(situation, wish, running)
                continue
            for semester, week in running:
                if semester.state is State.PLANNED:
                    yield from hour_findings(wish, semester, week)


def clock_wishes(situation: Situation) -> tuple[Wish, ...]:
    """Return the student's wishes about the clock; one with strength "no" wishes nothing."""
    return tuple(
        w for w in situation.file.wishes if w.kind in (*HOURS, "lunch") and w.strength != NOT
    )


def hour_findings(wish: Wish, semester: Semester, week: Week) -> Iterator[Finding]:
    """Yield what to say when a class starts earlier or ends later than is wished."""
    limit = parse_clock(wish.value)
    if limit is None:
        return
    early = wish.kind == "earliest_start"
    outside = [
        m
        for m in week.meetings
        if (m.start < limit if early else m.end > limit) and m.weekday in (wish.days or WEEKDAYS)
    ]
    if not outside:
        return
    worst = min(m.start for m in outside) if early else max(m.end for m in outside)
    yield Finding(
        "outside_wished_hours",
        _severity(wish),
        place_of(semester)
        + values(
            section_id=semester.section_id or None,
            weekdays=in_week_order(m.weekday for m in outside),
            minutes_short=abs(worst - limit),
        ),
        values(
            wished=clock_text(limit),
            starts=clock_text(worst) if early else None,
            ends=None if early else clock_text(worst),
        ),
        removal(semester),
    )


def lunch_findings(
    situation: Situation, wish: Wish, running: Iterable[tuple[Semester, Week]]
) -> Iterator[Finding]:
    """Yield what to say when no break around noon is long enough.

    Classes and fixed times take their minutes, and so do the ways between sites with the margin.
    A break between two sites whose way nobody knows is not known to be one.
    """
    if not (wish.value.isascii() and wish.value.isdigit()):
        return
    classes = tuple(running)
    taken = _taken(situation, classes)
    wished, shortest, days = int(wish.value), LUNCH_TO - LUNCH_FROM, set()
    for day in wish.days or WEEKDAYS:
        free = _longest_break([m for m in taken if m.weekday == day], situation)
        if free < wished:
            days.add(day)
            shortest = min(shortest, free)
    if days:
        first = classes[0][0]
        yield Finding(
            "no_lunch",
            _severity(wish),
            values(
                grade_level=first.grade_level,
                term=first.term.value,
                weekdays=in_week_order(days),
                minutes_short=wished - shortest,
            ),
            values(lunch=wished, free=shortest),
        )


def _taken(situation: Situation, running: tuple[tuple[Semester, Week], ...]) -> list[Meeting]:
    """Return when the student has a class or a fixed time in the term, in order of the clock."""
    first = running[0][0]
    found = [m for _, week in running for m in week.meetings]
    for busy in fixed_times(situation, first.school_year, first.term):
        found += [Meeting(day, busy.start, busy.end, busy.site) for day in busy.days]
    return sorted(found, key=lambda m: (m.start, m.end))


def _longest_break(taken: list[Meeting], situation: Situation) -> int:
    """Return the minutes of the longest time around noon without a class, fixed time or drive."""
    longest, ends, site = 0, 0, ""
    for after in taken:
        way = _way(site, after.site, situation)
        if way is not None:
            around_noon = min(after.start, LUNCH_TO) - max(ends, LUNCH_FROM)
            longest = max(longest, min(around_noon, after.start - ends - way))
        ends = max(ends, after.end)
        site = after.site or site  # a fixed time without a place is wherever the student is
    return max(longest, LUNCH_TO - max(ends, LUNCH_FROM))


def _way(origin: str, destination: str, situation: Situation) -> int | None:
    """Return the minutes between two sites with the margin; None for a way that nobody knows."""
    if origin == destination or not (origin and destination):
        return 0
    travel = situation.catalog.travel_minutes(origin, destination)
    return None if travel is None else travel + situation.settings.travel_margin_minutes


def _severity(wish: Wish) -> Severity:
    return Severity.MUST_FIX if wish.strength == MUST else Severity.INFORMATION
