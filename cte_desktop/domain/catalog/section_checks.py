"""What is wrong with a section, a bell schedule or a table of ways, before anybody relies on it.

Files, the store and the page of sections ask here; a problem that `stops` keeps a row from being
taken, any other is told and the row is taken.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING
from unicodedata import category

from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.catalog.timetable import PERIODS, WEEKDAYS
from cte_desktop.domain.catalog.week import in_week_order, section_week
from cte_desktop.domain.findings import values
from cte_desktop.domain.school_year import TERMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section, SectionMeeting
    from cte_desktop.domain.catalog.timetable import Bell, Travel
    from cte_desktop.domain.findings import Values

MOST_SEATS = 9999
_LOWEST, _HIGHEST = 7, 12  # grades that a section may be limited to
_DAY = 24 * 60
_TERMS = frozenset({"year", *(term.value for term in TERMS)})


@dataclass(frozen=True, slots=True)
class SectionProblem:
    """One thing that is wrong: the field (a column of the file), a code, and what it is about."""

    field: str
    code: str
    values: Values = ()
    stops: bool = False


def section_problems(
    section: Section, catalog: Catalog, others: Iterable[Section] = ()
) -> tuple[SectionProblem, ...]:
    """Return what is wrong with a section, alone and beside the other sections of its year.

    Codes that stop: end_before_start, outside_day, bad_weekday, bad_period, negative_seats,
    too_many_seats, grades_upside_down, bad_grade, bad_characters, bad_school_year, unknown_term,
    unknown_site (but for a college class), unknown_course. Codes that are told: no_meeting,
    time_missing, bell_missing, section_double, not_listed, teacher_twice, room_twice (with the
    other's `section_id`).
    """
    alone = [*_of_fields(section, catalog), *_of_rows(section)]
    if not any(problem.stops for problem in alone):
        alone += _of_week(section, catalog)
        alone += _beside(section, others, catalog)
    return tuple(dict.fromkeys(alone))


def are_co_seated(one: Section, other: Section) -> bool:
    """Tell whether two sections are taught as one class: same teacher, site, rooms and times."""
    return bool(
        one.teacher
        and one.teacher == other.teacher
        and one.site == other.site
        and one.school_year == other.school_year
        and one.meetings
        and all(meeting.room for meeting in one.meetings)
        and set(one.meetings) == set(other.meetings)
    )


def bell_problems(bells: Iterable[Bell]) -> tuple[SectionProblem, ...]:
    """Return bells that end before they start, and blocks of a school that overlap on a day.

    The day as a whole holds its periods. A period that not every student has may overlap another
    one, and blocks of Extended Day may run side by side.
    """
    problems: list[SectionProblem] = []
    by_school: dict[str, list[Bell]] = {}
    for bell in bells:
        if bell.end <= bell.start:
            about = values(school=bell.school, block=bell.block, weekdays=bell.days)
            problems.append(SectionProblem("end", "end_before_start", about, stops=True))
        elif bell.block in PERIODS:
            by_school.setdefault(bell.school, []).append(bell)
    for school, of_school in by_school.items():
        for one, other in combinations(of_school, 2):
            days = in_week_order(set(one.days) & set(other.days))
            if days and one.start < other.end and other.start < one.end:
                about = values(
                    school=school, block=one.block, other_block=other.block, weekdays=days
                )
                problems.append(SectionProblem("start", "bells_overlap", about))
    return tuple(problems)


def travel_problems(travel: Iterable[Travel]) -> tuple[SectionProblem, ...]:
    """Return the pairs of sites that stand in one direction only: they are taken both ways.

    Directions may differ by as much as they like: one way may be uphill or against the traffic.
    """
    ways = {(way.origin, way.destination): way for way in travel}
    return tuple(
        SectionProblem(
            "to",
            "one_way_only",
            values(from_site=way.origin, to_site=way.destination, minutes=way.minutes),
        )
        for (origin, destination), way in ways.items()
        if origin != destination and (destination, origin) not in ways
    )


def _of_fields(section: Section, catalog: Catalog) -> Iterator[SectionProblem]:
    if catalog.find_school(section.site) is None:
        # The college is no school of the district; the way there is unknown until it is written.
        stops = section.kind is not SectionKind.COLLEGE or not section.site
        yield SectionProblem("site", "unknown_site", values(value=section.site), stops)
    if catalog.course(section.course_code) is None:
        yield _stop("course_code", "unknown_course", section.course_code)
    if section.term not in _TERMS:
        yield _stop("term", "unknown_term", section.term)
    if not date.min.year <= section.school_year < date.max.year:
        yield _stop("school_year", "bad_school_year", "")
    yield from _of_numbers(section)
    for field, text in _texts(section):
        if not _can_be_kept(text) or (field == "section_id" and text.strip() not in {"", text}):
            yield _stop(field, "bad_characters", "")


def _of_numbers(section: Section) -> Iterator[SectionProblem]:
    if section.seats is not None and section.seats < 0:
        yield SectionProblem("seats", "negative_seats", values(value=section.seats), stops=True)
    if section.seats is not None and section.seats > MOST_SEATS:
        yield SectionProblem("seats", "too_many_seats", values(value=MOST_SEATS), stops=True)
    low, high = section.grade_min, section.grade_max
    if low is not None and high is not None and low > high:
        about = values(low=low, high=high)
        yield SectionProblem("grade_min", "grades_upside_down", about, stops=True)
    for field, grade in (("grade_min", low), ("grade_max", high)):
        if grade is not None and not _LOWEST <= grade <= _HIGHEST:
            about = values(low=_LOWEST, high=_HIGHEST)
            yield SectionProblem(field, "bad_grade", about, stops=True)


def _can_be_kept(text: str) -> bool:
    """Tell whether a text has no control characters and no halves of characters."""
    return text.isprintable() or not any(category(letter) in {"Cc", "Cs"} for letter in text)


def _texts(section: Section) -> Iterator[tuple[str, str]]:
    yield "section_id", section.section_id
    yield "teacher", section.teacher
    yield "reserved_for", section.reserved_for
    yield from (("room", row.room) for row in section.meetings)


def _of_rows(section: Section) -> Iterator[SectionProblem]:
    if not section.meetings:
        yield SectionProblem("period", "no_meeting")
    for row in section.meetings:
        if set(row.days) - set(WEEKDAYS):
            yield _stop("days", "bad_weekday", row.days)
        if row.period and row.period not in PERIODS:
            yield _stop("period", "bad_period", row.period)
        outside = [time for time in (row.start, row.end) if not 0 <= (time or 0) < _DAY]
        if outside:
            yield _stop("end" if outside == [row.end] else "start", "outside_day", "")
        elif row.start is not None and row.end is not None and row.end <= row.start:
            about = values(start=row.start, end=row.end)
            yield SectionProblem("end", "end_before_start", about, stops=True)
        elif not _has_time(row):
            yield SectionProblem("start" if row.start is None else "end", "time_missing")


def _has_time(row: SectionMeeting) -> bool:
    if row.start is None and row.end is None:
        return bool(row.period)
    return row.start is not None and row.end is not None


def _of_week(section: Section, catalog: Catalog) -> Iterator[SectionProblem]:
    week = section_week(section, catalog)
    if week.days_doubled:
        yield SectionProblem("start", "section_double", values(weekdays=week.days_doubled))
    if week.days_without_bell:
        about = values(site=section.site, period=week.period, weekdays=week.days_without_bell)
        yield SectionProblem("period", "bell_missing", about)
    teaching = catalog.schools_teaching(section.course_code, section.school_year)
    if teaching is not None and section.site not in teaching:
        about = values(site=section.site, course=section.course_code)
        yield SectionProblem("site", "not_listed", about)


def _beside(
    section: Section, others: Iterable[Section], catalog: Catalog
) -> Iterator[SectionProblem]:
    """Yield the sections that have the teacher or the room at the same time."""
    week = section_week(section, catalog)
    rooms = {row.room for row in section.meetings if row.room}
    if section.cancelled or not week.minutes or not (section.teacher or rooms):
        return
    for other in others:
        if not _may_share(section, other, rooms):
            continue
        taken = section_week(other, catalog)
        if not taken.minutes & week.minutes or are_co_seated(section, other):
            continue
        days = in_week_order(
            a.weekday
            for a in week.meetings
            for b in taken.meetings
            if a.weekday == b.weekday and a.start < b.end and b.start < a.end
        )
        about = values(section_id=other.section_id, weekdays=days)
        if section.teacher and section.teacher == other.teacher:
            yield SectionProblem("teacher", "teacher_twice", about)
        if section.site == other.site and _share_a_room(section, other, catalog):
            yield SectionProblem("room", "room_twice", about)


def _may_share(section: Section, other: Section, rooms: set[str]) -> bool:
    """Tell whether two sections run in one term with the same teacher or a room in common."""
    if other.section_id == section.section_id or other.cancelled:
        return False
    if other.school_year != section.school_year:
        return False
    if other.term != section.term and "year" not in {other.term, section.term}:
        return False
    if "summer" in {other.term, section.term} and other.term != section.term:
        return False
    same_teacher = bool(section.teacher) and section.teacher == other.teacher
    same_room = section.site == other.site and any(row.room in rooms for row in other.meetings)
    return same_teacher or same_room


def _share_a_room(section: Section, other: Section, catalog: Catalog) -> bool:
    """Tell whether a meeting of each lies in one room at the same time."""
    return any(
        one.room
        and one.room == two.room
        and section_week(_with(section, one), catalog).minutes
        & section_week(_with(other, two), catalog).minutes
        for one in section.meetings
        for two in other.meetings
    )


def _with(section: Section, row: SectionMeeting) -> Section:
    return replace(section, meetings=(row,))


def _stop(field: str, code: str, value: str) -> SectionProblem:
    return SectionProblem(field, code, values(value=value), stops=True)
