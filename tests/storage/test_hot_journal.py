"""A database that was interrupted before it had its log: a journal holds the pages as they were."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from cte_desktop.storage.check import check_database
from cte_desktop.storage.connection import Access, connect_to_pages
from cte_desktop.storage.database import Database
from cte_desktop.storage.keys import unlock
from cte_desktop.storage.opening import fits
from cte_desktop.system.errors import KnownError
from tests.storage.actions import now_set, set_to, start_child

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")


@pytest.fixture
def interrupted(path: Path) -> Path:
    """A database without a log, left by a program that died in the middle of writing its pages."""
    with Database.create(path, None) as made:
        set_to(made, 12)
    key = unlock(path, None)

    def die() -> None:
        connection = connect_to_pages(path, key, Access.WRITE)
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA cache_size = 5")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE course SET title = 'spoiled' || title")
        connection.execute("CREATE TABLE filler AS SELECT randomblob(900000) AS filling")
        os.kill(os.getpid(), signal.SIGKILL)

    _, status = os.waitpid(start_child(die), 0)
    assert os.WIFSIGNALED(status)
    assert path.with_name(path.name + "-journal").stat().st_size > 0
    return path


def test_it_opens_for_writing_as_it_was(interrupted: Path) -> None:
    with Database.open(interrupted, writable=True) as opened:
        assert now_set(opened) == 12
        set_to(opened, 13)
    assert check_database(interrupted) == ()


def test_it_opens_for_reading_as_it_was(interrupted: Path) -> None:
    with Database.open(interrupted, writable=False) as opened:
        assert now_set(opened) == 12
    assert check_database(interrupted) == ()


def test_it_is_checked_as_it_was(interrupted: Path) -> None:
    assert check_database(interrupted) == ()


def test_asking_whether_another_key_fits_spoils_nothing(interrupted: Path) -> None:
    assert not fits(interrupted, bytes(32))
    assert fits(interrupted, unlock(interrupted, None))
    assert check_database(interrupted) == ()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_where_it_cannot_be_written_it_is_not_read_half(interrupted: Path) -> None:
    interrupted.parent.chmod(0o555)
    try:
        with pytest.raises(KnownError) as caught:
            Database.open(interrupted, writable=False)
        assert caught.value.code == "read_only"
    finally:
        interrupted.parent.chmod(0o755)
