"""The passphrases that are guessed first: the 10,000 commonest ones of what was stolen elsewhere.

They lie in `resources/common_passphrases.txt` as the first 12 hexadecimal digits of their SHA-256,
since many of them are no words for a school. They come from the list of the library zxcvbn (MIT).
"""

from __future__ import annotations

import hashlib
import unicodedata
from functools import cache

from cte_desktop.system.paths import resource

_DIGITS = 12
_MOST_ADDED = 4
"""As many digits and signs at the end are tried with every word of such a list: password2026."""


def is_common(passphrase: str) -> bool:
    """Say whether a passphrase, or a word with a few digits or signs after it, is among them."""
    whole = unicodedata.normalize("NFC", passphrase).casefold().strip()
    word = whole.rstrip("0123456789!?.,;:#$%&*+-_@")
    return _is_listed(whole) or (
        bool(word) and len(whole) - len(word) <= _MOST_ADDED and _is_listed(word)
    )


def _is_listed(word: str) -> bool:
    digest = hashlib.sha256(word.encode("utf-8", "surrogatepass")).hexdigest()
    return digest[:_DIGITS] in _listed()


@cache
def _listed() -> frozenset[str]:
    file = resource("common_passphrases.txt")
    return frozenset(file.read_text(encoding="ascii").split())
