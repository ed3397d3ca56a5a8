"""One writer per database; a dead one never leaves it locked."""

from __future__ import annotations

import os
import platform
import signal
import sys
from pathlib import Path

import pytest

from cte_desktop.storage.lock import WriterLock, lock_path
from cte_desktop.system.errors import KnownError
from tests.storage.actions import start_child

posix = pytest.mark.skipif(sys.platform == "win32", reason="forks")


def test_the_second_writer_is_told_who_has_the_database(tmp_path: Path) -> None:
    first = WriterLock(tmp_path / "a.cte")
    with pytest.raises(KnownError) as caught:
        WriterLock(tmp_path / "a.cte")
    assert caught.value.code == "locked"
    assert caught.value.exit_status == 3
    assert str(os.getpid()) in caught.value.text
    assert platform.node() in caught.value.text
    first.release()
    first.release()
    assert not lock_path(tmp_path / "a.cte").exists()
    WriterLock(tmp_path / "a.cte").release()


@posix
def test_a_killed_writer_leaves_no_lock(tmp_path: Path) -> None:
    reading, writing = os.pipe()

    def hold() -> None:
        lock = WriterLock(tmp_path / "a.cte")
        os.write(writing, b"x")
        signal.pause()
        lock.release()

    child = start_child(hold)
    assert os.read(reading, 1) == b"x"
    with pytest.raises(KnownError) as caught:
        WriterLock(tmp_path / "a.cte")
    assert str(child) in caught.value.text
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    WriterLock(tmp_path / "a.cte").release()
    os.close(reading)
    os.close(writing)
