"""The rules once more, counted by hand: a second opinion on filled plans, for tests alone.

Written from the texts of `interfaces.md` section 3 and the files of the catalog, without a line of
the program's own rules (`domain/planning`, `domain/audit`): what both say can be trusted more. It
judges what is planned in terms ahead, and looks no further than its own words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

MARKS = ("F", "D-", "D", "D+", "C-", "C", "C+", "B-", "B", "B+", "A-", "A", "A+")
NO_CREDIT = {"F", "NP", "NC", "W", "I", "X"}
RUNNING = {"", "IP"}
WAIVED = "X"  # the requirement is waived for so much
WITHOUT_LETTER = {"P", "CR"}
TERMS = ("fall", "spring", "summer")
MOST_BY_DAY = 7
MARGIN = 10  # minutes kept free beside the drive
NOWHERE = 10**6


@dataclass(frozen=True)
class Taken:
    """One semester of one course: of the record, or planned (`mark` "" for what is to come)."""

    code: str
    grade: int
    year: int
    term: str
    mark: str
    credits: int
    planned: bool
    subject: str = ""
    section: str = ""
    site: str = ""
    period: str = ""
    lane: str = ""
    whole: bool = False  # a row with the credits of the whole year

    @property
    def when(self) -> int:
        return self.year * 3 + TERMS.index(self.term)

    @property
    def counts(self) -> bool:
        return self.planned or self.mark not in NO_CREDIT


@dataclass(frozen=True)
class Table:
    """All that lies on the table for one student."""

    file: Any
    catalog: Any
    sections: Mapping[tuple[int, str], Any]
    claims: Mapping[tuple[int, str], tuple[Any, ...]]
    taken: tuple[Taken, ...]
    begun: int  # the last term that has begun

    @property
    def ahead(self) -> list[Taken]:
        return [t for t in self.taken if t.planned and t.when > self.begun]

    def course(self, code: str) -> Any:
        return self.catalog.course_by_code.get(code)


def table_of(situation: Any, plan: Any) -> Table:
    """What lies on the table with a plan; `situation` gives the student, catalog and sections."""
    file, day = situation.file, situation.day
    year = day.year if day.month >= 7 else day.year - 1
    begun = year * 3 + (0 if day.month >= 7 else 1)
    if day.month in {7, 8}:
        begun = year * 3 - 1  # the summer of the year before still runs
    record = [_of_record(row, situation.catalog) for row in file.record]
    known = Counter((t.code, t.year, t.term) for t in record)
    planned = []
    for placement in plan.placements if plan is not None else ():
        one = _of_placement(placement, file.student, situation.catalog)
        if one is None:
            continue
        if known[one.code, one.year, one.term]:
            known[one.code, one.year, one.term] -= 1
        elif _last_day(one) >= day:
            planned.append(one)
    taken = tuple(sorted((*record, *planned), key=lambda t: (t.when, t.code)))
    return Table(file, situation.catalog, situation.sections, situation.claims, taken, begun)


def broken(table: Table) -> frozenset[str]:
    """Every rule of the schedule that something planned in a term ahead breaks, in short words."""
    return frozenset(
        (
            *_clashes(table),
            *_prerequisites(table),
            *_offerings(table),
            *_repeats(table),
            *_load(table),
            *_seats(table),
        )
    )


def _of_record(row: Any, catalog: Any) -> Taken:
    course = catalog.course_by_code.get(row.course_code)
    credits = row.attempted if row.mark in {*RUNNING, WAIVED} else row.earned
    subject = row.subject or (course.graduation_subject if course is not None else "")
    usual = course.credits if course is not None and course.length.value == "Y" else 1000
    return Taken(
        row.recovers or row.course_code,
        row.grade_level,
        row.school_year,
        row.term.value,
        row.mark,
        credits,
        planned=False,
        subject=subject,
        section=row.section_id,
        site=row.school,
        whole=max(row.attempted, row.earned) >= usual,
    )


def _of_placement(placement: Any, student: Any, catalog: Any) -> Taken | None:
    spot = placement.spot
    course = catalog.course_by_code.get(placement.course_code)
    if spot is None or course is None:
        return None
    year = student.graduation_year - 1 - (12 - spot.grade_level)
    return Taken(
        course.code,
        spot.grade_level,
        year,
        spot.term.value,
        "",
        course.credits // 2 if course.length.value == "Y" else course.credits,
        planned=True,
        subject=course.graduation_subject,
        section=placement.section_id,
        site=placement.site or student.school,
        period=spot.period,
        lane=spot.lane.value,
    )


def _last_day(one: Taken) -> date:
    if one.term == "fall":
        return date(one.year, 12, 31)
    return date(one.year + 1, 6, 30) if one.term == "spring" else date(one.year + 1, 8, 31)


# By the clock


def _clashes(table: Table) -> Iterator[str]:
    running: defaultdict[int, list[Taken]] = defaultdict(list)
    for one in table.taken:
        if one.planned or one.mark in RUNNING:
            running[one.when].append(one)
    for when, together in running.items():
        weeks = [(one, _week(one, table)) for one in together]
        for (one, week), (other, beside) in combinations(weeks, 2):
            if not _is_new(one, other, table=table) or _are_quarters(one, other, table):
                continue
            if _collide(week, beside, table):
                yield f"clash {when} {'/'.join(sorted((one.code, other.code)))}"
        new = [(one, week) for one, week in weeks if _is_new(one, table=table)]
        yield from (f"busy {when} {o.code}" for o, week in new if _is_busy(week, when, table))


def _is_busy(week: list[tuple[str, int, int, str]], when: int, table: Table) -> bool:
    return any(
        _collide(week, [(d, busy.start, busy.end, busy.site) for d in busy.days], table)
        for busy in table.file.busy
        if busy.school_year * 3 + TERMS.index(busy.term) == when
    )


def _is_new(*taken: Taken, table: Table) -> bool:
    return any(one.planned and one.when > table.begun for one in taken)


def _are_quarters(one: Taken, other: Taken, table: Table) -> bool:
    return all(
        table.course(t.code).length.value == "Q" for t in (one, other) if table.course(t.code)
    )


def _week(one: Taken, table: Table) -> list[tuple[str, int, int, str]]:
    """When it meets: weekday, minutes of the day, site."""
    section = table.sections.get((one.year, one.section)) if one.section else None
    if section is None:
        return _bells(one.site, one.period, "", table) if one.period else []
    found = []
    for meeting in section.meetings:
        if meeting.start is not None and meeting.end is not None:
            found += [
                (d, meeting.start, meeting.end, section.site) for d in meeting.days or "MTWRF"
            ]
        else:
            found += _bells(section.site, meeting.period, meeting.days, table)
    return found


def _bells(site: str, period: str, days: str, table: Table) -> list[tuple[str, int, int, str]]:
    return [
        (day, bell.start, bell.end, site)
        for bell in table.catalog.bells
        if bell.school == site and bell.block == period
        for day in bell.days
        if not days or day in days
    ]


def _collide(
    week: list[tuple[str, int, int, str]], beside: list[tuple[str, int, int, str]], table: Table
) -> bool:
    for day, start, end, site in week:
        for other_day, other_start, other_end, other_site in beside:
            if day != other_day:
                continue
            apart = max(other_start - end, start - other_end)
            if apart < 0:
                return True
            elsewhere = bool(site and other_site and site != other_site)
            if elsewhere and apart < _drive(site, other_site, table) + MARGIN:
                return True
    return False


def _drive(site: str, other: str, table: Table) -> int:
    for way in table.catalog.travel:
        if (way.origin, way.destination) == (site, other):
            return int(way.minutes)
    back = (w.minutes for w in table.catalog.travel if (w.origin, w.destination) == (other, site))
    return next(back, NOWHERE)


# What comes first, where and when it is taught


def _prerequisites(table: Table) -> Iterator[str]:
    first: dict[tuple[str, int], Taken] = {}
    for one in table.ahead:
        first.setdefault((one.code, one.year), one)
    running = {(t.code, t.year) for t in table.taken if t.when <= table.begun and t.mark in RUNNING}
    for (code, year), one in first.items():
        course = table.course(code)
        ways = course.prerequisites.alternatives
        if (code, year) in running or not ways:
            continue  # it has begun
        if not any(all(_is_met(need, one, table) for need in needs) for needs in ways):
            yield f"prerequisite {code} {year}"


def _is_met(need: Any, one: Taken, table: Table) -> bool:
    wanted = table.course(need.course_code)
    limit = one.when
    if need.same_term:
        is_year = wanted is not None and wanted.length.value == "Y"
        limit = one.when + (3 if is_year else 1)
    rows = [t for t in table.taken if t.code == need.course_code and t.when < limit]
    return is_passed(wanted, [t for t in rows if reaches(t, need.minimum_mark)])


def reaches(one: Taken, mark: str) -> bool:
    if one.planned or one.mark in RUNNING:
        return True
    if one.mark in NO_CREDIT:
        return False
    if not mark:
        return True
    have = "C-" if one.mark in WITHOUT_LETTER else one.mark
    if one.mark in WITHOUT_LETTER:
        return MARKS.index(mark) < MARKS.index("C-")
    return have in MARKS and MARKS.index(have) >= MARKS.index(mark)


def is_passed(course: Any, good: list[Taken]) -> bool:
    """Both halves of a year course: one for each semester, a further row for the one missing."""
    if course is None or course.length.value != "Y":
        return bool(good)
    if any(one.whole and not one.planned for one in good):
        return True
    return len(good) >= 2


def _offerings(table: Table) -> Iterator[str]:
    for one in table.ahead:
        course = table.course(one.code)
        grades = (one.grade, one.grade + 1) if one.term == "summer" else (one.grade,)
        if not any(course.grade_min <= grade <= course.grade_max for grade in grades):
            yield f"grade {one.code} {one.grade}"
        sites = [s for s in table.catalog.course_sites if s.course_code == one.code]
        here = [s for s in sites if s.school == one.site and _runs(s, one.year)]
        offered = here[0].terms if here and here[0].terms else course.offered
        if one.term not in offered and not ("year" in offered and one.term != "summer"):
            yield f"term {one.code} {one.when}"
        if sites and not here and not _is_anywhere(one, table):
            yield f"site {one.code} {one.site}"
        section = table.sections.get((one.year, one.section)) if one.section else None
        if one.section and (
            section is None or section.cancelled or section.course_code != one.code
        ):
            yield f"section {one.section} {one.year}"
        elif section is not None:
            low, high = section.grade_min or 0, section.grade_max or 12
            if not low <= one.grade <= high or section.term not in {"year", one.term}:
                yield f"section {one.section} {one.year}"


def _is_anywhere(one: Taken, table: Table) -> bool:
    """Whether nobody knows the site yet: an evening without a section, the high school to come."""
    home = table.catalog.school_by_short.get(table.file.student.school)
    to_come = home is None or not home.grade_low <= one.grade <= home.grade_high
    at_home = one.site == table.file.student.school
    return not one.section and (one.lane == "extended" or (to_come and at_home))


def _runs(site: Any, year: int) -> bool:
    return bool(site.first_year <= year and (site.last_year is None or year <= site.last_year))


# How often and how much


def _repeats(table: Table) -> Iterator[str]:
    by_course: defaultdict[str, list[Taken]] = defaultdict(list)
    for one in table.taken:
        by_course[one.code].append(one)
    for code, taken in by_course.items():
        course = table.course(code)
        planned = [t for t in taken if t.planned and t.when > table.begun]
        if course is None or course.repeatable or not planned:
            continue
        most = 2 if course.length.value == "Y" else 1
        good = [t for t in taken if not t.planned and t.counts]
        weak = any(t.mark in MARKS and MARKS.index(t.mark) <= MARKS.index("C-") for t in good)
        if len(planned) > most or (len(planned) + len(good) > most and not weak):
            yield f"repeat {code}"
        if len({(t.year, t.term) for t in planned}) < len(planned):
            yield f"twice {code}"


def _load(table: Table) -> Iterator[str]:
    by_day = Counter(
        one.when
        for one in table.taken
        if (one.planned and one.lane == "day") or (not one.planned and one.mark in RUNNING)
    )
    ahead = {one.when for one in table.ahead}
    yield from (f"load {when}" for when, n in by_day.items() if n > MOST_BY_DAY and when in ahead)


def _seats(table: Table) -> Iterator[str]:
    own = table.file.student.uid
    for year, name in sorted({(t.year, t.section) for t in table.ahead if t.section}):
        section = table.sections.get((year, name))
        claims = table.claims.get((year, name), ())
        if section is None or section.seats is None:
            continue
        mine = any(claim.student_uid == own for claim in claims)
        if not mine and len(claims) >= section.seats:
            yield f"seats {name} {year}"
