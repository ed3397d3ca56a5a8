"""Import 22,000 students and some 830,000 record rows, checked and undoable.

Yardstick: `csv.reader` into `executemany`, with the index, into SQLCipher with WAL and FULL. It
checks nothing, knows no identities and can't be taken back.
"""

from __future__ import annotations

import csv
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2

from benchmarks._measure import STUDENTS, TODAY, kept_folder, tell
from cte_desktop.services.districts import new_district
from cte_desktop.services.importing import import_paths
from cte_desktop.services.previewing import preview_import
from cte_desktop.services.sampling import write_sample_files
from cte_desktop.system.clock import Clock

FILES = ("students.csv", "record.csv")
IDENTITIES = {
    "students": "student_id",
    "record": "student_id, school_year, term, course_code, section_id, school",
}
RUNS = 3


def main() -> None:
    """Measure the import of a new district, then of the same files again, then its preview."""
    paths = _sample_files()
    with tempfile.TemporaryDirectory() as folder:
        theirs = _median(lambda run: _plain_copy(paths, Path(folder) / f"plain-{run}.db"))
        seconds = [_import_twice(paths, Path(folder) / f"ours-{run}.cte") for run in range(RUNS)]
    first, again, looked = (statistics.median(times) for times in zip(*seconds, strict=True))
    tell("import: a new district", first, theirs, "<= 2.5x", "s")
    tell("import: the same files again", again, theirs, "<= 2.5x", "s")
    tell("preview: the same files again", looked, theirs, "<= 2.5x", "s")


def _sample_files() -> tuple[Path, ...]:
    """Return the files of the sample district, made once for all runs on a machine."""
    made = kept_folder() / f"files-{STUDENTS}-{TODAY}"
    if not made.exists():
        making = made.with_name(f"{made.name}-making")
        write_sample_files(making, TODAY, students=STUDENTS)
        making.replace(made)
    return tuple(made / name for name in FILES)


def _median(work: Callable[[int], float]) -> float:
    return statistics.median(work(run) for run in range(RUNS))


def _import_twice(paths: tuple[Path, ...], file: Path) -> tuple[float, float, float]:
    desk = new_district(file, None, Clock(TODAY), actor="benchmark")
    first, again = (_seconds(lambda: import_paths(desk, paths, back_up=False)) for _ in range(2))
    looked = _seconds(lambda: preview_import(desk, paths))
    desk.close()
    return first, again, looked


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _plain_copy(paths: tuple[Path, ...], file: Path) -> float:
    connection = dbapi2.connect(file, isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{'ab' * 32}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    begun = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for path in paths:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = csv.reader(stream)
            columns = next(rows)
            connection.execute(f"CREATE TABLE {path.stem} ({', '.join(columns)})")
            connection.execute(
                f"CREATE UNIQUE INDEX ix_{path.stem} ON {path.stem} ({IDENTITIES[path.stem]})"
            )
            marks = ", ".join("?" * len(columns))
            connection.executemany(f"INSERT INTO {path.stem} VALUES ({marks})", rows)  # noqa: S608
    connection.execute("COMMIT")
    seconds = time.perf_counter() - begun
    connection.close()
    return seconds


if __name__ == "__main__":
    main()
