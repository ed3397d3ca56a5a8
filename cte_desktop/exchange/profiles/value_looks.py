"""Whether values look like what a plain column writes: enough to tell a mark from a grade level.

Only a look: the check of the rows decides what is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.placeholder import is_placeholder
from cte_desktop.domain.catalog.timetable import parse_clock, parse_days
from cte_desktop.domain.credits import MOST_IN_A_ROW
from cte_desktop.domain.credits import parse as parse_hundredths
from cte_desktop.domain.grades import MARKS
from cte_desktop.domain.school_year import parse_school_year, parse_term
from cte_desktop.exchange.plain.columns import Column, Sort

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog

ENOUGH = 0.5  # of the filled values; exports have odd ones
SURE = 0.8  # when nothing but the values speaks for a column
FEWEST = 3  # filled values from which they speak for themselves

_COURSES = frozenset({Sort.COURSE, Sort.PLANNED_COURSE, Sort.ANY_COURSE})
_LONGEST_CODE = 16  # characters of a course code

_ISO_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$", re.ASCII)
_CODE = re.compile(r"^[^\s,;][^,;]{0,24}$")
_GRADE = re.compile(r"^(?:K|[1-9]|1[0-3])$", re.ASCII)
_WORDS = re.compile(r"^[^\d]+$")
_YEAR = re.compile(r"^(?:19|20)\d{2}$", re.ASCII)


def looks_like(column: Column, values: Iterable[str], share: float = ENOUGH) -> bool:
    """Tell whether enough of the filled values could be the column's; True when none is filled."""
    look = _LOOKS.get(column.sort)
    if column.name in _LOOKS_OF:
        look = _LOOKS_OF[column.name]
    filled = [value.strip() for value in values if value.strip()]
    if not filled or (look is None and column.sort is not Sort.CHOICE):
        return True
    if look is None:
        allowed = {choice.casefold() for choice in column.choices}
        return sum(value.casefold() in allowed for value in filled) >= share * len(filled)
    return sum(map(look, filled)) >= share * len(filled)


def speaks_for(column: Column, values: Iterable[str], catalog: Catalog | None) -> bool:
    """Tell whether values alone say that they are the column's: nearly all look so and few else."""
    filled = [value.strip() for value in values if value.strip()]
    if len(filled) < FEWEST:
        return False
    if column.sort in _COURSES and catalog is not None:
        known = sum(value in catalog.course_by_code for value in filled)
        return known >= SURE * len(filled)
    if column.sort in {Sort.SCHOOL, Sort.ANY_SCHOOL, Sort.SITE} and catalog is not None:
        return sum(catalog.find_school(v) is not None for v in filled) >= SURE * len(filled)
    return column.sort in _DISTINCT and looks_like(column, filled, SURE)


def _is_course(text: str) -> bool:
    return _CODE.match(text) is not None and len(text) <= _LONGEST_CODE


def _is_amount(text: str) -> bool:
    amount = parse_hundredths(text) if text.isascii() else None
    return amount is not None and amount <= MOST_IN_A_ROW


def _is_mark(text: str) -> bool:
    return text in MARKS


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 6


def _is_year(text: str) -> bool:
    return parse_school_year(text) is not None


def _is_term(text: str) -> bool:
    return text == "year" or parse_term(text) is not None


_LOOKS: dict[Sort, Callable[[str], bool]] = {
    Sort.IDENTIFIER: lambda text: _CODE.match(text) is not None,
    Sort.NEW_STUDENT: lambda text: _CODE.match(text) is not None and " " not in text,
    Sort.STUDENT: lambda text: _CODE.match(text) is not None and " " not in text,
    Sort.COURSE: _is_course,
    Sort.PLANNED_COURSE: lambda text: _is_course(text) or is_placeholder(text),
    Sort.ANY_COURSE: _is_course,
    Sort.NAME: lambda text: _WORDS.match(text) is not None,
    Sort.GRADE: lambda text: _GRADE.match(text) is not None,
    Sort.MARK: _is_mark,
    Sort.CREDITS: _is_amount,
    Sort.HUNDREDTHS: lambda text: text.isascii() and parse_hundredths(text) is not None,
    Sort.WHOLE: _is_whole,
    Sort.DATE: lambda text: _ISO_DATE.match(text) is not None,
    Sort.SCHOOL_YEAR: _is_year,
    Sort.TERM: _is_term,
    Sort.TERM_OF_RECORD: _is_term,
    Sort.TERM_OR_YEAR: _is_term,
    Sort.CLOCK: lambda text: text.isascii() and parse_clock(text) is not None,
    Sort.DAYS: lambda text: parse_days(text) is not None,
    Sort.YES_NO: lambda text: text.casefold() in {"yes", "no"},
}
_LOOKS_OF: dict[str, Callable[[str], bool]] = {
    "graduation_year": lambda text: _YEAR.match(text) is not None,
    "entry_class": lambda text: _YEAR.match(text) is not None,
}
_DISTINCT = frozenset(
    {
        Sort.SCHOOL_YEAR,
        Sort.TERM,
        Sort.TERM_OF_RECORD,
        Sort.TERM_OR_YEAR,
        Sort.MARK,
        Sort.DATE,
    }
)
