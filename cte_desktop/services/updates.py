"""Updating the program from a file: looked at whole, the database backed up, then unpacked.

The program itself changes nothing of itself: once it has ended, the installer of the update does.
No network is asked.
"""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop import __version__
from cte_desktop.exchange.updates.package import UpdatePackage, read_package
from cte_desktop.exchange.updates.unpacking import unpack
from cte_desktop.services.backups import Made, back_up
from cte_desktop.storage.backup import BEFORE_UPDATE, remove_backup
from cte_desktop.storage.upgrade import HEAD
from cte_desktop.system import paths
from cte_desktop.system.errors import KnownError
from cte_desktop.system.updates import (
    LOG_NAME,
    install_when_ended,
    is_newer,
    platform_name,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cte_desktop.services.desk import Desk

    Told = Callable[[int, int], None]

KEY_NAME = "update_key.pem"
ENDING = ".cte-update"


@dataclass(frozen=True, slots=True)
class Update:
    """An update that suits this computer, checked whole."""

    package: UpdatePackage
    version: str
    present: str

    @property
    def size(self) -> int:
        """The bytes that it unpacks to."""
        return self.package.manifest.size


@dataclass(frozen=True, slots=True)
class PreparedUpdate:
    """An update that is unpacked: `installer` is started once the program has ended."""

    version: str
    installer: Path
    backup: Made | None
    """None where no database was open."""


def look_at(
    file: Path,
    progress: Told = lambda _done, _of: None,
    *,
    key: bytes | None = None,
    present: str = __version__,
) -> Update:
    """Check an update file whole, and whether it suits this computer; writes nothing.

    `key` is the publisher's public key in PEM, the shipped one unless given. Known errors:
    update_unreadable, update_not_genuine, update_damaged, update_other_platform, update_not_newer,
    update_needs_step.
    """
    public = paths.resource(KEY_NAME).read_bytes() if key is None else key
    package = read_package(file, public, progress)
    _require_suitable(package, present)
    return Update(package, package.manifest.version, present)


def prepare(
    desk: Desk | None, update: Update, progress: Told = lambda _done, _of: None
) -> PreparedUpdate:
    """Back the database up, then unpack the update; raises `KnownError` with nothing half done.

    Without an open database, such as where a newer program wrote it, none is backed up: none is
    touched. Raises what `back_up` raises before anything is unpacked, such as disk_full or damaged;
    where nothing comes of the unpacking, the backup goes too, or each try would leave one.
    """
    made = None if desk is None else back_up(desk, BEFORE_UPDATE)
    folder = updates_folder()
    try:
        installer = unpack(update.package, folder / update.version, progress)
    except BaseException:
        _take_away(made)
        raise
    _remove_others(folder, update.version)
    return PreparedUpdate(update.version, installer, made)


def _take_away(made: Made | None) -> None:
    for path in () if made is None else (made.path, made.copy):
        if path is not None:
            remove_backup(path)


def install_at_end(prepared: PreparedUpdate) -> None:
    """Start the installer as soon as the program has ended; it must end now."""
    install_when_ended(prepared.installer, updates_folder() / LOG_NAME)


def said_by_installer() -> str:
    """Return the last line that the last installer wrote, "" if there is none."""
    try:
        text = (updates_folder() / LOG_NAME).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:300] if lines else ""


def remove_unpacked() -> None:
    """Remove what was unpacked of updates: the program is the new one."""
    shutil.rmtree(updates_folder(), ignore_errors=True)


def updates_folder() -> Path:
    """Return the folder of the person's own into which updates are unpacked."""
    return paths.data_folder() / "updates"


def _require_suitable(package: UpdatePackage, present: str) -> None:
    manifest, kept = package.manifest, "Nothing was changed."
    if manifest.platform != platform_name():
        raise KnownError(
            "update_other_platform",
            "This update is for another kind of computer ({theirs}; this one is {ours}).",
            kept=kept,
            do="Get the update for this kind of computer.",
            theirs=manifest.platform,
            ours=platform_name(),
        )
    if not is_newer(manifest.version, present):
        raise KnownError(
            "update_not_newer",
            "This update brings version {theirs}; version {ours} is installed already.",
            kept=kept,
            do="There is nothing to do.",
            theirs=manifest.version,
            ours=present,
        )
    if manifest.least_schema > HEAD:
        raise KnownError(
            "update_needs_step",
            "Version {theirs} can't read databases of version {ours}.",
            kept=kept,
            do="Install a version between the two first, and open the database with it.",
            theirs=manifest.version,
            ours=present,
        )


def _remove_others(folder: Path, version: str) -> None:
    """Remove what older updates left."""
    with contextlib.suppress(OSError):
        for other in folder.iterdir():
            if other.is_dir() and other.name != version:
                shutil.rmtree(other, ignore_errors=True)
