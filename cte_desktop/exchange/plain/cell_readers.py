"""What the trimmed, non-empty text of a cell means, for each sort of column.

A value that is out of question comes back as it is stored; everything else as a `Trouble` with the
code of its report.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import clock_text, parse_clock, parse_days
from cte_desktop.domain.catalog.verified import parse_verified
from cte_desktop.domain.credits import HUNDREDTHS, MOST_IN_A_ROW
from cte_desktop.domain.credits import parse as parse_hundredths
from cte_desktop.domain.grades import MARKS
from cte_desktop.domain.school_year import Term, parse_school_year, parse_term
from cte_desktop.exchange.plain import known_readers
from cte_desktop.exchange.plain.columns import Column, Sort, Value
from cte_desktop.exchange.plain.trouble import Reader, Trouble, identifier

if TYPE_CHECKING:
    from cte_desktop.exchange.plain.known import Known

YES = frozenset({"yes", "y", "true", "1"})
NO = frozenset({"no", "n", "false", "0"})
NO_NAME = "-"  # in a column that must have a value: a student with one name only
MOST_UNITS = 10_000 * HUNDREDTHS

# Digits of other scripts are none of ours, though Python would calculate with them.
_US_DATE = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$", re.ASCII)
_LONG_YEAR = re.compile(r"^(\d{4})\s*[-/\N{EN DASH}]\s*(\d{2}|\d{4})$", re.ASCII)
_ISO_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$", re.ASCII)
_HALF_DAY = re.compile(r"^(\d{1,2}):(\d{2})\s*([ap])\.?\s?m\.?$", re.ASCII | re.IGNORECASE)
_TEST = re.compile(r"^(?:SBAC_ELA|SBAC_MATH|(?:AP|IB):\S.*)$")


def reader(column: Column, known: Known) -> Reader:
    """Return the function that reads the trimmed, non-empty texts of a column."""
    sort = column.sort
    made = _PLAIN.get(sort)
    if made is not None:
        return made
    if sort in _WITH_COLUMN:
        return partial(_WITH_COLUMN[sort], column)
    if sort is Sort.DATE:
        return _date_reader(column, known.today)
    return _WITH_KNOWN[sort](known)


def _text(text: str) -> Value | Trouble:
    return text


def _name(text: str) -> Value | Trouble:
    return "" if text == NO_NAME else text


def _yes_no(text: str) -> Value | Trouble:
    folded = text.casefold()
    if folded in YES:
        return 1
    return 0 if folded in NO else Trouble("unknown_value", detail="yes, no")


def _credits(text: str) -> Value | Trouble:
    amount = _amount(text)
    if amount is None or amount > MOST_IN_A_ROW:
        return Trouble("bad_credits")
    return amount


def _hundredths(column: Column, text: str) -> Value | Trouble:
    amount = _amount(text)
    most = column.high or MOST_UNITS
    return Trouble("bad_number") if amount is None or amount > most else amount


def _amount(text: str) -> int | None:
    return parse_hundredths(text) if text.isascii() else None


def _whole(column: Column, text: str) -> Value | Trouble:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        return Trouble("bad_number", detail=f"{column.low}-{column.high}")
    number = int(text)
    if not column.low <= number <= column.high:
        return Trouble("bad_number", detail=f"{column.low}-{column.high}")
    return number


def _grade(column: Column, text: str) -> Value | Trouble:
    if text.upper() in {"K", "KG"} and column.low == 0:
        return 0
    return _whole(column, text)


def _grades(column: Column, text: str) -> Value | Trouble:
    levels = [_whole(column, part.strip()) for part in text.split(";") if part.strip()]
    if not levels or any(isinstance(level, Trouble) for level in levels):
        return Trouble("bad_number", detail=f"{column.low}-{column.high}")
    return ";".join(str(level) for level in levels)


def _choice(column: Column, text: str) -> Value | Trouble:
    folded = text.casefold()
    for choice in column.choices:
        if choice.casefold() == folded:
            return choice
    return Trouble("unknown_value", detail=", ".join(column.choices))


def _choices(column: Column, text: str) -> Value | Trouble:
    chosen = {_choice(column, part.strip()) for part in text.split(";") if part.strip()}
    if not chosen or any(isinstance(one, Trouble) for one in chosen):
        return Trouble("unknown_value", detail=", ".join(column.choices))
    return ";".join(choice for choice in column.choices if choice in chosen)


def _date_reader(column: Column, today: date) -> Reader:
    """Return the reader of dates from the year `low` to `high` days after today."""
    first = date(max(column.low, date.min.year), 1, 1)
    last = date.fromordinal(min(today.toordinal() + column.high, date.max.toordinal()))

    def read(text: str) -> Value | Trouble:
        found = _US_DATE.match(text)
        try:
            if found:
                day = date(int(found[3]), int(found[1]), int(found[2]))
            elif _ISO_DATE.match(text):
                day = date.fromisoformat(text)
            else:
                return Trouble("bad_date")
        except ValueError:
            return Trouble("bad_date")
        if not first <= day <= last:
            return Trouble("date_out_of_range", detail=f"{first} \N{EN DASH} {last}")
        written = day.isoformat()
        return Trouble("adjusted", written, taken=True, detail=written) if found else written

    return read


def read_clock(text: str) -> Value | Trouble:
    """Return the minutes after midnight of 15:45; 3:45 PM means the same and is told."""
    minutes = parse_clock(text) if text.isascii() else None
    if minutes is not None:
        return minutes
    found = _HALF_DAY.match(text)
    if found is None or not 1 <= int(found[1]) <= 12 or int(found[2]) > 59:
        return Trouble("bad_time")
    noon = 12 * 60 if found[3] in "pP" else 0
    minutes = int(found[1]) % 12 * 60 + int(found[2]) + noon
    return Trouble("adjusted", minutes, taken=True, detail=clock_text(minutes))


def _days(text: str) -> Value | Trouble:
    days = parse_days(text)
    return Trouble("bad_time") if days is None else days


def _school_year(text: str) -> Value | Trouble:
    start = parse_school_year(text) if text.isascii() else None
    if start is not None:
        return start
    found = _LONG_YEAR.match(text)
    if found and int(found[2]) % 100 == (int(found[1]) + 1) % 100:
        start = int(found[1])
        if len(found[2]) == 2 or int(found[2]) == start + 1:
            return Trouble("adjusted", start, taken=True, detail=f"{start}-{found[2][-2:]}")
    return Trouble("bad_date", detail="2025-26")


def _term(text: str) -> Value | Trouble:
    term = parse_term(text)
    if term is None:
        return Trouble("unknown_term", detail=", ".join(Term))
    return term.value


def _term_or_year(text: str) -> Value | Trouble:
    if text.casefold() == "year":
        return "year"
    found = _term(text)
    if isinstance(found, Trouble):
        return Trouble("unknown_term", detail=", ".join(("year", *Term)))
    return found


def _mark(text: str) -> Value | Trouble:
    if text in MARKS:
        return text
    tidy = text.upper().replace(" ", "")
    tidy = tidy.replace("\N{MINUS SIGN}", "-").replace("\N{EN DASH}", "-")
    if tidy in MARKS:
        return Trouble("adjusted", tidy, taken=True, detail=tidy)
    return Trouble("unknown_mark", detail=" ".join(MARKS))


def _verified(text: str) -> Value | Trouble:
    return parse_verified(text).value


def _test(text: str) -> Value | Trouble:
    upper = text.upper()
    return upper if _TEST.match(upper) else Trouble("unknown_value", detail=_TESTS)


_TESTS = "SBAC_ELA, SBAC_MATH, AP:EXAM, IB:EXAM"


_PLAIN: dict[Sort, Reader] = {
    Sort.IDENTIFIER: identifier,
    Sort.NEW_STUDENT: identifier,
    Sort.ANY_COURSE: identifier,
    Sort.NAME: _name,
    Sort.TEXT: _text,
    Sort.LONG_TEXT: _text,
    Sort.YES_NO: _yes_no,
    Sort.CREDITS: _credits,
    Sort.CLOCK: read_clock,
    Sort.DAYS: _days,
    Sort.SCHOOL_YEAR: _school_year,
    Sort.TERM: _term,
    Sort.TERM_OF_RECORD: _term,
    Sort.TERM_OR_YEAR: _term_or_year,
    Sort.MARK: _mark,
    Sort.VERIFIED: _verified,
    Sort.TEST: _test,
}
_WITH_COLUMN: dict[Sort, Callable[[Column, str], Value | Trouble]] = {
    Sort.HUNDREDTHS: _hundredths,
    Sort.WHOLE: _whole,
    Sort.GRADE: _grade,
    Sort.GRADES: _grades,
    Sort.CHOICE: _choice,
    Sort.CHOICES: _choices,
}
_WITH_KNOWN: dict[Sort, Callable[[Known], Reader]] = {
    Sort.STUDENT: known_readers.student,
    Sort.SCHOOL: known_readers.school,
    Sort.SCHOOLS: known_readers.schools,
    Sort.SECTORS: known_readers.sectors,
    Sort.SITE: known_readers.site,
    Sort.ANY_SCHOOL: known_readers.any_school,
    Sort.COURSE: known_readers.course,
    Sort.PLANNED_COURSE: known_readers.planned_course,
    Sort.PREREQUISITES: known_readers.prerequisites,
    Sort.PATHWAY: known_readers.pathway,
    Sort.SUBJECT: known_readers.subject,
    Sort.PROGRAM: known_readers.program,
}
