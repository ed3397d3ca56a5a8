"""Where a database must not lie: network shares and folders that a service synchronises.

Both break the promises SQLite's locks and log rest on; a file copied away in the middle of a
change is the classic way to lose a database.
"""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
from pathlib import Path

from cte_desktop.system.errors import KnownError

_SYNCED = re.compile(
    r"onedrive|dropbox|icloud ?drive|com~apple~clouddocs|mobile documents|cloudstorage"
    r"|google ?drive|my drive|box sync|nextcloud|owncloud|syncthing",
    re.IGNORECASE,
)
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_NETWORK_SYSTEMS = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "afpfs", "ncpfs"),
        *("webdav", "davfs", "fuse.davfs2", "fuse.sshfs", "fuse.rclone"),
    )
)
_DRIVE_REMOTE = 4


def refuse_shared_place(database: Path) -> None:
    """Raise a known error if `database` would lie on a network share or in a synced folder."""
    folder = Path(os.path.abspath(database)).parent  # noqa: PTH100 - resolve() would hide a share's name
    synced = _synced_part(folder) or _synced_part(folder.resolve())
    if synced is not None:
        raise KnownError(
            "synced_folder",
            'The folder "{folder}" is synchronised with other computers, which damages databases.',
            kept="Nothing was changed.",
            do="Keep the database on this computer alone, and put backups there instead.",
            folder=synced,
        )
    if _on_network(folder):
        raise KnownError(
            "synced_folder",
            '"{folder}" is on a network drive, which damages databases.',
            kept="Nothing was changed.",
            do="Keep the database on this computer's own disk, and put backups there instead.",
            folder=folder,
        )


def is_shared_place(folder: Path) -> bool:
    """Say whether others may see what lies in a folder: it is synchronised or on a network."""
    return bool(_synced_part(folder) or _synced_part(folder.resolve()) or _on_network(folder))


def _synced_part(folder: Path) -> str | None:
    for part in folder.parts:
        if _SYNCED.match(part):
            return part
    for variable in _SYNC_VARIABLES:
        root = os.environ.get(variable)
        if root and folder.is_relative_to(root):
            return root
    return None


def _on_network(folder: Path) -> bool:
    if str(folder).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        drive = folder.drive + "\\"
        return int(ctypes.windll.kernel32.GetDriveTypeW(drive)) == _DRIVE_REMOTE
    return _system_of(folder.resolve(), _mounts()) in _NETWORK_SYSTEMS


def _mounts() -> list[tuple[str, str]]:
    """Return (folder, file system) of everything mounted; empty where that can't be found out."""
    if sys.platform == "darwin":
        listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False)
        found = re.findall(r" on (.+) \(([a-z0-9]+)[,)]", listed.stdout)
        return [(str(folder), str(system)) for folder, system in found]
    try:
        lines = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    fields = [line.split() for line in lines]
    return [(words[1].replace("\\040", " "), words[2]) for words in fields if len(words) > 2]


def _system_of(folder: Path, mounts: list[tuple[str, str]]) -> str:
    best, system = -1, ""
    for mounted, kind in mounts:
        if folder.is_relative_to(mounted) and len(mounted) >= best:
            best, system = len(mounted), kind
    return system
