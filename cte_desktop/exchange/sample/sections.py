"""The master schedule of a year: sections open as students ask for seats, and fill one by one.

Day sections meet in a period of their site's bells; Extended Day sections on the two weekdays and
at the clock times of the site's evenings; college classes on campus before or after the school day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cte_desktop.domain.catalog.timetable import clock_text, parse_clock
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.exchange.sample.curriculum import Curriculum
from cte_desktop.exchange.sample.staff import Staff

YEAR, FALL, SPRING = "year", "fall", "spring"
SEATS = 34
SEATS_OF = {"physical_education": 48}
PATHWAY_SEATS = 30
_EARLIEST_MORNING = 8 * 60 + 25  # P1 no earlier: a college class fits before it
_LESSON = 80  # minutes of a college class, twice a week
_LETTERS = {"extended": "E", "college": "C", "zero": "Z"}

Row = tuple[str | int, ...]


@dataclass(slots=True)
class OpenSection:
    """A section while it fills."""

    section_id: str
    term: str
    code: str
    site: str
    kind: str
    period: str
    days: str
    start: str
    end: str
    seats: int
    teacher: str = ""
    room: str = ""
    taken: int = 0
    reserved_for: str = ""
    grade_min: int | str = ""
    grade_max: int | str = ""
    state: str = "open"


class SectionBook:
    """All sections of one school year."""

    def __init__(
        self,
        curriculum: Curriculum,
        school_year: int,
        seed: int,
        *,
        evening_starts: tuple[int, ...] = (),
    ) -> None:
        """Start with no section; `evening_starts` win over the bells of Extended Day, in turn."""
        self._curriculum = curriculum
        self._evening_starts = evening_starts
        self.staff = Staff(curriculum, school_year, seed)
        self._is_staffed = True
        self._evenings: dict[str, int] = {}
        self._year = school_year
        self._with_seats: dict[tuple[str, str, str, str], list[OpenSection]] = {}
        self._all: list[OpenSection] = []
        self._numbers: dict[str, int] = {}
        self._load: dict[tuple[str, str], int] = {}

    def day_seat(self, site: str, code: str, term: str, free: list[str]) -> OpenSection:
        """Take a seat in a section of a free period, opening one where none has a seat left."""
        key = (site, code, term, "day")
        for section in self._with_seats.get(key, ()):
            if section.period in free:
                return self._take(key, section)
        period = min(free, key=lambda p: (self._load.get((site, p), 0), p))
        self._load[site, period] = self._load.get((site, period), 0) + 1
        return self._take(key, self._open(site, code, term, "day", period=period))

    def day_seats(
        self, site: str, wanted: list[tuple[str, str, bool]], periods: list[str]
    ) -> list[tuple[str, str, str]]:
        """Take seats for a day: (fall, spring, whether a year course) to period and two sections.

        As many as possible go into sections that have begun (a matching of courses and periods);
        the others open new ones in the periods that are left. Without a period left: empty texts.
        """
        open_in = [self._periods_with_seats(site, courses) for courses in wanted]
        period_of = matched(open_in, periods)
        left = [p for p in periods if p not in period_of.values()]
        seats = []
        for number, (fall, spring, is_year) in enumerate(wanted):
            at = [period_of[number]] if number in period_of else left
            if not at:
                seats.append(("", "", ""))
                continue
            if is_year:
                section = self.day_seat(site, fall, YEAR, at)
                ids = (section.section_id, section.section_id)
            else:
                first = self.day_seat(site, fall or spring, FALL if fall else SPRING, at)
                section = first
                second = (
                    self.day_seat(site, spring, SPRING, [first.period]) if fall and spring else None
                )
                later = second.section_id if second else ""
                ids = (first.section_id, later) if fall else ("", first.section_id)
            if number not in period_of:
                left.remove(section.period)
            seats.append((section.period, *ids))
        return seats

    def evening_seat(self, site: str, code: str, term: str) -> OpenSection:
        """Take a seat in an Extended Day section of the site."""
        key = (site, code, term, "extended")
        for section in self._with_seats.get(key, ()):
            return self._take(key, section)
        return self._take(key, self.open_evening(site, code, term))

    def college_seat(self, site: str, code: str, term: str) -> OpenSection:
        """Take a seat in a college class that is taught on the campus of a high school."""
        key = (site, code, term, "college")
        for section in self._with_seats.get(key, ()):
            return self._take(key, section)
        return self._take(key, self.open_college(site, code, term))

    def open_other_evenings(self) -> None:
        """Open a section of every Extended Day course at each of its sites that has none yet."""
        opened = {(s.site, s.code) for s in self._all if s.kind == "extended"}
        for code, offer in self._curriculum.offers.items():
            for site in self._curriculum.evening_schools(code, self._year):
                if (site, code) not in opened:
                    for term in (YEAR,) if offer.is_year else (FALL, SPRING):
                        key = (site, code, term, "extended")
                        opening = self.open_evening(site, code, term)
                        self._with_seats.setdefault(key, []).append(opening)

    @property
    def sections(self) -> tuple[OpenSection, ...]:
        """Return the sections in the order in which they opened."""
        return tuple(self._all)

    def wait_for_staff(self) -> None:
        """Let sections open without a teacher from now on."""
        self._is_staffed = False

    def engage_staff(self) -> None:
        """Give a teacher to each section that waits for one, and to all to come."""
        self._is_staffed = True
        for section in self._all:
            if not section.teacher:
                self.staff.teach(section)

    def take_over(self, before: OpenSection, *, teacher: str = "") -> None:
        """Open a section as it was a year before, with its room and its teacher or another one."""
        site, period = before.site, before.period
        self._load[site, period] = self._load.get((site, period), 0) + 1
        when = period, before.days, before.start, before.end
        section = self._add(site, before.code, before.term, before.kind, when)
        self.staff.stay(section, teacher or before.teacher, before.room)

    def open_day(self, site: str, code: str, term: str, *, zero: bool = False) -> OpenSection:
        """Open a section in the period of the day that has the fewest, or before the day."""
        if zero:
            return self._open(site, code, term, "zero", period="P0")
        periods = self._curriculum.periods(site)[:6]
        period = min(periods, key=lambda p: (self._load.get((site, p), 0), p))
        self._load[site, period] = self._load.get((site, period), 0) + 1
        return self._open(site, code, term, "day", period=period)

    def open_college(self, site: str, code: str, term: str) -> OpenSection:
        """Open a college class on the campus of a high school."""
        start, end = self._college_hours(site)
        return self._open(site, code, term, "college", days="TR", start=start, end=end)

    def rows(self) -> Iterator[Row]:
        """Yield the rows of sections.csv."""
        year = school_year_text(self._year)
        for s in self._all:
            yield (
                s.section_id, year, s.term, s.code, s.site, s.kind, s.period, s.days, s.start,
                s.end, s.room, s.teacher, s.seats, s.reserved_for, s.grade_min, s.grade_max,
                s.state,
            )  # fmt: skip

    def _periods_with_seats(self, site: str, courses: tuple[str, str, bool]) -> set[str]:
        fall, spring, is_year = courses
        if is_year:
            return {s.period for s in self._with_seats.get((site, fall, YEAR, "day"), ())}
        in_fall = {s.period for s in self._with_seats.get((site, fall, FALL, "day"), ())}
        in_spring = {s.period for s in self._with_seats.get((site, spring, SPRING, "day"), ())}
        return in_fall & in_spring if fall and spring else in_fall | in_spring

    def _take(self, key: tuple[str, str, str, str], section: OpenSection) -> OpenSection:
        section.taken += 1
        waiting = self._with_seats.setdefault(key, [])
        if section.taken == 1:
            if section not in waiting:
                waiting.append(section)
        elif section.taken >= section.seats:
            waiting.remove(section)
        return section

    def open_evening(self, site: str, code: str, term: str) -> OpenSection:
        """Open an Extended Day section on the next pair of weekdays of the site."""
        times = self._curriculum.evenings[site]
        number = self._evenings[site] = self._evenings.get(site, -1) + 1
        evening = times[number % len(times)]
        start, end = evening.start, evening.end
        if self._evening_starts:
            first = self._evening_starts[number // len(times) % len(self._evening_starts)]
            last = first + (parse_clock(end) or 0) - (parse_clock(start) or 0)
            start, end = clock_text(first), clock_text(last)
        return self._open(site, code, term, "extended", days=evening.days, start=start, end=end)

    def _open(  # noqa: PLR0913 - a section is all of this
        self,
        site: str,
        code: str,
        term: str,
        kind: str,
        *,
        period: str = "",
        days: str = "MTWRF",
        start: str = "",
        end: str = "",
    ) -> OpenSection:
        section = self._add(site, code, term, kind, (period, days, start, end))
        if self._is_staffed:
            self.staff.teach(section)
        return section

    def _add(
        self,
        site: str,
        code: str,
        term: str,
        kind: str,
        when: tuple[str, str, str, str],
    ) -> OpenSection:
        offer = self._curriculum.offers[code]
        number = self._numbers[site] = self._numbers.get(site, 0) + 1
        section_id = f"{site}{self._year % 100:02d}-{_LETTERS.get(kind, '')}{number:04d}"
        seats = PATHWAY_SEATS if offer.pathway else SEATS_OF.get(offer.subject, SEATS)
        section = OpenSection(section_id, term, code, site, kind, *when, seats)
        self._all.append(section)
        return section

    def _college_hours(self, site: str) -> tuple[str, str]:
        bells = self._curriculum.catalog.bells_by_school.get(site, ())
        first = min((b.start for b in bells if b.block == "P1"), default=_EARLIEST_MORNING)
        if first >= _EARLIEST_MORNING:
            return clock_text(7 * 60), clock_text(7 * 60 + _LESSON)
        last = max(b.end for b in bells if b.block == "DAY")
        return clock_text(last + 10), clock_text(last + 10 + _LESSON)


def matched(choices: list[set[str]], periods: list[str]) -> dict[int, str]:
    """Return as many courses as possible, each with a period of its choices, none twice."""
    course_of: dict[str, int] = {}

    def seek(course: int, tried: set[str]) -> bool:
        for period in periods:
            if period in choices[course] and period not in tried:
                tried.add(period)
                if period not in course_of or seek(course_of[period], tried):
                    course_of[period] = course
                    return True
        return False

    for course in sorted(range(len(choices)), key=lambda c: len(choices[c])):
        seek(course, set())
    return {course: period for period, course in course_of.items()}
