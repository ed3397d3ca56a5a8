"""The teachers of one school year, each with an own name and room and at one place at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import WEEKDAYS, parse_clock
from cte_desktop.exchange.sample.curriculum import Curriculum
from cte_desktop.exchange.sample.names import adult_name

if TYPE_CHECKING:
    from cte_desktop.exchange.sample.sections import OpenSection

MOST_SECTIONS_OF_A_TEACHER = 5
_ROOMS_BELOW = 99
_INITIALS = "ABCDEFGHJKLMNPRSTVW"
_DAY = 24 * 60


@dataclass(slots=True)
class _Teacher:
    name: str
    room: str
    sections: int = 0
    busy: int = 0  # a bit for each minute of the week


class Staff:
    """Who teaches what, by site and department."""

    def __init__(self, curriculum: Curriculum, school_year: int, seed: int) -> None:
        """Start with nobody."""
        self._curriculum = curriculum
        self._rng = Random(f"{seed}:teachers:{school_year}")
        self._teachers: dict[tuple[str, str], list[_Teacher]] = {}
        self._names: set[str] = set()
        self._last_room: dict[str, int] = {}
        self._minutes: dict[tuple[str, ...], int] = {}

    def keep_names(self, names: Iterable[str]) -> None:
        """Give none of these names to a new teacher."""
        self._names.update(names)

    def new_name(self) -> str:
        """Return the name of a teacher who is new: nobody else of the year has it."""
        name = adult_name(self._rng)
        while name in self._names:
            initial, last = name.split(" ", 1)
            name = f"{initial} {self._rng.choice(_INITIALS)}. {last.rpartition('. ')[2]}"
        self._names.add(name)
        return name

    def teach(self, section: OpenSection) -> None:
        """Give a section a teacher who is free then, or a new one."""
        minutes = self._minutes_of(section)
        staff = self._department(section)
        for teacher in staff:
            if teacher.sections < MOST_SECTIONS_OF_A_TEACHER and not teacher.busy & minutes:
                break
        else:
            number = self._last_room.get(section.site, _ROOMS_BELOW) + 1
            self._last_room[section.site] = number
            teacher = _Teacher(self.new_name(), f"{number}")
            staff.append(teacher)
        _engage(teacher, section, minutes)

    def stay(self, section: OpenSection, name: str, room: str) -> None:
        """Give a section the teacher and the room of a year before."""
        staff = self._department(section)
        teacher = next((t for t in staff if (t.name, t.room) == (name, room)), None)
        if teacher is None:
            teacher = _Teacher(name, room)
            staff.append(teacher)
            self._names.add(name)
            last = self._last_room.get(section.site, _ROOMS_BELOW)
            self._last_room[section.site] = max(last, int(room))
        _engage(teacher, section, self._minutes_of(section))

    def _department(self, section: OpenSection) -> list[_Teacher]:
        offer = self._curriculum.offers[section.code]
        department = offer.pathway or offer.subject or offer.code
        return self._teachers.setdefault((section.site, department), [])

    def _minutes_of(self, section: OpenSection) -> int:
        """Return the minutes of the week as bits: by the clock, else by the bells of the site."""
        site, period, days = section.site, section.period, section.days
        key = site, period, days, section.start, section.end
        if key not in self._minutes:
            first, last = parse_clock(section.start), parse_clock(section.end)
            met = self._curriculum.catalog.meetings_by_period.get((site, period), ())
            hours = [(m.weekday, m.start, m.end) for m in met if m.weekday in days]
            if first is not None and last is not None:
                hours = [(day, first, last) for day in days]
            bits = 0
            for day, start, end in hours:
                bits |= ((1 << (end - start)) - 1) << (WEEKDAYS.index(day) * _DAY + start)
            self._minutes[key] = bits
        return self._minutes[key]


def _engage(teacher: _Teacher, section: OpenSection, minutes: int) -> None:
    teacher.sections += 1
    teacher.busy |= minutes
    section.teacher, section.room = teacher.name, teacher.room
