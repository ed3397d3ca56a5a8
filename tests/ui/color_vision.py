"""How colours look to who sees them otherwise: simulated, and how far apart they lie.

Matrices: Machado, Oliveira and Fernandes 2009, severity 1.0, in linear RGB. Distance: CIE 1976, in
which about 2 is the least that one sees and 10 is seen at a glance.
"""

from __future__ import annotations

from math import dist

from PySide6.QtGui import QColor

Three = tuple[float, float, float]

VISIONS: dict[str, tuple[Three, Three, Three]] = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def distance(one: str, other: str, vision: str) -> float:
    """Return how far apart two colours lie for this vision."""
    return dist(_lab(_seen(one, vision)), _lab(_seen(other, vision)))


def _seen(name: str, vision: str) -> Three:
    color = QColor(name)
    linear = [_linear(part) for part in (color.redF(), color.greenF(), color.blueF())]
    red, green, blue = (
        min(1.0, max(0.0, sum(share * part for share, part in zip(row, linear, strict=True))))
        for row in VISIONS[vision]
    )
    return red, green, blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _lab(linear: Three) -> Three:
    red, green, blue = linear
    x = _root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
    y = _root(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    z = _root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(part: float) -> float:
    return part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
