"""School years, terms, dates, clock times and periods as other systems write them.

Each function takes a text and returns the plain profile's, "" for "". What it can't read, or what
could mean two things, comes back as it stands, so that the check of the row names it.
"""

from __future__ import annotations

import re
from datetime import date

from cte_desktop.domain.catalog.timetable import PERIODS, WEEKDAYS
from cte_desktop.domain.school_year import parse_school_year, school_year_of, school_year_text

POWERSCHOOL_ZERO = 1990  # the school year 1990-91 is PowerSchool's year 0
_POWERSCHOOL_YEARS = range(10, 80)  # 2000-01 to 2069-70
_YEARS = range(1990, 2080)
_FALL_STARTS, _SPRING_ENDS = range(7, 11), range(4, 8)  # months

_SPAN = re.compile(
    r"^(?:SY\s*)?(\d{2}|\d{4})\s*(?:[-/\N{EN DASH}]|to)\s*(\d{2}|\d{4})(?:\s+school\s+year)?$",
    re.ASCII | re.IGNORECASE,
)
_ISO_DAY = re.compile(
    r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}\S*(?: [AP]M)?)?$", re.ASCII
)
_US_DAY = re.compile(
    r"^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?: \d{1,2}:\d{2}\S*(?: [AP]M)?)?$", re.ASCII
)
_RUN_OF_DIGITS = re.compile(r"^((?:19|20)\d{2})(\d{2})(\d{2})$", re.ASCII)
_MONTH_FIRST = re.compile(r"^([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})$", re.ASCII)
_DAY_FIRST = re.compile(r"^(\d{1,2})[- ]([A-Za-z]{3,9})[- ,]+(\d{4})$", re.ASCII)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_CLOCK = re.compile(
    r"^(\d{1,2}):?(\d{2})(?::\d{2}(?:\.\d+)?)?\s*([ap])?\.?(?:m\.?)?$", re.ASCII | re.IGNORECASE
)
_PERIOD = re.compile(r"^(?:P|Per|Pd|Period)?\.?\s*0?([0-7])$", re.ASCII | re.IGNORECASE)
_EXPRESSION = re.compile(r"(\d{1,2})\([A-Z](?:[-,][A-Z])*\)", re.ASCII)
_SESSION = re.compile(r"^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$", re.ASCII)

_TERMS = {
    "fall": (
        "fall", "f", "fa", "fal", "fall semester", "s1", "sem1", "sem 1", "semester 1",
        "1st semester", "first semester", "1", "01", "q1", "q2", "quarter 1", "quarter 2", "t1",
        "term 1", "trimester 1", "tri 1",
    ),
    "spring": (
        "spring", "spr", "sprg", "spring semester", "s2", "sem2", "sem 2", "semester 2",
        "2nd semester", "second semester", "2", "02", "q3", "q4", "quarter 3", "quarter 4", "t2",
        "term 2", "t3", "trimester 2", "trimester 3", "tri 2", "tri 3",
    ),
    "summer": (
        "summer", "sum", "su", "ss", "smr", "summer school", "summer session", "summer term",
    ),
    "year": (
        "year", "y", "yr", "y1", "fy", "yl", "full year", "all year", "year long", "yearlong",
        "year-long", "annual",
    ),
}  # fmt: skip
_TERM_OF = {word: term for term, words in _TERMS.items() for word in words}
# Of the words above those that another list of codes uses for something else.
_AMBIGUOUS_IN_HISTORY = frozenset({"f"})
_DAY_WORDS = {
    "monday": "M", "mon": "M", "mo": "M", "m": "M", "tuesday": "T", "tues": "T", "tue": "T",
    "tu": "T", "t": "T", "wednesday": "W", "wed": "W", "we": "W", "w": "W", "thursday": "R",
    "thurs": "R", "thur": "R", "thu": "R", "th": "R", "r": "R", "friday": "F", "fri": "F",
    "fr": "F", "f": "F",
}  # fmt: skip
_DAY_WORD = re.compile("|".join(sorted(_DAY_WORDS, key=len, reverse=True)), re.IGNORECASE)
_BETWEEN_DAYS = re.compile(r"[\s,;/&.]+")


def school_year(text: str) -> str:
    """Return the school year of "2025-2026", "25-26", "2025/26" or "SY 2025-26".

    A single year says nothing of itself: it may be the one in which the school year starts or ends.
    """
    found = _SPAN.match(text.strip())
    if not found:
        return text
    start = _full(found[1])
    return school_year_text(start) if (start + 1) % 100 == int(found[2][-2:]) else text


def ending_year(text: str) -> str:
    """Return the school year that ends in "2026" or "26", as OneRoster's schoolYear says it.

    Sources: OneRoster 1.1 (schoolYear is the year it ends); Infinite Campus' endYear (from memory).
    """
    year = _single(text)
    return school_year(text) if year is None else school_year_text(year - 1)


def starting_year(text: str) -> str:
    """Return the school year that starts in "2025" or "25"."""
    year = _single(text)
    return school_year(text) if year is None else school_year_text(year)


def powerschool_year(text: str) -> str:
    """Return the school year of a PowerSchool TERMID (3501) or year number (35): both are 2025-26.

    A year number is the starting year less 1990, a TERMID a hundred times that and the term's
    number. Four digits that a person would write for a year (2010 to 2079) are left as they stand.
    Source: docs.glenbard.org, "Term ID Definitions".
    """
    digits = text.strip()
    if digits.isascii() and digits.isdigit():
        number = int(digits) // 100 if len(digits) == 4 else int(digits)
        is_calendar = len(digits) == 4 and int(digits) % 100 >= 10 and int(digits) in _YEARS
        if len(digits) in {2, 4} and number in _POWERSCHOOL_YEARS and not is_calendar:
            return school_year_text(POWERSCHOOL_ZERO + number)
    return school_year(text)


def powerschool_term(text: str) -> str:
    """Return the term of a PowerSchool TERMID: 3500 the year, 3501 and 3502 its semesters.

    3 to 6 are the quarters of a school that has semesters and quarters; of other numbers a school
    makes what it likes. The term of a whole year is named like it, 2026-2027 (from memory).
    Source: docs.glenbard.org, "Term ID Definitions".
    """
    digits = text.strip()
    if school_year(digits) != digits or parse_school_year(digits) is not None:
        return "year"
    if not (digits.isascii() and digits.isdigit() and len(digits) == 4):
        return term(text)
    terms = {0: "year", 1: "fall", 2: "spring", 3: "fall", 4: "fall", 5: "spring", 6: "spring"}
    return terms.get(int(digits) % 100, text)


def term(text: str) -> str:
    """Return fall, spring, summer or year for the words and codes of most systems.

    CALPADS' FY, S1, S2, Q1 to Q4, T1 to T3 and SS are among them. A trimester that begins in the
    fall and ends in the spring counts where its mark is given. Not guessed: S (spring in one
    system, summer in another), 3, SP (CALPADS: supplemental session) and intersessions.
    """
    return _TERM_OF.get(_folded(text), text)


def aeries_term(text: str) -> str:
    """Return the term of a section of Aeries' master schedule: F, S, Y, and quarters (from memory).

    S is the spring here, beside F for the fall.
    """
    return "spring" if _folded(text) == "s" else term(text)


def aeries_transcript_term(text: str) -> str:
    """Return the term of a row of Aeries' transcript: 1 and 2 the semesters, S the summer.

    From memory; districts choose the codes. F beside S would make S the spring, and 3 is a
    trimester or the summer: both are left as they stand, so that somebody looks.
    """
    folded = _folded(text)
    if folded == "s":
        return "summer"
    return text if folded in _AMBIGUOUS_IN_HISTORY else term(text)


def term_of_dates(text: str) -> str:
    """Return the term of sessions by their first and last days: "2026-08-12..2026-12-18" is fall.

    Several sessions, separated by commas, are taken from the first day of them to the last.
    """
    sessions = [_SESSION.match(part.strip()) for part in text.split(",") if part.strip()]
    days = [(_day(found[1]), _day(found[2])) for found in sessions if found]
    firsts = [first for first, _ in days if first is not None]
    lasts = [last for _, last in days if last is not None]
    if not sessions or len(firsts) < len(sessions) or len(lasts) < len(sessions):
        return text
    return _term_between(min(firsts), max(lasts)) or text


def day(text: str) -> str:
    """Return the date as 2010-03-04: of 3/4/2010, 3-4-2010, 20100304, 4-Mar-2010, March 4, 2010.

    A time of day behind it is dropped. Years of two digits, days before months and the numbers of
    spreadsheets could mean several days and come back as they stand.
    """
    clean = text.strip()
    found = _US_DAY.match(clean)
    if found:
        return _iso(found[4], found[1], found[3]) or text
    found = _ISO_DAY.match(clean) or _RUN_OF_DIGITS.match(clean)
    if found:
        return _iso(found[1], found[2], found[3]) or text
    found = _MONTH_FIRST.match(clean)
    if found:
        return _iso(found[3], _month(found[1]), found[2]) or text
    found = _DAY_FIRST.match(clean)
    return (_iso(found[3], _month(found[2]), found[1]) if found else "") or text


def clock(text: str) -> str:
    """Return the time as 15:30: of 3:30 PM, 15:30:00, 1530, 3:30p."""
    found = _CLOCK.match(text.strip())
    if not found:
        return text
    hours, minutes, half = int(found[1]), int(found[2]), (found[3] or "").lower()
    if half and not 1 <= hours <= 12:
        return text
    if half:
        hours = hours % 12 + (12 if half == "p" else 0)
    return f"{hours:02d}:{minutes:02d}" if hours < 24 and minutes < 60 else text


def weekdays(text: str) -> str:
    """Return days of MTWRF: of "Mon/Wed", "TuTh", "M-F", "Monday, Friday"; Saturdays stand."""
    clean = text.strip()
    if _folded(clean) in {"m-f", "mon-fri", "monday-friday", "daily", "every day"}:
        return WEEKDAYS
    letters = set()
    for part in filter(None, _BETWEEN_DAYS.split(clean)):
        words = _DAY_WORD.findall(part)
        if "".join(words) != part:
            return text
        letters |= {_DAY_WORDS[word.casefold()] for word in words}
    return "".join(each for each in WEEKDAYS if each in letters) or text


def period(text: str) -> str:
    """Return P3 for 3, 03, "Period 3" and for PowerSchool's "3(A-E)".

    An expression that names two periods ("3(A) 5(B)") stands: it is parted later (`meetings.py`).
    """
    found = _PERIOD.match(text.strip())
    if found:
        return f"P{found[1]}"
    blocks = _EXPRESSION.findall(text)
    left = _EXPRESSION.sub("", text).strip()
    name = f"P{int(blocks[0])}" if blocks else ""
    return name if not left and len(set(blocks)) == 1 and name in PERIODS else text


def periods_of(text: str) -> tuple[str, ...]:
    """Return the periods that "1,2" or "3(A) 5(B)" names, in order; () unless two or more."""
    left = _EXPRESSION.sub("", text).strip()
    names = [f"P{int(block)}" for block in _EXPRESSION.findall(text)]
    if not names:
        names, left = [period(part) for part in text.split(",")], ""
    found = tuple(dict.fromkeys(names))
    return found if len(found) > 1 and not left and set(found) <= set(PERIODS) else ()


def college_year(text: str) -> str:
    """Return the school year of a college's term: of Fall 2025, 2025FA, SP26 or 2026 Summer.

    Winter, spring and summer of 2026 belong to 2025-26: the summer to the year just ended.
    """
    named = _college_term(text)
    if named is None:
        return school_year(text)
    season, year = named
    return school_year_text(year if season == "fall" else year - 1)


def college_term(text: str) -> str:
    """Return the term of a college's term; the winter session between the semesters is spring."""
    named = _college_term(text)
    return term(text) if named is None else named[0]


_SEASONS = {
    "fall": "fall", "fal": "fall", "fa": "fall", "f": "fall", "spring": "spring", "spr": "spring",
    "sp": "spring", "winter": "spring", "win": "spring", "wi": "spring", "w": "spring",
    "summer": "summer", "sum": "summer", "su": "summer",
}  # fmt: skip
_SEASON_YEAR = re.compile(
    r"^(?:([a-z]+)[ -]*(?:semester|term|session)?[ -]*((?:20)?\d{2})"
    r"|((?:20)?\d{2})[ -/]*([a-z]+)(?: (?:semester|term|session))?)$",
    re.ASCII | re.IGNORECASE,
)


def _college_term(text: str) -> tuple[str, int] | None:
    """Return the season and the calendar year that a college's term names, or None."""
    found = _SEASON_YEAR.match(text.strip())
    if not found:
        return None
    season = _SEASONS.get((found[1] or found[4]).casefold())
    return (season, _full(found[2] or found[3])) if season else None


def _term_between(first: date, last: date) -> str:
    """Return the term from one day to another, "" when they are none."""
    starts_summer = first.month in {6, 7} or (first.month == 5 and last.month > 6)
    if starts_summer and last.year == first.year and last.month <= 8:
        return "summer"
    if last <= first or school_year_of(first) != school_year_of(last):
        return ""
    if first.month in _FALL_STARTS:
        return "year" if last.month in _SPRING_ENDS else "fall"
    return "spring" if last.month < 7 else "fall"


def _iso(year: str, month: str, day_of_month: str) -> str:
    try:
        return date(int(year), int(month), int(day_of_month)).isoformat()
    except ValueError:
        return ""


def _month(word: str) -> str:
    for number, name in enumerate(_MONTHS, 1):
        if name.startswith(word.lower()):
            return str(number)
    return "0"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _single(text: str) -> int | None:
    """Return the one year that a text is, or None."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) in {2, 4}):
        return None
    year = _full(digits)
    return year if year in _YEARS else None


def _full(year: str) -> int:
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) < 80 else 1900)


def _folded(text: str) -> str:
    return " ".join(text.strip().casefold().split())
