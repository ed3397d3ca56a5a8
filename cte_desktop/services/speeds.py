"""How quick the program is on this computer: measured when somebody asks, for the window About."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from cte_desktop.services.cases import open_case_of
from cte_desktop.services.students import list_students
from cte_desktop.storage.files import write_file
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cte_desktop.services.desk import Desk

PIECE_BYTES = 4096
TIMES = 5


@dataclass(frozen=True, slots=True)
class Speeds:
    """What a few things take, in milliseconds; the median of several times.

    `disk` is a small file until it is safely on the disk, None where nothing can be written;
    `everybody` the list of all students; `one` a student with plan and audits, None without any.
    """

    students: int
    everybody: float
    one: float | None
    disk: float | None


def measure_speeds(desk: Desk) -> Speeds:
    """Measure; nothing of it stays."""
    lines = list_students(desk)
    some = lines[len(lines) // 2].uid if lines else ""
    folder = None if desk.database.path is None else desk.database.path.parent
    return Speeds(
        len(lines),
        _median(lambda: list_students(desk)),
        _median(lambda: open_case_of(desk, some)) if some else None,
        None if folder is None else _disk(folder),
    )


def _disk(folder: Path) -> float | None:
    file = folder / ".how-quick"
    content = b"\0" * PIECE_BYTES
    with suppress(KnownError, OSError):  # a folder that can't be written has no speed
        try:
            return _median(lambda: write_file(file, content))
        finally:
            file.unlink(missing_ok=True)
    return None


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(TIMES):
        begun = perf_counter()
        work()
        times.append(perf_counter() - begun)
    return sorted(times)[TIMES // 2] * 1000
