"""What a change is about: the section or course that there has to be, and times that can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.section_checks import MOST_SEATS
from cte_desktop.domain.catalog.timetable import parse_days
from cte_desktop.domain.planning.sections.changes import (
    MoveSection,
    RetireCourse,
    SectionChange,
    ShrinkSection,
)
from cte_desktop.domain.school_year import school_year_of, school_year_text
from cte_desktop.services.sections.unknown import unknown_section
from cte_desktop.storage.sections import reading as section_store
from cte_desktop.system.errors import WrongCall

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.sections.offers import SectionKey
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction

_DAY_MINUTES = 24 * 60


def find_change_target(desk: Desk, section_id: str, school_year: int | None = None) -> SectionKey:
    """Return the section of that id in this or the next years; a wrong call if it isn't one."""
    now = school_year_of(desk.today())
    with desk.database.reading() as tx:
        found = section_store.find_sections(tx, section_id)
    if school_year is not None:
        if school_year < now and found:
            raise WrongCall(
                "year_is_over",
                "The school year {year} is over: its sections change no more.",
                year=school_year_text(school_year),
            )
        known = {section.school_year for section in found if section.school_year >= now}
        if school_year not in known:
            raise unknown_section((school_year, section_id))
        return (school_year, section_id)
    years = [section.school_year for section in found if section.school_year >= now]
    if not years:
        raise WrongCall(
            "unknown_section",
            'There is no section "{section}" in this school year or a later one.',
            do="The Sections page lists those that there are.",
            section=section_id,
        )
    if len(years) > 1:
        raise WrongCall(
            "ambiguous_section",
            'There is a section "{section}" in {years}.',
            do="Say which with --school-year.",
            section=section_id,
            years=", ".join(map(school_year_text, years)),
        )
    return (years[0], section_id)


def check_change(desk: Desk, change: SectionChange) -> None:
    """Raise a wrong call for a change that can't be; the section itself is looked for later."""
    match change:
        case RetireCourse(code):
            if code not in desk.catalog().listed_by_code:
                raise WrongCall(
                    "unknown_course",
                    'The catalog has no course "{course}".',
                    do="Courses are named by their code, such as SM2.",
                    course=code,
                )
        case MoveSection(_, days, start, end):
            if parse_days(days) != days:
                raise WrongCall(
                    "bad_days",
                    '"{days}" are no weekdays: write them as letters of MTWRF, such as TR.',
                    days=days,
                )
            if not 0 <= start < end < _DAY_MINUTES:
                raise WrongCall(
                    "bad_times", "A section has to end after it starts, on the same day."
                )
        case ShrinkSection(_, seats):
            if seats < 0:
                raise WrongCall("bad_seats", "A section can't have fewer than 0 seats.")
            if seats > MOST_SEATS:
                raise WrongCall(
                    "bad_seats", "A section has {most} seats at the most.", most=MOST_SEATS
                )
        case _:
            pass


def section_of_change(tx: Transaction, change: SectionChange) -> Section:
    """Return the section that a change is about; a wrong call when there is none."""
    if isinstance(change, RetireCourse):
        message = "a retired course is no section"
        raise TypeError(message)
    section = section_store.find_section(tx, change.key)
    if section is None:
        raise unknown_section(change.key)
    return section
