"""Searching every file under some folders for names in any of the shapes a program may leave."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

MOST_BYTES = 64 * 1024 * 1024
"""Of one file: nothing that the program leaves is larger."""
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_BASE64_RUN = re.compile(rb"[A-Za-z0-9+/_-]{16,}")


def found_in(folder: Path, word: str, spared: Iterable[Path] = ()) -> Iterator[str]:
    """Tell each file under a folder that has the word in its content or its name."""
    spare = tuple(spared)
    for path in sorted(folder.rglob("*")):
        if any(path == one or one in path.parents for one in spare):
            continue
        if word.lower() in path.name.lower():
            yield f"{path.relative_to(folder)}: in its name"
        if path.is_file() and not path.is_symlink():
            try:
                with path.open("rb") as file:
                    shape = shape_in(file.read(MOST_BYTES), word)
            except OSError:
                continue
            if shape:
                yield f"{path.relative_to(folder)}: as {shape}"


def shape_in(content: bytes, word: str) -> str:
    """Return in which shape the content has the word, "" if in none."""
    low = content.lower()
    for name, encoding in (("text", "utf-8"), ("UTF-16", "utf-16-le"), ("UTF-16", "utf-16-be")):
        if word.lower().encode(encoding) in low:
            return name
    if word.lower().encode().hex().encode() in low or word.encode().hex().encode() in low:
        return "hexadecimal text"
    if any(word.lower().encode() in plain.lower() for plain in _unpacked_base64(content)):
        return "base64"
    for at in _ZLIB.finditer(content):
        try:
            plain = zlib.decompressobj().decompress(content[at.start() :], MOST_BYTES)
        except zlib.error:
            continue
        if word.lower().encode() in plain.lower() or word.encode("utf-16-be") in plain:
            return "a packed stream"
    return ""


def _unpacked_base64(content: bytes) -> Iterator[bytes]:
    for run in _BASE64_RUN.finditer(content):
        text = run.group().replace(b"-", b"+").replace(b"_", b"/")
        for skipped in range(4):
            part = text[skipped:]
            yield base64.b64decode(part[: len(part) // 4 * 4])
