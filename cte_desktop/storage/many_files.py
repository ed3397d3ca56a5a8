"""Writing many files at once: all of them come to be, or none.

What a program that was ended in the middle left behind is tidied when the folder is next written
to: a file that it had set aside goes back to its place, the rest goes away.
"""

from __future__ import annotations

import contextlib
import re
import secrets
import shutil
import time
from typing import TYPE_CHECKING

from cte_desktop.storage.files import file_errors, flush_folder, write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path


_NAME = re.compile(r"\.[0-9a-f]{8}\.new")
_FORMER = ".former"
_LEFT_AFTER = 3600  # seconds without a file: nobody writes there any more


class Ready:
    """Files written beside their places: `put` moves them there, all or none."""

    def __init__(self, folder: Path, waiting: Path, names: list[str]) -> None:
        self._folder, self._waiting, self._names = folder, waiting, names
        self._moved: list[str] = []
        self.places = tuple(folder / name for name in names)

    def put(self) -> None:
        """Put the files in their places; a known error leaves the folder as it was."""
        with file_errors(self._folder):
            for name in self._names:
                place = self._folder / name
                if place.exists():
                    place.replace(self._former(name))
                self._moved.append(name)
                (self._waiting / name).replace(place)
            flush_folder(self._folder)

    def take_back(self) -> None:
        """Leave the folder as it was before `put`."""
        for name in reversed(self._moved):
            place = self._folder / name
            with contextlib.suppress(OSError):
                place.unlink(missing_ok=True)
                if self._former(name).exists():
                    self._former(name).replace(place)
        self._moved.clear()

    def _former(self, name: str) -> Path:
        return self._waiting / f"{name}{_FORMER}"


@contextlib.contextmanager
def files_ready(
    folder: Path, files: Iterable[tuple[str, bytes]], progress: Callable[[int], None] | None = None
) -> Iterator[Ready]:
    """Write files beside their places; the block puts them there as the last thing it does.

    `progress` is told how many are written; what it raises, a known error of the disk, or whatever
    ends the block leaves the folder as it was.
    """
    _tidy(folder)
    waiting = folder / f".{secrets.token_hex(4)}.new"
    with file_errors(folder):
        waiting.mkdir()
    try:
        names: list[str] = []
        for number, (name, content) in enumerate(files, 1):
            write_file(waiting / name, content)
            names.append(name)
            if progress is not None:
                progress(number)
        ready = Ready(folder, waiting, names)
        try:
            yield ready
        except BaseException:
            ready.take_back()
            raise
    finally:
        shutil.rmtree(waiting, ignore_errors=True)


def _tidy(folder: Path) -> None:
    """Clear away what was left in a folder by a program that was ended; what can't be, stays."""
    with contextlib.suppress(OSError):
        for left in [one for one in folder.iterdir() if _NAME.fullmatch(one.name)]:
            with contextlib.suppress(OSError):
                if left.is_dir() and time.time() - left.stat().st_mtime > _LEFT_AFTER:
                    _put_back(left, folder)
                    shutil.rmtree(left)


def _put_back(left: Path, folder: Path) -> None:
    """Put files back that were set aside for others that never came."""
    for former in left.glob(f"*{_FORMER}"):
        place = folder / former.name.removesuffix(_FORMER)
        if not place.exists():
            former.replace(place)
