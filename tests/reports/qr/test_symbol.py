"""QR codes: square for square those that another writer makes, and read by another reader."""

from __future__ import annotations

import random
import string

import pytest
import segno
import zxingcpp
from PIL import Image
from segno import encoder

from cte_desktop.reports.qr.grid import MASK
from cte_desktop.reports.qr.symbol import Symbol, make_symbol
from cte_desktop.reports.qr.versions import version, version_for

LETTERS = string.ascii_letters + string.digits + "-_."
IN_USE = range(9, 24)  # versions; the shortest code has about 170 characters, the longest 804


@pytest.fixture(autouse=True)
def _segno_that_pads_as_the_standard_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Segno 1.6 adds eight zeros where data end with a whole codeword already.

    ISO/IEC 18004, 7.4.10, adds none; readers skip what follows the text either way.
    """

    def pad(bits: object, _version: object, length: int) -> None:
        bits.extend([0] * (-length % 8))  # type: ignore[attr-defined]

    monkeypatch.setattr(encoder, "write_padding_bits", pad)


def squares(symbol: Symbol) -> list[list[bool]]:
    """The symbol as rows of squares, dark or not."""
    wide = len(symbol.rows) // symbol.size
    rows = [symbol.rows[wide * row : wide * (row + 1)] for row in range(symbol.size)]
    return [
        [not row[column // 8] >> (7 - column % 8) & 1 for column in range(symbol.size)]
        for row in rows
    ]


def by_segno(text: str) -> list[list[bool]]:
    """What segno makes of a text with the same version, level and mask."""
    made = segno.make(
        text,
        error="m",
        mode="byte",
        version=version_for(len(text)).number,
        mask=MASK,
        boost_error=False,
        micro=False,
    )
    return [[bool(square) for square in row] for row in made.matrix]


def some_text(length: int, chance: random.Random) -> str:
    """A text of letters as codes have them; lower case first, so that no shorter mode is meant."""
    return "a" + "".join(chance.choice(LETTERS) for _ in range(length - 1))


@pytest.mark.parametrize("number", IN_USE)
def test_codes_of_every_version_in_use_are_those_of_segno(number: int) -> None:
    """Each version with its shortest and its longest texts, and with some between."""
    chance = random.Random(number)
    least, most = version(number - 1).most + 1, version(number).most
    lengths = [least, most - 1, most, *(chance.randint(least, most) for _ in range(3))]
    for length in lengths:
        text = some_text(length, chance)
        assert squares(make_symbol(text)) == by_segno(text), length


@pytest.mark.parametrize("number", [1, 2, 6, 7, 8, 27, 32])
def test_other_versions_are_right_too(number: int) -> None:
    """The first, those before and after a change of the rules, and the exception."""
    text = some_text(version(number).most - 2, random.Random(number))
    assert version_for(len(text)).number == number
    assert squares(make_symbol(text)) == by_segno(text)


def test_hundreds_of_codes_of_the_usual_length_are_those_of_segno() -> None:
    chance = random.Random(2026)
    for _ in range(50):
        text = some_text(chance.randint(185, 240), chance)
        assert squares(make_symbol(text)) == by_segno(text)


@pytest.mark.parametrize("length", [1, 180, 213, 214, 400, 804])
def test_another_reader_reads_them(length: int) -> None:
    text = some_text(length, random.Random(length))
    rows = squares(make_symbol(text))
    picture = Image.new("L", (len(rows) + 8, len(rows) + 8), 255)
    picture.putdata(
        [
            255 if not (0 <= y - 4 < len(rows) and 0 <= x - 4 < len(rows)) or not rows[y - 4][x - 4]
            else 0
            for y in range(picture.height)
            for x in range(picture.width)
        ]
    )  # fmt: skip
    large = picture.resize((picture.width * 4, picture.height * 4), Image.Resampling.NEAREST)
    (read,) = zxingcpp.read_barcodes(large)
    assert read.text == text


def test_other_letters_and_too_long_texts_are_refused() -> None:
    with pytest.raises(ValueError, match="ascii"):
        make_symbol("Núñez")
    with pytest.raises(ValueError, match="2332 bytes"):
        make_symbol("a" * 2332)
    assert make_symbol("a" * 2331).size == 177
