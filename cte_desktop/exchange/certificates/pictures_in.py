"""Taking in the pictures of certificates: a seal, a signature.

Whatever camera or program made one, what is kept is a plain PNG: 8 bit RGB or RGBA, upright, at
most 1,200 pixels, without margins and whatever else a file carries. Its rows are not filtered, so
that paper can use them without an image library. The same picture gives the same bytes.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageOps, UnidentifiedImageError

from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from pathlib import Path

MOST_MB = 20
"""A photograph of a camera of today has some ten."""
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 1_200  # pixels: 300 dots an inch at four inches
_WORKED_ON = 2 * LONGEST_SIDE
"""Pixels of the shorter side to which a large picture is brought before anything is made of it: a
school's laptop has no gigabyte for fifty million pixels and their copies.
"""
MOST_BYTES = 1_500_000
"""Of a kept picture; one that is more, as a photograph would be, is made smaller."""

_REDUCIBLE = frozenset({"L", "LA", "RGB", "RGBA"})
_FORMATS = ("PNG", "JPEG")
_SMALLER = 0.7
_SHADE = 12  # of 255: less than that from white is paper
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT = noop("The pictures are as before.")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept."""

    png: bytes
    width: int
    height: int
    see_through: bool  # in part


def read_picture(path: Path) -> Picture:
    """Return the picture of a file. Known errors: missing, unreadable, and of `check_picture`."""
    if path.exists() and not path.is_file():  # a pipe or a device might never end
        raise KnownError("unreadable", noop("{file} can't be read."), file=path.name)
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_MB * 1_000_000 + 1)
    except FileNotFoundError:
        raise KnownError("missing", noop("There is no file {file}."), file=path) from None
    except OSError:
        raise KnownError("unreadable", noop("{file} can't be read."), file=path.name) from None
    return check_picture(content, path.name)


def check_picture(content: bytes, file: str) -> Picture:
    """Return a picture as it can be kept; `file` names it in what is said.

    Known errors: picture_empty, picture_file_too_large, picture_no_picture, picture_too_large,
    picture_damaged, picture_moves, picture_blank.
    """
    if not content:
        raise _refusal("picture_empty", file)
    if len(content) > MOST_MB * 1_000_000:
        raise _refusal("picture_file_too_large", file)
    picture = _trimmed(_reduced(_plain(_unpacked(content, file))))
    if picture is None:
        raise _refusal("picture_blank", file)
    longest = float(LONGEST_SIDE)
    while True:
        made = _fitted(picture, int(longest))
        png = _png(made)
        if len(png) <= MOST_BYTES:
            return Picture(png, made.width, made.height, made.mode == "RGBA")
        longest *= _SMALLER


def _unpacked(content: bytes, file: str) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the size is looked at here, before it is unpacked
            picture = Image.open(io.BytesIO(content), formats=_FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise _refusal("picture_too_large", file)
            # A telephone's JPEG may carry a second view; the first is the picture.
            if picture.format == "PNG" and getattr(picture, "n_frames", 1) > 1:
                raise _refusal("picture_moves", file)
            picture.draft(None, (_WORKED_ON, _WORKED_ON))  # a JPEG is unpacked smaller at once
            picture.load()
            return ImageOps.exif_transpose(_reduced(picture))
    except Image.DecompressionBombError:
        raise _refusal("picture_too_large", file) from None
    except UnidentifiedImageError:
        known = content.startswith((_SIGNATURE, b"\xff\xd8\xff"))
        raise _refusal("picture_damaged" if known else "picture_no_picture", file) from None
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, struct.error, zlib.error):
        raise _refusal("picture_damaged", file) from None


def _reduced(picture: Image.Image) -> Image.Image:
    """Return a picture that is far larger than what is kept with fewer pixels."""
    factor = min(picture.size) // _WORKED_ON
    if factor < 2 or picture.mode not in _REDUCIBLE:
        return picture
    smaller = picture.reduce(factor)
    smaller.info = picture.info
    return smaller


def _plain(picture: Image.Image) -> Image.Image:
    """Return the picture in 8 bit RGB, or RGBA where a part of it lets paper through."""
    if picture.mode.startswith("I"):  # 16 bit of grey: the upper half of each
        picture = picture.convert("I").point(lambda shade: shade * (1 / 256)).convert("L")
    if picture.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        lowest, _ = seen.getchannel("A").getextrema()
        return seen if lowest != 255 else seen.convert("RGB")
    return picture.convert("RGB")


def _trimmed(picture: Image.Image) -> Image.Image | None:
    """Return the picture without its empty margins; None when nothing would be seen on paper."""
    seen = picture
    if picture.mode == "RGBA":
        paper = Image.new("RGBA", picture.size, "white")
        seen = Image.alpha_composite(paper, picture).convert("RGB")
    if len(seen.getcolors(1) or ()) == 1:
        return None
    away = ImageOps.invert(seen)  # how far each is from white
    box = away.convert("L").point(lambda shade: 255 if shade > _SHADE else 0).getbbox()
    return picture.crop(box) if box else None


def _fitted(picture: Image.Image, longest: int) -> Image.Image:
    share = longest / max(picture.size)
    if share >= 1:
        return picture
    size = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
    return picture.resize(size, Image.Resampling.LANCZOS)


def _png(picture: Image.Image) -> bytes:
    """Return a PNG of nothing but its pixels, each row behind the byte that says "not filtered"."""
    wide = picture.width * len(picture.mode)
    pixels = picture.tobytes()
    rows = b"".join(b"\0" + pixels[at : at + wide] for at in range(0, len(pixels), wide))
    kind = 6 if picture.mode == "RGBA" else 2
    head = struct.pack(">IIBBBBB", picture.width, picture.height, 8, kind, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )


_REFUSALS = {
    "picture_empty": (
        noop("The file {file} is empty."),
        noop("Save the picture again, or choose another."),
    ),
    "picture_file_too_large": (
        noop("The file {file} is larger than {most_mb} MB."),
        noop("Save the picture smaller: {longest} pixels on the longer side are enough."),
    ),
    "picture_no_picture": (
        noop("The file {file} is no PNG or JPEG picture, whatever its name says."),
        noop("Save the picture as PNG, or as JPEG."),
    ),
    "picture_too_large": (
        noop("The picture {file} has more than {most_pixels} million pixels."),
        noop("Save it smaller: {longest} pixels on the longer side are enough."),
    ),
    "picture_damaged": (
        noop("The picture {file} can't be read: it is damaged or cut off."),
        noop("Save it again as PNG or JPEG, or choose another."),
    ),
    "picture_moves": (
        noop("The picture {file} moves: it has several pictures one after the other."),
        noop("Save one of them as a PNG."),
    ),
    "picture_blank": (
        noop("The picture {file} is blank: nothing in it would be seen on paper."),
        noop("Choose another, or scan it again with darker ink."),
    ),
}


def _refusal(code: str, file: str) -> KnownError:
    text, do = _REFUSALS[code]
    return KnownError(
        code,
        text,
        kept=_KEPT,
        do=do,
        file=file,
        most_mb=MOST_MB,
        most_pixels=MOST_PIXELS // 1_000_000,
        longest=LONGEST_SIDE,
    )
