"""Schools by the names that people write: Valencia High School, Valencia HS, and also vl.

A name that fits exactly one school of the catalog means it. One that fits several, a part of a name
(Hart High) and a bare number, as systems give their schools, are for a person to tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.students.student import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.school import School

Words = tuple[str, ...]

_WORD = re.compile(r"\w+")
_INITIALS = re.compile(r"\b([hj])\.\s?(?:([h])\.\s?)?s\b\.?")  # H.S., J.H.S.
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_SHORT = {
    "hs": ("high",),
    "h": ("high",),
    "jr": ("junior",),
    "jhs": ("junior", "high"),
    "jh": ("junior", "high"),
}
_KINDS = frozenset({"high", "junior"})
_NOTHING = frozenset({"school", "senior", "sr", "the"})


@dataclass(frozen=True, slots=True)
class SchoolNames:
    """The schools under the words of their names, and under their short names in any case."""

    by_words: Mapping[Words, tuple[School, ...]]
    by_short: Mapping[str, tuple[School, ...]]
    ours: tuple[frozenset[str], ...]  # the words of each school that the district runs

    def named(self, text: str) -> School | None:
        """Return the one school that a text names; None when it fits none or several."""
        found = self.by_short.get(text.casefold()) or self.by_words.get(_words(text), ())
        return found[0] if len(found) == 1 else None

    def is_open(self, text: str) -> bool:
        """Tell whether a text may mean one of the schools: a number, or a part of one name."""
        words = _words(text)
        if text.isdigit() or words in self.by_words:
            return True
        part = frozenset(words)
        return bool(part - _KINDS) and sum(part <= whole for whole in self.ours) == 1


def names_of_schools(catalog: Catalog) -> SchoolNames:
    """Return the names of the catalog's schools; what stands in brackets may be left out."""
    by_words: dict[Words, tuple[School, ...]] = {}
    by_short: dict[str, tuple[School, ...]] = {}
    for school in catalog.schools:
        for words in {_words(school.name), _words(_IN_BRACKETS.sub(" ", school.name))}:
            by_words[words] = (*by_words.get(words, ()), school)
        short = school.short.casefold()
        by_short[short] = (*by_short.get(short, ()), school)
    ours = (frozenset(_words(school.name)) for school in catalog.schools if school.district_run)
    return SchoolNames(by_words, by_short, tuple(ours))


def _words(text: str) -> Words:
    words = _WORD.findall(_INITIALS.sub(_joined, folded(text)))
    return tuple(w for word in words for w in _SHORT.get(word, (word,)) if w not in _NOTHING)


def _joined(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2] or ''}s"
