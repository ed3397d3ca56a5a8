"""The rows of a CSV file, a few hundred at a time, each with its spreadsheet row number.

Most files have one line a row and are parsed at the speed of Python's own reader. A batch with line
breaks inside quotes, an open quote or an oversized cell is gone through record by record: a quote
that is never closed costs its own line, never the rest of the file.
"""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import BinaryIO

ROWS_IN_A_BATCH = 250  # small enough to stay in the processor's cache: twice as fast as 5,000
LONGEST_CELL = 131_072  # characters; Python's reader refuses more
LINES_OF_TITLES = 10  # below the first, among which the columns are looked for
DELIMITERS = (",", ";", "\t", "|")

_END = "\x1eend\x1e"  # a line that shows whether a quote is still open
_NEW_LINES = "\r\n"

Cells = list[str]


@dataclass(slots=True)
class RawBatch:
    """Rows of the header's width with their row numbers, and rows that can't be split at all.

    `short` is the last row with too few cells, which is a fault as well: its number and cells.
    """

    rows: list[Cells]
    numbers: Sequence[int]
    faults: list[tuple[int, str, str]] = field(default_factory=list)  # row, code, text
    short: tuple[int, Cells] | None = None


class Sheet:
    """A CSV file being read: first the header, then batches of rows."""

    def __init__(self, stream: BinaryIO, encoding: str, headers: frozenset[str]) -> None:
        """Read up to the header; `headers` are the known ones, which tell the delimiter."""
        self._text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
        self._lines: Iterator[str] = self._text
        self.number = 0  # of the last row read
        self.delimiter = ""
        self.titles = self._read_header(headers)
        self.header = [folded(title) for title in self.titles]

    def close(self) -> None:
        """Let go of the stream, which belongs to the caller."""
        self._text.detach()

    def batches(self) -> Iterator[RawBatch]:
        """Yield the rows after the header; blank lines are left out, but counted in row numbers."""
        width = len(self.header)
        while lines := list(islice(self._lines, ROWS_IN_A_BATCH)):
            rows = _parsed(lines, self.delimiter)
            if rows is None or len(rows) != len(lines):
                yield self._record_by_record(lines)
                continue
            first = self.number + 1
            self.number += len(rows)
            numbers = range(first, first + len(rows))
            if set(map(len, rows)) == {width}:
                yield RawBatch(rows, numbers)
            else:
                yield tidied(rows, numbers, width)

    def _read_header(self, headers: frozenset[str]) -> Cells:
        for line in self._lines:
            text = line.lstrip("\ufeff").strip(_NEW_LINES)
            if self.number == 0 and not self.delimiter and text[:4].casefold() == "sep=":
                self.delimiter = text[4:5] if text[4:5] in DELIMITERS else ""
                continue
            self.number += 1
            if not text.strip(" \t,;|"):
                continue
            said = self.delimiter
            self.delimiter = said or _delimiter(text, headers)
            titles = [_title(cell) for cell in self._header_rows(text)]
            filled = [title for title in titles if title]
            if len(filled) == 1 and folded(filled[0]) not in headers:
                return self._header_below(headers, said) or titles
            return titles
        self.delimiter = self.delimiter or ","
        return []

    def _header_below(self, headers: frozenset[str], said: str) -> Cells:
        """Return the columns below a line that is only a title, or nothing: the line is all."""
        looked_at = list(islice(self._lines, LINES_OF_TITLES))
        for place, line in enumerate(looked_at):
            delimiter = said or _delimiter(line, headers)
            rows = _parsed([line], delimiter) or [[]]
            titles = [_title(cell) for cell in rows[0]]
            if sum(folded(title) in headers for title in titles) >= 2:
                self.delimiter = delimiter
                self.number += place + 1
                self._lines = chain(looked_at[place + 1 :], self._lines)
                return titles
        self._lines = chain(looked_at, self._lines)
        return []

    def _header_rows(self, text: str) -> Cells:
        """Return the header's cells, which may have line breaks in quotes."""
        for _ in range(100):
            rows = _parsed([text], self.delimiter)
            if rows is not None and len(rows) == 1:
                return rows[0]
            line = next(self._lines, None)
            if rows is not None or line is None or len(text) > LONGEST_CELL:
                break
            text += "\n" + line.strip(_NEW_LINES)
        return text.split(self.delimiter)

    def _record_by_record(self, lines: list[str]) -> RawBatch:
        rows: list[Cells] = []
        numbers: list[int] = []
        faults: list[tuple[int, str, str]] = []
        waiting = deque(lines)
        while waiting:
            line = waiting.popleft()
            self.number += 1
            try:
                found = next(csv.reader([line, _END], delimiter=self.delimiter), [])
            except csv.Error:
                faults.append((self.number, "too_long", line[:40]))
                continue
            if found and found[-1].endswith(_END):
                joined = self._joined(line, waiting)
                if joined is None:
                    faults.append((self.number, "unclosed_quote", line.strip(_NEW_LINES)[:80]))
                    continue
                found = joined
            rows.append(found)
            numbers.append(self.number)
        batch = tidied(rows, numbers, len(self.header))
        batch.faults = sorted(faults + batch.faults)
        return batch

    def _joined(self, line: str, waiting: deque[str]) -> Cells | None:
        """Return the record that begins with an open quote, or None when the quote never closes.

        The lines that were looked at in vain stay in `waiting`.
        """
        taken: list[str] = []
        size = len(line)
        while size <= LONGEST_CELL:
            if not waiting:
                waiting.extend(islice(self._lines, 1))
            if not waiting:
                break
            following = waiting.popleft()
            taken.append(following)
            size += len(following)
            if '"' not in following:
                continue
            rows = _parsed([line, *taken], self.delimiter)
            if rows is None:
                continue
            if len(rows) == 1 and len(rows[0]) == len(self.header) and self._is_strict(line, taken):
                return rows[0]
            break
        waiting.extendleft(reversed(taken))
        return None

    def _is_strict(self, line: str, taken: list[str]) -> bool:
        """Tell whether the quotes of a record are well formed: none that closed by chance."""
        try:
            list(csv.reader([line, *taken], delimiter=self.delimiter, strict=True))
        except csv.Error:
            return False
        return True


def folded(title: str) -> str:
    """Return a column's title as headers are compared: small letters, single blanks."""
    return " ".join(title.casefold().split())


def _parsed(lines: list[str], delimiter: str) -> list[Cells] | None:
    """Return the records of some lines, or None when a quote stays open or a cell is too long."""
    try:
        rows = list(csv.reader([*lines, _END], delimiter=delimiter))
    except csv.Error:
        return None
    if rows.pop() != [_END]:
        return None
    return rows


def tidied(rows: list[Cells], numbers: Sequence[int], width: int) -> RawBatch:
    """Leave out blank rows, cut empty cells beyond the header, set aside rows of another width."""
    kept: list[Cells] = []
    kept_numbers: list[int] = []
    faults = []
    short = None
    for cells, number in zip(rows, numbers, strict=True):
        if len(cells) != width:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) < width or any(cell.strip() for cell in cells[width:]):
                faults.append((number, "ragged_row", str(len(cells))))
                short = (number, cells) if len(cells) < width else short
                continue
        kept.append(cells[:width])
        kept_numbers.append(number)
    return RawBatch(kept, kept_numbers, faults, short)


def _delimiter(line: str, headers: frozenset[str]) -> str:
    def known(delimiter: str) -> tuple[int, int]:
        try:
            cells = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:
            return (0, 0)
        return (sum(folded(_title(cell)) in headers for cell in cells), len(cells))

    return max(DELIMITERS, key=known)


def _title(cell: str) -> str:
    return cell.strip().strip("\ufeff").strip()
