"""What is wrong with a section, a sentence each, for the field in which a person mends it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import clock_text
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.wording.labels import course_label, school_label, weekdays_label
from cte_desktop.wording.translate import current_language, noop, tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.catalog.section_checks import SectionProblem
    from cte_desktop.domain.findings import Value

_SENTENCES = {
    "end_before_start": noop("It ends at {end}, which is not after its start at {start}."),
    "bad_weekday": noop('"{value}" has other letters than M, T, W, R and F.'),
    "bad_period": noop('There is no period "{value}".'),
    "outside_day": noop("Its times have to lie within one day."),
    "negative_seats": noop("There can't be {value} seats."),
    "too_many_seats": noop("A section has {value} seats at the most."),
    "grades_upside_down": noop("It is for grades {low} to {high}: the lower grade comes first."),
    "bad_grade": noop("Grades go from {low} to {high}."),
    "bad_characters": noop("There are characters or spaces in it that can't be kept."),
    "bad_school_year": noop("This is no school year."),
    "unknown_term": noop('There is no term "{value}".'),
    "unknown_site": noop('There is no site "{value}".'),
    "unknown_course": noop('There is no course "{value}".'),
    "no_meeting": noop("Nothing says when it meets."),
    "time_missing": noop("Give a period, or the time at which it starts and ends."),
    "bell_missing": noop("{site} has no bell for {period} on {weekdays}: its time is not known."),
    "section_double": noop("Its own meetings overlap on {weekdays}."),
    "extended_in_day": noop("It is Extended Day but meets during the school day on {weekdays}."),
    "not_listed": noop("{course} is not listed at {site}."),
    "teacher_twice": noop("{teacher} teaches {section_id} at the same time on {weekdays}."),
    "room_twice": noop("Its room has {section_id} at the same time on {weekdays}."),
}
_STORED = {
    "missing_value": noop("Give it an id, as the information system knows it."),
    "too_long": noop("This is longer than the database holds."),
    "duplicate_id": noop('There is a section "{section}" in {year} already.'),
    "other_year": noop("A section stays in its school year: add a new one for another year."),
}


def problem_text(problem: SectionProblem, section: Section, catalog: Catalog) -> str:
    """Return the sentence of a problem that a section has by itself or beside others."""
    words: dict[str, object] = {"teacher": section.teacher}
    for name, value in problem.values:
        words[name] = _word(name, value, catalog)
    return tr(_SENTENCES[problem.code], **words)


def _word(name: str, value: Value, catalog: Catalog) -> object:
    match name:
        case "site":
            return school_label(str(value), catalog)
        case "course":
            return course_label(str(value), catalog)
        case "weekdays":
            return _weekdays(str(value), current_language())
        case "start" | "end" if isinstance(value, int):
            return clock_text(value)
        case _:
            return value


@cache
def _weekdays(days: str, _language: str) -> str:
    """Return the weekdays in words: a district's list asks for the same few again and again."""
    return weekdays_label(days)


def reserved_text(name: str) -> str:
    """Return what is told of seats that are kept for somebody whom the catalog doesn't know."""
    return tr('"{name}" is no pathway and no grade here.', name=name)


def joined_text(teacher: str, section_id: str) -> str:
    """Return what is told of a section that another is taught with: same teacher, time and room."""
    return tr(
        "{teacher} has {section_id} at the same time and place: the two would be one class.",
        teacher=teacher,
        section_id=section_id,
    )


def stored_problem_text(code: str, section: Section, count: int) -> str:
    """Return the sentence of a problem that comes from what is kept; `count` are students."""
    if code == "in_record":
        return trn(
            "{count} student sits in it by the record, under its present id.",
            "{count} students sit in it by the record, under its present id.",
            count,
        )
    if code == "moved_with_students":
        return trn(
            'The new time also moves {count} student: "What would break?" shows what it does.',
            'The new time also moves {count} students: "What would break?" shows what it does.',
            count,
        )
    if code == "fewer_than_recorded":
        return trn(
            "{count} student sits in it by the record: these are fewer seats.",
            "{count} students sit in it by the record: these are fewer seats.",
            count,
        )
    year = school_year_text(section.school_year)
    return tr(_STORED[code], section=section.section_id, year=year)
