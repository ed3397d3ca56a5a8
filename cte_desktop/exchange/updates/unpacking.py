"""Unpacking an update into a folder: whole, or not at all."""

from __future__ import annotations

import gzip
import os
import shutil
import tarfile
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from cte_desktop.exchange.updates.manifest import MOST_BYTES, damaged_update
from cte_desktop.exchange.updates.package import UpdatePackage, opened, pieces
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable

ARCHIVE = ".tar.gz"
"""The ending of the archive in which Linux gets its folder; the installer in it is `INSTALLER`."""
INSTALLER = "install.sh"
_MARGIN_BYTES = 64 << 20
_UNPACKED_TIMES = 4  # an archive may become so much larger


def unpack(
    package: UpdatePackage,
    folder: Path,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Path:
    """Unpack an update into `folder`, which takes the place of an older one; return what to start.

    Every byte is compared with its digest once more. Known errors: update_no_room and
    update_damaged; nothing is left of it then.
    """
    part = folder.with_name(f"{folder.name}.part")
    try:
        _require_room(package, folder.parent)
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        _write_files(package, part, progress)
        installer = _installer(package, part)
        shutil.rmtree(folder, ignore_errors=True)
        part.rename(folder)
    except OSError as error:
        raise _no_room(folder.parent, error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return folder / installer


def _write_files(package: UpdatePackage, part: Path, progress: Callable[[int, int], None]) -> None:
    manifest, done = package.manifest, 0
    with opened(package.path) as content:
        for file in manifest.files:
            with (part / file.name).open("xb") as out:
                for piece in pieces(content, file):
                    out.write(piece)
                    done += len(piece)
                    progress(done, manifest.size)
                out.flush()
                os.fsync(out.fileno())


def _installer(package: UpdatePackage, part: Path) -> Path:
    """Return what is started, below the folder; an archive is opened and goes."""
    name = package.manifest.installer
    if not name.endswith(ARCHIVE):
        return Path(name)
    _open_archive(part / name, part)
    (part / name).unlink()
    found = sorted(part.glob(f"*/{INSTALLER}"))
    if len(found) != 1:
        raise damaged_update()
    return found[0].relative_to(part)


def _open_archive(archive: Path, into: Path) -> None:
    """Extract files, folders and links that stay inside; anything else is refused whole."""
    total = 0
    try:
        with tarfile.open(archive, "r:gz") as tar:
            members: list[tarfile.TarInfo] = []
            links: set[PurePosixPath] = set()
            for member in tar:
                total += member.size
                if not _stays_inside(member, links) or total > MOST_BYTES:
                    raise damaged_update()
                members.append(member)
            if hasattr(tarfile, "data_filter"):
                tar.extractall(into, members, filter="data")
            else:
                tar.extractall(into, members)  # noqa: S202 - each member was looked at above
    except (tarfile.TarError, EOFError, ValueError, zlib.error, gzip.BadGzipFile) as error:
        raise damaged_update() from error


def _stays_inside(member: tarfile.TarInfo, links: set[PurePosixPath]) -> bool:
    """Say whether a member, and what it links to, lies in the folder whatever the links before it
    lead to: it lies below none of them, and goes up at the beginning of its way alone. A link is
    added to `links`.
    """
    if not (member.isfile() or member.isdir() or member.issym()):
        return False
    place = PurePosixPath(member.name)
    if place.is_absolute() or ".." in place.parts or "\\" in member.name:
        return False
    if links.intersection(place.parents):
        return False
    if not member.issym():
        return True
    links.add(place)
    target = PurePosixPath(member.linkname)
    up = next((at for at, step in enumerate(target.parts) if step != ".."), len(target.parts))
    if target.is_absolute() or ".." in target.parts[up:]:
        return False
    return up < len(place.parts)


def _require_room(package: UpdatePackage, near: Path) -> None:
    """Refuse to begin where the disk has less room than the update needs."""
    while not near.exists() and near != near.parent:
        near = near.parent
    need = package.manifest.size * _UNPACKED_TIMES + _MARGIN_BYTES
    if shutil.disk_usage(near).free < need:
        raise _no_room(near)


def _no_room(folder: Path, error: OSError | None = None) -> KnownError:
    reason = "" if error is None else error.strerror or type(error).__name__
    return KnownError(
        "update_no_room",
        "The update can't be unpacked in {folder}: the disk is full or can't be written.",
        kept="Nothing was changed; the program and the database are as they were.",
        do="Free some space on the disk and try again.",
        folder=folder,
        reason=reason,
    )
