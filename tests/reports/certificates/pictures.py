"""Pictures for tests: a round seal with nothing around it, and a signature."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image, ImageDraw


@cache
def seal(pixels: int = 600) -> bytes:
    """A disk of one colour on a transparent ground, as PNG."""
    picture = Image.new("RGBA", (pixels, pixels), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((0, 0, pixels - 1, pixels - 1), fill=(150, 30, 30, 255))
    return _png(picture)


@cache
def signature(wide: int = 700) -> bytes:
    """A dark stroke on a transparent ground, as PNG."""
    picture = Image.new("RGBA", (wide, 200), (0, 0, 0, 0))
    ImageDraw.Draw(picture).line((10, 180, wide - 10, 20), fill=(20, 30, 90, 255), width=16)
    return _png(picture)


def _png(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()
