"""What the machine must offer: a complete Python, and on Linux the libraries that Qt loads.

Missing ones are named with the command that installs them, and
installed where that needs no question: as root, or with a sudo that asks for no password.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tools.development.faults import Fault


@dataclass(frozen=True, slots=True)
class SystemLibrary:
    """A shared library and the package that holds it, by package manager."""

    file: str
    apt: str
    dnf: str
    pacman: str
    zypper: str


DRAWING = (
    SystemLibrary("libGL.so.1", "libgl1", "mesa-libGL", "libglvnd", "Mesa-libGL1"),
    SystemLibrary("libEGL.so.1", "libegl1", "mesa-libEGL", "libglvnd", "Mesa-libEGL1"),
    SystemLibrary(
        "libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon", "libxkbcommon0"
    ),
    SystemLibrary("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2", "libglib-2_0-0"),
    SystemLibrary(
        "libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig", "libfontconfig1"
    ),
    SystemLibrary("libfreetype.so.6", "libfreetype6", "freetype", "freetype2", "libfreetype6"),
    SystemLibrary("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus", "libdbus-1-3"),
)
"""What Qt needs even without a screen: tests and papers run on it."""

X11_WINDOW = (
    SystemLibrary(
        "libxkbcommon-x11.so.0",
        "libxkbcommon-x11-0",
        "libxkbcommon-x11",
        "libxkbcommon-x11",
        "libxkbcommon-x11-0",
    ),
    SystemLibrary(
        "libxcb-cursor.so.0",
        "libxcb-cursor0",
        "xcb-util-cursor",
        "xcb-util-cursor",
        "libxcb-cursor0",
    ),
    SystemLibrary(
        "libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm", "libxcb-icccm4"
    ),
    SystemLibrary(
        "libxcb-keysyms.so.1",
        "libxcb-keysyms1",
        "xcb-util-keysyms",
        "xcb-util-keysyms",
        "libxcb-keysyms1",
    ),
    SystemLibrary("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb", "libxcb-shape0"),
)
"""What a real window under X11 needs besides."""

FREEZING = ("binutils",)
"""The package whose `objdump` PyInstaller calls on Linux."""

_INSTALL = {
    "apt-get": "apt-get install -y --no-install-recommends",
    "dnf": "dnf install -y",
    "pacman": "pacman -S --needed --noconfirm",
    "zypper": "zypper install -y",
}


def require(libraries: Iterable[SystemLibrary], *, makes_environments: bool = False) -> None:
    """See to it that the shared libraries load and, when asked, that this Python can make
    environments with pip, which Debian ships apart. What is missing is named all at once.
    """
    linux = sys.platform.startswith("linux")
    missing = missing_libraries(libraries) if linux else []
    lacks_parts = makes_environments and not _makes_environments()
    if not missing and not lacks_parts:
        return
    manager = _package_manager()
    if manager is None or (lacks_parts and manager != "apt-get"):
        raise Fault(_sentence(missing, lacks_parts=lacks_parts))
    venv = [_venv_package()] if lacks_parts else []
    _install_or_name([*package_names(missing, manager), *venv])
    importlib.invalidate_caches()
    missing = missing_libraries(missing)
    lacks_parts = lacks_parts and not _makes_environments()
    if missing or lacks_parts:
        raise Fault(_sentence(missing, lacks_parts=lacks_parts))


def require_freezing_tools() -> None:
    """See to it that PyInstaller finds the system program it calls on Linux."""
    if sys.platform.startswith("linux") and shutil.which("objdump") is None:
        _install_or_name(list(FREEZING))


def bring_tracing() -> None:
    """See to it, where nobody has to be asked, that strace is there; what needs it says so else."""
    if not sys.platform.startswith("linux") or shutil.which("strace") is not None:
        return
    try:
        _install_or_name(["strace"])
    except Fault as fault:
        print(fault, file=sys.stderr)


def missing_libraries(libraries: Iterable[SystemLibrary]) -> list[SystemLibrary]:
    """Those that this process can't load, whichever package or folder they would come from."""
    return [library for library in libraries if not _loads(library.file)]


def package_names(libraries: Iterable[SystemLibrary], manager: str) -> list[str]:
    """The packages that hold the libraries, each once, for one package manager."""
    column = "apt" if manager == "apt-get" else manager
    return list(dict.fromkeys(str(getattr(library, column)) for library in libraries))


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a window can be shown: always on Windows and macOS, else with X11 or Wayland."""
    if platform in {"win32", "cygwin", "darwin"}:
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def _makes_environments() -> bool:
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def _venv_package() -> str:
    """Debian's package for its own Python, or for another version that stands beside it."""
    if os.path.realpath(sys.executable) == os.path.realpath("/usr/bin/python3"):
        return "python3-venv"
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def _sentence(missing: list[SystemLibrary], *, lacks_parts: bool) -> str:
    """What is missing, where no package manager can be told to bring it."""
    lacks = [library.file for library in missing]
    if lacks_parts:
        lacks.append(f"Python's modules venv and ensurepip (of {sys.executable})")
    return f"The system lacks {', '.join(lacks)}. Install them and run the same command again."


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def _package_manager() -> str | None:
    return next((name for name in _INSTALL if shutil.which(name)), None)


def _install_or_name(packages: list[str]) -> None:
    """Install the packages where nobody has to be asked; otherwise name the exact command."""
    manager = _package_manager()
    if manager is None:
        raise Fault(f"System packages are missing: {' '.join(packages)}.")
    install = f"{_INSTALL[manager]} {' '.join(packages)}"
    prefix = _unasked_prefix() if manager == "apt-get" else None
    if prefix is None:
        raise Fault(
            f"System packages are missing: {' '.join(packages)}. Install them with:\n"
            f"    sudo {install}\nand run the same command again."
        )
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    output = ""
    # The lists of a fresh machine are empty, those of an old one stale: fetch them first.
    for command in ("apt-get update -qq", install):
        done = subprocess.run(
            [*prefix, *command.split()],
            env=environment,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            stdin=subprocess.DEVNULL,
        )
        output = done.stderr.strip() or done.stdout.strip()
    if done.returncode:
        last = output.splitlines()[-1] if output else "apt-get gave no reason"
        raise Fault(
            f"System packages could not be installed ({last}). Install them with:\n"
            f"    sudo apt-get update && sudo {install}\nand run the same command again."
        )


def _unasked_prefix() -> list[str] | None:
    """What to put before a command that needs root: nothing, sudo, or None when we may not."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asks_nothing = subprocess.run(
        ["sudo", "-n", "true"], capture_output=True, check=False, stdin=subprocess.DEVNULL
    )
    return ["sudo", "-n"] if asks_nothing.returncode == 0 else None
