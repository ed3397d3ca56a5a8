"""Extended Day: on how many evenings a week, each counted once a term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.filling.options.last_times import clash_as_last_time
from cte_desktop.domain.filling.schedule.frame import Unmet
from cte_desktop.domain.planning.evenings import evenings_without_times
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.week import weeks_of

if TYPE_CHECKING:
    from cte_desktop.domain.filling.problem import Option, Problem, TermAhead
    from cte_desktop.domain.filling.schedule.frame import Frame, Lain
    from cte_desktop.domain.filling.wants import Want

_UNSAFE = 3
"""As many evenings weighs a place that would clash with a fixed time if it stays as it was."""


def add_evenings(frame: Frame) -> None:
    """Add what counts the evenings of each term, and the most that a wish allows."""
    wants = [w for w in frame.problem.wants if w.kind == "extended_day" and w.most_evenings]
    over: dict[str, list[tuple[int, int]]] = {}
    for term in frame.problem.terms:
        lains = [
            lain
            for lain in frame.by_term.get(term.moment, ())
            if lain.arrangement.lane is Lane.EXTENDED
        ]
        if not lains:
            continue
        has = _given_evenings(frame, term)
        counted = _counted(frame, lains, has)
        open_ones = [lain for lain in lains if not _is_chosen_already(lain)]
        as_all = len(open_ones) == len(lains)
        frame.evenings += counted if as_all else _counted(frame, open_ones, has)
        frame.evenings += _beside_fixed_times(frame, term, open_ones)
        for want in wants:
            _bound(frame, want, counted, len(has), over)
    for want in wants:
        if want.id in over:
            most = sum(frame.draft.choices[place].high for place, _ in over[want.id])
            frame.unmet.append(Unmet(want, tuple(over[want.id]), most))


def evenings_of(lain: Lain, problem: Problem) -> tuple[str, int]:
    """Return the weekdays of an Extended Day class, or "" and how many they may be."""
    if lain.week is not None:
        days = "".join(dict.fromkeys(m.weekday for m in lain.week.meetings))
        return (days, len(days))
    return ("", usual_evenings(lain.option, problem))


def usual_evenings(option: Option, problem: Problem) -> int:
    """Return on how many evenings a week a class without times is taken to meet."""
    catalog, code = problem.given.catalog, option.course.code
    site = option.school
    return evenings_without_times(catalog, problem.offers, code, option.school_year, site)


def _beside_fixed_times(frame: Frame, term: TermAhead, lains: list[Lain]) -> list[tuple[int, int]]:
    """Return the cost of classes without times that would meet a fixed time as they met last."""
    return [
        (lain.lie, _UNSAFE)
        for lain in lains
        if lain.week is None
        and clash_as_last_time(
            frame.problem,
            lain.option.course.code,
            lain.option.school_year,
            lain.option.school,
            term.moment,
        )
    ]


def _is_chosen_already(lain: Lain) -> bool:
    """Tell whether the plan has it so: somebody chose the course for these evenings."""
    return bool(lain.arrangement.kept)


def _counted(frame: Frame, lains: list[Lain], has: set[str]) -> list[tuple[int, int]]:
    """Return the terms that count the evenings besides those that are taken anyway."""
    counted: list[tuple[int, int]] = []
    on: dict[str, list[int]] = {}
    for lain in lains:
        days, count = evenings_of(lain, frame.problem)
        if not days:
            counted.append((lain.lie, count))
        for day in days:
            if day not in has:
                on.setdefault(day, []).append(lain.lie)
    for day in sorted(on):
        lies = on[day]
        if len(lies) == 1:
            counted.append((lies[0], 1))
            continue
        used = frame.draft.choice()
        for lie in lies:
            frame.draft.row([(lie, 1), (used, -1)], None, 0)
        counted.append((used, 1))
    return counted


def _bound(
    frame: Frame,
    want: Want,
    counted: list[tuple[int, int]],
    has: int,
    over: dict[str, list[tuple[int, int]]],
) -> None:
    most = max(0, (want.most_evenings or 0) - has)
    if want.is_must:
        frame.draft.row(counted, None, most, want.reason)
        return
    beyond = frame.draft.choice(0, sum(factor for _, factor in counted))
    frame.draft.row([*counted, (beyond, -1)], None, most)
    over.setdefault(want.id, []).append((beyond, 1))


def _given_evenings(frame: Frame, term: TermAhead) -> set[str]:
    """Return the evenings of the term that are taken whatever is chosen."""
    running = frame.given_by_term.get(term.moment, ())
    if not running:
        return set()
    return {
        m.weekday
        for semester, week in weeks_of(frame.problem.given, running)
        if semester.lane is Lane.EXTENDED
        for m in week.meetings
    }
