"""The installers beside the frozen program: filled with the version, with icon and licences."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from cte_desktop import __version__

PACKAGING = Path(__file__).resolve().parents[1] / "packaging"
RUNNABLE = 0o755


def write_installer(dist: Path) -> Path:
    """Write into `dist` what installs the frozen program on the system that it was built for."""
    if sys.platform == "win32":
        return write_windows_installer(dist, __version__)
    if sys.platform == "darwin":
        return dist / "CTE Desktop.app"  # it is dragged to its place
    return write_linux_folder(dist, __version__)


def write_windows_installer(dist: Path, version: str) -> Path:
    """Write the script for Inno Setup into `dist`, with what it names beside it."""
    root = PACKAGING.parent
    shutil.copyfile(root / "LICENSE", dist / "LICENSE.txt")
    shutil.copyfile(root / "THIRD-PARTY.md", dist / "THIRD-PARTY.md")
    shutil.copyfile(PACKAGING / "icons" / "cte-desktop.ico", dist / "cte-desktop.ico")
    script = dist / "cte-desktop.iss"
    text = _filled(PACKAGING / "windows" / "cte-desktop.iss", version)
    script.write_text(text, encoding="utf-8-sig", newline="\r\n")  # as Inno Setup wants it
    return script


def write_linux_folder(dist: Path, version: str) -> Path:
    """Write the folder for Linux into `dist`: the program, how to start and how to install it."""
    folder = dist / "CTE-Desktop.AppDir"
    shutil.rmtree(folder, ignore_errors=True)
    program = folder / "usr" / "lib" / "cte-desktop"
    shutil.copytree(dist / "cte-desktop", program, symlinks=True)
    for name in ("LICENSE", "THIRD-PARTY.md"):
        shutil.copyfile(PACKAGING.parent / name, program / name)
    shutil.copyfile(PACKAGING / "icons" / "cte-desktop.png", folder / "cte-desktop.png")
    for name in ("AppRun", "install.sh", "cte-desktop.desktop"):
        made = folder / name
        made.write_text(_filled(PACKAGING / "linux" / name, version), encoding="utf-8")
        if name != "cte-desktop.desktop":
            made.chmod(RUNNABLE)
    return folder


def _filled(template: Path, version: str) -> str:
    return template.read_text(encoding="utf-8").replace("$version", version)
