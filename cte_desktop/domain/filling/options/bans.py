"""What forbids one arrangement by itself: a wish, a fixed time, a course that stays, the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.catalog.timetable import WEEKDAYS, parse_clock
from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.filling.options.natural import ADVANCED
from cte_desktop.domain.filling.wants import Strength
from cte_desktop.domain.findings import values
from cte_desktop.domain.planning.clashes import busy_week, collide_weeks
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.school_year import moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.catalog.week import Week
    from cte_desktop.domain.filling.options.taught import Lying, Way
    from cte_desktop.domain.filling.wants import Want
    from cte_desktop.domain.planning.situation import Situation

ZERO_PERIOD, SEVENTH_PERIOD = "P0", "P7"
_LANES = {"summer": Lane.SUMMER, "college": Lane.COLLEGE, "extended_day": Lane.EXTENDED}


@dataclass(slots=True)
class Bans:
    """What the wishes, fixed times and courses that stay of one student forbid."""

    given: Situation
    dropped: frozenset[Reason]
    lanes: dict[Lane, Reason]
    periods: dict[str, Reason]
    codes: dict[str, Reason]
    advanced: Reason | None  # no honors
    evenings: tuple[tuple[str, Reason], ...]  # the weekdays that Extended Day may take
    hours: tuple[Want, ...]  # earliest start and latest end
    busy: dict[int, tuple[tuple[str, Week], ...]]  # by moment: row and week
    staying: dict[int, tuple[tuple[str, Week], ...]]  # by moment: course and week
    met: dict[tuple[int, int], tuple[tuple[Kind, str, str], ...]]

    def of(self, way: Way, lying: Lying) -> tuple[Reason, ...]:
        """Return what forbids that a course lies so, without what is dropped on trial."""
        found = tuple(self._of(way, lying))
        if not self.dropped:
            return found
        return tuple(reason for reason in found if not is_dropped(reason, self.dropped))

    def _of(self, way: Way, lying: Lying) -> Iterator[Reason]:
        course = way.course
        if course.code in self.codes:
            yield self.codes[course.code]
        if self.advanced is not None and course.rigor in ADVANCED:
            yield self.advanced
        if lying.lane in self.lanes:
            yield self.lanes[lying.lane]
        if self.periods and lying.sections:
            yield from self._of_periods(lying)
        if lying.lane is Lane.EXTENDED:
            yield from self._of_evenings(lying)
        if not lying.sections:
            return
        for semester, week in zip(way.semesters, lying.weeks, strict=True):
            when = semester.moment
            if week is not None and (when in self.busy or when in self.staying or self.hours):
                yield from self.of_week(course, when, week)

    def _of_periods(self, lying: Lying) -> Iterator[Reason]:
        periods = dict.fromkeys(lying.periods)
        if lying.sections[0].kind is SectionKind.ZERO:
            periods[ZERO_PERIOD] = None
        for period in periods:
            if period in self.periods:
                yield self.periods[period]

    def forbids_course(self, course: Course) -> bool:
        """Tell whether a wish keeps the course out wherever it may lie."""
        found = self.codes.get(course.code)
        if found is None and course.rigor in ADVANCED:
            found = self.advanced
        return found is not None and not is_dropped(found, self.dropped)

    def of_week(self, course: Course, when: int, week: Week) -> Iterator[Reason]:
        """Yield what forbids that the course meets in such a week of a term."""
        key = (id(week), when)
        hits = self.met.get(key)
        if hits is None:
            hits = self.met[key] = tuple(self.hits(when, week))
        for kind, name, code in hits:
            match kind:
                case Kind.BUSY:
                    yield Reason(kind, name, values(course=course.code))
                case Kind.RULE:
                    yield Reason(kind, code, values(course=course.code, other_course=name))
                case _:
                    yield Reason(kind, name)

    def hits(self, when: int, week: Week) -> Iterator[tuple[Kind, str, str]]:
        """Yield what a week of a term collides with: its kind, row, course or wish, and finding."""
        catalog, margin = self.given.catalog, self.given.settings.travel_margin_minutes
        for row, taken in self.busy.get(when, ()):
            hit = collide_weeks(week, taken, catalog, margin)
            if hit is not None:
                yield (Kind.BUSY, row, hit.code)
        for code, taken in self.staying.get(when, ()):
            hit = collide_weeks(week, taken, catalog, margin)
            if hit is not None:
                yield (Kind.RULE, code, hit.code)
        for want in self.hours:
            if is_outside(want, week):
                yield (Kind.WISH, want.id, "")

    def _of_evenings(self, lying: Lying) -> Iterator[Reason]:
        for days, reason in self.evenings:
            weeks = (week for week in lying.weeks if week is not None)
            if any(m.weekday not in days for week in weeks for m in week.meetings):
                yield reason


def bans_of(given: Situation, wants: tuple[Want, ...], dropped: frozenset[Reason]) -> Bans:
    """Return what the student's wishes, fixed times and courses that stay forbid."""
    lanes: dict[Lane, Reason] = {}
    periods: dict[str, Reason] = {}
    codes: dict[str, Reason] = {}
    advanced: Reason | None = None
    evenings: list[tuple[str, Reason]] = []
    for want in wants:
        if not want.is_must:
            continue
        if want.kind == "extended_day" and want.allows and want.days:
            evenings.append((want.days, want.reason))
        elif want.kind in _LANES and not _is_allowed(want):
            lanes[_LANES[want.kind]] = want.reason
        elif want.kind in {"zero", "period7"} and not want.allows:
            periods[ZERO_PERIOD if want.kind == "zero" else SEVENTH_PERIOD] = want.reason
        elif is_avoided(want):
            codes |= dict.fromkeys(want.codes, want.reason)
        elif want.kind == "honors" and not want.allows:
            advanced = want.reason
    hours = tuple(w for w in wants if _is_hour(w) and w.strength is Strength.MUST)
    return Bans(
        given,
        dropped,
        lanes,
        periods,
        codes,
        advanced,
        tuple(evenings),
        hours,
        busy_by_term(given, dropped),
        _staying(given),
        {},
    )


def is_avoided(want: Want) -> bool:
    """Tell whether a want keeps courses out: one to avoid, or a course with the strength no."""
    if want.kind == "avoid":
        return want.strength is not Strength.NO
    return want.kind == "course" and want.strength is Strength.NO


def is_outside(want: Want, week: Week) -> bool:
    """Tell whether a class lies outside the hours of a wish of the clock."""
    limit = parse_clock(want.value)
    days = want.days or WEEKDAYS
    early = want.kind == "earliest_start"
    return limit is not None and any(
        m.weekday in days and (m.start < limit if early else m.end > limit) for m in week.meetings
    )


def is_dropped(reason: Reason, dropped: frozenset[Reason]) -> bool:
    """Tell whether a reason is given up: wishes, fixed times and placements by their id alone."""
    if reason in dropped:
        return True
    if reason.kind is Kind.RULE:
        return False
    return any(one.kind is reason.kind and one.id == reason.id for one in dropped)


def busy_by_term(
    given: Situation, dropped: frozenset[Reason]
) -> dict[int, tuple[tuple[str, Week], ...]]:
    """Return the fixed times of each term that still bind, each with its row, counted from 1."""
    found: dict[int, list[tuple[str, Week]]] = {}
    for row, busy in enumerate(given.file.busy, start=1):
        if is_dropped(Reason(Kind.BUSY, str(row)), dropped):
            continue
        when = moment(busy.school_year, busy.term)
        found.setdefault(when, []).append((str(row), busy_week(busy)))
    return {when: tuple(rows) for when, rows in found.items()}


def _is_hour(want: Want) -> bool:
    return want.kind in {"earliest_start", "latest_end"}


def _is_allowed(want: Want) -> bool:
    return want.most_evenings != 0 if want.kind == "extended_day" else want.allows


def _staying(given: Situation) -> dict[int, tuple[tuple[str, Week], ...]]:
    """Return the courses that stay in each term, as far as it is known when they meet."""
    found: dict[int, tuple[tuple[str, Week], ...]] = {}
    for running in given.weeks_by_term:
        known = tuple((s.course_code, week) for s, week in running if week.meetings)
        if known:
            found[running[0][0].moment] = known
    return found
