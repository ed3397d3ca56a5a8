"""The fonts of the paper: Inter, and Noto Sans for letters that Inter lacks.

A letter that neither has is reported before anything is printed; it never becomes a box. Scripts
whose letters change their shape beside each other (Devanagari) count as not covered, since
ReportLab sets letters one by one.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache

from reportlab.pdfbase.ttfonts import TTFont

from cte_desktop.system.errors import KnownError
from cte_desktop.system.paths import resource
from cte_desktop.wording.translate import noop, tr

_NEEDS_SHAPING = (
    (0x0590, 0x1CFF),
    (0xA8E0, 0xA8FF),
)  # Hebrew to Vedic; the fonts hold a part of it
_LATIN_ADDITIONS = (0x1C80, 0x1C8F)  # extended Cyrillic inside that range, set letter by letter
_FALLBACKS = {"Inter-Bold": "NotoSans-Bold", "Inter-SemiBold": "NotoSans-Bold"}
_PILED = re.compile("(?<=[\u0300-\u036f]{4})[\u0300-\u036f]+")
"""Marks on a letter beyond the fourth: no language has so many."""


class Face(StrEnum):
    """The cuts of Inter that papers use; the value is the name of the file."""

    REGULAR = "Inter-Regular"
    MEDIUM = "Inter-Medium"
    SEMIBOLD = "Inter-SemiBold"
    BOLD = "Inter-Bold"
    ITALIC = "Inter-Italic"


@cache
def font(name: str) -> TTFont:
    """Return a shipped font by the name of its file. Reading one takes about 30 ms, once."""
    return TTFont(name, str(resource("fonts", f"{name}.ttf")), asciiReadable=True, shapable=False)


def fallback(face: Face) -> str:
    """Return the name of the font for letters that `face` lacks."""
    return _FALLBACKS.get(face.value, "NotoSans-Regular")


@cache
def letters(name: str) -> frozenset[int]:
    """Return the characters that a shipped font can set."""
    known = font(name).face.charToGlyph
    return frozenset(code for code in known if not (_needs_shaping(code) or _is_private(code)))


def uncovered(text: str) -> str:
    """Return the letters of `text` that no font of the paper has, each once, in order."""
    if text.isascii():
        return ""
    known = _all_letters()
    piled = "".join(_PILED.findall(text))  # would be set over the lines above and below
    if known.issuperset(map(ord, text)):
        return "".join(dict.fromkeys(piled))
    lacking = (c for c in text if ord(c) not in known and not _is_cleaned(c))
    return "".join(dict.fromkeys((*lacking, *piled)))


@cache
def _all_letters() -> frozenset[int]:
    return letters(Face.REGULAR) | letters(fallback(Face.REGULAR))


def require_covered(text: str) -> None:
    """Raise `KnownError` when `text` has letters that can't be printed."""
    missing = uncovered(text)
    if missing:
        raise KnownError(
            "letters_missing",
            noop('"{written}" has letters that the fonts of the paper lack: {letters}.'),
            kept=noop("Nothing was printed."),
            do=noop(
                "Write it in Latin, Greek or Cyrillic letters, or leave it out, and print again."
            ),
            written=text,
            letters=", ".join(f"{c} (U+{ord(c):04X})" for c in missing),
        )


def coverage_sentence() -> str:
    """Return which scripts papers can be printed in, for the help and for messages."""
    return tr("Papers can be printed in Latin, Greek and Cyrillic letters with all their accents.")


def _needs_shaping(code: int) -> bool:
    if _LATIN_ADDITIONS[0] <= code <= _LATIN_ADDITIONS[1]:
        return False
    return any(first <= code <= last for first, last in _NEEDS_SHAPING)


def _is_private(code: int) -> bool:
    """Tell whether a letter is one of a font's own: elsewhere it means something else."""
    return unicodedata.category(chr(code)) == "Co"


def _is_cleaned(character: str) -> bool:
    """Tell whether `text.clean` takes the character out or makes it a space."""
    return unicodedata.category(character) in {"Cc", "Cf", "Zs", "Zl", "Zp"}
