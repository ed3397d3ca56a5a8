"""Which update suits this computer, where it is unpacked, and starting its installer once the
program has ended. What an update file holds is read elsewhere (`exchange/updates`).
"""

from __future__ import annotations

import atexit
import contextlib
import os
import platform
import re
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

LOG_NAME = "installing.txt"
"""In the folder of the updates: what the last installer said."""
_MACHINES = {"amd64": "x86_64", "x64": "x86_64", "aarch64": "arm64"}
_SYSTEMS = {"win32": "windows", "darwin": "macos"}
_VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){1,3}", re.ASCII)
_WAIT_THEN_INSTALL = """
while kill -0 "$1" 2>/dev/null; do sleep 0.2; done
exec >"$3" 2>&1
"$2" && exec "$HOME/.local/lib/cte-desktop/cte-desktop"
"""


def platform_name() -> str:
    """Return what this computer is, as update files name it: "linux-x86_64", "macos-arm64"."""
    machine = platform.machine().lower()
    return f"{_SYSTEMS.get(sys.platform, 'linux')}-{_MACHINES.get(machine, machine)}"


def is_version(text: str) -> bool:
    """Say whether a text is a version: two to four numbers with points between."""
    return _VERSION.fullmatch(text) is not None


def is_newer(version: str, than: str) -> bool:
    """Say whether one version comes after another; 1.10 comes after 1.9, 1.0 is 1.0.0."""
    return _numbers(version) > _numbers(than)


def install_when_ended(installer: Path, log: Path) -> None:
    """Start an installer as soon as this program has ended: it replaces the program's own files.

    On Linux the new program starts after it; Inno Setup offers that itself; on macOS the folder is
    shown from which the program is dragged to its place. What was asked for last is started alone.
    """
    atexit.unregister(_start)
    atexit.register(_start, _command(installer, log))


def _command(installer: Path, log: Path) -> list[str]:
    if sys.platform == "win32":
        return [str(installer)]
    if sys.platform == "darwin":
        return ["/usr/bin/open", str(installer)]
    told = [str(os.getpid()), str(installer), str(log)]
    return ["/bin/sh", "-c", _WAIT_THEN_INSTALL, "install", *told]


def _start(command: Sequence[str]) -> None:
    with contextlib.suppress(OSError):  # there is no window any more to say it in
        subprocess.Popen(  # noqa: S603 - the installer of an update whose signature holds
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=_without_bundle(os.environ),
        )


def _without_bundle(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the variables as they were before the frozen program began: what it tells its own
    helpers of its libraries would lead the installer, and the new program, to those being replaced.
    """
    kept = {name: value for name, value in variables.items() if not name.startswith("_PYI_")}
    before = kept.pop("LD_LIBRARY_PATH_ORIG", None)
    kept.pop("LD_LIBRARY_PATH", None)
    if before is not None:
        kept["LD_LIBRARY_PATH"] = before
    return kept


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(part) for part in version.split(".")] if is_version(version) else []
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
