"""An import that is interrupted leaves nothing: killed, without room on the disk, its file changed.

12,000 rows are applied with a page cache of 1 MB, so that their pages lie in the write-ahead file
(more than 1 MB) when the process is killed: at the first or second told row, or after the last one
before the commit. The digest of every row of every table is the same before and after.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cte_desktop.services import import_progress, importing
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.importing import import_paths
from cte_desktop.services.previewing import preview_import
from cte_desktop.storage import imports
from cte_desktop.storage.check import check_database
from cte_desktop.storage.database import Database
from cte_desktop.storage.transaction import Transaction
from cte_desktop.system.errors import KnownError
from tests.services.conftest import CLOCK
from tests.storage.actions import in_child, start_child
from tests.storage.digests import whole_digest

ROWS = 12_000
HEADER = (
    "student_id,school_year,term,course_code,course_title,mark,credits_attempted,credits_earned,"
    "subject\n"
)
FORKS = pytest.mark.skipif(sys.platform == "win32", reason="forks")


@pytest.fixture
def district(made_sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A district that nobody has open."""
    monkeypatch.setattr(imports, "_large_cache", _small_cache)
    file = tmp_path / "sample.cte"
    shutil.copy(made_sample, file)
    shutil.copy(f"{made_sample}.keys", f"{file}.keys")
    return file


@pytest.fixture
def record(district: Path, tmp_path: Path) -> Path:
    """A file of many rows about the students of the district."""
    with Database.open(district, writable=False) as database, database.reading() as tx:
        seniors = "SELECT student_id FROM student WHERE grade_level = 12"
        ids = tx.connection.exec_driver_sql(seniors).scalars().all()
    file = tmp_path / "record.csv"
    rows = (
        f"{ids[n % len(ids)]},2024-25,fall,ZZ{n},{'Title ' * 30},B,5,5,elective"
        for n in range(ROWS)
    )
    file.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    return file


def _digest(district: Path) -> str:
    with Database.open(district, writable=False) as database:
        return whole_digest(database)


@contextlib.contextmanager
def _small_cache(tx: Transaction) -> Iterator[None]:
    """Stand in for the large cache of imports: pages go to the disk early."""
    tx.connection.exec_driver_sql("PRAGMA cache_size = -1000")
    yield


def _desk(district: Path) -> Desk:
    return open_desk(district, None, CLOCK, actor="A. Lee", writable=True)


def _import_until(district: Path, file: Path, reached: int, tell: Callable[[], None]) -> None:
    """Import, and stop for ever at the told row of that number; 0 is after the last row."""
    told = 0

    def stop(*_: object) -> None:
        tell()
        time.sleep(60)

    def progress(_file: str, _rows: int) -> None:
        nonlocal told
        told += 1
        if told == reached:
            stop()

    with pytest.MonkeyPatch.context() as patched:
        if not reached:
            patched.setattr(importing, "keep_report", stop)
        import_paths(_desk(district), [file], back_up=False, progress=progress)


@FORKS
@pytest.mark.parametrize("reached", [1, 2, 0])
def test_a_killed_import_leaves_nothing(district: Path, record: Path, reached: int) -> None:
    before = _digest(district)
    reading, writing = os.pipe()

    def tell() -> None:
        os.write(writing, b".")

    child = start_child(lambda: _import_until(district, record, reached, tell))
    assert os.read(reading, 1) == b"."
    spilled = Path(f"{district}-wal").stat().st_size
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert reached or spilled > 1_000_000
    assert _digest(district) == before
    assert check_database(district) == ()
    with contextlib.closing(_desk(district)) as desk:
        assert import_paths(desk, [record], back_up=False).files[0].accepted == ROWS


@FORKS
def test_an_import_without_room_on_the_disk_leaves_nothing(district: Path, record: Path) -> None:
    before = _digest(district)

    def work() -> None:
        import resource

        desk = _desk(district)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
        with pytest.raises(KnownError) as caught:
            import_paths(desk, [record], back_up=False)
        assert caught.value.code in ("disk_full", "disk_error")

    in_child(work)
    assert _digest(district) == before
    assert check_database(district) == ()


def test_an_import_of_a_file_that_changes_meanwhile_leaves_nothing(
    district: Path, record: Path
) -> None:
    before = _digest(district)

    def grow(_file: str, _rows: int) -> None:
        with record.open("a", encoding="utf-8") as stream:
            stream.write("one more\n")

    with contextlib.closing(_desk(district)) as desk, pytest.raises(KnownError) as caught:
        import_paths(desk, [record], back_up=False, progress=grow)
    assert caught.value.code == "file_changed"
    assert _digest(district) == before


def test_an_import_that_a_person_cancels_leaves_nothing(district: Path, record: Path) -> None:
    before = _digest(district)

    def cancel(_file: str, _rows: int) -> None:
        raise InterruptedError

    with contextlib.closing(_desk(district)) as desk, pytest.raises(InterruptedError):
        import_paths(desk, [record], back_up=False, progress=cancel)
    assert _digest(district) == before


def _cancelled_at(moment: int) -> tuple[Callable[[str, int], None], list[int]]:
    """Progress that cancels when it is told for the time of that number, and what it was told."""
    told: list[int] = []

    def progress(_file: str, rows: int) -> None:
        told.append(rows)
        if len(told) == moment:
            raise InterruptedError

    return progress, told


def test_an_import_can_be_cancelled_until_its_commit(
    district: Path, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_progress, "_LOOK_AGAIN", 0)
    before = _digest(district)
    with contextlib.closing(_desk(district)) as desk:
        watched, told = _cancelled_at(0)
        preview_import(desk, [record], progress=watched)
        assert told.count(ROWS) > 5  # also while the last rows are applied and looked over
        for moment in (1, len(told) // 2, len(told) - 1):
            with pytest.raises(InterruptedError):
                preview_import(desk, [record], progress=_cancelled_at(moment)[0])
        stopped = _cancelled_at(len(told) - 1)[0]
        with pytest.raises(InterruptedError):
            import_paths(desk, [record], back_up=False, progress=stopped)
        assert whole_digest(desk.database) == before
        assert import_paths(desk, [record], back_up=False).files[0].accepted == ROWS
