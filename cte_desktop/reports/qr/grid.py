"""The squares of a QR code: those that are the same in every code, and where the codewords lie."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cte_desktop.reports.qr.versions import version

if TYPE_CHECKING:
    from collections.abc import Iterator

MASK = 0
"""Every second square is turned over, like a chess board: one mask for all codes.

A reader takes any of the eight. With one that is fixed the squares are sums of prepared bits; the
best of eight would have to be looked for code by code.
"""

_FINDER = (0b1111111, 0b1000001, 0b1011101, 0b1011101, 0b1011101, 0b1000001, 0b1111111)
_LEVEL_M = 0b00
_FORMAT_GENERATOR, _FORMAT_MASK = 0b10100110111, 0b101010000010010
_VERSION_GENERATOR = 0b1111100100101
_TIMING = 6  # row and column
_NUMBERED = 7  # the first version that carries its number

Place = tuple[int, int]  # row, column


@cache
def fixed_squares(number: int) -> dict[Place, bool]:
    """Return the squares that are no data, dark (True) or light, with the mask's number in them."""
    found = version(number)
    size, squares = found.size, {}
    for place in range(size):
        squares[_TIMING, place] = squares[place, _TIMING] = place % 2 == 0
    for row, column in ((0, 0), (0, size - 7), (size - 7, 0)):
        squares |= _finder(row, column, size)
    centers = found.alignment()
    corners = {(6, 6), (6, size - 7), (size - 7, 6)}
    for row in centers:
        for column in centers:
            if (row, column) not in corners:
                squares |= _alignment(row, column)
    squares |= _format(size)
    if number >= _NUMBERED:
        squares |= _number(number, size)
    return squares


def data_squares(number: int) -> Iterator[Place]:
    """Yield the squares of data in the order in which they are filled, bit by bit."""
    size, fixed = version(number).size, fixed_squares(number)
    upwards = True
    column = size - 1
    while column > 0:
        if column == _TIMING:
            column -= 1
        for row in range(size - 1, -1, -1) if upwards else range(size):
            for place in ((row, column), (row, column - 1)):
                if place not in fixed:
                    yield place
        upwards = not upwards
        column -= 2


def is_turned(place: Place) -> bool:
    """Tell whether `MASK` turns over the data in a square."""
    return sum(place) % 2 == 0


def _finder(top: int, left: int, size: int) -> dict[Place, bool]:
    """Return the eye in a corner with the light line around it."""
    return {
        (top + row, left + column): (
            row in range(7) and column in range(7) and bool(_FINDER[row] >> (6 - column) & 1)
        )
        for row in range(-1, 8)
        for column in range(-1, 8)
        if top + row in range(size) and left + column in range(size)
    }


def _alignment(row: int, column: int) -> dict[Place, bool]:
    around = range(-2, 3)
    return {(row + y, column + x): max(abs(y), abs(x)) != 1 for y in around for x in around}


def _format(size: int) -> dict[Place, bool]:
    """Return the level of correction and the mask, twice, with the one square always dark."""
    bits = _protected(_LEVEL_M << 3 | MASK, 10, _FORMAT_GENERATOR) ^ _FORMAT_MASK
    down = (*range(6), 7, 8, *range(size - 7, size))
    squares: dict[Place, bool] = {}
    for bit in range(15):
        dark = bool(bits >> bit & 1)
        squares[down[bit], 8] = dark
        squares[8, (*range(size - 1, size - 9, -1), 7, *range(5, -1, -1))[bit]] = dark
    squares[size - 8, 8] = True
    return squares


def _number(number: int, size: int) -> dict[Place, bool]:
    bits = _protected(number, 12, _VERSION_GENERATOR)
    squares: dict[Place, bool] = {}
    for bit in range(18):
        row, column = bit // 3, size - 11 + bit % 3
        squares[row, column] = squares[column, row] = bool(bits >> bit & 1)
    return squares


def _protected(value: int, extra: int, generator: int) -> int:
    """Return a value followed by the `extra` bits of its BCH code."""
    rest = value << extra
    for bit in range(rest.bit_length() - 1, extra - 1, -1):
        if rest >> bit & 1:
            rest ^= generator << (bit - extra)
    return value << extra | rest
