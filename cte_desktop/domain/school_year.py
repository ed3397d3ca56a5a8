"""School years, terms and their order.

A school year is held as the year in which it starts: 2025-26 is 2025. It turns on 1 July. Summer
belongs to the year just ended and comes last in it (`interfaces.md` section 3).
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

FIRST_MONTH = 7

_WRITTEN = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


class Term(StrEnum):
    """A term of the school year; a semester is the unit of grade, credit and repeat."""

    FALL = "fall"
    SPRING = "spring"
    SUMMER = "summer"

    @property
    def place(self) -> int:
        """Return 0, 1 or 2: the order inside the school year."""
        return _PLACES[self]


TERMS = (Term.FALL, Term.SPRING, Term.SUMMER)
SEMESTERS = (Term.FALL, Term.SPRING)
_PLACES = {Term.FALL: 0, Term.SPRING: 1, Term.SUMMER: 2}


def parse_school_year(text: str) -> int | None:
    """Return the starting year of "2025-26", or None when the text is no school year.

    A year without dates (0000-01, 9999-00) is none.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if not found:
        return None
    start = int(found[1])
    has_dates = date.min.year <= start < date.max.year
    return start if has_dates and (start + 1) % 100 == int(found[2]) else None


def school_year_text(start: int) -> str:
    """Return "2025-26" for 2025."""
    return f"{start}-{(start + 1) % 100:02d}"


def parse_term(text: str) -> Term | None:
    """Return the term that `text` names, or None."""
    try:
        return Term(text.strip().lower())
    except ValueError:
        return None


def school_year_of(day: date) -> int:
    """Return the starting year of the school year that `day` lies in; it turns on 1 July."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def term_of(day: date) -> Term:
    """Return the semester that `day` lies in: fall from July to December, spring from January."""
    return Term.FALL if day.month >= FIRST_MONTH else Term.SPRING


def moment(school_year: int, term: Term) -> int:
    """Return a number that orders terms across years."""
    # Asked for every semester of every plan: comparing beats looking up, which hashes the term.
    if term is Term.FALL:
        return school_year * 3
    return school_year * 3 + (1 if term is Term.SPRING else 2)


def last_day(school_year: int, term: Term) -> date:
    """Return the day after which a term is over: 31 December, 30 June or 31 August."""
    if term is Term.FALL:
        return date(school_year, 12, 31)
    if term is Term.SPRING:
        return date(school_year + 1, 6, 30)
    return date(school_year + 1, 8, 31)


def is_over(school_year: int, term: Term, day: date) -> bool:
    """Tell whether the term has ended on `day`."""
    return last_day(school_year, term) < day


def last_begun(day: date) -> int:
    """Return the moment of the last term that has begun: what can still start begins after it.

    The fall begins when the summer before it is over.
    """
    year = school_year_of(day)
    if not is_over(year - 1, Term.SUMMER, day):
        return moment(year - 1, Term.SUMMER)
    return moment(year, term_of(day))


def grade_in(school_year: int, graduation_year: int) -> int:
    """Return the grade of the class of `graduation_year` in that school year (12 in the last)."""
    return 12 - (graduation_year - (school_year + 1))


def school_year_of_grade(grade_level: int, graduation_year: int) -> int:
    """Return the starting year of the school year in which that class is in `grade_level`."""
    return graduation_year - 1 - (12 - grade_level)
