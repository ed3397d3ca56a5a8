"""The search for planted names: in which shapes and places a name is found."""

from __future__ import annotations

import base64
import zlib
from pathlib import Path

import pytest

from tests.faults.searching import found_in, shape_in

WORD = "Wvqxk"
TEXT = f"so {WORD}last1, first"
SHAPES = {
    "text": TEXT.upper().encode(),
    "UTF-16": TEXT.encode("utf-16-le"),
    "base64": b"x=" + base64.b64encode(b"ab" + TEXT.encode() * 2) + b";",
    "hexadecimal text": TEXT.encode().hex().encode(),
    "a packed stream": b"%PDF stream\n" + zlib.compress(TEXT.encode()) + b"\nendstream",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_name_is_found_in_every_shape(shape: str) -> None:
    assert shape_in(b"before " + SHAPES[shape] + b" behind", WORD) == shape


def test_nothing_is_found_where_no_name_is() -> None:
    assert shape_in(zlib.compress(b"nobody") + b"nobody at all" * 100, WORD) == ""


def test_every_file_is_searched_but_what_is_spared(tmp_path: Path) -> None:
    for name in ("a/b.log", f"c/{WORD}.txt", "out/plan.pdf"):
        file = tmp_path / name
        file.parent.mkdir()
        file.write_text(TEXT if "txt" not in name else "nobody", encoding="utf-8")
    found = list(found_in(tmp_path, WORD, [tmp_path / "out"]))
    assert found == ["a/b.log: as text", f"c/{WORD}.txt: in its name"]
