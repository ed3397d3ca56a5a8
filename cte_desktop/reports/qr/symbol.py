"""The symbol of a text, as rows of bits.

In one version every square is the same sum (exclusive or) of the text's bits and of what its length
says: correction, interleaving and the fixed mask are all linear. So the squares that a character
turns over are prepared when it first comes up at its place, and a symbol is the sum of as many
numbers as it has characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, reduce
from operator import getitem, xor
from typing import TYPE_CHECKING

from cte_desktop.reports.qr.correction import correction_of
from cte_desktop.reports.qr.grid import data_squares, fixed_squares, is_turned
from cte_desktop.reports.qr.versions import version, version_for

if TYPE_CHECKING:
    from cte_desktop.reports.qr.versions import Version

_PADDING = (0xEC, 0x11)
_BYTE_MODE = 0b0100


@dataclass(frozen=True, slots=True)
class Symbol:
    """A QR code of `size` squares a side. `rows` has a bit for each, whole bytes for each row.

    A bit is zero where the square is dark, as in an image mask; bits beyond the row are ones.
    """

    size: int
    rows: bytes


def make_symbol(text: str) -> Symbol:
    """Return the QR code of a text of ASCII letters, in the smallest version that holds it.

    Raises ValueError for other letters, and for a text that is too long for any code.
    """
    written = text.encode("ascii")
    sums = _sums(version_for(len(written)).number)
    total = reduce(xor, map(getitem, sums.characters, written), sums.without(len(written)))
    return Symbol(sums.size, total.to_bytes(sums.size * _row_bytes(sums.size)))


class _Sums:
    """What is prepared for one version. A set of squares is a number with a bit for each."""

    def __init__(self, found: Version) -> None:
        self._found = found
        self.size = found.size
        self._halves = _Halves(found)
        self._blank = _blank(found)
        self.characters = [
            _Turned(self._halves, found.header // 4 + 2 * place) for place in range(found.most)
        ]
        self._without: dict[int, int] = {}

    def without(self, length: int) -> int:
        """Return the symbol of a text of so many zeros, to which its characters are added."""
        if length not in self._without:
            self._without[length] = self._blank ^ self._around(length)
        return self._without[length]

    def _around(self, length: int) -> int:
        """Return the squares turned over by what surrounds the text: mode, number and padding."""
        found, of = self._found, self._halves.squares
        before = _BYTE_MODE << (found.header - 4) | length
        last = found.header // 4 - 1
        total = reduce(xor, (of(h)[before >> 4 * (last - h) & 0xF] for h in range(last + 1)))
        begin = (found.header + 8 * length + 4) // 8  # four zeros end the text
        for codeword in range(begin, found.data):
            padding = _PADDING[(codeword - begin) % 2]
            total ^= of(2 * codeword)[padding >> 4] ^ of(2 * codeword + 1)[padding & 0xF]
        return total


class _Turned(dict[int, int]):
    """The squares that a character at one place turns over, by character."""

    def __init__(self, halves: _Halves, begin: int) -> None:
        super().__init__()
        self._halves, self._begin = halves, begin

    def __missing__(self, character: int) -> int:
        high, low = self._halves.squares(self._begin), self._halves.squares(self._begin + 1)
        squares = self[character] = high[character >> 4] ^ low[character & 0xF]
        return squares


class _Halves:
    """Which squares each half of a codeword of data reaches, through its correction too."""

    def __init__(self, found: Version) -> None:
        self._found = found
        row = 8 * _row_bytes(found.size)
        last = row * found.size - 1
        places = [1 << (last - y * row - x) for y, x in data_squares(found.number)]
        halves = len(places) // 8 * 2
        self._placed = [_sixteen(places[4 * one : 4 * one + 4]) for one in range(halves)]
        self._made: dict[int, list[int]] = {}

    def squares(self, half: int) -> list[int]:
        """Return for each of its sixteen values the squares that half a codeword turns over."""
        if half not in self._made:
            codeword, is_low = divmod(half, 2)
            bits = (8, 4, 2, 1) if is_low else (128, 64, 32, 16)
            self._made[half] = _sixteen([self._reached(codeword, bit) for bit in bits])
        return self._made[half]

    def _reached(self, codeword: int, value: int) -> int:
        """Return the squares that a value of a codeword of data turns over."""
        found, placed = self._found, self._placed
        block, place = self._block(codeword)
        at = 2 * self._interleaved(block, place)
        total = placed[at][value >> 4] ^ placed[at + 1][value & 0xF]
        at = 2 * (found.data + block)
        for one in correction_of(found.blocks[block] - 1 - place, value, found.correction):
            total ^= placed[at][one >> 4] ^ placed[at + 1][one & 0xF]
            at += 2 * len(found.blocks)
        return total

    def _block(self, codeword: int) -> tuple[int, int]:
        """Return the block of a codeword of data and its place in the block."""
        for block, length in enumerate(self._found.blocks):
            if codeword < length:
                return block, codeword
            codeword -= length
        raise ValueError("there is no such codeword")

    def _interleaved(self, block: int, place: int) -> int:
        """Return where a codeword comes among all: the first of every block, then the second..."""
        blocks = self._found.blocks
        if place < blocks[0]:
            return place * len(blocks) + block
        return self._found.data - (len(blocks) - block)  # only longer blocks have one more


@cache
def _sums(number: int) -> _Sums:
    return _Sums(version(number))


def _sixteen(bits: list[int]) -> list[int]:
    """Return the sum of the sets of squares that the bits of each value from 0 to 15 stand for."""
    sums = [0]
    for bit in reversed(bits):
        sums += [one ^ bit for one in sums]
    return sums


def _blank(found: Version) -> int:
    """Return the symbol without data, masked, as zeros where it is dark and ones beyond rows."""
    fixed = fixed_squares(found.number)
    total = 0
    for row in range(found.size):
        for column in range(8 * _row_bytes(found.size)):
            place = row, column
            dark = column < found.size and (fixed[place] if place in fixed else is_turned(place))
            total = total << 1 | (not dark)
    return total


def _row_bytes(size: int) -> int:
    return -(-size // 8)
