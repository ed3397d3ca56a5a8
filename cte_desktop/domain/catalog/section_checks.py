"""What is wrong with a section, before anybody relies on it.

The page of sections asks here; a problem that `stops` keeps a section from being saved, any other
is told and it is saved.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from unicodedata import category

from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.catalog.timetable import PERIODS, WEEKDAYS
from cte_desktop.domain.catalog.week import (
    MINUTES_A_DAY,
    in_week_order,
    period_week,
    section_week,
)
from cte_desktop.domain.findings import values
from cte_desktop.domain.school_year import TERMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.double_booked import Stays
    from cte_desktop.domain.catalog.section import Section, SectionMeeting
    from cte_desktop.domain.findings import Values

MOST_SEATS = 9999
_LOWEST, _HIGHEST = 7, 12  # grades that a section may be limited to
_SCHOOL_DAY = PERIODS[1:7]  # P1 to P6; Period 0 and Period 7 lie around it
_TERMS = frozenset({"year", *(term.value for term in TERMS)})


@dataclass(frozen=True, slots=True)
class SectionProblem:
    """One thing that is wrong: the field (a column of the file), a code, and what it is about."""

    field: str
    code: str
    values: Values = ()
    stops: bool = False


def section_problems(
    section: Section, catalog: Catalog, others: Stays | None = None
) -> tuple[SectionProblem, ...]:
    """Return what is wrong with a section, alone and beside the other sections of its year.

    Codes that stop: end_before_start, outside_day, bad_weekday, bad_period, negative_seats,
    too_many_seats, grades_upside_down, bad_grade, bad_characters, bad_school_year, unknown_term,
    unknown_site (but for a college class), unknown_course. Codes that are told: no_meeting,
    time_missing, bell_missing, section_double, not_listed, extended_in_day, teacher_twice,
    room_twice (the last two with the `section_id` of the first other section).
    """
    alone = [*_of_fields(section, catalog), *_of_rows(section)]
    if not any(problem.stops for problem in alone):
        alone += _of_week(section, catalog)
        alone += () if others is None else _beside(section, others)
    return tuple(dict.fromkeys(alone))


def _of_fields(section: Section, catalog: Catalog) -> Iterator[SectionProblem]:
    if catalog.find_school(section.site) is None:
        # The college is no school of the district; the way there is unknown until it is written.
        stops = section.kind is not SectionKind.COLLEGE or not section.site
        yield SectionProblem("site", "unknown_site", values(value=section.site), stops)
    if section.course_code not in catalog.listed_by_code:
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
        outside = [time for time in (row.start, row.end) if not 0 <= (time or 0) < MINUTES_A_DAY]
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
    if section.kind is SectionKind.EXTENDED and (within := _days_within(section, catalog)):
        yield SectionProblem("period", "extended_in_day", values(weekdays=within))
    teaching = catalog.schools_teaching(section.course_code, section.school_year)
    if teaching is not None and section.site not in teaching:
        about = values(site=section.site, course=section.course_code)
        yield SectionProblem("site", "not_listed", about)


def _days_within(section: Section, catalog: Catalog) -> str:
    """Return the weekdays on which a section takes minutes of the school day's periods."""
    week = section_week(section, catalog)
    rung = [
        met
        for period in _SCHOOL_DAY
        if week.minutes & period_week(section.site, period, catalog).minutes
        for met in period_week(section.site, period, catalog).meetings
    ]
    return in_week_order(
        met.weekday
        for met in week.meetings
        if any(
            met.weekday == other.weekday and met.start < other.end and other.start < met.end
            for other in rung
        )
    )


def _beside(section: Section, others: Stays) -> Iterator[SectionProblem]:
    """Yield who has the teacher, and who a room, at the same time: one section each."""
    for found in others.beside(section):
        about = values(section_id=found.section_id, weekdays=found.weekdays)
        yield SectionProblem(found.field, f"{found.field}_twice", about)


def _stop(field: str, code: str, value: str) -> SectionProblem:
    return SectionProblem(field, code, values(value=value), stops=True)
