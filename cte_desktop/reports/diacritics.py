"""Marks above and below letters that have no letter of their own with them: Yoruba's ẹ́, Ọ̀.

The fonts hold such a mark by itself. It is set over the middle of the letter before it, above or
below what stands there already; the letter after it stands where it would without the mark.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cte_desktop.reports.fonts import font

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MARK = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_ABOVE, _BELOW, _ATTACHED_BELOW = {230, 232}, {220, 218, 222}, {202}
_SMALL_LETTER = "x"  # marks of the fonts are drawn for letters of its height
_APART = 40.0  # thousandths between two marks on one side of a letter


class Bounds(NamedTuple):
    """The ink of a letter in thousandths of the size: from where to where, and its advance."""

    left: float
    bottom: float
    right: float
    top: float
    advance: float


class Set(NamedTuple):
    """A part of a text in one font. A mark is moved by `shift` and `rise`, in thousandths.

    After it the pen goes `back` to where it was.
    """

    font: str
    text: str
    shift: float = 0
    back: float = 0
    rise: float = 0


def has_marks(text: str) -> bool:
    """Tell whether there is a mark in a text that needs a place of its own."""
    return not text.isascii() and _MARK.search(text) is not None


def is_mark(letter: str) -> bool:
    """Tell whether a letter is a mark on the one before it."""
    return _MARK.match(letter) is not None


def placed(parts: Sequence[tuple[str, str]]) -> Iterator[Set]:
    """Yield the parts of a text, given by font, with each mark where it belongs."""
    base: Bounds | None = None  # the letter that marks come upon
    reached = base
    for name, part in parts:
        for plain in re.split(f"({_MARK.pattern})", part):
            if not plain:
                continue
            if not is_mark(plain) or base is None or reached is None:
                yield Set(name, plain)
                base = reached = bounds(name, plain[-1])
                continue
            mark = bounds(name, plain)
            shift = (base.left + base.right - mark.left - mark.right) / 2 - base.advance
            rise = _rise(plain, name, reached, mark)
            yield Set(name, plain, shift, -shift - mark.advance, rise)
            reached = reached._replace(
                bottom=min(reached.bottom, mark.bottom + rise - _APART),
                top=max(reached.top, mark.top + rise + _APART),
            )


@lru_cache(maxsize=4096)
def bounds(name: str, letter: str) -> Bounds:
    """Return the ink of a letter of a shipped font; one without ink is as wide as its advance."""
    face = font(name).face
    glyph = face.charToGlyph.get(ord(letter), 0)
    advance = float(face.charWidths.get(ord(letter), face.defaultWidth))
    begin, end = face.glyphPos[glyph : glyph + 2]
    if begin == end:
        return Bounds(0, 0, advance, 0, advance)
    place = face.get_table_pos("glyf")[0] + begin
    _contours, *edges = struct.unpack_from(">hhhhh", face._ttf_data, place)  # noqa: SLF001 - reads
    left, bottom, right, top = (edge * 1000 / face.unitsPerEm for edge in edges)
    return Bounds(left, bottom, right, top, advance)


def _rise(letter: str, name: str, reached: Bounds, mark: Bounds) -> float:
    """Return by how much a mark goes up, or down, to be clear of what there is."""
    place = unicodedata.combining(letter)
    if place in _ABOVE:
        return max(0.0, reached.top - bounds(name, _SMALL_LETTER).top)
    if place in _BELOW:
        return min(0.0, reached.bottom - (mark.top + _APART))
    if place in _ATTACHED_BELOW:
        return min(0.0, reached.bottom)
    return 0.0
