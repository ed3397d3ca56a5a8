"""What the trimmed, non-empty text of a cell means, for each sort of column.

A value that is out of question comes back as it is stored; everything else as a `Trouble` with the
code of its report.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.prerequisites import parse_prerequisites, prerequisites_text
from cte_desktop.domain.catalog.timetable import parse_clock, parse_days
from cte_desktop.domain.catalog.verified import parse_verified
from cte_desktop.domain.credits import HUNDREDTHS, MOST_IN_A_ROW
from cte_desktop.domain.credits import parse as parse_hundredths
from cte_desktop.domain.grades import MARKS
from cte_desktop.domain.school_year import Term, parse_school_year, parse_term
from cte_desktop.exchange.columns import Column, Sort, Value

if TYPE_CHECKING:
    from cte_desktop.exchange.known import Known

YES = frozenset({"yes", "y", "true", "1"})
NO = frozenset({"no", "n", "false", "0"})
NO_NAME = "-"  # in a column that must have a value: a student with one name only
MOST_UNITS = 10_000 * HUNDREDTHS

_EXCEL_NUMBER = re.compile(r"^\d(?:\.\d+)?[Ee]\+\d{2,3}$")
_EXCEL_MONTH = re.compile(
    r"^(?:\d{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d{2})$"
)
_EXCEL_ERROR = re.compile(r"^#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|#+)$")
_US_DATE = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$")
_LONG_YEAR = re.compile(r"^(\d{4})\s*[-/\N{EN DASH}]\s*(\d{2}|\d{4})$")
_ISO_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_TEST = re.compile(r"^(?:SBAC_ELA|SBAC_MATH|(?:AP|IB):\S.*)$")


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a cell. `taken`: the row is kept and stores `value` instead."""

    code: str
    value: Value = None
    taken: bool = False
    detail: str = ""  # what the sentence names besides: the allowed values, what it was read as


Reader = Callable[[str], "Value | Trouble"]


def reader(column: Column, known: Known) -> Reader:
    """Return the function that reads the trimmed, non-empty texts of a column."""
    sort = column.sort
    made = _PLAIN.get(sort)
    if made is not None:
        return made
    if sort in _WITH_COLUMN:
        return partial(_WITH_COLUMN[sort], column)
    return _WITH_KNOWN[sort](known)


def _text(text: str) -> Value | Trouble:
    return text


def _name(text: str) -> Value | Trouble:
    return "" if text == NO_NAME else text


def _identifier(text: str) -> Value | Trouble:
    if _EXCEL_NUMBER.match(text) or _EXCEL_ERROR.match(text) or _EXCEL_MONTH.match(text):
        return Trouble("excel_damage")
    return text


def _yes_no(text: str) -> Value | Trouble:
    folded = text.casefold()
    if folded in YES:
        return 1
    return 0 if folded in NO else Trouble("unknown_value", detail="yes, no")


def _credits(text: str) -> Value | Trouble:
    amount = parse_hundredths(text)
    if amount is None or amount > MOST_IN_A_ROW:
        return Trouble("bad_credits")
    return amount


def _hundredths(column: Column, text: str) -> Value | Trouble:
    amount = parse_hundredths(text)
    most = column.high or MOST_UNITS
    return Trouble("bad_number") if amount is None or amount > most else amount


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


def _date(text: str) -> Value | Trouble:
    found = _US_DATE.match(text)
    try:
        if found:
            day = date(int(found[3]), int(found[1]), int(found[2])).isoformat()
            return Trouble("adjusted", day, taken=True, detail=day)
        if _ISO_DATE.match(text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    return Trouble("bad_date")


def _clock(text: str) -> Value | Trouble:
    minutes = parse_clock(text)
    return Trouble("bad_time") if minutes is None else minutes


def _days(text: str) -> Value | Trouble:
    days = parse_days(text)
    return Trouble("bad_time") if days is None else days


def _school_year(text: str) -> Value | Trouble:
    start = parse_school_year(text)
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


def _prerequisites(text: str) -> Value | Trouble:
    wanted = parse_prerequisites(text)
    return (
        Trouble("unknown_value", detail="A|B&C:C") if wanted is None else prerequisites_text(wanted)
    )


def _verified(text: str) -> Value | Trouble:
    return parse_verified(text).value


def _test(text: str) -> Value | Trouble:
    upper = text.upper()
    return upper if _TEST.match(upper) else Trouble("unknown_value", detail=_TESTS)


_TESTS = "SBAC_ELA, SBAC_MATH, AP:EXAM, IB:EXAM"


def _student(known: Known) -> Reader:
    students = known.students

    def read(text: str) -> Value | Trouble:
        found = _identifier(text)
        if isinstance(found, Trouble) or found in students:
            return found
        return Trouble("unknown_student")

    return read


def _school(known: Known) -> Reader:
    def read(text: str) -> Value | Trouble:
        school = known.catalog.find_school(text)
        return school.short if school else Trouble("unknown_school")

    return read


def _schools(known: Known) -> Reader:
    one = _school(known)

    def read(text: str) -> Value | Trouble:
        found = [one(part.strip()) for part in text.split(";") if part.strip()]
        if any(isinstance(school, Trouble) for school in found):
            return Trouble("unknown_school")
        return ";".join(str(school) for school in found)

    return read


def _site(known: Known) -> Reader:
    catalog = known.catalog
    places = {t.origin for t in catalog.travel} | {t.destination for t in catalog.travel}
    places |= {bell.school for bell in catalog.bells}

    def read(text: str) -> Value | Trouble:
        school = catalog.find_school(text)
        if school is not None:
            return school.short
        return text if text in places else Trouble("unknown_school")

    return read


def _any_school(known: Known) -> Reader:
    def read(text: str) -> Value | Trouble:
        school = known.catalog.find_school(text)
        return school.short if school else text

    return read


def _course(known: Known) -> Reader:
    courses = known.catalog.course_by_code

    def read(text: str) -> Value | Trouble:
        found = _identifier(text)
        if isinstance(found, Trouble) or found in courses:
            return found
        return Trouble("unknown_course")

    return read


def _pathway(known: Known) -> Reader:
    names = known.catalog.pathway_by_name

    def read(text: str) -> Value | Trouble:
        return text if text in names else Trouble("unknown_pathway")

    return read


def _subject(known: Known) -> Reader:
    subjects = {course.graduation_subject for course in known.catalog.courses} | known.subjects
    subjects.discard("")

    def read(text: str) -> Value | Trouble:
        lower = text.casefold()
        if lower in subjects:
            return lower
        return Trouble("unknown_value", detail=", ".join(sorted(subjects)))

    return read


def _program(known: Known) -> Reader:
    names = known.catalog.pathway_by_name

    def read(text: str) -> Value | Trouble:
        head, colon, name = text.partition(":")
        if not colon and head.casefold() in {"graduation", "uc", "csu", "cci"}:
            return head.casefold()
        if colon and head.casefold() == "pathway":
            name = name.strip()
            return f"pathway:{name}" if name in names else Trouble("unknown_pathway")
        return Trouble("unknown_value", detail="graduation, uc, csu, cci, pathway:NAME")

    return read


_PLAIN: dict[Sort, Reader] = {
    Sort.IDENTIFIER: _identifier,
    Sort.NEW_STUDENT: _identifier,
    Sort.ANY_COURSE: _identifier,
    Sort.NAME: _name,
    Sort.TEXT: _text,
    Sort.LONG_TEXT: _text,
    Sort.YES_NO: _yes_no,
    Sort.CREDITS: _credits,
    Sort.DATE: _date,
    Sort.CLOCK: _clock,
    Sort.DAYS: _days,
    Sort.SCHOOL_YEAR: _school_year,
    Sort.TERM: _term,
    Sort.TERM_OR_YEAR: _term_or_year,
    Sort.MARK: _mark,
    Sort.PREREQUISITES: _prerequisites,
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
    Sort.STUDENT: _student,
    Sort.SCHOOL: _school,
    Sort.SCHOOLS: _schools,
    Sort.SITE: _site,
    Sort.ANY_SCHOOL: _any_school,
    Sort.COURSE: _course,
    Sort.PATHWAY: _pathway,
    Sort.SUBJECT: _subject,
    Sort.PROGRAM: _program,
}
