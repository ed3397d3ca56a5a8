"""The master schedule of the coming year: from what the plans ask for and this year's sections.

Most sections stay as they are, with room, teacher and period; there are as many as the requests of
those who plan ahead make likely, here and there one more or one fewer. Some are out of the
ordinary, as in every schedule: few seats, seats that are kept for somebody, grades, a zero period,
Extended Day that starts at 15:45 or 16:15, and one section that was cancelled. A few Extended Day
places are promised already: only these plans name a section.
"""

from __future__ import annotations

from collections import Counter
from math import ceil
from random import Random

from cte_desktop.exchange.sample.curriculum import Curriculum
from cte_desktop.exchange.sample.sections import FALL, SPRING, OpenSection, SectionBook
from cte_desktop.exchange.sample.slots import COLLEGE, CREDIT_RECOVERY, DAY, EXTENDED

EVENING_STARTS = (15 * 60 + 45, 16 * 60 + 15)
PLANNING_SHARE = 0.72  # of the students, as traits.py draws it
PROMISED = 6  # every so many students have their place in Extended Day already
FEWEST_REQUESTS = 5  # open a section of a course that has none this year
FULL = 0.85  # of the seats of a new section, so that most days can be matched
CHANGED_SHARE = 0.05  # of courses: one section more; as many: one fewer
MOVED_SHARE = 0.05  # of sections: another period
LEAVING_SHARE = 0.06  # of teachers
TIGHT_SHARE, TIGHT_SEATS = 0.03, 12
KEPT_SHARE, KEPT_SEATS = 0.12, 10  # of pathway sections: seats for its own students
SENIOR_SHARE, SENIOR_SEATS = 0.15, 8  # of sections of the last grades' courses
OLDER_SHARE = 0.06  # of sections of courses for all grades: not for grade 9
_BEFORE_SCHOOL = (("HEALTH", FALL), ("CCPLAN", SPRING))
_SITES_WITH_ZERO = frozenset({"CN", "CS", "GV", "HT", "SG", "VL", "WR"})

_Key = tuple[str, str, str, str]  # site, code, term, kind


class NextYear:
    """What is asked of the coming year, and the schedule that is made of it."""

    def __init__(self, curriculum: Curriculum, school_year: int, seed: int) -> None:
        """Start without a request."""
        self.book = SectionBook(curriculum, school_year, seed, evening_starts=EVENING_STARTS)
        self.book.wait_for_staff()  # until it is known who stays
        self._curriculum = curriculum
        self._year = school_year
        self._rng = Random(f"{seed}:next year:{school_year}")
        self._requests: Counter[_Key] = Counter()

    def request(self, student_id: str, lane: str, site: str, code: str, term: str) -> str:
        """Note that a student plans a course; return the section if a place is promised."""
        self._requests[site, code, term, lane] += 1
        if lane == EXTENDED and int(student_id) % PROMISED == 0:
            return self.book.evening_seat(site, code, term).section_id
        return ""

    def open_schedule(self, present: SectionBook) -> None:
        """Open the sections of the year, those that are as they were first."""
        before: dict[_Key, list[OpenSection]] = {}
        for section in present.sections:
            key = section.site, section.code, section.term, section.kind
            before.setdefault(key, []).append(section)
        counts = {
            key: self._count(key, before.get(key, [])) for key in {**before, **self._requests}
        }
        names = self._new_names(present)
        opened = Counter((s.site, s.code, s.term, s.kind) for s in self.book.sections)
        for key, sections in before.items():
            if key[3] == EXTENDED:
                continue  # at other hours than this year
            for section in sections[: counts[key]]:
                if key[3] == COLLEGE or self._rng.random() >= MOVED_SHARE:
                    self.book.take_over(
                        section, teacher=names.get((section.site, section.room), "")
                    )
                    opened[key] += 1
        self.book.engage_staff()
        for key, count in counts.items():
            for _ in range(count - opened[key]):
                self._open(key)
        self.book.open_other_evenings()
        self._open_before_school()
        self._set_apart()

    def _count(self, key: _Key, before: list[OpenSection]) -> int:
        """Return how many sections of a course a site opens in a term."""
        site, code, _, kind = key
        asked = self._requests[key] / PLANNING_SHARE
        if kind == DAY and not self._curriculum.periods(site):
            return 0
        if kind == COLLEGE and site not in self._curriculum.catalog.school_by_short:
            return 0  # taught at the college
        if before and kind == DAY and not self._curriculum.runs_by_day(code, site, self._year):
            return 0
        taken = sum(section.taken for section in before)
        if code == CREDIT_RECOVERY:
            count = len(before)  # nobody plans to fail
        elif taken and asked:
            count = max(1, round(len(before) * asked / taken))
        elif before:
            count = 1
        else:
            count = ceil(asked / (FULL * 30)) if self._requests[key] >= FEWEST_REQUESTS else 0
        chance = self._rng.random()
        if chance < CHANGED_SHARE:
            return count + 1
        return max(1, count - 1) if count and chance < 2 * CHANGED_SHARE else count

    def _new_names(self, present: SectionBook) -> dict[tuple[str, str], str]:
        """Return who follows on a teacher that leaves, under site and room."""
        self.book.staff.keep_names(section.teacher for section in present.sections)
        rooms = dict.fromkeys((section.site, section.room) for section in present.sections)
        return {r: self.book.staff.new_name() for r in rooms if self._rng.random() < LEAVING_SHARE}

    def _open(self, key: _Key) -> None:
        site, code, term, kind = key
        if kind == EXTENDED:
            self.book.open_evening(site, code, term)
        elif kind == COLLEGE:
            self.book.open_college(site, code, term)
        else:
            self.book.open_day(site, code, term)

    def _open_before_school(self) -> None:
        for site in sorted(_SITES_WITH_ZERO):
            for code, term in _BEFORE_SCHOOL:
                if self._requests[site, code, term, DAY]:
                    self.book.open_day(site, code, term, zero=True)

    def _set_apart(self) -> None:
        """Give some sections few seats, seats that are kept, grades; cancel one."""
        offers, rng = self._curriculum.offers, self._rng
        sections = [section for section in self.book.sections if not section.taken]
        of_course = Counter((section.site, section.code, section.term) for section in sections)
        for section in sections:
            offer, chance = offers[section.code], rng.random()
            several = of_course[section.site, section.code, section.term] > 1
            if chance < TIGHT_SHARE:
                section.seats = TIGHT_SEATS
            elif offer.pathway and chance > 1 - KEPT_SHARE:
                section.reserved_for = f"{offer.pathway}={KEPT_SEATS}"
            elif offer.grade_min >= 11 and chance > 1 - SENIOR_SHARE:
                section.reserved_for = f"grade 12={SENIOR_SEATS}"
            elif several and offer.grade_min <= 9 and chance > 1 - OLDER_SHARE:
                section.grade_min, section.grade_max = 10, 12
        evenings = [section for section in sections if section.kind == EXTENDED]
        if evenings:
            rng.choice(evenings).state = "cancelled"
