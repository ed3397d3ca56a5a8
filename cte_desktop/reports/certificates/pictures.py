"""Seal and signatures as they lie in the file: no finer than the printer shows them."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image

from cte_desktop.reports.page import Picture

_DOTS = 400 / 72  # pixels a point: more than an office printer sets


@lru_cache(maxsize=12)
def picture_for(png: bytes, room: tuple[float, float]) -> tuple[Picture, float, float]:
    """Return a picture for a room of points, with the width and height that it takes there."""
    with Image.open(io.BytesIO(png)) as opened:
        image = opened.convert("RGBA")
    scale = min(room[0] / image.width, room[1] / image.height)
    wide, high = image.width * scale, image.height * scale
    pixels = max(1, round(wide * _DOTS)), max(1, round(high * _DOTS))
    if pixels[0] < image.width:
        image = image.resize(pixels, Image.Resampling.LANCZOS)
    *colours, alpha = image.split()
    solid = Image.merge("RGB", colours)
    return Picture(*image.size, solid.tobytes(), alpha.tobytes()), wide, high
