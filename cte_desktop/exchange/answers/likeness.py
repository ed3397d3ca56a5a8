"""How like two names are, by their words and letters (difflib), and which one is likely enough."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from heapq import nlargest

from cte_desktop.domain.students.student import folded

MOST_FOUND = 8
MOST_COMPARED = 16  # names of which the exact likeness is worked out
SURE = 0.82  # a name that is meant, with a slip or two
LIKE = 0.45
AHEAD = 0.08  # of the next one, or nothing is suggested

Ranked = list[tuple[str, float]]
"""Answers and how like their names are, the likest first."""

_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=4_000)
def words_of(text: str) -> str:
    """Return the words of a text, folded, with one blank between."""
    return " ".join(_WORD.findall(folded(text)))


def ranked_names(text: str, named: Iterable[tuple[str, str]]) -> Ranked:
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
    return sorted(found, key=lambda one: -one[1])[:MOST_FOUND]


def sure_of(ranked: Ranked) -> str | None:
    """Return the first one when it is near enough, and well ahead of the next."""
    if not ranked or ranked[0][1] < SURE:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < AHEAD:
        return None
    return ranked[0][0]
