"""A table whatever it lies in: a text file, or a sheet of a workbook. Rows of texts come out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Protocol

from cte_desktop.exchange.files.encoding import read_as
from cte_desktop.exchange.files.source import Source
from cte_desktop.exchange.files.workbook_faults import empty_workbook
from cte_desktop.exchange.tables.csv_rows import RawBatch, Sheet
from cte_desktop.exchange.tables.workbooks import Book, Cancel, SheetTable


class RawTable(Protocol):
    """A header, then batches of rows of its width; close it when done."""

    @property
    def header(self) -> list[str]:
        """The columns in small letters with single blanks."""

    @property
    def titles(self) -> list[str]:
        """The same columns as written."""

    @property
    def rows_about(self) -> int | None:
        """How many rows there are, as far as the start tells; None for a text file."""

    def batches(self) -> Iterator[RawBatch]:
        """Yield the rows; a known error when the file can't be read on."""

    def close(self) -> None:
        """Let go of the file."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """The tables of a file, and the titles of sheets that are hidden and so left out."""

    tables: tuple[Source, ...]
    hidden: tuple[str, ...] = ()


def open_table(
    source: Source,
    encoding: str,
    headers: frozenset[str],
    *,
    start_only: bool = False,
    cancel: Cancel | None = None,
) -> RawTable:
    """Open a source that `tables_of` gave; `headers` are the known ones, which tell the header.

    `start_only`: a look at the first rows is enough, which saves the time for a long XLSX sheet.
    `cancel` is asked while a workbook is parsed. The encoding of a workbook says nothing.
    """
    if source.sheet is not None:
        return SheetTable(source, headers, cancel, start_only=start_only)
    if source.is_workbook:
        return open_table(
            tables_of(source)[0], encoding, headers, start_only=start_only, cancel=cancel
        )
    return TextTable(source, encoding, headers)


def tables_of(source: Source) -> list[Source]:
    """Return the source itself, or one for each sheet of a workbook that is shown and filled.

    Raises a known error for a workbook without such a sheet.
    """
    return list(sheets_of(source).tables)


def sheets_of(source: Source) -> Sheets:
    """Return what `tables_of` does, and what was left out."""
    if source.sheet is not None or not source.is_workbook:
        return Sheets((source,))
    filled, hidden = _filled_sheets(source, start_only=True)
    if not filled:  # a sheet may begin with a thousand blank rows
        filled, hidden = _filled_sheets(source, start_only=False)
    if not filled:
        raise empty_workbook(source.name)
    if len(filled) == 1:
        return Sheets((replace(source, sheet=filled[0]),), hidden)
    named = (replace(source, name=f"{source.name}/{title}", sheet=title) for title in filled)
    return Sheets(tuple(named), hidden)


def _filled_sheets(source: Source, *, start_only: bool) -> tuple[list[str], tuple[str, ...]]:
    book = Book(source, start_only=start_only)
    sheets = book.sheets()
    filled = [one.title for one in sheets if book.sheet(one.title).height]
    hidden = {one.title for one in sheets if not one.shown}
    return (
        [title for title in filled if title not in hidden],
        tuple(title for title in filled if title in hidden),
    )


class TextTable:
    """A text file as a table."""

    rows_about = None

    def __init__(self, source: Source, encoding: str, headers: frozenset[str]) -> None:
        """Open the file and read up to its header."""
        self._source = source
        self._encoding = encoding
        with ExitStack() as stack:
            stack.enter_context(read_as(source, encoding))
            stream = stack.enter_context(source.opened())
            self._sheet = Sheet(stream, encoding, headers)
            stack.callback(self._sheet.close)
            self._open = stack.pop_all()
        self.header = self._sheet.header
        self.titles = self._sheet.titles

    def batches(self) -> Iterator[RawBatch]:
        """Yield the rows; a known error when the file can't be read or decoded on."""
        with read_as(self._source, self._encoding), self._source.told():
            yield from self._sheet.batches()

    def close(self) -> None:
        """Close the file."""
        self._open.close()
