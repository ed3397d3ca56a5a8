"""One writer per database, and where a database must not lie.

The lock is the operating system's own on a small file beside the database, so a program that died
never leaves it locked; the file says who holds it (process and computer), for the sentence the
second one gets. Readers need no lock.
"""

from __future__ import annotations

import contextlib
import os
import platform
import sys
from typing import TYPE_CHECKING

from cte_desktop.storage.files import known_file_error
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FAR_BYTE = 1 << 30
"""Windows locks bytes against reading too, so a byte far behind the text is locked."""


class WriterLock:
    """The right to write one database, held until `release` or the end of the process."""

    def __init__(self, database: Path) -> None:
        """Take the lock of `database`; a known error `locked` names who has it.

        Others say that nothing can be written there: read_only, disk_full, no_folder.
        """
        self._path = lock_path(database)
        self._descriptor = _open_locked(self._path, database)
        try:
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, f"{os.getpid()} {platform.node()}\n".encode())
        except OSError as error:  # most likely a full disk
            self.release()
            raise known_file_error(database, error) from error

    def release(self) -> None:
        """Let others write; a second call does nothing."""
        if self._descriptor < 0:
            return
        descriptor, self._descriptor = self._descriptor, -1
        if sys.platform == "win32":
            os.close(descriptor)
            with contextlib.suppress(OSError):
                self._path.unlink()
            return
        with contextlib.suppress(OSError):
            self._path.unlink()
        os.close(descriptor)


def lock_path(database: Path) -> Path:
    """Return the file whose lock stands for the right to write `database`, by whatever link."""
    place = database.resolve()
    return place.with_name(place.name + ".lock")


def _open_locked(path: Path, database: Path) -> int:
    while True:
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise known_file_error(database, error) from error
        if not _try_lock(descriptor):
            holder = _holder(descriptor)
            os.close(descriptor)
            raise _locked(database, holder)
        if _still_named(path, descriptor):
            return descriptor
        os.close(descriptor)  # its holder removed the file while we waited: take the new one


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _FAR_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _still_named(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except OSError:
        return False


def _holder(descriptor: int) -> tuple[str, str]:
    os.lseek(descriptor, 0, os.SEEK_SET)
    with contextlib.suppress(OSError):
        words = os.read(descriptor, 300).decode("utf-8", "replace").split()
        if len(words) == 2:
            return words[0], words[1]
    return "", ""


def _locked(database: Path, holder: tuple[str, str]) -> KnownError:
    process, computer = holder
    kept = "Nothing was changed."
    do = "Close the other one first. Reading (audit, check) works beside it."
    if not process:
        return KnownError(
            "locked", "{file} is open in another program.", kept=kept, do=do, file=database
        )
    return KnownError(
        "locked",
        "{file} is open in another program (process {process} on {computer}).",
        kept=kept,
        do=do,
        file=database,
        process=process,
        computer=computer,
    )
