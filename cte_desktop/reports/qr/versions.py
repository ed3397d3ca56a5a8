"""What ISO/IEC 18004 fixes for each version of a QR code at error correction level M."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

SMALLEST, LARGEST = 1, 40

# Table 9, level M, versions 1 to 40: codewords of correction in a block, and blocks.
_CORRECTION = (10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, *[26] * 4)
_BLOCKS = (
    *(1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16),
    *(17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49),
)
_LATER_CORRECTION = 28  # from version 22 on
_BYTE_MODE = 4  # bits that say so
_LONG_COUNT = 10  # from this version on the number of bytes takes 16 bits


@dataclass(frozen=True, slots=True)
class Version:
    """A version: its modules a side, its blocks as numbers of data codewords, their correction."""

    number: int
    size: int
    blocks: tuple[int, ...]
    correction: int

    @property
    def data(self) -> int:
        """Codewords of data in all blocks."""
        return sum(self.blocks)

    @property
    def header(self) -> int:
        """Bits before the first byte of the text: the mode and the number of bytes."""
        return _BYTE_MODE + (16 if self.number >= _LONG_COUNT else 8)

    @property
    def most(self) -> int:
        """Bytes of text that it holds."""
        return (self.data * 8 - self.header) // 8

    def alignment(self) -> tuple[int, ...]:
        """Return the rows, which are the columns too, of the centers of alignment patterns."""
        if self.number == 1:
            return ()
        count = self.number // 7 + 2
        # Annex E: even steps back from the last; version 32 is the one exception.
        step = (self.number * 4 + count * 2 + 1) // (count * 2 - 2) * 2
        if self.number == 32:
            step = 26
        last = self.size - 7
        return (6, *sorted(last - step * place for place in range(count - 1)))


@cache
def version(number: int) -> Version:
    """Return what is fixed for a version from 1 to 40."""
    place = number - 1
    correction = _CORRECTION[place] if place < len(_CORRECTION) else _LATER_CORRECTION
    blocks = _BLOCKS[place]
    data = _codewords(number) - correction * blocks
    short, longer = divmod(data, blocks)
    lengths = (*[short] * (blocks - longer), *[short + 1] * longer)
    return Version(number, 17 + 4 * number, lengths, correction)


@cache
def version_for(length: int) -> Version:
    """Return the smallest version for a text of so many bytes; ValueError when none holds it."""
    for number in range(SMALLEST, LARGEST + 1):
        if version(number).most >= length:
            return version(number)
    raise ValueError(f"no QR code holds {length} bytes")


def _codewords(number: int) -> int:
    """Return how many codewords fit beside the patterns that every code of the version has."""
    modules = (16 * number + 128) * number + 64
    if number > 1:
        count = number // 7 + 2
        modules -= (25 * count - 10) * count - 55
    if number >= 7:
        modules -= 36
    return modules // 8
