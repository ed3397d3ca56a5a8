"""Searching rows as a person types: every word of the query must occur in the row's folded text."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_DROPPED = dict.fromkeys("'\u2019\u2018\u02bc\u02bb`\u00b4.,", "")
_SPACED = dict.fromkeys("-\u2010\u2011\u2013/", " ")
_PLAIN = str.maketrans(_DROPPED | _SPACED)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return `text` without case, accents, apostrophes and hyphens: "O'Brien-Núñez" is "obrien
    nunez".
    """
    text = text.translate(_PLAIN)
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def words_of(query: str) -> tuple[str, ...]:
    """Return the folded words of a query, longest first, because a long word rules out most."""
    return tuple(sorted(set(fold(query).split()), key=len, reverse=True))


def matching(texts: Sequence[str], candidates: Sequence[int], words: Sequence[str]) -> list[int]:
    """Return those of `candidates` (places in `texts`) whose folded text holds every word."""
    found = list(candidates)
    for word in words:
        found = [place for place in found if word in texts[place]]
    return found


def narrows(former: Sequence[str], words: Sequence[str]) -> bool:
    """Say whether rows that match `words` are among those that matched `former`."""
    return all(any(old in new for new in words) for old in former)
