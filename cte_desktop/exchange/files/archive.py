"""The members of a zip archive, looked at before anything is unpacked (`safety.md`, Input)."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path, PurePosixPath

from cte_desktop.exchange.files.source import Source, damaged, fingerprint, unreadable
from cte_desktop.exchange.files.workbook_faults import damaged_workbook
from cte_desktop.exchange.files.workbook_formats import (
    WORKBOOK_ENDINGS,
    ZIP_STARTS,
    workbook_format,
)
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop

MOST_MEMBERS = 2_000
MOST_BYTES = 200 * 1024 * 1024
MOST_RATIO = 200  # unpacked to packed
LIMITS: dict[str, object] = {
    "members": f"{MOST_MEMBERS:,}",
    "megabytes": MOST_BYTES // 1024 // 1024,
    "ratio": MOST_RATIO,
}
_SMALL = 64 * 1024  # a tiny file of zeros may well pack better


def is_archive(path: Path) -> bool:
    """Tell whether a file begins as a zip archive does, and is no workbook or other document."""
    try:
        with path.open("rb") as stream:
            if stream.read(4) not in ZIP_STARTS:
                return False
            stream.seek(0)
            return not workbook_format(stream)
    except OSError as error:
        raise unreadable(path.name) from error


def members(path: Path) -> list[Source]:
    """Return the files in an archive; a known error for a damaged or dishonest one."""
    state = fingerprint(path)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except OSError as error:
        raise unreadable(path.name) from error
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError) as error:
        if path.suffix.lower() in WORKBOOK_ENDINGS:
            raise damaged_workbook(path.name) from error
        raise damaged(path.name) from error
    fault = fault_of(entries)
    if fault:
        raise _refused(path, fault)
    return [
        Source(path, f"{path.name}/{entry.filename}", entry.filename, state)
        for entry in entries
        if not entry.is_dir()
    ]


def fault_of(entries: list[zipfile.ZipInfo]) -> str:
    """Return what makes an archive one that is not unpacked, or "".

    A sentence with places for {file} and those of `LIMITS`.
    """
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_MEMBERS:
        return noop("{file} has more than {members} files inside.")
    if unpacked > MOST_BYTES:
        return noop("{file} is larger than {megabytes} MB unpacked.")
    if _swells(unpacked, packed) or any(_swells(e.file_size, e.compress_size) for e in entries):
        return noop("{file} unpacks to more than {ratio} times its size, which no export does.")
    if any(entry.flag_bits & 0x1 for entry in entries):
        return noop("{file} is locked with a password.")
    if any(_leads_out(entry) for entry in entries):
        return noop("{file} has links inside, or names files outside itself.")
    if len({entry.filename for entry in entries}) < len(entries):
        return noop("{file} holds two files of the same name.")
    return ""


def _swells(unpacked: int, packed: int) -> bool:
    return unpacked > _SMALL and unpacked > MOST_RATIO * max(packed, 1)


def _leads_out(entry: zipfile.ZipInfo) -> bool:
    """Tell whether a member is a link or lies outside the archive's folder."""
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return (
        path.is_absolute()
        or ".." in path.parts
        or ":" in entry.filename
        or kind not in {0, stat.S_IFREG, stat.S_IFDIR}
    )


def _refused(path: Path, fault: str) -> KnownError:
    return KnownError(
        "archive_refused",
        fault,
        kept=noop("Nothing was unpacked or imported."),
        do=noop("Unpack it yourself, look at what is in it, and import the folder."),
        file=path.name,
        **LIMITS,
    )
