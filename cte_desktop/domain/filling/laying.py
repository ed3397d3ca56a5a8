"""Laying chosen arrangements into a plan: placements that stay, new ones, and their periods."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import Length
from cte_desktop.domain.filling.model import Kind
from cte_desktop.domain.filling.options.ahead import GIVEN
from cte_desktop.domain.filling.options.bans import (
    SEVENTH_PERIOD,
    ZERO_PERIOD,
    Bans,
    bans_of,
)
from cte_desktop.domain.filling.schedule.periods import allows_zero, blocked_by, rung_periods
from cte_desktop.domain.planning.clashes import collide_weeks
from cte_desktop.domain.planning.plan import Lane, Placement, Plan, Spot
from cte_desktop.domain.planning.sections.rules.wished_hours import LUNCH_FROM, LUNCH_TO
from cte_desktop.domain.school_year import Term, moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cte_desktop.domain.catalog.week import Week
    from cte_desktop.domain.filling.problem import Arrangement, Option, Problem

_SHARING = 2  # quarter courses that have one period in turn


@dataclass
class _Day:
    """Who has which period of one term."""

    free: list[str]  # in the order in which they are given out
    quarters: dict[str, int] = field(default_factory=dict)


@dataclass
class Laying:
    """What is at hand while a plan is laid out."""

    problem: Problem
    chosen: list[Arrangement]
    bans: Bans
    days: dict[int, _Day] = field(default_factory=dict)
    periods: dict[tuple[int, Term], str] = field(default_factory=dict)
    """The period of each arrangement (its place among the chosen) in each of its terms."""

    def give_out(self) -> None:
        """Give out the periods: kept ones first, year courses before those of one term.

        Where a course finds none that way, year courses come first: they need one that is free in
        both terms, and a kept course of one term may have to leave it to them.
        """
        waiting = [
            place
            for place, one in enumerate(self.chosen)
            if one.lane is Lane.DAY and any(map(self._waits, one.periods, one.weeks))
        ]
        by_need = sorted(waiting, key=self._order)
        years = [place for place in by_need if len(self.option(self.chosen[place]).terms) > 1]
        self._give_to(by_need)
        if not all(map(self._has, by_need)):
            self.days.clear()
            self.periods.clear()
            self._give_to(years)
            self._give_to([place for place in by_need if place not in years])

    def _give_to(self, places: list[int]) -> None:
        """Give these their own period of the present plan, then the others what is free."""
        for place in places:
            own = self._own_period(place)
            if own:
                self._take(place, (own,))
        for place in places:
            if not self._has(place):
                self._take(place, self._shared(place))

    @staticmethod
    def _waits(period: str, week: Week | None) -> bool:
        return not period and week is None

    def option(self, one: Arrangement) -> Option:
        """Return the option that lies so."""
        return self.problem.options[one.option]

    def _order(self, place: int) -> tuple[bool, int, str]:
        option = self.option(self.chosen[place])
        return (len(option.terms) == 1, option.starts, option.course.code)

    def _own_period(self, place: int) -> str:
        """Return the period of the present plan, where a usual one; "" for none."""
        found = {p.spot.period for p in self.chosen[place].kept if p.spot is not None}
        period = next(iter(found)) if len(found) == 1 else ""
        late = period == SEVENTH_PERIOD and not self._allows_seventh()
        return "" if late else period

    def _allows_seventh(self) -> bool:
        return any(w.kind == "period7" and w.allows for w in self.problem.wants)

    def _has(self, place: int) -> bool:
        option = self.option(self.chosen[place])
        return (place, option.terms[0]) in self.periods

    def _shared(self, place: int) -> tuple[str, ...]:
        """Return the periods free in all terms of a course, in the order to be tried."""
        option = self.option(self.chosen[place])
        days = [self._day(option, at) for at in range(len(option.terms))]
        quarter = option.course.length is Length.QUARTER
        half_free = tuple(days[0].quarters) if quarter else ()
        return (*half_free, *(p for p in days[0].free if all(p in day.free for day in days)))

    def _take(self, place: int, periods: Iterable[str]) -> None:
        option = self.option(self.chosen[place])
        days = [self._day(option, at) for at in range(len(option.terms))]
        quarter = option.course.length is Length.QUARTER
        for period in periods:
            if quarter and days[0].quarters.get(period):
                days[0].quarters[period] -= 1
                if not days[0].quarters[period]:
                    del days[0].quarters[period]
            elif all(period in day.free for day in days):
                for day in days:
                    day.free.remove(period)
                if quarter:
                    days[0].quarters[period] = _SHARING - 1
            else:
                continue
            self.periods |= {(place, term): period for term in option.terms}
            return

    def _day(self, option: Option, at: int) -> _Day:
        when = option.semesters[at].moment
        if when not in self.days:
            self.days[when] = _Day(list(self._free(option, option.terms[at])))
        return self.days[when]

    def _free(self, option: Option, term: Term) -> Iterator[str]:
        """Yield the periods in which nothing else of the term lies; the usual ones first."""
        given = self.problem.given
        when = moment(option.school_year, term)
        running = given.by_term.get(when, ())
        beside = tuple(self._weeks(when))
        margin = given.settings.travel_margin_minutes
        home = given.home_school(option.grade_level)
        zero = allows_zero(self.problem.wants)
        held = set(self._held(when))
        if home and not rung_periods(given.catalog, home):
            return
        lunch = any(want.kind == "lunch" for want in self.problem.wants)
        rung = sorted(
            rung_periods(given.catalog, home),
            key=lambda one: (one[0] == ZERO_PERIOD, lunch and _is_at_noon(one[1])),
        )
        for period, week in rung:
            if (period == ZERO_PERIOD and not zero) or period in self.bans.periods:
                continue
            if period in held or blocked_by(self.problem, running, period, week):
                continue
            if week is not None and (
                any(kind is not Kind.RULE for kind, _, _ in self.bans.hits(when, week))
                or any(collide_weeks(week, w, given.catalog, margin) for w in beside)
            ):
                continue
            yield period

    def _held(self, when: int) -> Iterator[str]:
        """Yield the periods of what is locked where nobody knows when they ring."""
        for one in self.chosen:
            if one.lane is not Lane.DAY:
                continue
            for at, semester in enumerate(self.option(one).semesters):
                if semester.moment == when and one.weeks[at] is None and one.periods[at]:
                    yield one.periods[at]

    def _weeks(self, when: int) -> Iterator[Week]:
        for one in self.chosen:
            for semester, week in zip(self.option(one).semesters, one.weeks, strict=True):
                if semester.moment == when and week is not None:
                    yield week


def _is_at_noon(week: Week | None) -> bool:
    meetings = week.meetings if week is not None else ()
    return any(m.start < LUNCH_TO and m.end > LUNCH_FROM for m in meetings)


def laid_out(problem: Problem, chosen: Iterable[int], new_uid: Callable[[], str]) -> Plan:
    """Return the plan in which these arrangements lie, around what stays."""
    arrangements = [problem.arrangements[place] for place in sorted(chosen)]
    laying = Laying(problem, arrangements, bans_of(problem.given, problem.wants, problem.dropped))
    laying.give_out()
    present = problem.plan or Plan(new_uid(), problem.given.file.student.uid)
    stays = problem.given.plan.placements if problem.given.plan is not None else ()
    made: list[Placement] = [
        replace(p, uid=new_uid()) if p.uid.startswith(GIVEN) else p for p in stays
    ]
    held = {p.uid for p in made} | {p.uid for one in arrangements for p in one.kept}
    spare = [p for p in present.placed if p.uid not in held and not p.locked]
    for place, one in enumerate(arrangements):
        made += _placements(laying, place, one, spare, new_uid)
    order = {p.uid: at for at, p in enumerate(present.placements)}
    last = len(order)
    made.sort(key=lambda p: order.get(p.uid, last))
    return replace(present, placements=tuple(made))


def _placements(
    laying: Laying,
    place: int,
    one: Arrangement,
    spare: list[Placement],
    new_uid: Callable[[], str],
) -> Iterator[Placement]:
    """Yield the placements of an arrangement: kept ones, moved ones of its course, or new ones."""
    option = laying.option(one)
    for at, term in enumerate(option.terms):
        # As taking a section by hand keeps it: with a section the site is always named.
        site = option.school if one.sections[at] else one.site
        period = laying.periods.get((place, term), one.periods[at])
        spot = Spot(option.grade_level, term, one.lane, period if one.lane is Lane.DAY else "")
        kept = next((p for p in one.kept if p.spot is not None and p.spot.term is term), None)
        if kept is not None:
            held = one.sections[at] or kept.locked or kept.spot == spot
            yield kept if held else replace(kept, spot=spot)
            continue
        before = _moved(option, term, spare)
        if before is None:
            yield Placement(
                new_uid(),
                option.course.code,
                spot,
                section_id=one.sections[at],
                site=site,
                source="fill",
            )
        else:
            spare.remove(before)
            yield replace(before, spot=spot, section_id=one.sections[at], site=site)


def _moved(option: Option, term: Term, spare: list[Placement]) -> Placement | None:
    """Return the placement of the course in the present plan that moves here: of its term first."""
    alike = [p for p in spare if p.course_code == option.course.code and p.spot is not None]
    alike.sort(key=lambda p: p.spot is not None and p.spot.term is not term)
    return alike[0] if alike else None
