"""The symbol of a text, as rows of bits.

With a fixed mask, a symbol is made without looking at squares one by one: the correction of a block
is a sum (exclusive or) of numbers prepared for each value at each place, and one pick puts all bits
where they belong. What is the same in every symbol of a version is added at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, reduce
from operator import getitem, itemgetter, xor
from typing import TYPE_CHECKING

from cte_desktop.reports.qr.correction import correction_of
from cte_desktop.reports.qr.grid import data_squares, fixed_squares, is_turned
from cte_desktop.reports.qr.versions import version, version_for

if TYPE_CHECKING:
    from cte_desktop.reports.qr.versions import Version

_PADDING = b"\xec\x11"
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
    found = version_for(len(written))
    places = _places(found.number)
    data = _data(written, found)
    bits = [f"{int.from_bytes(data):0{8 * found.data}b}"]
    tables, begin = _tables(found.correction, max(found.blocks)), 0
    for length in found.blocks:
        block = data[begin : begin + length]
        correction = reduce(xor, map(getitem, tables, reversed(block)))
        bits.append(f"{correction:0{8 * found.correction}b}")
        begin += length
    bits.append("0")  # for squares that hold no bit
    picked = "".join(places.pick("".join(bits)))
    rows = int(picked, 2) ^ places.turned
    return Symbol(found.size, rows.to_bytes(found.size * _row_bytes(found.size)))


def _data(written: bytes, found: Version) -> bytes:
    """Return the codewords of data: mode and number, the text, four zeros that end it, padding."""
    head = _BYTE_MODE << (found.header - 4) | len(written)
    content = (head << 8 * len(written) | int.from_bytes(written)) << 4
    used = found.header // 8 + len(written) + 1  # the head ends amid a codeword, so zeros fit
    padding = _PADDING * (-(-(found.data - used) // 2))
    return content.to_bytes(used) + padding[: found.data - used]


@cache
def _tables(count: int, longest: int) -> list[list[int]]:
    """Return for each place in a block, from its end, the correction that each value there adds."""
    return [
        _sums([int.from_bytes(correction_of(place, 1 << bit, count)) for bit in range(8)])
        for place in range(longest)
    ]


def _sums(bits: list[int]) -> list[int]:
    """Return for each value of eight bits the sum of the numbers that its bits stand for."""
    sums = [0]
    for bit in bits:
        sums += [one ^ bit for one in sums]
    return sums


class _Places:
    """Where the bits of data and correction lie in the rows of a version.

    `turned` is what all symbols share: patterns, mask, and that zero means dark.
    """

    def __init__(self, found: Version) -> None:
        row = 8 * _row_bytes(found.size)
        nowhere = 8 * (found.data + len(found.blocks) * found.correction)  # the zero at the end
        picked = [nowhere] * (row * found.size)
        squares = list(data_squares(found.number))
        for order, begin in enumerate(_interleaved(found)):
            for bit, (y, x) in enumerate(squares[8 * order : 8 * order + 8]):
                picked[y * row + x] = 8 * begin + bit
        self.pick = itemgetter(*picked)
        self.turned = _turned(found)


def _interleaved(found: Version) -> list[int]:
    """Return codewords in the order in which they are set: the first of each block and so on.

    Data are numbered block by block, then correction block by block.
    """
    starts = [sum(found.blocks[:block]) for block in range(len(found.blocks))]
    data = [
        start + place
        for place in range(max(found.blocks))
        for start, length in zip(starts, found.blocks, strict=True)
        if place < length
    ]
    correction = [
        found.data + block * found.correction + place
        for place in range(found.correction)
        for block in range(len(found.blocks))
    ]
    return data + correction


def _turned(found: Version) -> int:
    fixed = fixed_squares(found.number)
    total = 0
    for row in range(found.size):
        for column in range(8 * _row_bytes(found.size)):
            place = row, column
            dark = column < found.size and (fixed[place] if place in fixed else is_turned(place))
            total = total << 1 | (not dark)
    return total


@cache
def _places(number: int) -> _Places:
    return _Places(version(number))


def _row_bytes(size: int) -> int:
    return -(-size // 8)
