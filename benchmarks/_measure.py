"""What every benchmark shares: the median of some runs, the line it prints, the big district."""

from __future__ import annotations

import gc
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.sampling import make_sample_district
from cte_desktop.system.clock import Clock

TODAY = date(2026, 11, 21)
STUDENTS = 22_000


def median_seconds(work: Callable[[], object], runs: int = 5) -> float:
    """Return the median time of `work`, after one run that doesn't count."""
    work()
    times = []
    for _ in range(runs):
        gc.collect()
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def tell(name: str, ours: float, yardstick: float, target: str, unit: str = "ms") -> None:
    """Print one line: name, ours, yardstick, ratio, target. Times are given in seconds."""
    factor = {"ms": 1000.0, "s": 1.0, "MB": 1.0}[unit]
    ratio = f"{ours / yardstick:.2f}x" if yardstick else "-"
    other = f"{yardstick * factor:.2f} {unit}" if yardstick else "-"
    print(f"{name:<34}  {ours * factor:>9.2f} {unit}  {other:>12}  {ratio:>7}  {target}")


def loop_seconds() -> float:
    """Return the time of a fixed loop of plain Python, by which machines are compared."""

    def loop() -> int:
        total = 0
        for number in range(200_000):
            total += number % 7
        return total

    return median_seconds(loop)


def big_district() -> Desk:
    """Open the sample district of 22,000 students, made once for all benchmarks of a machine."""
    file = kept_folder() / f"district-{STUDENTS}.cte"
    if not file.exists():
        make_sample_district(file, Clock(TODAY), students=STUDENTS)
    return open_desk(file, None, Clock(TODAY), actor="benchmark", writable=False)


def kept_folder() -> Path:
    """Return where what takes long to make is kept: CTE_BENCH_FOLDER, or a temporary folder."""
    folder = Path(os.environ.get("CTE_BENCH_FOLDER") or Path(tempfile.gettempdir()) / "cte-bench")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
