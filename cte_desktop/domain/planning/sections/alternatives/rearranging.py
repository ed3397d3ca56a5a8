"""Making room in a student's week: classes moved into other sections of theirs, by the clock.

A search over minutes: a class and its sections are whole numbers with a bit per minute of the
week in each term, so that most of what collides is told apart by one comparison. The ways between
sites are looked at only where sites differ. The order of what is found is always the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.catalog.timetable import WEEKDAYS, Meeting
from cte_desktop.domain.planning.clashes import collide
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.planning.week import section_week, week_of
from cte_desktop.domain.school_year import SEMESTERS, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.planning.situation import Situation

_DAY = 24 * 60
_WEEK = len(WEEKDAYS) * _DAY
_PLACE = {weekday: place * _DAY for place, weekday in enumerate(WEEKDAYS)}
_MOST_PAIRS = 4  # sections of each semester that are tried together for a year
_MOST_LOOKS = 2500  # choices looked at in one search; about 5 ms

Times = tuple[tuple[Term, tuple[Meeting, ...]], ...]
"""When something meets, by term."""


@dataclass(frozen=True, slots=True)
class Occupied:
    """Some time of the week: a bit per minute and term, the sites, and the meetings themselves."""

    minutes: int
    sites: frozenset[str]
    times: Times


@dataclass(frozen=True, slots=True)
class Choice:
    """A section for every term of a class: one for both semesters, or one for each."""

    sections: tuple[Section, ...]
    occupied: Occupied


@dataclass(frozen=True, slots=True)
class Booked:
    """A class of the student in a school year, or a fixed time: where it lies now.

    Only what is planned and not locked is `movable`.
    """

    uids: tuple[str, ...]
    course: str
    grade_level: int
    terms: tuple[Term, ...]
    section_ids: tuple[str, ...]
    site: str
    occupied: Occupied
    movable: bool


Rearranged = tuple[tuple[Booked, Choice], ...]
"""The class that needs room with its section, then each other one that moves with its own."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a class may choose from, in order, and whether a choice can be had (a seat in it)."""

    of: Callable[[Booked], Sequence[Choice]]
    can_be_had: Callable[[Choice], bool]


@dataclass
class Clock:
    """The weeks of sections as minutes, worked out once; good for many students of a district."""

    catalog: Catalog
    margin: int
    alike: dict[tuple[str, int, str, int], tuple[str, ...]] = field(default_factory=dict)
    """Courses like one that is gone, by course, school year, school and grade."""
    _weeks: dict[tuple[int, str], tuple[Section, tuple[Meeting, ...] | None]] = field(
        default_factory=dict
    )
    _choices: dict[tuple[object, ...], tuple[tuple[Section, ...], tuple[Choice, ...]]] = field(
        default_factory=dict
    )
    _occupied: dict[tuple[tuple[int, str], Term], tuple[Section, Occupied]] = field(
        default_factory=dict
    )

    def meetings(self, section: Section) -> tuple[Meeting, ...] | None:
        """Return when a section meets; None when nobody knows all of it."""
        key = (section.school_year, section.section_id)
        known = self._weeks.get(key)
        if known is None or known[0] is not section:
            week = section_week(section, self.catalog)
            known = (section, week.meetings if week.is_known else None)
            self._weeks[key] = known
        return known[1]

    def occupied(self, section: Section, term: Term) -> Occupied:
        """Return the time of a section in a term."""
        key = ((section.school_year, section.section_id), term)
        known = self._occupied.get(key)
        if known is None or known[0] is not section:
            known = (section, occupied(((term, self.meetings(section) or ()),)))
            self._occupied[key] = known
        return known[1]

    def choices(
        self, sections: tuple[Section, ...], terms: tuple[Term, ...], own_site: str
    ) -> tuple[Choice, ...]:
        """Return the ways to have a course in these terms, at the own site first."""
        if not sections:
            return ()
        key = (sections[0].school_year, sections[0].course_code, terms, own_site)
        known = self._choices.get(key)
        if known is None or known[0] is not sections:
            found = choices(sections, terms, self)
            in_order = sorted(found, key=lambda choice: _in_order(choice, own_site))
            known = self._choices[key] = (sections, tuple(in_order))
        return known[1]

    def collide(self, one: Occupied, other: Occupied) -> bool:
        """Tell whether both can't be attended, or nobody knows the way between their sites."""
        if one.minutes & other.minutes:
            return True
        if one.sites == other.sites or not (one.sites and other.sites):
            return False
        return any(
            collide(first, second, self.catalog, self.margin) is not None
            for term, first in one.times
            for same, second in other.times
            if term is same
        )


def occupied(times: Times) -> Occupied:
    """Return the time that some meetings take."""
    minutes = 0
    for term, meetings in times:
        for meeting in meetings:
            length = max(meeting.end - meeting.start, 0)
            begins = term.place * _WEEK + _PLACE[meeting.weekday] + meeting.start
            minutes |= ((1 << length) - 1) << begins
    sites = frozenset(m.site for _, meetings in times for m in meetings if m.site)
    return Occupied(minutes, sites, times)


def together(parts: Iterable[Occupied]) -> Occupied:
    """Return the time of several as one."""
    minutes, sites, times = 0, frozenset[str](), tuple[tuple[Term, tuple[Meeting, ...]], ...]()
    for part in parts:
        minutes, sites, times = minutes | part.minutes, sites | part.sites, times + part.times
    return Occupied(minutes, sites, times)


def booked_in(situation: Situation, school_year: int, clock: Clock) -> tuple[Booked, ...]:
    """Return the classes and fixed times of a school year.

    The second half of a course under way stays with the first.
    """
    classes: dict[tuple[str, str], list[Semester]] = {}
    for semester in situation.ahead:
        if semester.school_year != school_year:
            continue
        planned = semester.state is State.PLANNED
        name = semester.section_id if planned else f"{semester.section_id} {semester.term.value}"
        classes.setdefault((semester.course_code, name), []).append(semester)
    under_way = {s.course_code for s in situation.ahead if s.state is State.IN_PROGRESS}
    made = [
        _booked(situation, of_class, clock, stays=of_class[0].course_code in under_way)
        for of_class in classes.values()
    ]
    for busy in situation.file.busy:
        if busy.school_year == school_year:
            meetings = tuple(Meeting(d, busy.start, busy.end, busy.site) for d in busy.days)
            time = occupied(((busy.term, meetings),))
            made.append(Booked((), "", 0, (busy.term,), (), busy.site, time, movable=False))
    return tuple(made)


def choices(sections: Iterable[Section], terms: Sequence[Term], clock: Clock) -> tuple[Choice, ...]:
    """Return the ways to have a course in these terms, from its sections in their order.

    Without cancelled sections, and without those whose times nobody knows. A year course whose
    sections run for one semester takes one for each, at one site.
    """
    known = [s for s in sections if not s.cancelled and clock.meetings(s) is not None]
    found = [
        Choice((section,), together(clock.occupied(section, term) for term in terms))
        for section in known
        if all(section.meets_in(term) for term in terms)
    ]
    if tuple(terms) != SEMESTERS:
        return tuple(found)
    first, second = ([s for s in known if s.term == term.value] for term in SEMESTERS)
    for one in first[:_MOST_PAIRS]:
        alike = (s for s in second if (s.site, s.kind) == (one.site, one.kind))
        found += [
            Choice((one, other), together(map(clock.occupied, (one, other), SEMESTERS)))
            for other in islice(alike, _MOST_PAIRS)
        ]
    return tuple(found)


def rearrangements(
    target: Booked,
    others: Sequence[Booked],
    options: Options,
    clock: Clock,
    moved: int,
) -> Iterator[Rearranged]:
    """Yield each way to seat `target` for which exactly `moved` other classes change sections."""
    fixed = together(booked.occupied for booked in others if not booked.movable).minutes
    search = _Search(tuple(others), options, clock, moved, fixed)
    yield from search.seat((target,), ())


@dataclass
class _Search:
    """A walk over what may move where, one class at a time."""

    others: tuple[Booked, ...]
    options: Options
    clock: Clock
    moved: int
    fixed: int  # the minutes of what can't move
    looks: int = 0

    def seat(self, waiting: tuple[Booked, ...], seated: Rearranged) -> Iterator[Rearranged]:
        """Yield the ways to seat those who wait beside those who are seated already."""
        if not waiting:
            if len(seated) == self.moved + 1:
                yield seated
            return
        asked = {booked.uids for booked, _ in seated} | {booked.uids for booked in waiting}
        stay = [booked for booked in self.others if booked.uids not in asked or not booked.uids]
        most = self.moved + 1 - len(seated) - len(waiting)
        for choice in self.options.of(waiting[0]):
            self.looks += 1
            if self.looks > _MOST_LOOKS:
                return
            if choice.occupied.minutes & self.fixed or self._hits(choice, seated):
                continue
            pushed = self._pushed(choice, stay, most)
            # Who is still to be moved has to be pushed by somebody: the last class pushes the rest.
            if pushed is None or (len(waiting) == 1 and len(pushed) < min(most, 1)):
                continue
            if self.options.can_be_had(choice):
                yield from self.seat((*waiting[1:], *pushed), (*seated, (waiting[0], choice)))

    def _hits(self, choice: Choice, seated: Rearranged) -> bool:
        return any(self.clock.collide(choice.occupied, taken.occupied) for _, taken in seated)

    def _pushed(self, choice: Choice, stay: list[Booked], most: int) -> tuple[Booked, ...] | None:
        """Return the classes that a choice pushes out; None when one can't move or too many do."""
        pushed: list[Booked] = []
        for booked in stay:
            if self.clock.collide(choice.occupied, booked.occupied):
                if not booked.movable or len(pushed) == most:
                    return None
                pushed.append(booked)
        return tuple(pushed)


def _booked(situation: Situation, classes: list[Semester], clock: Clock, *, stays: bool) -> Booked:
    first = classes[0]
    uids = tuple(s.placement_uid for s in classes if s.placement_uid)
    parts = [_of_semester(situation, semester, clock) for semester in classes]
    planned = all(s.state is State.PLANNED and not s.locked for s in classes)
    section = situation.section_of(first)
    return Booked(
        uids,
        first.course_code,
        first.grade_level,
        tuple(s.term for s in classes),
        tuple(dict.fromkeys(s.section_id for s in classes if s.section_id)),
        section.site if section is not None else first.site,
        together(parts),
        movable=planned and not stays,
    )


def _of_semester(situation: Situation, semester: Semester, clock: Clock) -> Occupied:
    section = situation.section_of(semester)
    if section is not None and clock.meetings(section) is not None:
        return clock.occupied(section, semester.term)
    return occupied(((semester.term, week_of(situation, semester).meetings),))


def _in_order(choice: Choice, own_site: str) -> tuple[bool, int, int, int, str]:
    """Return the order of choices: at the own site, of one section, in the day, early, by id."""
    first = choice.sections[0]
    starts = min((m.start for _, meetings in choice.occupied.times for m in meetings), default=0)
    kind = tuple(SectionKind).index(first.kind)
    return first.site != own_site, len(choice.sections), kind, starts, first.section_id
