"""The one way by which text reaches the paper: cleaned, measured, broken into lines, encoded.

Papers set strings with PDF operators and use no markup at all, so that nothing in a name can be
taken for markup; the only escape is that of PDF strings, made here.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import repeat
from operator import getitem
from typing import TYPE_CHECKING, NamedTuple

from cte_desktop.reports import diacritics
from cte_desktop.reports.fonts import Face, fallback, font, letters, require_covered

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument
    from reportlab.pdfbase.ttfonts import TTFont

ELLIPSIS = "…"

_ESCAPES = {ord("\\"): "\\\\", ord("("): "\\(", ord(")"): "\\)", ord("\r"): "\\r", ord("\n"): "\\n"}


class _Cleaned(dict[int, str]):
    """What a letter becomes when a text is cleaned, by its number."""

    def __missing__(self, code: int) -> str:
        category = unicodedata.category(chr(code))
        is_space = category in {"Cc", "Zs", "Zl", "Zp"}
        self[code] = " " if is_space else "" if category == "Cf" else chr(code)
        return self[code]


_CLEANED = _Cleaned()


@lru_cache(maxsize=16384)
def clean(text: str) -> str:
    """Return `text` as it is set: NFC, one space for any run of white space, no control characters.

    Raises `KnownError` when a letter is in none of the fonts.
    """
    normal = unicodedata.normalize("NFC", text)
    if not (normal.isascii() and normal.isprintable()):
        normal = normal.translate(_CLEANED)
    normal = " ".join(normal.split())
    require_covered(normal)
    return normal


@lru_cache(maxsize=32768)
def runs(text: str, face: Face) -> tuple[tuple[str, str], ...]:
    """Return cleaned `text` as (font name, part) in order: the face, or else its fallback."""
    text = clean(text)
    own = letters(face.value)
    if text.isascii() or own.issuperset(map(ord, text)):
        return ((face.value, text),) if text else ()
    parts: list[tuple[str, str]] = []
    for character in text:
        name = face.value if ord(character) in own else fallback(face)
        if parts and parts[-1][0] == name:
            parts[-1] = (name, parts[-1][1] + character)
        else:
            parts.append((name, character))
    return tuple(parts)


@lru_cache(maxsize=32768)
def _thousandths(text: str, face: Face) -> float:
    total = 0.0
    for name, part in runs(text, face):
        total += sum(map(getitem, repeat(_widths(name)), part))
    return total


class _Widths(dict[str, float]):
    """The widths of a font's letters, in thousandths of the size."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._face = font(name).face

    def __missing__(self, letter: str) -> float:
        width = self._face.charWidths.get(ord(letter), self._face.defaultWidth)
        self[letter] = 0.0 if diacritics.is_mark(letter) else float(width)
        return self[letter]


@cache
def _widths(name: str) -> _Widths:
    return _Widths(name)


def width(text: str, face: Face, size: float) -> float:
    """Return how wide `text` is, in points."""
    return _thousandths(text, face) * size / 1000


def fit(text: str, face: Face, size: float, room: float) -> str:
    """Return `text`, or as much of it as `room` points hold, ending in an ellipsis."""
    text = clean(text)
    if width(text, face, size) <= room:
        return text
    while text and width(text + ELLIPSIS, face, size) > room:
        text = text[:-1].rstrip()
    return text + ELLIPSIS


def fitting_size(text: str, face: Face, room: float, sizes: tuple[float, ...]) -> float:
    """Return the first of the sizes, largest first, at which `text` fits; else the last."""
    return next((size for size in sizes if width(text, face, size) <= room), sizes[-1])


@lru_cache(maxsize=16384)
def wrap(text: str, face: Face, size: float, room: float) -> tuple[str, ...]:
    """Return `text` in lines of at most `room` points; a longer word is broken.

    It is broken after a hyphen where it has one (two surnames), else between letters.
    """
    lines: list[str] = []
    line = ""
    for word in _words(clean(text), face, size, room):
        longer = f"{line} {word}" if line else word
        if line and width(longer, face, size) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return (*lines, line) if line else tuple(lines)


class Operand(NamedTuple):
    """A part of a text as a PDF string, in one font of a document; see `diacritics.Set`."""

    font: str
    string: str
    shift: float = 0
    back: float = 0
    rise: float = 0


def encoded(text: str, face: Face, document: PDFDocument) -> tuple[Operand, ...]:
    """Return the parts of a text in a document's own subsets."""
    parts = runs(text, face)
    placed = diacritics.placed(parts) if diacritics.has_marks(clean(text)) else parts
    made = []
    for name, part, *moved in placed:
        typeface = font(name)
        for subset, codes in _subsets(typeface, part, document):
            operand = codes.translate(_ESCAPES)
            internal = typeface.getSubsetInternalName(subset, document)
            made.append(Operand(internal, f"({operand})", *moved))
    return tuple(made)


def _subsets(typeface: TTFont, part: str, document: PDFDocument) -> list[tuple[int, str]]:
    """Return a text in parts by subset. The first subset of each font begins with all of ASCII."""
    if part.isascii() and document in typeface.state:
        return [(0, part)]
    split = typeface.splitString(part, document)
    return [(subset, codes.decode("latin-1")) for subset, codes in split]


def _words(text: str, face: Face, size: float, room: float) -> list[str]:
    words = []
    for word in text.split():
        rest = word
        while width(rest, face, size) > room and len(rest) > 1:
            end = len(rest) - 1
            while end > 1 and width(rest[:end], face, size) > room:
                end -= 1
            end = (rest.rfind("-", 0, end) + 1) or end
            words.append(rest[:end])
            rest = rest[end:]
        words.append(rest)
    return words
