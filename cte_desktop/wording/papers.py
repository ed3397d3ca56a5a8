"""Sentences and labels that only papers need."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from babel.dates import format_time
from babel.lists import format_list

from cte_desktop.domain.school_year import Term, school_year_text
from cte_desktop.wording.labels import days_label
from cte_desktop.wording.translate import current_language, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.planning.sheet import ClassTime

_LOCALES = {"en": "en_US", "es": "es_US"}


def grade_heading(grade_level: int) -> str:
    """Return "9th grade"."""
    match grade_level:
        case 9:
            return tr("9th grade")
        case 10:
            return tr("10th grade")
        case 11:
            return tr("11th grade")
        case 12:
            return tr("12th grade")
        case _:
            return tr("Grade {grade}", grade=grade_level)


def term_heading(term: Term) -> str:
    """Return "Fall", as it heads a column."""
    match term:
        case Term.FALL:
            return tr("Fall")
        case Term.SPRING:
            return tr("Spring")
        case Term.SUMMER:
            return tr("Summer")


def term_with_year(school_year: int, term: Term) -> str:
    """Return "fall 2026": the term with the calendar year in which it lies."""
    year = school_year if term is Term.FALL else school_year + 1
    match term:
        case Term.FALL:
            return tr("fall {year}", year=year)
        case Term.SPRING:
            return tr("spring {year}", year=year)
        case Term.SUMMER:
            return tr("summer {year}", year=year)


def school_year_heading(school_year: int) -> str:
    """Return "2026–27", with the dash of print."""
    return school_year_text(school_year).replace("-", "–")


def clock_label(minutes: int) -> str:
    """Return a time of the day as families read it: "4:15 PM"."""
    moment = time(minutes // 60, minutes % 60)
    return format_time(moment, "short", locale=_LOCALES[current_language()])


def class_time(meeting: ClassTime) -> str:
    """Return "Mon/Wed 4:15 PM–6:15 PM"."""
    hours = f"{clock_label(meeting.start)}–{clock_label(meeting.end)}"
    return " ".join(part for part in (days_label(meeting.days), hours) if part)


def listed(words: Sequence[str]) -> str:
    """Return "a, b and c" in the language in force."""
    return format_list(list(words), locale=_LOCALES[current_language()]) if words else ""
