"""A new district is made whole, or nothing of it stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from cte_desktop.services.districts import new_district
from cte_desktop.storage.check import check_database
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError
from tests.faults.disk_full import small_disk
from tests.faults.running import CannotMeasure

DISK = 4 << 20


@pytest.mark.parametrize("free", [100_000, 680_000, 900_000, 1_220_000])
def test_a_disk_that_fills_leaves_nothing_and_with_room_it_goes(tmp_path: Path, free: int) -> None:
    try:
        with small_disk(tmp_path / "disk", DISK) as disk:
            file, filling = disk.folder / "new.cte", disk.folder / "filling"
            filling.write_bytes(bytes(DISK - free))
            with pytest.raises(KnownError) as refused:
                new_district(file, None, Clock(), actor="")
            assert refused.value.code == "disk_full"
            assert list(disk.folder.iterdir()) == [filling]
            filling.unlink()
            new_district(file, None, Clock(), actor="").close()
            assert not check_database(file, None)
    except CannotMeasure as lacking:
        pytest.skip(str(lacking))


def test_a_catalog_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_of: object) -> None:
        raise InterruptedError

    monkeypatch.setattr("cte_desktop.storage.catalog.replace_catalog", refuse)
    with pytest.raises(InterruptedError):
        new_district(tmp_path / "new.cte", None, Clock(), actor="")
    assert list(tmp_path.iterdir()) == []
