"""The members of a zip archive, looked at before anything is unpacked (`safety.md`, Input)."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path, PurePosixPath

from cte_desktop.exchange.source import Source, fingerprint, unreadable
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop

MOST_MEMBERS = 2_000
MOST_BYTES = 200 * 1024 * 1024
MOST_RATIO = 200  # unpacked to packed
_SMALL = 64 * 1024  # a tiny file of zeros may well pack better


def is_archive(path: Path) -> bool:
    """Tell whether a file begins as a zip archive does."""
    try:
        with path.open("rb") as stream:
            return stream.read(4) in {b"PK\x03\x04", b"PK\x05\x06"}
    except OSError as error:
        raise unreadable(path.name) from error


def members(path: Path) -> list[Source]:
    """Return the files in an archive; a known error for a damaged or dishonest one."""
    state = fingerprint(path)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (OSError, zipfile.BadZipFile, EOFError, ValueError, NotImplementedError) as error:
        raise unreadable(path.name) from error
    names = {entry.filename for entry in entries}
    if "[Content_Types].xml" in names:
        raise workbook(path.name)
    if len(entries) > MOST_MEMBERS or len(names) < len(entries):
        raise _refused(path)
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > MOST_BYTES or (unpacked > _SMALL and unpacked > MOST_RATIO * max(packed, 1)):
        raise _refused(path)
    if any(_is_strange(entry) for entry in entries):
        raise _refused(path)
    return [
        Source(path, f"{path.name}/{entry.filename}", entry.filename, state)
        for entry in entries
        if not entry.is_dir()
    ]


def workbook(name: str) -> KnownError:
    """Return the error of a spreadsheet workbook, which this version does not read."""
    return KnownError(
        "workbook",
        noop("{file} is a spreadsheet workbook, which this version can't read."),
        kept=noop("Nothing was imported."),
        do=noop("Save the sheet as CSV (UTF-8) and import that."),
        file=name,
    )


def _is_strange(entry: zipfile.ZipInfo) -> bool:
    """Tell whether a member is a link, encrypted, overpacked or outside the archive's folder."""
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return (
        path.is_absolute()
        or ".." in path.parts
        or ":" in entry.filename
        or kind not in {0, stat.S_IFREG, stat.S_IFDIR}
        or bool(entry.flag_bits & 0x1)
        or (entry.file_size > _SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1))
    )


def _refused(path: Path) -> KnownError:
    return KnownError(
        "archive_refused",
        noop("{file} is too large unpacked, locked, or names files outside itself."),
        kept=noop("Nothing was unpacked or imported."),
        do=noop("Unpack it yourself, look at what is in it, and import the folder."),
        file=path.name,
    )
