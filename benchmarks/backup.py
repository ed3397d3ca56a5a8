"""A backup of the district of 22,000 students, read back, beside a plain copy of its file; looking
a backup over, and the check that every opening makes of the tables.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path

from benchmarks._measure import TODAY, big_district, median_seconds, tell
from cte_desktop.storage.backup import make_backup, remove_backup, verify_backup
from cte_desktop.storage.connection import Access, connect
from cte_desktop.storage.key_file import keys_path
from cte_desktop.storage.keys import unlock
from cte_desktop.storage.lock import WriterLock
from cte_desktop.storage.own_schema import own_revision
from cte_desktop.system.clock import Clock


def main() -> None:
    """Measure with a copy of the district, so that its own backups stay as they are."""
    desk = big_district()
    source = desk.database.path
    desk.close()
    if source is None:
        raise RuntimeError("the district of a benchmark is a file")
    with tempfile.TemporaryDirectory(dir=source.parent) as folder:
        file = Path(folder) / source.name
        shutil.copyfile(source, file)
        shutil.copyfile(keys_path(source), keys_path(file))
        _measure(file, Path(folder))


def _measure(file: Path, folder: Path) -> None:
    key, copies = unlock(file, None), folder / "copies"
    lock = WriterLock(file)

    def back_up(*, exactly: bool) -> None:
        made = make_backup(file, key, copies, "manual", Clock(TODAY), exactly=exactly)
        remove_backup(made.path)

    copying = median_seconds(lambda: shutil.copyfile(file, folder / "plain"))
    backing = median_seconds(lambda: back_up(exactly=True))
    tell("backup of the district", backing, copying, "<= 0.3 s", "s")
    beside = median_seconds(lambda: back_up(exactly=False), runs=3)
    tell("  beside a writer at work", beside, copying, "-", "s")
    made = make_backup(file, key, copies, "manual", Clock(TODAY), exactly=True)
    reading = median_seconds(lambda: verify_backup(made, key), runs=3)
    tell("  read back, every page", reading, copying, "-", "s")
    lock.release()
    with contextlib.closing(connect(file, key, Access.READ)) as connection:
        looking = median_seconds(lambda: own_revision(file, connection))
        bare = median_seconds(
            lambda: connection.execute("SELECT sql FROM sqlite_schema").fetchall()
        )
    tell("tables compared at opening", looking, bare, "<= 2 ms")


if __name__ == "__main__":
    main()
