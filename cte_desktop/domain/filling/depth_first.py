"""Options laid into the terms ahead one by one, each only where it fits; any of them taken back.

What fits is what the rules of the schedule allow: prerequisites first, one course at a time by the
clock, a period for each course of the day, the evenings that are wanted. A course that finds no
room may move another one to another section.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cte_desktop.domain.filling.options.natural import habits_of
from cte_desktop.domain.filling.schedule.evenings import usual_evenings
from cte_desktop.domain.filling.schedule.periods import allows_zero, blocked_by, rung_periods
from cte_desktop.domain.planning.clashes import collide_weeks
from cte_desktop.domain.planning.passing import is_passed
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.week import weeks_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.prerequisites import Need
    from cte_desktop.domain.catalog.week import Week
    from cte_desktop.domain.filling.options.natural import Habits
    from cte_desktop.domain.filling.problem import Arrangement, Option, Problem, TermAhead
    from cte_desktop.domain.planning.semesters import Semester

ZERO, SEVENTH = "P0", "P7"
MOST_STEPS = 4000
"""Places that are tried for one plan: the amount of work after which nothing more is looked for."""
BEFORE_ALL, NEVER = -1, 1 << 30
_STAYS = -1  # in the place of an arrangement: what stays in a term

Snapshot = dict[int, int]
"""The arrangement chosen for each option that is chosen."""


@dataclass(slots=True)
class Day:
    """A term ahead as it fills: what meets when, and what waits for a period of the day."""

    term: TermAhead
    most: int  # courses of the day
    periods: dict[str, Week | None]  # free of what stays, with when they ring
    staying: frozenset[str] = frozenset()  # evenings (weekdays) that are taken anyway
    evenings: frozenset[str] = frozenset()  # all that are taken
    unknown_evenings: int = 0
    held: list[tuple[Week, int]] = field(default_factory=list)  # with the arrangement
    waiting: int = 0  # courses of the day without a time
    by_day: int = 0
    courses: int = 0  # but those of evenings and of the seventh period


@dataclass
class Laying:
    """The plan in the making."""

    problem: Problem
    days: dict[int, Day]
    habits: Habits
    most_evenings: int | None  # a week, None for any
    chosen: Snapshot = field(default_factory=dict)
    taken: dict[str, list[Semester]] = field(default_factory=dict)
    by_code: dict[str, list[int]] = field(default_factory=dict)
    steps: int = 0
    collisions: dict[tuple[int, int], bool] = field(default_factory=dict)
    usual: dict[int, int] = field(default_factory=dict)  # evenings of an option without times

    @property
    def semesters(self) -> tuple[Semester, ...]:
        """Return what stays and what is chosen, in order of time."""
        options = self.problem.options
        known = [*self.problem.given.semesters]
        known += [s for place in self.chosen for s in options[place].semesters]
        known.sort(key=lambda s: (s.moment, s.course_code))
        return tuple(known)

    @property
    def new(self) -> int:
        """Return how many of the chosen the present plan has not, or not so."""
        return sum(not self.problem.arrangements[way].kept for way in self.chosen.values())

    def is_there(self, code: str) -> bool:
        """Tell whether the course is chosen."""
        return any(place in self.chosen for place in self.by_code.get(code, ()))

    def lay(self, place: int) -> bool:
        """Lay an option where it fits, what it needs first being there; False if it doesn't."""
        option = self.problem.options[place]
        if place in self.chosen or not self._is_free(place) or not self.is_ready(option):
            return False
        return self.seat(place)

    def seat(self, place: int, *, moving: bool = True) -> bool:
        """Give an option one of its arrangements, moving another option's if need be."""
        ways = self.problem.arrangements
        near = sorted(
            self.problem.options[place].arrangements,
            key=lambda a: (not ways[a].kept, SEVENTH in ways[a].periods),
        )
        for way in near:
            self.steps += 1
            if self._fits(way):
                self._put(place, way)
                return True
        for way in near if moving else ():
            self.steps += 1
            if self.steps < MOST_STEPS and self._moved_aside(place, way):
                return True
        return False

    def restore(self, snapshot: Snapshot) -> None:
        """Choose exactly what was chosen then."""
        for place, way in [*self.chosen.items()]:
            if snapshot.get(place) != way:
                self._take_back(place)
        for place, way in snapshot.items():
            if place not in self.chosen:
                self._put(place, way)

    def is_ready(self, option: Option) -> bool:
        """Tell whether some alternative of the prerequisites is passed before it starts."""
        alternatives = option.course.prerequisites.alternatives
        return not alternatives or any(
            all(self.passes(need, option.starts) for need in needs) for needs in alternatives
        )

    def passes(self, need: Need, start: int) -> bool:
        """Tell whether a needed course is passed before a moment, or beside it if that will do."""
        code, limit = need.course_code, self.limit(need, start)
        given = self.problem.given
        rows = (*given.by_course.get(code, ()), *self.taken.get(code, ()))
        before = [s for s in rows if s.moment < limit]
        return is_passed(given.catalog.course(code), before, need.minimum_mark)

    def limit(self, need: Need, start: int) -> int:
        """Return the moment before which a needed course must end for one that starts then."""
        if not need.same_term:
            return start
        wanted = self.problem.given.catalog.course(need.course_code)
        return start + (3 if wanted is not None and wanted.is_year else 1)

    def _is_free(self, place: int) -> bool:
        """Tell whether the course is not taken already, a repeatable one not in the same term."""
        options = self.problem.options
        option = options[place]
        others = [p for p in self.by_code[option.course.code] if p in self.chosen]
        if not others:
            return True
        if option.course.repeatable:
            own = {s.moment for s in option.semesters}
            return not any(s.moment in own for p in others for s in options[p].semesters)
        is_half = option.course.is_year and len(option.terms) == 1
        return is_half and all(
            len(options[p].terms) == 1 and options[p].terms != option.terms for p in others
        )

    def _fits(self, place: int) -> bool:
        arrangement = self.problem.arrangements[place]
        if arrangement.against:
            return False
        option = self.problem.options[arrangement.option]
        return all(
            self._fits_in(self.days[semester.moment], arrangement, at)
            for at, semester in enumerate(option.semesters)
            if semester.moment in self.days
        )

    def _fits_in(self, day: Day, arrangement: Arrangement, at: int) -> bool:
        week, by_day = arrangement.weeks[at], arrangement.lane is Lane.DAY
        if by_day and day.by_day >= day.most:
            return False
        if arrangement.lane is Lane.EXTENDED and not self._evening_fits(day, arrangement, week):
            return False
        if week is not None and any(self._collide(week, held) for held, _ in day.held):
            return False
        if not day.waiting and (week is not None or not by_day):
            return True
        return self._room(day, week) >= day.waiting + (by_day and week is None)

    def _room(self, day: Day, more: Week | None) -> int:
        """Return how many periods are free for courses without a time."""
        weeks = [held for held, by in day.held if by != _STAYS]
        weeks += [more] if more is not None else []
        return sum(
            ringing is None or not any(self._collide(ringing, week) for week in weeks)
            for ringing in day.periods.values()
        )

    def _evening_fits(self, day: Day, arrangement: Arrangement, week: Week | None) -> bool:
        if self.most_evenings is None:
            return True
        known, unknown = day.evenings, day.unknown_evenings
        if week is None:
            unknown += self._usual_evenings(arrangement.option)
        else:
            known |= {m.weekday for m in week.meetings}
        return len(known) + unknown <= self.most_evenings

    def _usual_evenings(self, place: int) -> int:
        """Return on how many evenings a class of that option without times is taken to meet."""
        found = self.usual.get(place)
        if found is None:
            found = usual_evenings(self.problem.options[place], self.problem)
            self.usual[place] = found
        return found

    def _collide(self, one: Week, other: Week) -> bool:
        if one.site == other.site:
            return bool(one.minutes & other.minutes)
        key = (id(one), id(other))
        found = self.collisions.get(key)
        if found is None:
            given = self.problem.given
            margin = given.settings.travel_margin_minutes
            found = collide_weeks(one, other, given.catalog, margin) is not None
            self.collisions[key] = found
        return found

    def _moved_aside(self, place: int, way: int) -> bool:
        """Seat an option where one other is in the way that can lie in another way."""
        in_the_way = self._in_the_way(way)
        if len(in_the_way) != 1:
            return False
        other = in_the_way.pop()
        before = self.chosen[other]
        if self.problem.options[other].locked:
            return False
        self._occupy(before, -1)
        if self._fits(way):
            self._put(place, way)
            for instead in self.problem.options[other].arrangements:
                self.steps += 1
                if instead != before and self._fits(instead):
                    self.chosen[other] = instead
                    self._occupy(instead, 1)
                    return True
            self._take_back(place)
        self._occupy(before, 1)
        return False

    def _in_the_way(self, way: int) -> set[int]:
        """Return the chosen options that meet while an arrangement does."""
        ways = self.problem.arrangements
        arrangement, found = ways[way], set[int]()
        if arrangement.against:
            return found
        semesters = self.problem.options[arrangement.option].semesters
        for semester, week in zip(semesters, arrangement.weeks, strict=True):
            day = self.days.get(semester.moment)
            if day is not None and week is not None:
                found |= {
                    ways[by].option
                    for held, by in day.held
                    if by != _STAYS and self._collide(week, held)
                }
        return found

    def _put(self, place: int, way: int) -> None:
        option = self.problem.options[place]
        self.chosen[place] = way
        self.taken.setdefault(option.course.code, []).extend(option.semesters)
        self._occupy(way, 1)

    def _take_back(self, place: int) -> None:
        way, option = self.chosen.pop(place), self.problem.options[place]
        for semester in option.semesters:
            self.taken[option.course.code].remove(semester)
        self._occupy(way, -1)

    def _occupy(self, way: int, sign: int) -> None:
        """Take the room of an arrangement in each of its terms, or give it back."""
        arrangement = self.problem.arrangements[way]
        semesters = self.problem.options[arrangement.option].semesters
        for semester, week in zip(semesters, arrangement.weeks, strict=True):
            day = self.days.get(semester.moment)
            if day is None:
                continue
            if week is not None:
                day.held = [one for one in day.held if one[1] != way]
                day.held += [(week, way)] if sign > 0 else []
            if arrangement.lane is Lane.EXTENDED:
                if week is None:
                    day.unknown_evenings += sign * self._usual_evenings(arrangement.option)
                day.evenings = day.staying | self._evenings(day)
            elif SEVENTH not in arrangement.periods:
                day.courses += sign
            if arrangement.lane is Lane.DAY:
                day.by_day += sign
                day.waiting += sign if week is None else 0

    def _evenings(self, day: Day) -> frozenset[str]:
        ways = self.problem.arrangements
        return frozenset(
            meeting.weekday
            for week, by in day.held
            if by != _STAYS and ways[by].lane is Lane.EXTENDED
            for meeting in week.meetings
        )


def laying_of(problem: Problem) -> Laying:
    """Return the terms ahead with what stays in them, and nothing chosen yet."""
    given = problem.given
    most = [w.most_evenings for w in problem.wants if w.kind == "extended_day" and w.is_must]
    named = {code for want in problem.wants if want.kind == "course" for code in want.codes}
    kept = (problem.options[one.option] for one in problem.arrangements if one.kept)
    asked = frozenset(named | {option.course.code for option in kept})
    found = Laying(
        problem,
        {term.moment: _day(problem, term) for term in problem.terms},
        habits_of(given, asked, problem.rules.overflow_to, problem.terms),
        min((count for count in most if count is not None), default=None),
    )
    for place, option in enumerate(problem.options):
        found.by_code.setdefault(option.course.code, []).append(place)
    return found


def ordered(places: Iterable[int], laying: Laying, *, soon: bool) -> list[int]:
    """Return options in the order in which they come to mind: early, or in their usual grade.

    Among terms that are as usual the emptier one comes first.
    """
    options, habits = laying.problem.options, laying.habits
    if soon:
        return sorted(places, key=lambda p: (options[p].starts, options[p].ends, p))
    days = laying.days

    def unusual(place: int) -> tuple[int, int, int]:
        option = options[place]
        full = max(days[s.moment].courses for s in option.semesters)
        cost = habits.cost(option.course, option.grade_level, again=False)
        return (cost + full, option.starts, place)

    return sorted(places, key=unusual)


def _day(problem: Problem, term: TermAhead) -> Day:
    given = problem.given
    running = given.by_term.get(term.moment, ())
    zero = allows_zero(problem.wants)
    periods = {
        period: week
        for period, week in rung_periods(given.catalog, given.home_school(term.grade_level))
        if period != SEVENTH
        and (period != ZERO or zero)
        and not blocked_by(problem, running, period, week)
    }
    day = Day(term, given.settings.most_courses, periods)
    for semester, week in weeks_of(given, running) if running else ():
        if week.meetings:
            day.held.append((week, _STAYS))
            if semester.lane is Lane.EXTENDED:
                day.staying |= {m.weekday for m in week.meetings}
        in_day = semester.lane is Lane.DAY or semester.lane is None
        day.by_day += in_day
        day.waiting += in_day and not week.meetings and not semester.period
        day.courses += semester.lane is not Lane.EXTENDED and semester.period != SEVENTH
    day.evenings = day.staying
    return day
