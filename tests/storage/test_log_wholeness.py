"""A log that was damaged after it was synced is told from one that a power cut left unfinished."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cte_desktop.storage.check import check_database
from cte_desktop.storage.database import Database
from cte_desktop.storage.log_wholeness import require_whole_log
from cte_desktop.system.errors import KnownError
from tests.storage.actions import now_set, set_to

HEADER, FRAME = 32, 24 + 4096
CHANGES = 4


@pytest.fixture
def killed(closed: Path, tmp_path: Path) -> Path:
    """What lies on the disk when a program is killed after four changes."""
    (tmp_path / "killed").mkdir()
    left = tmp_path / "killed" / closed.name
    with Database.open(closed, writable=True) as database:
        for number in range(1, CHANGES + 1):
            set_to(database, number)
        for ending in ("", "-wal", ".keys"):
            shutil.copy(closed.with_name(closed.name + ending), left.with_name(left.name + ending))
    return left


def log_of(database: Path) -> Path:
    return database.with_name(database.name + "-wal")


def ends_of_changes(content: bytes) -> list[int]:
    starts = range(HEADER, len(content), FRAME)
    return [at + FRAME for at in starts if content[at + 4 : at + 8] != bytes(4)]


def spoil(database: Path, where: int) -> None:
    content = bytearray(log_of(database).read_bytes())
    content[where] ^= 1
    log_of(database).write_bytes(content)


def test_a_whole_log_is_read(killed: Path) -> None:
    require_whole_log(killed)
    with Database.open(killed, writable=True) as database:
        assert now_set(database) == CHANGES


@pytest.mark.parametrize("where", [8, 17, HEADER + 1, HEADER + 10, HEADER + 500])
def test_a_spoiled_log_is_damage(killed: Path, where: int) -> None:
    spoil(killed, where)
    for writable in (True, False):
        with pytest.raises(KnownError) as caught:
            Database.open(killed, writable=writable)
        assert caught.value.code == "damaged"
    assert check_database(killed)


@pytest.mark.parametrize("cut", ["within the last change", "between changes"])
def test_a_log_that_was_cut_off_is_read_up_to_there(killed: Path, cut: str) -> None:
    content = log_of(killed).read_bytes()
    *_, before, last = ends_of_changes(content)
    log_of(killed).write_bytes(content[: last - 700 if cut.startswith("within") else before])
    with Database.open(killed, writable=True) as database:
        assert now_set(database) == CHANGES - 1


def test_a_last_change_of_which_a_page_never_came_to_the_disk_is_left_out(killed: Path) -> None:
    *_, before, _last = ends_of_changes(log_of(killed).read_bytes())
    spoil(killed, before + 100)
    with Database.open(killed, writable=True) as database:
        assert now_set(database) == CHANGES - 1


def test_an_opening_sums_up_no_more_than_it_has_time_for(killed: Path) -> None:
    log = log_of(killed)
    content = bytearray(log.read_bytes())
    content[ends_of_changes(bytes(content))[1] + 100] ^= 1  # in the third of four changes
    log.write_bytes(content)
    frames = len(content) // FRAME
    require_whole_log(killed, most=1)
    with pytest.raises(KnownError):
        require_whole_log(killed, most=frames)
    with pytest.raises(KnownError):
        require_whole_log(killed)
