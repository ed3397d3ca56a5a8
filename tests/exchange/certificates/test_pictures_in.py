"""Whatever picture a person chooses is taken in the same way each time, or refused in words."""

from __future__ import annotations

import io
import os
import random
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from cte_desktop.exchange.certificates import pictures_in
from cte_desktop.exchange.certificates.pictures_in import Picture, check_picture, read_picture
from cte_desktop.system.errors import KnownError

INK = (20, 30, 90)


def _drawn(mode: str = "RGB", size: tuple[int, int] = (120, 60)) -> Image.Image:
    """Return a line of ink that touches all edges, so that nothing is trimmed."""
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).line((0, 0, size[0] - 1, size[1] - 1), fill=INK, width=4)
    return picture.convert(mode)


def _saved(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    made = io.BytesIO()
    picture.save(made, kind, **options)
    return made.getvalue()


def _pixels(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.png))


def _refused(content: bytes) -> str:
    with pytest.raises(KnownError) as caught:
        check_picture(content, "seal.png")
    assert "seal.png" in caught.value.text
    assert caught.value.do
    return caught.value.code


def test_a_picture_becomes_the_same_plain_png_each_time() -> None:
    content = _saved(_drawn(), dpi=(300, 300), pnginfo=None)
    first, again = check_picture(content, "a"), check_picture(content, "b")
    assert first == again
    assert (first.width, first.height, first.see_through) == (120, 60, False)
    assert first.png == check_picture(first.png, "kept").png
    kinds = [first.png[12:16], first.png[-8:-4]]
    assert kinds == [b"IHDR", b"IEND"]
    assert b"pHYs" not in first.png


def test_rows_are_not_filtered_so_that_paper_can_take_them_apart() -> None:
    picture = check_picture(_saved(_drawn("RGBA")), "a")
    (length,) = struct.unpack(">I", picture.png[33:37])
    rows = zlib.decompress(picture.png[41 : 41 + length])
    wide = 1 + 3 * picture.width
    assert set(rows[::wide]) == {0}
    assert len(rows) == wide * picture.height


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "CMYK", "LA", "RGBA", "I;16"])
def test_every_way_to_hold_colour_becomes_8_bit(mode: str) -> None:
    if mode == "I;16":
        grey = Image.new("I;16", (120, 60), 65535)
        for place in range(60):
            grey.putpixel((place * 2, place), 0)
        content = _saved(grey)
    else:
        content = _saved(_drawn(mode), "JPEG" if mode == "CMYK" else "PNG")
    made = check_picture(content, "a")
    shades = _pixels(made).convert("L").tobytes()
    assert _pixels(made).mode == "RGB"
    assert min(shades) < 80
    assert max(shades) > 240


def test_what_lets_paper_through_still_does_and_is_trimmed() -> None:
    sheet = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    ImageDraw.Draw(sheet).ellipse((100, 50, 179, 129), fill=(*INK, 200))
    made = check_picture(_saved(sheet), "a")
    assert (made.width, made.height, made.see_through) == (80, 80, True)
    assert _pixels(made).getpixel((40, 40)) == (*INK, 200)


def test_a_photograph_held_sideways_stands_upright() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    made = check_picture(_saved(_drawn(), "JPEG", exif=turned.tobytes()), "a")
    assert (made.width, made.height) == (60, 120)


def test_a_large_picture_is_made_smaller_and_a_noisy_one_smaller_still() -> None:
    made = check_picture(_saved(_drawn(size=(3000, 1000))), "a")
    assert (made.width, made.height) == (1200, 400)
    noise = Image.frombytes("RGB", (1300, 1300), random.Random(1).randbytes(1300 * 1300 * 3))
    loud = check_picture(_saved(noise), "a")
    assert len(loud.png) <= pictures_in.MOST_BYTES
    assert loud.width == loud.height > 500


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_huge_picture_is_worked_on_with_few_pixels(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[tuple[int, int]] = []
    trimmed = pictures_in._trimmed

    def noted(picture: Image.Image) -> Image.Image | None:
        sizes.append(picture.size)
        return trimmed(picture)

    monkeypatch.setattr(pictures_in, "_trimmed", noted)
    sheet = Image.new("L", (4800, 5000), 255)
    ImageDraw.Draw(sheet).ellipse((1000, 1000, 3999, 3999), fill=0)
    made = check_picture(_saved(sheet, kind), "a")
    assert sizes == [(2400, 2500)]
    assert (made.width, made.height) == (1200, 1200)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no name here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    with pytest.raises(KnownError) as caught:
        read_picture(tmp_path / "pipe.png")
    assert caught.value.code == "unreadable"


def test_what_cannot_be_taken_is_refused_with_a_word_of_what_to_do() -> None:
    good = _saved(_drawn())
    jpeg = _saved(_drawn(size=(600, 600)), "JPEG")
    assert _refused(b"") == "picture_empty"
    assert _refused(b"\0" * (pictures_in.MOST_MB * 1_000_000 + 1)) == "picture_file_too_large"
    assert _refused(b"this is a text\n" * 40) == "picture_no_picture"
    assert _refused(_saved(_drawn(), "GIF")) == "picture_no_picture"
    assert _refused(good[: len(good) // 2]) == "picture_damaged"
    assert _refused(jpeg[: len(jpeg) // 2]) == "picture_damaged"
    assert _refused(good[:12]) == "picture_damaged"
    assert _refused(good.replace(b"IDAT", b"IDAX")) == "picture_damaged"
    assert _refused(_saved(Image.new("RGB", (60, 60), "white"))) == "picture_blank"
    assert _refused(_saved(Image.new("RGB", (60, 60), "black"))) == "picture_blank"
    assert _refused(_saved(Image.new("RGBA", (60, 60), (9, 9, 9, 0)))) == "picture_blank"


def test_a_picture_of_20000_by_20000_pixels_is_refused_before_it_is_unpacked() -> None:
    head = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    bomb = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )
    assert _refused(bomb) == "picture_too_large"


def test_a_moving_picture_is_refused() -> None:
    first, second = _drawn(), Image.new("RGB", (120, 60), "red")
    moving = _saved(first, save_all=True, append_images=[second])
    assert _refused(moving) == "picture_moves"


def test_files_are_read_no_further_than_they_may_be_long(tmp_path: Path) -> None:
    good, gone, huge = (tmp_path / name for name in ("good.jpg", "gone.png", "huge.png"))
    good.write_bytes(_saved(_drawn(), "JPEG"))
    with huge.open("wb") as file:
        file.truncate(50_000_000)
    assert read_picture(good).width == 120
    with pytest.raises(KnownError) as caught:
        read_picture(gone)
    assert caught.value.code == "missing"
    with pytest.raises(KnownError) as caught:
        read_picture(huge)
    assert caught.value.code == "picture_file_too_large"
    with pytest.raises(KnownError) as caught:
        read_picture(tmp_path)
    assert caught.value.code == "unreadable"
