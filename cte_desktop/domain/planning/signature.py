"""A signature drawn on the screen: strokes of points, from 0 to 1 across and down the box.

What was drawn outside the box is cut at its edge; a stroke with too many points keeps its shape
with fewer. A dot or a tick is no signature: whoever signs is asked again.
"""

from __future__ import annotations

from itertools import pairwise
from math import dist, isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Point = tuple[float, float]
Stroke = tuple[Point, ...]
Strokes = tuple[Stroke, ...]

MOST_POINTS = 400
"""Points kept of one stroke."""
MOST_STROKES = 60
"""Strokes kept of one signature; what comes after them is not kept."""
LEAST_INK = 0.25
"""How long the strokes of a signature are together at least, in widths of the box."""
BOX_SHAPE = 4.0
"""How many times as wide as high the box is, on screen and on paper."""
_DIGITS = 4


def sound_strokes(drawn: Iterable[Iterable[Point]]) -> tuple[Strokes, bool]:
    """Return what is kept of a drawing, and whether something outside the box was cut off."""
    kept: list[Stroke] = []
    was_cut = False
    for raw in drawn:
        points = [(float(x), float(y)) for x, y in raw if isfinite(x) and isfinite(y)]
        is_whole = all(map(_is_inside, points))
        was_cut = was_cut or not is_whole
        if len(kept) < MOST_STROKES:
            pieces = [points] if is_whole and points else _inside(points, MOST_STROKES - len(kept))
            kept += [_thinned(piece) for piece in pieces]
    return tuple(kept[:MOST_STROKES]), was_cut


def is_signature(strokes: Strokes) -> bool:
    """Tell whether enough is drawn to be taken for a signature."""
    return ink(strokes) >= LEAST_INK


def ink(strokes: Strokes) -> float:
    """Return how long the strokes are together, in widths of the box."""
    flat = ([(x, y / BOX_SHAPE) for x, y in stroke] for stroke in strokes)
    return sum(dist(a, b) for stroke in flat for a, b in pairwise(stroke))


def _inside(points: Sequence[Point], most: int) -> list[list[Point]]:
    """Return the first pieces of a stroke that lie in the box, each ending at its edge."""
    pieces: list[list[Point]] = []
    for start, end in pairwise(points):
        if len(pieces) > most:
            break
        part = _clipped(start, end)
        if part is None:
            continue
        if pieces and pieces[-1][-1] == part[0]:
            pieces[-1].append(part[1])
        else:
            pieces.append(list(part))
    return pieces[:most]


def _clipped(start: Point, end: Point) -> tuple[Point, Point] | None:
    """Return the part of a line within the box, None if there is none (Liang and Barsky)."""
    first, last = 0.0, 1.0
    for at, by in ((start[0], end[0] - start[0]), (start[1], end[1] - start[1])):
        for step, room in ((-by, at), (by, 1.0 - at)):
            if step == 0:
                if room < 0:
                    return None
            elif step < 0:
                first = max(first, room / step)
            else:
                last = min(last, room / step)
    if first > last:
        return None
    return _along(start, end, first), _along(start, end, last)


def _along(start: Point, end: Point, part: float) -> Point:
    x, y = (a + (b - a) * part for a, b in zip(start, end, strict=True))
    return _rounded((min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)))


def _thinned(points: Sequence[Point]) -> Stroke:
    """Return at most `MOST_POINTS` of the points, the first and the last among them."""
    many = len(points)
    if many <= MOST_POINTS:
        return tuple(_rounded(point) for point in points)
    last = MOST_POINTS - 1
    return tuple(_rounded(points[round(place * (many - 1) / last)]) for place in range(MOST_POINTS))


def _rounded(point: Point) -> Point:
    return (round(point[0], _DIGITS), round(point[1], _DIGITS))


def _is_inside(point: Point) -> bool:
    return all(0.0 <= value <= 1.0 for value in point)
