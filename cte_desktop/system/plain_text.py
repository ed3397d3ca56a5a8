"""Texts without the characters that nobody sees and no file or database keeps."""

from __future__ import annotations

import unicodedata

_ODD = frozenset({"Cc", "Cs", "Co"})
"""Controls, halves of pairs (bytes of a command line that are no text), characters of nobody."""


def plain_character(character: str) -> str:
    """Return a character as it is kept: a space for any kind of it, "" for an odd one."""
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in _ODD else character


def plain_line(text: str) -> str:
    """Return a text on one line, its parts apart by one space each."""
    normal = unicodedata.normalize("NFC", text)
    return " ".join("".join(map(plain_character, normal)).split())
