"""Writing many files at once: all of them come to be, or none.

What a program that was ended in the middle left behind is tidied when the folder is next written
to: a file that it had set aside goes back to its place, the rest goes away.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cte_desktop.storage.files import file_errors, flush_folder, write_file
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path


_NAME = re.compile(r"\.[0-9a-f]{8}\.new")
_FORMER = ".former"
_LEFT_AFTER = 3600  # seconds without a file: nobody writes there any more


class Ready:
    """Files written beside their places: `put` moves them there, all or none.

    `make_sure` says before that what would keep them from there, as far as it can be known.
    """

    def __init__(self, folder: Path, waiting: Path, names: list[str]) -> None:
        self._folder, self._waiting, self._names = folder, waiting, names
        self._moved: list[str] = []
        self.places = tuple(folder / name for name in names)

    def make_sure(self) -> None:
        """Keep what the files are to replace, and raise what the folder refuses already now."""
        for place in self.places:
            with file_errors(place):
                self._keep_former(place)
        with file_errors(self._folder):
            flush_folder(self._folder)

    def put(self) -> None:
        """Put the files in their places; a known error leaves the folder as it was."""
        try:
            for place in self.places:
                with file_errors(place):
                    self._keep_former(place)
                    self._moved.append(place.name)
                    (self._waiting / place.name).replace(place)
            with file_errors(self._folder):
                flush_folder(self._folder)
        except BaseException:
            self.take_back()
            raise

    def take_back(self) -> None:
        """Leave the folder as it was before `put`."""
        for name in reversed(self._moved):
            place = self._folder / name
            with contextlib.suppress(OSError):
                if self._former(name).exists():
                    self._former(name).replace(place)
                else:
                    place.unlink(missing_ok=True)
        self._moved.clear()

    def _keep_former(self, place: Path) -> None:
        """Keep the file that is in a place under another name; it stays in its place until then."""
        former = self._former(place.name)
        if former.exists() or not place.exists():
            return
        if os.name == "nt":
            with place.open("rb+"):
                pass  # what another program shows can't be replaced there
        try:
            os.link(place, former)
        except OSError:  # a stick knows no second names
            shutil.copy2(place, former)

    def _former(self, name: str) -> Path:
        return self._waiting / f"{name}{_FORMER}"


@contextlib.contextmanager
def files_ready(
    folder: Path, files: Iterable[tuple[str, bytes]], progress: Callable[[int], None] | None = None
) -> Iterator[Ready]:
    """Write files beside their places; the block puts them there as the last thing it does.

    Files that come one by one are written one by one, so that thousands need no room in memory.
    `progress` is told how many are written; what it raises, a known error of the disk, or whatever
    ends the block leaves the folder as it was.
    """
    _tidy(folder)
    waiting = folder / f".{secrets.token_hex(4)}.new"
    first = folder / files[0][0] if isinstance(files, Sequence) and files else folder
    with file_errors(first):
        waiting.mkdir()
    try:
        names: list[str] = []
        for number, (name, content) in enumerate(files, 1):
            _write(waiting, folder / name, content)
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


def _write(waiting: Path, place: Path, content: bytes) -> None:
    """Write a file that waits for its place; what the disk refuses is said of that place."""
    try:
        write_file(waiting / place.name, content)
    except KnownError as error:
        error.values["file"] = place
        raise


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
