"""In which language a family reads: what information systems write for the language at home."""

from __future__ import annotations

_SPANISH = frozenset({"es", "spa", "spanish", "español", "espanol", "01"})
"""How Spanish is written: in words, by ISO 639, and as the State's code 01."""


def paper_language(home_language: str) -> str:
    """Return the language of papers for a home: "es" where Spanish is spoken, else "en"."""
    return "es" if home_language.strip().casefold() in _SPANISH else "en"
