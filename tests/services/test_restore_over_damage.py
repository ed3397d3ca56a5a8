"""A database that was damaged while it is open gives way to a backup all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from cte_desktop.services import backups, restoring
from cte_desktop.storage.check import PAGE_BYTES
from cte_desktop.storage.database import Database
from cte_desktop.ui.data.backups.restore_dialog import comparison_words
from tests.services.test_restore_compared import DAY, desk_of
from tests.storage.actions import now_set, set_to


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database with a backup, in which one step was taken since."""
    path = tmp_path / "d.cte"
    with Database.create(path, None, clock=DAY, actor="A. Lee") as database:
        set_to(database, 12)
        database.back_up("manual")
        set_to(database, 13)
    return path


def test_it_is_compared_restored_and_kept(file: Path) -> None:
    with desk_of(file) as desk:
        source = backups.list_backups(desk)[0].path
        content = bytearray(file.read_bytes())
        for page in range(PAGE_BYTES, len(content), PAGE_BYTES):
            content[page + 10] ^= 1
        file.write_bytes(content)
        told = restoring.compare(desk, source)
        assert told.is_damaged
        assert told.same_database
        assert {line.now for line in told.counts} == {None}
        assert "can't be read whole" in comparison_words(told)[0]
        done = restoring.restore(desk, source)
    assert done.kept is not None
    assert ".cte.damaged-" in done.kept.name
    assert done.kept.read_bytes() == content
    with desk_of(file) as desk:
        assert now_set(desk.database) == 12
