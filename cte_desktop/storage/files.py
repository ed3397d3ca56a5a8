"""The one writer for everything the user relies on: PDF, export, backup, key file.

The bytes go to a temporary file in the same folder, are flushed to the disk, read back and
compared; only then does the file take the place of the old one, and the folder is flushed too. A
full disk or a power cut at any moment leaves the old file whole.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import hashlib
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK_BYTES = 1 << 20
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)


class _Hashing:
    """A binary file that is only written to, and the digest of what went in."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def write(self, content: bytes) -> int:
        self.digest.update(content)
        return self._file.write(content)


def write_file(path: Path, content: bytes, *, mode: int = 0o666) -> str:
    """Put `content` at `path`; returns its SHA-256. A known error leaves what was there.

    `mode` says who may read and write it at most, from its first byte on.
    """
    with replacing(path, mode=mode) as file:
        file.write(content)
        return file.digest.hexdigest()


@contextlib.contextmanager
def replacing(path: Path, *, mode: int = 0o666) -> Iterator[_Hashing]:
    """Open a file that takes the place of `path` if the block ends well, and vanishes otherwise."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    with file_errors(path):
        try:
            with open(fresh, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
                hashing = _Hashing(file)
                yield hashing
                file.flush()
                os.fsync(file.fileno())
            if digest_of(fresh) != hashing.digest.hexdigest():
                raise KnownError(
                    "write_not_verified",
                    "{file} was written, but reads back differently: don't trust this disk.",
                    kept="What was there before is untouched.",
                    do="Save to another disk.",
                    file=path,
                )
            fresh.replace(path)
            _make_name_sure(path)
        finally:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)


def _make_name_sure(path: Path) -> None:
    """Flush the folder of a file that has taken its place: there is no way back any more, so what
    the disk refuses is tried once more.
    """
    try:
        flush_folder(path.parent)
    except OSError:
        try:
            flush_folder(path.parent)
        except OSError as error:
            raise KnownError(
                "not_made_sure",
                "{file} was written, but the disk refused to make sure of it.",
                kept="It is there; a power cut could bring back what was there before.",
                do="Look at the file, and don't trust this disk.",
                file=path,
            ) from error


def remove_unfinished(path: Path) -> None:
    """Remove what killed programs left of writing `path`; nobody else may be writing it."""
    with contextlib.suppress(OSError):
        for left in path.parent.glob(f".{glob.escape(path.name)}.????????.new"):
            left.unlink(missing_ok=True)


@contextlib.contextmanager
def file_errors(path: Path) -> Iterator[None]:
    """Tell the machine's refusals to write `path` as known errors."""
    try:
        yield
    except OSError as error:
        raise known_file_error(path, error) from error


def known_file_error(path: Path, error: OSError) -> KnownError:
    """Return what the operating system's `error` about writing `path` means to the user."""
    untouched = "What was there before is untouched."
    if error.errno in _FULL:
        return KnownError(
            "disk_full",
            "There is no room left to write {file}.",
            kept=untouched,
            do="Free some space on the disk and try again.",
            file=path,
        )
    if error.errno in _DENIED:
        return KnownError(
            "read_only",
            "{file} can't be written: the folder or the file is read-only or in use.",
            kept=untouched,
            do="Choose another folder, or close the program that uses the file.",
            file=path,
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return KnownError(
            "no_folder",
            "{file} can't be written: its folder does not exist.",
            do="Make the folder first, or choose another.",
            file=path,
        )
    return KnownError(
        "not_written",
        "{file} can't be written: {reason}.",
        kept=untouched,
        do="Try again, or choose another folder.",
        file=path,
        reason=error.strerror or type(error).__name__,
    )


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def flush_file(path: Path) -> None:
    """Make sure that the content of a file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make sure that names given in a folder are on the disk (Windows does so by itself)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, and make sure that their names are on the disk.

    Without that a power cut may take a new folder away with all that was safely written in it.
    """
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for one in reversed(missing):
        flush_folder(one.parent)
