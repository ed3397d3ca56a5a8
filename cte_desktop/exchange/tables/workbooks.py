"""Workbooks: XLSX, XLSM, XLS and ODS through calamine, one table a sheet.

Calamine parses a sheet in one go and can't be interrupted: it works in a thread, as the guards do,
while `cancel` is asked. After a cancel the thread ends by itself, at most seconds later.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from cte_desktop.exchange.files.workbook_faults import (
    damaged_workbook,
    foreign_document,
    locked_workbook,
    sheet_gone,
    too_big_workbook,
)
from cte_desktop.exchange.files.workbook_formats import FOREIGN, LOCKED, workbook_format
from cte_desktop.exchange.tables.cell_texts import Cell, cell_text, text_rows
from cte_desktop.exchange.tables.csv_rows import LONGEST_CELL, Cells, RawBatch, folded, tidied
from cte_desktop.exchange.tables.workbook_guards import checked
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

    from cte_desktop.exchange.files.source import Source

MOST_BYTES = 200 * 1024 * 1024  # of the file as it lies there
ROWS_IN_A_BATCH = 1000
LOOKED_AT = 100  # rows among which the header is looked for
ASKED_EVERY = 0.05  # seconds between two questions whether a person has cancelled

_PANIC = "PanicException"  # calamine's way to give up; it is no Exception and can't be imported

Cancel = Callable[[], None]  # raises when a person has cancelled
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class SheetName:
    """A sheet of a workbook: its title, and whether a person who opens the workbook sees it."""

    title: str
    shown: bool


class Book:
    """A workbook that passed the guards.

    `format` is xlsx, xls or ods. With `start_only` each XLSX sheet holds its first rows alone;
    `share` says how many times longer the longest really is.
    """

    def __init__(
        self, source: Source, cancel: Cancel | None = None, *, start_only: bool = False
    ) -> None:
        """Read and check the file; a known error for one that can't or must not be parsed."""
        self._name = source.name
        self._cancel = cancel
        with source.opened() as stream:
            content = stream.read(MOST_BYTES + 1)
        source.ensure_unchanged()
        if len(content) > MOST_BYTES:
            raise too_big_workbook(self._name, MOST_BYTES)
        self.format = workbook_format(io.BytesIO(content))
        if self.format == LOCKED:
            raise locked_workbook(self._name)
        if self.format in {"", FOREIGN}:
            raise foreign_document(self._name)
        kind, name = self.format, self._name
        package = self._made(lambda: checked(content, kind, name, start_only=start_only))
        self.share = package.share
        self._book = self._made(lambda: _opened(package.content))

    def sheets(self) -> list[SheetName]:
        """Return the sheets that have cells, in their order; charts and macros have none."""
        from python_calamine import SheetTypeEnum, SheetVisibleEnum

        return [
            SheetName(one.name, one.visible == SheetVisibleEnum.Visible)
            for one in self._book.sheets_metadata
            if one.typ == SheetTypeEnum.WorkSheet
        ]

    def sheet(self, title: str) -> CalamineSheet:
        """Return a parsed sheet; a known error when there is none of this title any more."""
        if title not in self._book.sheet_names:
            raise sheet_gone(self._name)
        return self._made(lambda: self._book.get_sheet_by_name(title))

    def _made(self, work: Callable[[], _Made]) -> _Made:
        beside = _Beside(work)
        beside.start()
        while beside.is_alive():
            beside.join(ASKED_EVERY)
            if self._cancel is not None:
                self._cancel()
        return _parsed(beside, self._name)


class SheetTable:
    """A sheet as a table: its header, then batches of rows of texts.

    The header is the first row with two known columns, else with two filled cells, else with one:
    lines above it ("Valencia High School", "Printed 11/2/2026") are counted and left out.
    """

    def __init__(
        self,
        source: Source,
        headers: frozenset[str],
        cancel: Cancel | None = None,
        *,
        start_only: bool = False,
    ) -> None:
        """Parse the sheet and find its header."""
        book = Book(source, cancel, start_only=start_only)
        sheet = book.sheet(source.sheet or "")
        self._name = source.name
        self.number = 0  # of the last row read
        self.rows_about = round(sheet.height * book.share)
        self._rows = cast("Iterator[list[Cell]]", sheet.iter_rows())
        self.titles = self._read_titles(headers)
        self.header = [folded(title) for title in self.titles]

    def close(self) -> None:
        """Let go of the sheet."""
        self._rows = iter(())

    def batches(self) -> Iterator[RawBatch]:
        """Yield the rows after the header; blank rows are left out, but counted."""
        width = len(self.header)
        while raw := self._next(ROWS_IN_A_BATCH):
            first = self.number + 1
            self.number += len(raw)
            rows = text_rows(raw)
            numbers = range(first, self.number + 1)
            too_long = max(map(len, chain.from_iterable(rows)), default=0) > LONGEST_CELL
            if len(rows[0]) == width and not too_long and all(map(any, rows)):
                yield RawBatch(rows, numbers)
            else:
                yield _sorted_out(rows, numbers, width)

    def _next(self, most: int) -> list[list[Cell]]:
        return _safely(lambda: list(islice(self._rows, most)), self._name)

    def _read_titles(self, headers: frozenset[str]) -> Cells:
        start = self._next(LOOKED_AT)
        while start and not any(map(_filled, start)):
            self.number += len(start)
            start = self._next(LOOKED_AT)
        if not start:
            return []
        texts = [[cell_text(cell).strip() for cell in row] for row in start]
        place = _place_of_header(texts, headers)
        self.number += place + 1
        self._rows = chain(start[place + 1 :], self._rows)
        titles = texts[place]
        while not titles[-1]:
            titles.pop()
        return titles


class _Beside(threading.Thread, Generic[_Made]):
    """Work in a thread that keeps what it made, or what went wrong."""

    def __init__(self, work: Callable[[], _Made]) -> None:
        super().__init__(name="workbook", daemon=True)
        self._work = work
        self.made: list[_Made] = []
        self.fault: BaseException | None = None

    def run(self) -> None:
        try:
            self.made.append(self._work())
        except BaseException as fault:  # noqa: BLE001 - handed to who waits for the thread
            self.fault = fault


def _parsed(beside: _Beside[_Made], name: str) -> _Made:
    def result() -> _Made:
        if beside.fault is not None:
            raise beside.fault
        return beside.made[0]

    return _safely(result, name)


def _safely(work: Callable[[], _Made], name: str) -> _Made:
    """Do what calamine does; whatever it has against a file becomes a known error."""
    from python_calamine import PasswordError

    try:
        return work()
    except KnownError:
        raise
    except PasswordError as error:
        raise locked_workbook(name) from error
    except Exception as error:
        raise damaged_workbook(name) from error
    except BaseException as error:
        if type(error).__name__ == _PANIC:
            raise damaged_workbook(name) from error
        raise


def _opened(content: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(io.BytesIO(content))


def _sorted_out(rows: list[Cells], numbers: range, width: int) -> RawBatch:
    """Leave out blank rows, set aside those with a cell that is too long or beyond the header."""
    kept: list[Cells] = []
    kept_numbers: list[int] = []
    faults = []
    for row, number in zip(rows, numbers, strict=True):
        if max(map(len, row)) > LONGEST_CELL:
            faults.append((number, "too_long", " ".join(row)[:40]))
        elif any(row):
            kept.append(row)
            kept_numbers.append(number)
    batch = tidied(kept, kept_numbers, width)
    batch.faults = sorted(faults + batch.faults)
    return batch


def _place_of_header(rows: list[Cells], headers: frozenset[str]) -> int:
    for place, row in enumerate(rows):
        if sum(folded(text) in headers for text in row) >= 2:
            return place
    for least in (2, 1):
        for place, row in enumerate(rows):
            if sum(map(bool, row)) >= least:
                return place
    return 0


def _filled(row: list[Cell]) -> bool:
    return any(cell != "" and not (isinstance(cell, str) and cell.isspace()) for cell in row)
