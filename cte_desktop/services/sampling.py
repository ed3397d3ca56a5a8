"""The sample district: written as plain files, then imported the ordinary way."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from cte_desktop.exchange.sample.district import DEFAULT_STUDENTS, MOST_STUDENTS
from cte_desktop.exchange.sample.write import write_sample
from cte_desktop.services.districts import new_district
from cte_desktop.services.importing import import_paths
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from cte_desktop.system.clock import Clock

SEED = 1
SAMPLE_YEARS = range(2000, 2101)  # students are born, enter and graduate around today
DISTRICT_SIZE = DEFAULT_STUDENTS


def write_sample_files(
    folder: Path,
    today: date,
    *,
    students: int = DISTRICT_SIZE,
    seed: int = SEED,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Path, ...]:
    """Write the files of a sample district: the same for the same size, seed and day."""
    if not 1 <= students <= MOST_STUDENTS:
        raise WrongCall(
            "bad_size",
            "A sample district has 1 to {most} students.",
            most=f"{MOST_STUDENTS:,}",
        )
    if today.year not in SAMPLE_YEARS:
        raise WrongCall(
            "bad_today",
            "A sample district needs a day in the years {first} to {last}.",
            first=SAMPLE_YEARS[0],
            last=SAMPLE_YEARS[-1],
        )
    try:
        return write_sample(folder, students=students, seed=seed, today=today, progress=progress)
    except OSError as error:
        raise KnownError(
            "folder_not_writable",
            "The sample can't be written into {folder}.",
            do="Choose a folder that you may write to, on a disk with space.",
            folder=folder,
        ) from error


def make_sample_district(
    file: Path,
    clock: Clock,
    *,
    students: int = DISTRICT_SIZE,
    seed: int = SEED,
    progress: Callable[[int, int, str], None] | None = None,
) -> None:
    """Make a database without a passphrase and import a sample district into it.

    It is made in a folder of its own and moved to its place at the end: a sample that was cancelled
    or cut short is never taken for a whole one. `progress(done, total, text)` may raise to cancel.
    """
    if file.exists():
        raise KnownError("exists", "{file} exists already.", kept="It was not touched.", file=file)
    fresh = file.with_name(f"{file.name}-in-the-making")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        with tempfile.TemporaryDirectory(prefix="cte-sample-") as folder:
            paths = _told_files(Path(folder), clock, students, seed, progress)
            fresh.mkdir(parents=True)
            desk = new_district(fresh / file.name, None, clock, actor="sample")
            try:
                import_paths(desk, paths, back_up=False, progress=_told_import(paths, progress))
            finally:
                desk.close()
        # The database last: where it stands, its key file stands too.
        for made in sorted(fresh.iterdir(), key=lambda path: path.name == file.name):
            made.replace(file.with_name(made.name))
    except OSError as error:
        raise KnownError(
            "folder_not_writable",
            "The sample can't be written into {folder}.",
            do="Choose a folder that you may write to, on a disk with space.",
            folder=file.parent,
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _told_files(
    folder: Path,
    clock: Clock,
    students: int,
    seed: int,
    progress: Callable[[int, int, str], None] | None,
) -> tuple[Path, ...]:
    def told(done: int, total: int) -> None:
        if progress is not None:
            progress(done, total, tr("Inventing a sample district…"))

    return write_sample_files(folder, clock.today(), students=students, seed=seed, progress=told)


def _told_import(
    paths: Sequence[Path], progress: Callable[[int, int, str], None] | None
) -> Callable[[str, int], None]:
    """Return what adds the rows of file after file up, for one bar over all of them."""
    total = sum(path.read_bytes().count(b"\n") for path in paths)
    done: dict[str, int] = {}

    def told(file: str, rows: int) -> None:
        done[file] = rows
        if progress is not None:
            progress(min(sum(done.values()), total), total, tr("Importing the sample district…"))

    return told
