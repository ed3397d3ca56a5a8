"""Teachers, rooms and sections that would be at two places at once, by the clock.

Who is nobody and what is one place `domain/catalog/double_booked.py` says, for lists and forms as
well. A meeting without times or bells is at no time that is known and is left to `bell_missing`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.double_booked import (
    Stay,
    hours_of,
    is_anothers,
    is_apart,
    named,
    terms_of,
)
from cte_desktop.domain.catalog.timetable import WEEKDAYS
from cte_desktop.exchange.plain.batch import Afterword
from cte_desktop.wording.import_schedules import other_class, two_meetings

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One row of sections.csv that is taken."""

    row: int
    section_id: str
    school_year: int
    term: str
    course_code: str
    site: str
    kind: str
    period: str
    days: str
    start: int | None
    end: int | None
    room: str
    teacher: str

    @property
    def same_section(self) -> tuple[str, str, str, str]:
        """Return what all rows of one section must agree in."""
        return self.term, self.course_code, self.site, self.kind

    def stays(self, catalog: Catalog) -> Iterator[Stay]:
        """Yield where it is, by the hour."""
        terms, room, teacher = terms_of(self.term), named(self.room), named(self.teacher)
        for weekday, start, end in hours_of(self, self.site, catalog):
            yield Stay(self.section_id, terms, weekday, start, end, self.site, room, teacher)


@dataclass(frozen=True, slots=True)
class _Hour:
    stay: Stay
    of: MeetingRow


_AtOnce = Callable[[_Hour, _Hour], bool]  # tells whether two hours that overlap can't both be
_Alike = Callable[[_Hour], Hashable]  # equal for hours of which one stands for the other


def at_two_places(rows: Iterable[MeetingRow], catalog: Catalog) -> list[Afterword]:
    """Return what is to be said of the rows of a file, in their order; each row once a matter."""
    hours = [_Hour(stay, row) for row in rows for stay in row.stays(catalog)]
    found = []
    for earlier, later in _hits(_by_section(hours), _meet_twice, _meeting):
        said, of = _overlap(earlier, later), later.of
        found.append(Afterword(of.row, "section_id", of.section_id, "section_double", said))
    for earlier, later in _hits(_by_teacher(hours), _apart, _place):
        said, of = _class_of(earlier, later), later.of
        found.append(Afterword(of.row, "teacher", of.teacher, "teacher_double", said))
    for earlier, later in _hits(_by_room(hours), _of_others, _class_there):
        said, of = _class_of(earlier, later), later.of
        found.append(Afterword(of.row, "room", of.room, "room_double", said))
    return sorted(found, key=lambda word: word.row)


def _overlap(earlier: _Hour, later: _Hour) -> str:
    one, two = earlier.stay, later.stay
    start, end = max(one.start, two.start), min(one.end, two.end)
    return two_meetings(two.weekday, start, end, earlier.of.row)


def _class_of(earlier: _Hour, later: _Hour) -> str:
    start = max(earlier.stay.start, later.stay.start)
    return other_class(earlier.of.section_id, earlier.of.row, later.stay.weekday, start)


def _by_section(hours: list[_Hour]) -> Iterable[list[_Hour]]:
    groups: dict[tuple[int, str], list[_Hour]] = defaultdict(list)
    for hour in hours:
        groups[hour.of.school_year, hour.of.section_id].append(hour)
    for group in groups.values():
        first = group[0].of
        yield [hour for hour in group if hour.of.same_section == first.same_section]


def _by_teacher(hours: list[_Hour]) -> Iterable[list[_Hour]]:
    groups: dict[tuple[int, str], list[_Hour]] = defaultdict(list)
    for hour in hours:
        if hour.stay.teacher:
            groups[hour.of.school_year, hour.stay.teacher].append(hour)
    return groups.values()


def _by_room(hours: list[_Hour]) -> Iterable[list[_Hour]]:
    groups: dict[tuple[int, str, str], list[_Hour]] = defaultdict(list)
    for hour in hours:
        if hour.stay.room and hour.stay.teacher:
            groups[hour.of.school_year, hour.of.site, hour.stay.room].append(hour)
    return groups.values()


def _meet_twice(one: _Hour, other: _Hour) -> bool:
    """Tell whether two rows of a section are two meetings, not one that stands there twice."""
    return one.of.row != other.of.row and _meeting(one) != _meeting(other)


def _meeting(hour: _Hour) -> Hashable:
    of = hour.of
    return of.period, of.days, of.start, of.end


def _apart(one: _Hour, other: _Hour) -> bool:
    return is_apart(one.stay, other.stay)


def _place(hour: _Hour) -> Hashable:
    stay = hour.stay
    return hour.of.term, stay.site, stay.room, stay.start, stay.end


def _of_others(one: _Hour, other: _Hour) -> bool:
    return is_anothers(one.stay, other.stay)


def _class_there(hour: _Hour) -> Hashable:
    return hour.of.term, hour.stay.teacher, hour.stay.end


def _hits(
    groups: Iterable[list[_Hour]], at_once: _AtOnce, alike: _Alike
) -> Iterator[tuple[_Hour, _Hour]]:
    """Yield pairs of hours that can't both be, the row that stands later in the file second.

    Hours that are alike in all that matters stand for each other, so that a thousand classes in one
    room cost no more than a few. Each row is yielded once as the later one.
    """
    told: set[int] = set()
    for group in groups:
        if len({hour.of.row for hour in group}) > 1:
            for pair in _hits_among(group, at_once, alike):
                earlier, later = sorted(pair, key=_row_number)
                if later.of.row not in told:
                    told.add(later.of.row)
                    yield earlier, later


def _hits_among(
    group: list[_Hour], at_once: _AtOnce, alike: _Alike
) -> Iterator[tuple[_Hour, _Hour]]:
    begun: dict[Hashable, _Hour] = {}
    now = ("", 0)
    for hour in sorted(group, key=_in_order):
        stay = hour.stay
        if now != (stay.weekday, stay.start):
            now = (stay.weekday, stay.start)
            begun = {
                like: other
                for like, other in begun.items()
                if other.stay.weekday == stay.weekday and other.stay.end > stay.start
            }
        for other in begun.values():
            if other.stay.terms & stay.terms and at_once(other, hour):
                yield other, hour
                break
        begun.setdefault(alike(hour), hour)


def _in_order(hour: _Hour) -> tuple[int, int, int]:
    return WEEKDAYS.index(hour.stay.weekday), hour.stay.start, hour.of.row


def _row_number(hour: _Hour) -> int:
    return hour.of.row
