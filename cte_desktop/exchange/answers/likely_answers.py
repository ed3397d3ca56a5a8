"""Which answers to a question are likely, and which of them is likely enough to be suggested.

A suggestion is only ever offered: nothing is taken without a person's word. Names are compared
folded and by their letters (difflib); a code also by what it says of its half.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.grades import MARKS
from cte_desktop.domain.students.student import folded
from cte_desktop.exchange.answers.answers import CARNEGIE, DIFFERENT, ELSEWHERE, LOCAL
from cte_desktop.exchange.answers.likely_courses import Found, likely_course, likely_title
from cte_desktop.exchange.answers.likeness import ranked_names, sure_of, words_of
from cte_desktop.exchange.answers.questions import WHOLE_YEAR
from cte_desktop.wording.import_questions import answer_text

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.exchange.answers.questions import Doubt
    from cte_desktop.exchange.plain.known import Known

MOST_CHOICES = 8
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
    (WHOLE_YEAR, re.compile(r"^(?:y1?|yr|fy|year|fullyear|allyear)$")),
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
        every = catalog.listed_by_code
    else:
        every = ()
    return tuple((answer, answer_text(code, answer, value, catalog)) for answer in every)


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
    ranked = ranked_names(words, ((s.short, _school_words(s.name)) for s in catalog.schools))
    others = [s.short for s in catalog.schools if s.district_run]
    found = [a for a, _ in ranked] + others
    if doubt.detail == ELSEWHERE:  # a school of that name outside the district
        ours = tuple(dict.fromkeys(found))[: MOST_CHOICES - 1]
        found = [*ours, ELSEWHERE]
    return found, sure_of(ranked) or _only_with(words, catalog), True


def _only_with(words: str, catalog: Catalog) -> str | None:
    """Return the one school of the district whose name has all these words: Hart High."""
    wanted = set(words.split())
    having = [
        school.short
        for school in catalog.schools
        if school.district_run and wanted and wanted <= set(_school_words(school.name).split())
    ]
    return having[0] if len(having) == 1 else None


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
    ranked = ranked_names(
        words_of(doubt.value), ((n, words_of(n)) for n in catalog.pathway_by_name)
    )
    return [a for a, _ in ranked] or list(catalog.pathway_by_name), sure_of(ranked), True


def _student(doubt: Doubt, catalog: Catalog) -> Found:
    del catalog
    return [DIFFERENT, doubt.detail], None, False


def _scale(doubt: Doubt, catalog: Catalog) -> Found:
    del doubt, catalog
    return [CARNEGIE, LOCAL], CARNEGIE, False


_FINDERS: dict[str, Callable[[Doubt, Catalog], Found]] = {
    "unknown_mark": _mark,
    "unknown_school": _school,
    "unknown_term": _term,
    "unknown_pathway": _pathway,
    "unknown_course": likely_course,
    "title_differs": likely_title,
    "look_alike": _student,
    "credit_scale": _scale,
}
