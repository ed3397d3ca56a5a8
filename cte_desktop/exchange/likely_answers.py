"""Which answers to a question are likely, and which of them is likely enough to be suggested.

A suggestion is only ever offered: nothing is taken without a person's word. Names are compared
folded and by their letters (difflib); a code also by what it says of its half.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from heapq import nlargest
from typing import TYPE_CHECKING

from cte_desktop.domain.grades import MARKS
from cte_desktop.domain.students.student import folded
from cte_desktop.exchange.answers import CARNEGIE, DIFFERENT, LOCAL, SAME
from cte_desktop.exchange.course_halves import plain_code, split_half
from cte_desktop.exchange.questions import ELSEWHERE, WHOLE_YEAR
from cte_desktop.wording.import_questions import answer_text

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.exchange.known import Known
    from cte_desktop.exchange.questions import Doubt

MOST_CHOICES = 8
MOST_COMPARED = 16  # names of which the exact likeness is worked out
SURE = 0.82  # a name that is meant, with a slip or two
LIKE = 0.45
AHEAD = 0.08  # of the next one, or nothing is suggested
_WORD = re.compile(r"[a-z0-9]+")
_PLAIN_SCHOOL = frozenset({"high", "school", "h", "s", "hs", "sr", "senior", "the"})
_CODE_DIGITS = 7  # of a school inside its 14-digit CDS code
_COMMON_MARKS = ("A", "B", "C", "D", "F", "P", "NC", "W")
_MARK_WORDS: Mapping[str, str] = {
    "pass": "P",
    "passed": "P",
    "passing": "P",
    "s": "P",
    "satisfactory": "P",
    "credit": "CR",
    "nopass": "NP",
    "notpassed": "NP",
    "np": "NP",
    "u": "NP",
    "nocredit": "NC",
    "ncr": "NC",
    "fail": "F",
    "failed": "F",
    "inc": "I",
    "incomplete": "I",
    "ip": "I",
    "wd": "W",
    "wf": "W",
    "wp": "W",
    "withdrawn": "W",
    "withdrew": "W",
    "drop": "W",
    "dropped": "W",
    "ex": "X",
    "exempt": "X",
    "waived": "X",
}
_GUESSED_MARKS = frozenset({"s", "u", "wf", "wp"})  # other systems mean other things by them
_TERMS = (
    (
        "fall",
        re.compile(r"^(?:s|sem|semester|t|term)?0?1(?:st)?(?:sem|semester)?$|^f$|^(?:fall|aut)"),
    ),
    ("spring", re.compile(r"^(?:s|sem|semester|t|term)?0?2(?:nd)?(?:sem|semester)?$|^sp$|^spr")),
    ("summer", re.compile(r"^(?:summer|sum|su$|ss$|esy)")),
    (WHOLE_YEAR, re.compile(r"^(?:y|yr|fy|year|fullyear|allyear)$")),
)


@dataclass(frozen=True, slots=True)
class Likely:
    """At most eight answers with their words, the one to suggest, and whether others can be."""

    choices: tuple[tuple[str, str], ...]
    suggested: str | None
    free: bool


def likely(doubt: Doubt, known: Known) -> Likely:
    """Return the likely answers about a doubt, the likeliest first."""
    answers, suggested, free = _FINDERS[doubt.code](doubt, known.catalog)
    shown = tuple(dict.fromkeys(answers))[:MOST_CHOICES]
    words = tuple((a, answer_text(doubt.code, a, doubt.value, known.catalog)) for a in shown)
    return Likely(words, suggested if suggested in shown else None, free)


def possible(code: str, value: str, catalog: Catalog) -> tuple[tuple[str, str], ...]:
    """Return every answer that a question without a closed list can have, with its words."""
    every: Iterable[str]
    if code == "unknown_mark":
        every = MARKS
    elif code == "unknown_school":
        every = (school.short for school in catalog.schools)
    elif code == "unknown_pathway":
        every = catalog.pathway_by_name
    elif code in {"unknown_course", "title_differs"}:
        every = catalog.course_by_code
    else:
        every = ()
    return tuple((answer, answer_text(code, answer, value, catalog)) for answer in every)


Found = tuple[list[str], str | None, bool]


def _mark(doubt: Doubt, catalog: Catalog) -> Found:
    del catalog
    letters = "".join(_WORD.findall(folded(doubt.value)))
    named = _MARK_WORDS.get(letters)
    bare = re.sub(r"[^A-Z+-]", "", doubt.value.upper())
    if named is None and bare in MARKS:
        named = bare
    sure = named if letters not in _GUESSED_MARKS else None
    return [*([named] if named else []), *_COMMON_MARKS], sure, True


def _school(doubt: Doubt, catalog: Catalog) -> Found:
    digits = doubt.value.strip()
    if digits.isascii() and digits.isdigit():
        code = digits.zfill(_CODE_DIGITS)
        of_code = [s.short for s in catalog.schools if s.cds_code.endswith(code)]
        if len(of_code) == 1 and len(digits) >= _CODE_DIGITS - 1:
            return of_code, of_code[0], True
    words = _school_words(doubt.value)
    ranked = _ranked(words, ((s.short, _school_words(s.name)) for s in catalog.schools))
    others = [s.short for s in catalog.schools if s.district_run]
    found = [a for a, _ in ranked] + others
    if doubt.detail == ELSEWHERE:  # a school of that name outside the district
        ours = tuple(dict.fromkeys(found))[: MOST_CHOICES - 1]
        found = [*ours, doubt.value]
    return found, _sure(ranked), True


def _school_words(name: str) -> str:
    words = _WORD.findall(folded(name))
    return " ".join(word for word in words if word not in _PLAIN_SCHOOL) or " ".join(words)


def _term(doubt: Doubt, catalog: Catalog) -> Found:
    del catalog
    letters = "".join(_WORD.findall(folded(doubt.value)))
    answers = ["fall", "spring", "summer", *([WHOLE_YEAR] if doubt.detail == WHOLE_YEAR else [])]
    suggested = next((term for term, pattern in _TERMS if pattern.match(letters)), None)
    return answers, suggested, False


def _pathway(doubt: Doubt, catalog: Catalog) -> Found:
    ranked = _ranked(_words(doubt.value), ((n, _words(n)) for n in catalog.pathway_by_name))
    return [a for a, _ in ranked] or list(catalog.pathway_by_name), _sure(ranked), True


def _course(doubt: Doubt, catalog: Catalog) -> Found:
    """Return the course whose half the code names, those of its title, those of like codes."""
    courses = catalog.course_by_code
    half_of = [_written_otherwise(doubt.value, courses)]
    of_title = _ranked(_words(doubt.detail), ((c, _words(courses[c].title)) for c in courses))
    of_code = _ranked(folded(doubt.value), ((c, folded(c)) for c in courses))
    found = [c for c in half_of if c] + _interleaved(of_title, of_code)
    suggested = half_of[0] or _sure(of_title) or _sure(of_code)
    if (
        suggested is None
        and of_title
        and _words(doubt.detail) == _words(courses[of_title[0][0]].title)
    ):
        suggested = of_title[0][0]
    return found, suggested, True


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


def _title(doubt: Doubt, catalog: Catalog) -> Found:
    courses = catalog.course_by_code
    own = courses.get(doubt.value)
    ranked = _ranked(_words(doubt.detail), ((c, _words(courses[c].title)) for c in courses))
    others = [code for code, _ in ranked if code != doubt.value]
    exact = [c for c in others if _words(courses[c].title) == _words(doubt.detail)]
    if len(exact) == 1:
        return [exact[0], SAME, *others], exact[0], True
    alike = own is not None and _abbreviates(_words(doubt.detail), _words(own.title))
    return [SAME, *others], SAME if alike and not exact else None, True


def _student(doubt: Doubt, catalog: Catalog) -> Found:
    del catalog
    return [DIFFERENT, doubt.detail], None, False


def _scale(doubt: Doubt, catalog: Catalog) -> Found:
    del doubt, catalog
    return [CARNEGIE, LOCAL], CARNEGIE, False


@lru_cache(maxsize=4_000)
def _words(text: str) -> str:
    return " ".join(_WORD.findall(folded(text)))


def _ranked(text: str, named: Iterable[tuple[str, str]]) -> list[tuple[str, float]]:
    """Return the names that are like a text, with how much, the likest first."""
    if not text:
        return []
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(text)
    near = []
    for answer, name in named:
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() >= LIKE and (most := matcher.quick_ratio()) >= LIKE:
            near.append((most, name, answer))
    found = []
    for _, name, answer in nlargest(MOST_COMPARED, near):  # the exact ratio costs ten times more
        matcher.set_seq1(name)
        if (ratio := matcher.ratio()) >= LIKE:
            found.append((answer, ratio))
    return sorted(found, key=lambda one: -one[1])[:MOST_CHOICES]


def _sure(ranked: list[tuple[str, float]]) -> str | None:
    """Return the first one when it is near enough, and well ahead of the next."""
    if not ranked or ranked[0][1] < SURE:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < AHEAD:
        return None
    return ranked[0][0]


def _interleaved(first: list[tuple[str, float]], second: list[tuple[str, float]]) -> list[str]:
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


_FINDERS: dict[str, Callable[[Doubt, Catalog], Found]] = {
    "unknown_mark": _mark,
    "unknown_school": _school,
    "unknown_term": _term,
    "unknown_pathway": _pathway,
    "unknown_course": _course,
    "title_differs": _title,
    "look_alike": _student,
    "credit_scale": _scale,
}
