"""Looking at files before they are imported: what each one is, and how its text is encoded."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.exchange.known import Known
from cte_desktop.exchange.reading import open_paths
from cte_desktop.services.importing import PLAIN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cte_desktop.exchange.source import Source
    from cte_desktop.services.desk import Desk

ENCODINGS = ("utf-8", "cp1252", "utf-16", "mac-roman")
"""What a person can choose from when the guess is wrong."""

PREVIEW_LINES = 6
_PREVIEW_BYTES = 8192
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file that is known. `lines` counts its lines without the header, about its rows."""

    file: str
    kind: str
    encoding: str
    lines: int
    preview: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recognition:
    """What would be imported, in the order in which it is taken, and the files left aside."""

    files: tuple[Recognised, ...]
    ignored: tuple[str, ...]

    @property
    def lines(self) -> int:
        """Return how many rows there are about, for progress."""
        return sum(file.lines for file in self.files)


def recognise(desk: Desk, paths: Sequence[Path], encoding: str | None = None) -> Recognition:
    """Look at files, folders or archives without importing anything.

    `encoding` is what a person chose; None decides it from the bytes of each file. Raises
    `KnownError` for what can't be read at all or has nothing known in it.
    """
    readings = open_paths(paths, PLAIN, encoding, Known(desk.district().catalog, desk.today()))
    files = tuple(
        Recognised(
            reading.name,
            reading.kind.name,
            reading.encoding,
            _lines(reading.source),
            _preview(reading.source, reading.encoding),
        )
        for reading in readings.files
    )
    return Recognition(files, tuple(name for name, _ in readings.ignored))


def _lines(source: Source) -> int:
    with source.opened() as stream:
        breaks = sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(_CHUNK), b""))
    return max(0, breaks - 1)


def _preview(source: Source, encoding: str) -> tuple[str, ...]:
    with source.opened() as stream:
        start = stream.read(_PREVIEW_BYTES)
    text = start.decode(encoding, "replace")
    return tuple(itertools.islice(text.splitlines(), PREVIEW_LINES))
