"""Writing many files at once: all of them come to be, or none."""

from __future__ import annotations

import contextlib
import secrets
import shutil
from typing import TYPE_CHECKING

from cte_desktop.storage.files import file_errors, flush_folder, write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path


@contextlib.contextmanager
def files_ready(
    folder: Path, files: Iterable[tuple[str, bytes]], progress: Callable[[int], None] | None = None
) -> Iterator[tuple[Path, ...]]:
    """Write files beside their places, and put them there if the block ends well.

    Yields where they will stand. `progress` is told how many are written; what it raises, or a
    known error of the disk, leaves the folder as it was.
    """
    waiting = folder / f".{secrets.token_hex(4)}.new"
    with file_errors(waiting):
        waiting.mkdir()
    try:
        names: list[str] = []
        for number, (name, content) in enumerate(files, 1):
            write_file(waiting / name, content)
            names.append(name)
            if progress is not None:
                progress(number)
        yield tuple(folder / name for name in names)
        with file_errors(folder):
            for name in names:
                (waiting / name).replace(folder / name)
            flush_folder(folder)
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
