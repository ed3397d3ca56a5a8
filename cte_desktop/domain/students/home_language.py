"""In which language a family reads: what information systems write for the language at home."""

from __future__ import annotations

import re
import unicodedata

_SPANISH = frozenset(
    {"es", "spa", "spanish", "español", "espanol", "castellano", "castilian", "01"}
)
"""How Spanish is written: in words, by ISO 639, and as the State's code 01."""
_BETWEEN = re.compile(r"[;,/()]")  # "Spanish; Castilian", as ISO 639 calls it


def paper_language(home_language: str) -> str:
    """Return the language of papers for a home: "es" where Spanish is spoken, else "en"."""
    plain = unicodedata.normalize("NFC", home_language).casefold()
    names = [name.strip() for name in _BETWEEN.split(plain)]
    return "es" if names[0] in _SPANISH else "en"
