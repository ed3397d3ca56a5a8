"""Time for lunch that must be: on each wished day one break around noon is long enough.

As `planning/sections/rules/wished_hours.py` looks for it, ways between sites apart: a break begins
at the start of noon or where a class or fixed time ends. What stays anyway is held against nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import WEEKDAYS
from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.filling.options.bans import busy_by_term
from cte_desktop.domain.filling.schedule.periods import COURSE, rung_periods, weight
from cte_desktop.domain.filling.wants import Strength
from cte_desktop.domain.planning.sections.rules.wished_hours import LUNCH_FROM, LUNCH_TO
from cte_desktop.domain.planning.week import weeks_of
from cte_desktop.domain.school_year import SEMESTERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.week import Week
    from cte_desktop.domain.filling.problem import TermAhead
    from cte_desktop.domain.filling.schedule.frame import Frame
    from cte_desktop.domain.filling.wants import Want


def add_lunch(frame: Frame) -> None:
    """Add for each wish for lunch that is a must that every day ahead has its break."""
    for want in frame.problem.wants:
        if want.kind == "lunch" and want.strength is Strength.MUST:
            for term in frame.problem.terms:
                if term.term in SEMESTERS:
                    for day in want.days or WEEKDAYS:
                        _of_day(frame, want, term, day)


def _of_day(frame: Frame, want: Want, term: TermAhead, day: str) -> None:
    problem, given = frame.problem, frame.problem.given
    lains = frame.by_term.get(term.moment, ())
    slots = {id(lain.week): lain.week for lain in lains if lain.week is not None}
    running = frame.given_by_term.get(term.moment, ())
    stays = [week for _, week in weeks_of(given, running)] if running else []
    busy = busy_by_term(given, problem.dropped).get(term.moment, ())
    rung = rung_periods(given.catalog, given.home_school(term.grade_level))
    around = [*slots.values(), *stays, *(w for _, w in busy), *(w for _, w in rung if w)]
    fitting = [
        (start, start + want.count)
        for start in sorted({LUNCH_FROM, *_ends(around, day)})
        if start >= LUNCH_FROM and start + want.count <= LUNCH_TO
        if not any(_meets(week, day, start, start + want.count) for week in stays)
    ]
    if not lains or (stays and not fitting):
        return  # without anything to choose, or because of what stays: no fault of the filling
    breaks = [(frame.draft.choice(), start, end) for start, end in fitting]
    wanted = [(at, 1) for at, _, _ in breaks] or [(frame.one, -1)]
    frame.draft.row(wanted, 1, None, want.reason)
    for at, start, end in breaks:
        for row, week in busy:
            if _meets(week, day, start, end):
                frame.draft.row([(at, 1)], None, 0, Reason(Kind.BUSY, row))
        for slot in slots.values():
            if _meets(slot, day, start, end):
                there = [(lain.lie, 1) for lain in lains if lain.week is slot]
                frame.draft.row([(at, 1), *there], None, 1)
        lost = {p for p, week in rung if week is not None and _meets(week, day, start, end)}
        _hold_periods(frame, term, at, lost)


def _hold_periods(frame: Frame, term: TermAhead, at: int, lost: set[str]) -> None:
    """Add that courses that wait for a period find one beside those that the break takes."""
    room = frame.rooms.get(term.moment)
    if room is None or not lost & room.sure:
        return
    waiting = [
        (lain.lie, weight(lain)) for lain in frame.by_term[term.moment] if lain.needs_a_period
    ]
    open_ones = [(used, -COURSE) for used in room.open.values()]
    taken = COURSE * len(lost & room.sure)
    frame.draft.row([*waiting, *open_ones, (at, taken)], None, COURSE * len(room.sure))


def _ends(weeks: Iterable[Week], day: str) -> set[int]:
    return {m.end for week in weeks for m in week.meetings if m.weekday == day}


def _meets(week: Week, day: str, start: int, end: int) -> bool:
    return any(m.weekday == day and m.start < end and start < m.end for m in week.meetings)
