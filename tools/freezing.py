"""What of the libraries the frozen program leaves out: for `build.spec` alone.

PyInstaller takes whole libraries along. Left out are languages that the program doesn't speak, Qt's
plugins for devices and desktops that a counselor's laptop isn't, picture formats that nobody gives
it, and, on Linux, what only those draw in from the system.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Entry = tuple[str, str, str]
"""One file as PyInstaller lists it: its place in the bundle, where it is now, and its kind."""

_LEFT_OUT = re.compile(
    r"""
    babel/locale-data/(?!root\.dat|en(_US)?\.dat|es(_US|_419|_MX)?\.dat)
    | PySide6/(Qt/)?translations/(?!qtbase_(en|es)\.qm)
    | PySide6/(Qt/)?plugins/(egldeviceintegrations|generic|networkinformation|tls|qmltooling)/
    | PySide6/(Qt/)?plugins/platforms/(lib)?q(eglfs|linuxfb|minimal\w*|vkkhrdisplay|vnc|direct2d)\b
    | PySide6/(Qt/)?plugins/platformthemes/libqgtk3
    | PySide6/(Qt/)?plugins/imageformats/(lib)?q(icns|tga|tiff|wbmp|webp)\b
    | PySide6/(Qt/)?lib/libQt6Egl
    | PIL/_(avif|webp|imagingcms|imagingtk|imagingft)\b
    | (setuptools|pip|wheel|pkg_resources)/
    """,
    re.VERBOSE,
)
_SYSTEM_LIBRARY = re.compile(
    r"(?!libpython)[^/]+\.so(\.[\d.]+)? | pillow\.libs/[^/]+ | PySide6/Qt/lib/[^/]+", re.VERBOSE
)
"""Libraries that are there because another file needs them, and for no other reason."""
_WITH_SYMBOLS = (
    "libpython*.so*",
    "sqlcipher3/*.so",
    "cryptography/hazmat/bindings/*.so",
    "sqlalchemy/**/*.so",
    "PIL/*.so",
    "python3*/lib-dynload/*.so",
)
"""Files of Linux that come with tables for debuggers, some larger than themselves."""


def wanted(entries: Iterable[Entry]) -> list[Entry]:
    """Return the files that the program needs or can't do without."""
    return [entry for entry in entries if not _LEFT_OUT.match(entry[0].replace("\\", "/"))]


def still_needed(entries: Iterable[Entry], needs: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Return the files without the system's libraries that nothing else needs any more.

    `needs` tells the names of the libraries that the file at a path asks for.
    """
    kept = list(entries)
    by_name = {Path(place).name: (place, source) for place, source, _ in kept}
    reached: set[str] = set()
    asking = [entry[1] for entry in kept if not _is_system_library(entry)]
    while asking:
        for name in needs(asking.pop()):
            if name in by_name and name not in reached:
                reached.add(name)
                asking.append(by_name[name][1])
    return [
        entry for entry in kept if not _is_system_library(entry) or Path(entry[0]).name in reached
    ]


def libraries_of(file: str) -> tuple[str, ...]:
    """Return the names of the libraries that a file of Linux asks for."""
    done = subprocess.run(["objdump", "-p", file], capture_output=True, text=True, check=False)
    return tuple(re.findall(r"^\s+NEEDED\s+(\S+)", done.stdout, re.MULTILINE))


def without_symbols(folder: Path) -> None:
    """Take the tables for debuggers out of the files that have large ones, where `strip` is."""
    for pattern in _WITH_SYMBOLS:
        for file in folder.glob(pattern):
            subprocess.run(["strip", "--strip-unneeded", str(file)], check=False)


def _is_system_library(entry: Entry) -> bool:
    """Say whether a file is only there for others; the interpreter is opened by its name."""
    place, _, kind = entry
    return kind == "BINARY" and _SYSTEM_LIBRARY.fullmatch(place) is not None
