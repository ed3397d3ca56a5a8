"""The judgement on flipped bits: noticed, or without harm."""

from __future__ import annotations

import random
from pathlib import Path

from tests.faults.bit_flips import Told, _noticing, flip
from tests.faults.places import Place


def test_one_bit_is_flipped(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(bytes(100))
    where = flip(file, random.Random(3))
    assert sum(byte.bit_count() for byte in file.read_bytes()) == 1
    assert file.read_bytes()[where // 8] == 1 << where % 8


def test_a_flipped_bit_of_a_database_is_noticed_when_it_is_read(place: Place) -> None:
    content = bytearray(place.file.read_bytes())
    content[2000] ^= 1  # in the first page: not every other one holds rows
    place.file.write_bytes(content)
    told = Told()
    with _noticing(told):
        place.rows()
    assert told.noticed
