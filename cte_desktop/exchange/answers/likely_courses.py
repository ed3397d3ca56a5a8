"""Which course of the catalog a code or a title that it doesn't have may mean."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from cte_desktop.domain.students.student import folded
from cte_desktop.exchange.answers.answers import SAME
from cte_desktop.exchange.answers.course_halves import plain_code, split_half
from cte_desktop.exchange.answers.likeness import Ranked, ranked_names, sure_of, words_of
from cte_desktop.wording.import_questions import number_and_title

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.exchange.answers.questions import Doubt

Found = tuple[list[str], str | None, bool]
"""Answers, the one to suggest, and whether others can be typed."""

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


def likely_course(doubt: Doubt, catalog: Catalog) -> Found:
    """Return the course whose half the code names, those of its title, those of like codes."""
    courses = catalog.listed_by_code
    half_of = _written_otherwise(doubt.value, courses)
    of_title = _of_title(doubt.detail, courses)
    of_code = ranked_names(folded(doubt.value), ((c, folded(c)) for c in courses))
    found = ([half_of] if half_of else []) + _interleaved(of_title, of_code)
    numbers = _numbers(doubt.detail)
    sure = sure_of([one for one in of_title if _numbers(courses[one[0]].title) == numbers])
    if sure is None and len(exact := _exact(doubt.detail, of_title, courses)) == 1:
        sure = exact[0]
    return found, half_of or sure, True


def _of_title(title: str, courses: Mapping[str, Course]) -> Ranked:
    words = _title_words(title)
    return ranked_names(
        words, ((code, _title_words(course.title)) for code, course in courses.items())
    )


def _exact(title: str, ranked: Ranked, courses: Mapping[str, Course]) -> list[str]:
    words = _title_words(title)
    return [code for code, _ in ranked if _title_words(courses[code].title) == words]


def _written_otherwise(code: str, courses: Mapping[str, Course]) -> str:
    """Return the course that a code means in another spelling, or of which it names a half."""
    whole = split_half(code, courses)[0]
    if whole:
        return whole
    plain: dict[str, str] = {}
    for known in courses:
        plain.setdefault(plain_code(known), known)
    found = plain.get(plain_code(code))
    if found is None:
        half = split_half(code.casefold(), _Plain(plain))[0]
        found = plain.get(plain_code(half), "") if half else ""
    return found


class _Plain:
    """Courses by their plain codes."""

    def __init__(self, plain: Container[str]) -> None:
        self._plain = plain

    def __contains__(self, code: object) -> bool:
        return plain_code(str(code)) in self._plain


def likely_title(doubt: Doubt, catalog: Catalog) -> Found:
    """Return the course itself, and those whose title the file has instead."""
    courses = catalog.listed_by_code
    number = number_and_title(doubt.value)[0]
    own = courses.get(number)
    others = [one for one in _of_title(doubt.detail, courses) if one[0] != number]
    codes = [code for code, _ in others]
    exact = _exact(doubt.detail, others, courses)
    if len(exact) == 1:
        return [exact[0], SAME, *codes], exact[0], True
    alike = own is not None and _abbreviates(_title_words(doubt.detail), _title_words(own.title))
    return [SAME, *codes], SAME if alike and not exact else None, True


@lru_cache(maxsize=4_000)
def _title_words(title: str) -> str:
    """Return the words of a course's title; Spanish II is Spanish 2."""
    return " ".join(_ROMAN.get(word, word) for word in words_of(title).split())


def _numbers(title: str) -> list[str]:
    """Return the numbers of a title: English 9 and English 10 are like and never the same."""
    return [word for word in _title_words(title).split() if word.isdigit()]


def _interleaved(first: Ranked, second: Ranked) -> list[str]:
    every = sorted((*first, *second), key=lambda one: -one[1])
    return [answer for answer, _ in every]


def _abbreviates(short: str, long: str) -> bool:
    """Tell whether each word of one title begins a word of the other: "Eng 9" and "English 9"."""
    theirs, ours = short.split(), long.split()
    if not theirs or not ours:
        return False
    if len(theirs) > len(ours):
        theirs, ours = ours, theirs
    return all(any(o.startswith(t) or t.startswith(o) for o in ours) for t in theirs)
