"""Looking at files before they are imported: what each one is, and how its text is encoded."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.exchange.kinds import BY_NAME
from cte_desktop.exchange.known import Known
from cte_desktop.exchange.profiles import profile as records
from cte_desktop.exchange.reading import open_paths
from cte_desktop.wording.plain_columns import column_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cte_desktop.exchange.source import Source
    from cte_desktop.services.desk import Desk

ENCODINGS = ("utf-8", "cp1252", "utf-16", "mac-roman")
"""What a person can choose from when the guess is wrong."""

PREVIEW_LINES = 6
LOOK_ROWS = 20
_PREVIEW_BYTES = 8192
_CHUNK = 1 << 20

TableShape = records.TableShape
ColumnRule = records.ColumnRule
Profile = records.Profile
PLAIN = records.PLAIN


@dataclass(frozen=True, slots=True)
class TableLook:
    """The start of a table as it stands in its file: rows are as long as the header."""

    titles: tuple[str, ...] = ()  # as written
    header: tuple[str, ...] = ()  # folded: what rules name
    rows: tuple[tuple[str, ...], ...] = ()  # up to LOOK_ROWS
    numbers: tuple[int, ...] = ()  # spreadsheet rows


NO_SHAPE = TableShape("")
NO_LOOK = TableLook()


@dataclass(frozen=True, slots=True)
class PlainColumn:
    """A column that a file of a kind may have; `needed`: without it nothing can be taken."""

    name: str
    needed: bool
    label: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file as it would be read. `lines` counts its lines without the header, about its rows.

    `kind` is "" when nobody can tell; `profile` is "" when its shape is a proposal. `mapped` are
    the rows of `look` in the plain columns of `columns`, () for a row that would be left aside.
    """

    file: str
    kind: str
    encoding: str
    lines: int
    preview: tuple[str, ...]
    profile: str = PLAIN
    shape: TableShape = NO_SHAPE
    look: TableLook = NO_LOOK
    columns: tuple[str, ...] = ()
    mapped: tuple[tuple[str, ...], ...] = ()
    doubts: tuple[str, ...] = ()  # sentences


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


def plain_columns(kind: str) -> tuple[PlainColumn, ...]:
    """Return the columns that a plain file of a kind can have, in order; none for no kind."""
    if kind not in BY_NAME:
        return ()
    found = BY_NAME[kind]
    return tuple(
        PlainColumn(column.name, column.name in found.needed, column_words(column.name))
        for column in found.columns
    )


def _lines(source: Source) -> int:
    with source.opened() as stream:
        breaks = sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(_CHUNK), b""))
    return max(0, breaks - 1)


def _preview(source: Source, encoding: str) -> tuple[str, ...]:
    with source.opened() as stream:
        start = stream.read(_PREVIEW_BYTES)
    text = start.decode(encoding, "replace")
    return tuple(itertools.islice(text.splitlines(), PREVIEW_LINES))
