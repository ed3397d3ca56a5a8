"""The codewords by which a QR code is still read when a third of a block's half is damaged.

Reed-Solomon over the field of 256 elements with x^8 + x^4 + x^3 + x^2 + 1.
"""

from __future__ import annotations

from functools import cache

_FIELD = 0x11D


@cache
def correction_of(place: int, value: int, count: int) -> bytes:
    """Return the correction of a block that is all zero but for one value.

    `place` counts its codewords of data from the end. The correction of any block is the sum of
    those of its values, since the code is linear.
    """
    if place == 0:
        return bytes(_times(value, factor) for factor in _generator(count))
    last = correction_of(place - 1, value, count)
    carried = bytes(_times(last[0], factor) for factor in _generator(count))
    return bytes(one ^ other for one, other in zip((*last[1:], 0), carried, strict=True))


@cache
def _generator(count: int) -> tuple[int, ...]:
    """Return the factors of (x - 1)(x - 2)(x - 4)... after the first, which is one."""
    factors, root = [1], 1
    for _ in range(count):
        longer = [*factors, 0]
        for place, factor in enumerate(factors):
            longer[place + 1] ^= _times(factor, root)
        factors, root = longer, _times(root, 2)
    return tuple(factors[1:])


@cache
def _times(one: int, other: int) -> int:
    product = 0
    while other:
        if other & 1:
            product ^= one
        one <<= 1
        if one & 0x100:
            one ^= _FIELD
        other >>= 1
    return product
