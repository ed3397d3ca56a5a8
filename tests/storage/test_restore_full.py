"""A restore onto a full disk blames that disk, not the one on which the backup lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from cte_desktop.storage.database import Database
from cte_desktop.storage.keys import unlock
from cte_desktop.storage.lock import WriterLock
from cte_desktop.storage.restore import restore_backup
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError
from tests.faults.disk_full import small_disk
from tests.faults.running import CannotMeasure
from tests.storage.actions import now_set, set_to

THEN, NOW = 12, 13
PAGE = 4096


@pytest.mark.parametrize("more", [-8, 1, 3, 6, 10])
def test_the_database_is_named_and_left_as_it_was(tmp_path: Path, clock: Clock, more: int) -> None:
    try:
        with small_disk(tmp_path / "disk") as disk:
            file = disk.folder / "d.cte"
            with Database.create(file, None, clock=clock, actor="A. Lee") as made:
                set_to(made, THEN)
                backup = made.back_up("daily", tmp_path / "stick").path
                set_to(made, NOW)
            disk.leave(backup.stat().st_size // PAGE + more)
            lock = WriterLock(file)
            with pytest.raises(KnownError) as refused:
                restore_backup(file, unlock(file, None), backup, None, clock)
            assert refused.value.code == "disk_full"
            assert Path(str(refused.value.values["file"])).is_relative_to(disk.folder)
            disk.give_back()
            with Database.open(file, writable=False, clock=clock) as opened:
                assert now_set(opened) == NOW
            restore_backup(file, unlock(file, None), backup, None, clock)
            lock.release()
            with Database.open(file, writable=False, clock=clock) as opened:
                assert now_set(opened) == THEN
    except CannotMeasure as lacking:
        pytest.skip(str(lacking))
