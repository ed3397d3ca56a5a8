"""Names of schools that could be those of the district's own, however they are written.

Only a likeness: another district may have a school of the same name, so a person decides.
"""

from __future__ import annotations

import re

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.students.student import folded

_WORD = re.compile(r"\w+")
_SHORT = {"hs": ("high",), "h": ("high",), "jr": ("junior",), "jhs": ("junior", "high")}
_NOTHING = frozenset({"school", "senior", "the"})


def sounds_like_ours(text: str, names: frozenset[tuple[str, ...]]) -> bool:
    """Tell whether a text is a number, as systems give their schools, or one of the names."""
    return text.isdigit() or _words(text) in names


def names_of_schools(catalog: Catalog) -> frozenset[tuple[str, ...]]:
    """Return the names of the catalog's schools, word by word: Valencia HS is Valencia High."""
    return frozenset(_words(school.name) for school in catalog.schools)


def _words(text: str) -> tuple[str, ...]:
    words = _WORD.findall(folded(text))
    return tuple(w for word in words for w in _SHORT.get(word, (word,)) if w not in _NOTHING)
