"""How hard a passphrase is to guess: a hint while it is typed, not a proof.

The guess is rough on purpose: bits by the kinds of characters for short ones, 11 bits a word for
several words (a list of 2,000 common words), and nothing for a character that repeats or follows
the one before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import log2
from typing import TYPE_CHECKING, Literal

from cte_desktop.system.common_passphrases import is_common
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.ui.theme import ColorName

LEAST_LENGTH = 8
_FAIR_BITS = 36
_GOOD_BITS = 50
_WORD_BITS = 11

_THIRD = 1 / 3
"""Weak fills at most one third of the bar, fair at most two, good all of it: as the words say."""

Level = Literal["short", "common", "weak", "fair", "good"]


@dataclass(frozen=True, slots=True)
class Strength:
    """A level with its sentence, the share of a bar that it fills, and a colour."""

    level: Level
    words: str
    share: float
    color: ColorName


def strength(passphrase: str) -> Strength:
    """Return how strong a passphrase looks."""
    if len(passphrase) < LEAST_LENGTH:
        share = len(passphrase) / LEAST_LENGTH / 12
        words = tr("At least {count} characters; four or five words are best.", count=LEAST_LENGTH)
        return Strength("short", words, share, "must_fix")
    if is_common(passphrase):
        words = tr("One of the first that anybody would try. Take four or five words.")
        return Strength("common", words, 1 / 12, "must_fix")
    bits = _bits(passphrase)
    if bits < _FAIR_BITS:
        share = max(1 / 12, _THIRD * bits / _FAIR_BITS)
        return Strength("weak", tr("Easy to guess. Add a word or two."), share, "must_fix")
    if bits < _GOOD_BITS:
        share = _THIRD * (1 + (bits - _FAIR_BITS) / (_GOOD_BITS - _FAIR_BITS))
        return Strength("fair", tr("Fair. One more word makes it good."), share, "warning")
    return Strength("good", tr("Good."), 1.0, "met")


def is_refused(passphrase: str) -> bool:
    """Say whether a passphrase protects nothing: too short, or among the commonest."""
    return strength(passphrase).level in ("short", "common")


def _bits(passphrase: str) -> float:
    words = [word for word in passphrase.split() if len(word) > 2]
    if len(words) > 1:
        return _WORD_BITS * len({word.casefold() for word in words}) + _odd_signs(passphrase) * 3
    kinds = 0
    kinds += 26 if any(sign.islower() for sign in passphrase) else 0
    kinds += 26 if any(sign.isupper() for sign in passphrase) else 0
    kinds += 10 if any(sign.isdigit() for sign in passphrase) else 0
    kinds += 20 if _odd_signs(passphrase) else 0
    telling = sum(abs(ord(sign) - ord(before)) > 1 for before, sign in pairwise(passphrase))
    return log2(max(2, kinds)) * (1 + telling) * 0.8


def _odd_signs(passphrase: str) -> int:
    return sum(not sign.isalnum() and not sign.isspace() for sign in passphrase)
