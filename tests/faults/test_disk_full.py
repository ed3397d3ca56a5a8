"""The judgement on a full disk: refused in words, nothing lost, and done when there is room."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.disk_full import Disk, _spread, one_try, small_disk
from tests.faults.places import Place
from tests.faults.running import CannotMeasure


def test_pages_are_spread_from_none_to_one_less_than_enough() -> None:
    assert _spread(4, 10) == [0, 1, 2, 3]
    assert _spread(101, 3) == [0, 50, 100]
    assert _spread(9, 1) == [0]


def test_a_setting_on_a_full_disk_is_refused_in_words_and_saved_when_there_is_room(
    made_district: Place, tmp_path: Path
) -> None:
    try:
        with small_disk(tmp_path / "disk") as disk:
            done = one_try(Disk(disk.folder), made_district, "set_setting", 0)
    except CannotMeasure as lacking:
        pytest.skip(str(lacking))
    assert done.ended == "told"
    assert done.faults == ()
