"""Reading QR codes out of pictures: photographs, scans and rendered pages, whichever way up."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from PIL import Image, ImageOps

from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
MOST_PIXELS = 120_000_000
"""More than any camera of today takes; a picture that claims more is not unpacked."""

_SMALL = 2_200  # pixels of the longer side below which it is worth looking at it enlarged
_MANY = 20_000_000  # pixels above which nothing is gained by looking at all of them


def open_picture(content: bytes, file: object) -> Image.Image:
    """Return the picture in grey; `file` names it in what is said when it can't be read.

    Known errors: picture_too_large, picture_unreadable.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the size is looked at here, before it is unpacked
            picture = Image.open(io.BytesIO(content), formats=FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise _too_large(file)
            return _in_grey(picture)
    except Image.DecompressionBombError:
        raise _too_large(file) from None
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError):
        raise _unreadable(file) from None


def qr_texts(picture: Image.Image) -> tuple[str, ...]:
    """Return the text of every QR code in a grey picture, each once.

    A known error, no_qr_reader, where the reader of QR codes is not installed.
    """
    for looked_at in _ways_to_look(picture):
        found = _read(looked_at)
        if found:
            return found
    return ()


def _ways_to_look(picture: Image.Image) -> Iterator[Image.Image]:
    """Yield the picture as it is, then ways in which a faint, small or huge one is read better."""
    pixels = picture.width * picture.height
    if pixels > _MANY:
        half = (_MANY / pixels) ** 0.5
        yield picture.resize((int(picture.width * half), int(picture.height * half)))
    yield picture
    if max(picture.size) <= _SMALL:
        yield picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.BICUBIC)
    yield ImageOps.autocontrast(picture, cutoff=2)


def _read(picture: Image.Image) -> tuple[str, ...]:
    try:
        import zxingcpp
    except ImportError:
        raise _no_reader() from None

    found = zxingcpp.read_barcodes(
        picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    )
    return tuple(dict.fromkeys(barcode.text for barcode in found if barcode.text))


def _in_grey(picture: Image.Image) -> Image.Image:
    """Return the picture in grey on white: what is transparent is paper."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        drawn = picture.convert("RGBA")
        paper = Image.new("RGBA", drawn.size, "white")
        return Image.alpha_composite(paper, drawn).convert("L")
    return picture.convert("L")


def _too_large(file: object) -> KnownError:
    return KnownError(
        "picture_too_large",
        noop("The picture {file} is too large: over {most} million pixels."),
        kept=noop("Nothing was checked."),
        do=noop("Save it smaller, or cut it to the certificate's QR code."),
        file=file,
        most=MOST_PIXELS // 1_000_000,
    )


def _unreadable(file: object) -> KnownError:
    return KnownError(
        "picture_unreadable",
        noop("The picture {file} can't be read: it is damaged or of an unusual kind."),
        kept=noop("Nothing was checked."),
        do=noop("Save it as PNG or JPEG, or take the picture again."),
        file=file,
    )


def _no_reader() -> KnownError:
    return KnownError(
        "no_qr_reader",
        noop("This installation can't read QR codes out of pictures."),
        kept=noop("Nothing was checked."),
        do=noop("Scan the code with a telephone and paste its text, or install zxing-cpp."),
    )
