"""Who is nobody, what is one place, and which teacher or room would be in two at once.

One rule for files, lists and forms. Times are compared in minutes on each weekday of a common term,
never by the number of a period. Courses that are taught together share teacher, site and time, and
no rooms that differ: they are at one place. A class without a teacher stands in nobody's way.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from cte_desktop.domain.catalog.timetable import WEEKDAYS
from cte_desktop.domain.catalog.week import in_week_order, section_week
from cte_desktop.domain.school_year import SEMESTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section, SectionMeeting

    _Key = tuple[str, ...]
    _Rule = Callable[["Stay", "Stay"], bool]

NOBODY = frozenset({"staff", "teacher", "tba", "tbd", "vacant", "vacancy", "open", "none", "n/a"})
"""What stands for a teacher or room that is not known yet, in any case of its letters."""
_YEAR = frozenset(term.value for term in SEMESTERS)


class Timed(Protocol):
    """One row of a section: a period on some weekdays, or clock times."""

    @property
    def period(self) -> str:
        """P0..P7 or ""."""

    @property
    def days(self) -> str:
        """Of MTWRF, or "" for each weekday."""

    @property
    def start(self) -> int | None:
        """The minute of the day, None when the bells say it."""

    @property
    def end(self) -> int | None:
        """The minute of the day, None when the bells say it."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A class in its room on a weekday; teacher and room as `named` has them."""

    section_id: str
    terms: frozenset[str]
    weekday: str
    start: int
    end: int
    site: str
    room: str
    teacher: str


@dataclass(frozen=True, slots=True)
class DoubleBooked:
    """The first other section that has the teacher or a room at the same time.

    `field` is "teacher" or "room"; `weekdays` are all on which the two are in each other's way.
    """

    field: str
    section_id: str
    weekdays: str


def named(text: str) -> str:
    """Return a teacher or room as it is compared, whatever its letters; "" for nobody known."""
    folded = text.strip().casefold()
    return "" if folded in NOBODY else folded


def terms_of(term: str) -> frozenset[str]:
    """Return the terms in which a section of that term meets: of a year both semesters."""
    return _YEAR if term == "year" else frozenset({term})


def is_apart(one: Stay, other: Stay) -> bool:
    """Tell whether a teacher of both would be in two places: another site, time or room."""
    if one.section_id == other.section_id:
        return False
    if one.site != other.site or (one.start, one.end) != (other.start, other.end):
        return True
    return bool(one.room and other.room) and one.room != other.room


def is_anothers(one: Stay, other: Stay) -> bool:
    """Tell whether a room of both would have two teachers; one who isn't known may be the other."""
    return bool(one.teacher and other.teacher) and one.teacher != other.teacher


def are_co_seated(one: Section, other: Section) -> bool:
    """Tell whether two sections are taught as one class: by a teacher who is at one place."""
    return bool(
        named(one.teacher)
        and named(one.teacher) == named(other.teacher)
        and one.site == other.site
        and one.school_year == other.school_year
        and terms_of(one.term) & terms_of(other.term)
        and one.meetings
        and _times(one) == _times(other)
        and not any(
            a.room and b.room and named(a.room) != named(b.room)
            for a in one.meetings
            for b in other.meetings
            if _when(a) == _when(b)
        )
    )


def stays_of(section: Section, catalog: Catalog) -> Iterator[Stay]:
    """Yield where a section is: clock times win, else the bells of the period."""
    terms, teacher = terms_of(section.term), named(section.teacher)
    for row in section.meetings:
        room = named(row.room)
        for weekday, start, end in hours_of(row, section.site, catalog):
            yield Stay(section.section_id, terms, weekday, start, end, section.site, room, teacher)


def hours_of(row: Timed, site: str, catalog: Catalog) -> Iterator[tuple[str, int, int]]:
    """Yield (weekday, start, end) of one row: clock times win, else the bells of the period."""
    if row.start is not None and row.end is not None:
        yield from ((day, row.start, row.end) for day in row.days or WEEKDAYS)
    elif row.start is None and row.end is None:
        for met in catalog.meetings_by_period.get((site, row.period), ()):
            if not row.days or met.weekday in row.days:
                yield met.weekday, met.start, met.end


class Stays:
    """The sections of school years by their teachers and rooms, to look for double bookings.

    Stays that are alike stand for each other and the first hit is enough, so that thousands of
    classes of one teacher or in one room cost no more than a few.
    """

    def __init__(self, sections: Iterable[Section], catalog: Catalog) -> None:
        """Sort the sections; cancelled ones and those that nobody teaches are in nobody's way."""
        self._catalog = catalog
        self._sections: dict[tuple[int, str], tuple[Section, tuple[_Key, ...]]] = {}
        self._near: defaultdict[_Key, list[Section]] = defaultdict(list)
        self._once: defaultdict[_Key, int] = defaultdict(int)  # the minutes that anybody takes
        self._twice: defaultdict[_Key, int] = defaultdict(int)  # those that several take
        self._alike: dict[_Key, dict[str, dict[Hashable, list[Stay]]]] = {}
        self._stays: dict[Section, tuple[Stay, ...]] = {}
        for section in sections:
            minutes = section_week(section, catalog).minutes
            keys = _keys(section) if minutes else ()
            self._sections[section.school_year, section.section_id] = section, keys
            for key in keys:
                self._near[key].append(section)
                self._twice[key] |= self._once[key] & minutes
                self._once[key] |= minutes

    def beside(self, section: Section) -> Iterator[DoubleBooked]:
        """Yield the first other section that has the teacher, and the first that has a room."""
        known = self._sections.get((section.school_year, section.section_id))
        keys = _keys(section) if known is None else known[1]
        if not keys:
            return
        minutes = section_week(section, self._catalog).minutes
        taken = self._once if known is None else self._twice
        told = ""
        for key in keys:
            field = key[0]
            if field == told or not taken.get(key, 0) & minutes:
                continue
            rule = is_apart if field == "teacher" else is_anothers
            other = self._first(key, section, rule)
            if other is not None:
                told = field
                yield DoubleBooked(field, other, self._weekdays(key, section, other, rule))

    def _first(self, key: _Key, section: Section, rule: _Rule) -> str | None:
        alike = self._alike.get(key)
        if alike is None:
            alike = self._alike[key] = self._sorted_alike(key)
        for stay in _in(key, self._stays_of(section)):
            for others in alike.get(stay.weekday, {}).values():
                for other in others:
                    if _meet(stay, other) and rule(stay, other):
                        return other.section_id
        return None

    def _sorted_alike(self, key: _Key) -> dict[str, dict[Hashable, list[Stay]]]:
        """Return two sections at the most for all that stay alike: one may be the asked one."""
        found: dict[str, dict[Hashable, list[Stay]]] = defaultdict(dict)
        for section in self._near.get(key, ()):
            for stay in _in(key, self._stays_of(section)):
                like = (stay.start, stay.end, stay.terms, stay.site, stay.room, stay.teacher)
                of_like = found[stay.weekday].setdefault(like, [])
                if len(of_like) < 2:  # the asked one and another
                    of_like.append(stay)
        return found

    def _stays_of(self, section: Section) -> tuple[Stay, ...]:
        kept = self._stays.get(section)
        if kept is None:
            kept = self._stays[section] = tuple(stays_of(section, self._catalog))
        return kept

    def _weekdays(self, key: _Key, section: Section, section_id: str, rule: _Rule) -> str:
        other, _ = self._sections[section.school_year, section_id]
        theirs = tuple(_in(key, self._stays_of(other)))
        return in_week_order(
            one.weekday
            for one in _in(key, self._stays_of(section))
            if any(one.weekday == two.weekday and _meet(one, two) and rule(one, two)
                   for two in theirs)
        )  # fmt: skip


def _keys(section: Section) -> tuple[_Key, ...]:
    """Return what a section has to itself while it meets: its teacher, then its rooms."""
    teacher = named(section.teacher)
    if section.cancelled or not teacher:
        return ()
    year = str(section.school_year)
    rooms = {named(row.room): None for row in section.meetings if row.room}
    return (
        ("teacher", year, teacher),
        *(("room", year, section.site, room) for room in rooms if room),
    )


def _in(key: _Key, stays: Iterable[Stay]) -> Iterator[Stay]:
    """Yield the stays in a room; all for a teacher."""
    return (stay for stay in stays if key[0] == "teacher" or stay.room == key[-1])


def _meet(one: Stay, other: Stay) -> bool:
    return bool(
        one.section_id != other.section_id
        and one.start < other.end
        and other.start < one.end
        and one.terms & other.terms
    )


def _times(section: Section) -> set[tuple[str, str, int | None, int | None]]:
    return {_when(row) for row in section.meetings}


def _when(row: SectionMeeting) -> tuple[str, str, int | None, int | None]:
    return row.period, row.days, row.start, row.end
