"""How many places a sheet takes up: the rows and columns up to its outermost cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.parsers import expat

_SLICE = 1024 * 1024
_ROW = re.compile(rb'<row\b[^<>]*? r="([0-9]{1,10})"')
_ROW_OF_CELL = re.compile(rb'<c r="[A-Z]{1,3}([0-9]{1,10})"')
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,10})$")

Attributes = dict[str, str]


def places_of_sheet(content: bytes, enough: int) -> int:
    """Return rows times columns of an XLSX sheet, up to its last row and column.

    The way in which all spreadsheet programs write cells is gone through quickly, and the rows are
    counted exactly only if there may be more places than `enough`; anything else is gone through
    element by element. Raises ValueError for what is no XML.
    """
    if b"sheetData" not in content:
        return 0
    slices = list(_slices(content))
    rows = max((int(row) for part in slices for row in _ROW.findall(content, *part)), default=0)
    figures = len(str(rows))
    cell = re.compile(rb'<c(?: r="([A-Z]{1,3})[0-9]{1,%d}")?(?=[\s/>])' % figures)
    columns = {name for part in slices for name in set(cell.findall(content, *part))}
    if b"" in columns or b":sheetData" in content:
        return _walked(content, _SheetWalk())
    last = max((_column_number(name.decode()) for name in columns), default=0)
    if last * 10**figures > enough:
        exact = {row for part in slices for row in set(_ROW_OF_CELL.findall(content, *part))}
        return last * max(map(int, exact))
    return last * rows


def _slices(content: bytes) -> Iterator[tuple[int, int]]:
    """Yield stretches of about a megabyte, each of which ends before an element begins."""
    start = 0
    while start < len(content):
        end = start + _SLICE
        end = content.find(b"<", end) if end < len(content) else -1
        end = len(content) if end < 0 else end
        yield start, end
        start = end


def places_of_tables(content: bytes) -> int:
    """Return the largest number of places that a table of an ODS file takes, repeats counted."""
    return _walked(content, _TableWalk())


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


class _SheetWalk:
    """The cells of an XLSX sheet; one without a reference stands right of the one before."""

    def __init__(self) -> None:
        self._row = self._column = 0
        self._last_row = self._last_column = 0

    @property
    def places(self) -> int:
        return self._last_row * self._last_column

    def start(self, tag: str, attributes: Attributes) -> None:
        reference = attributes.get("r", "")
        if tag == "row":
            self._row = int(reference) if reference.isdecimal() else self._row + 1
            self._column = 0
        elif tag == "c":
            found = _REFERENCE.match(reference)
            self._column = _column_number(found[1]) if found else self._column + 1
            row = int(found[2]) if found else self._row
            self._last_row = max(self._last_row, row)
            self._last_column = max(self._last_column, self._column)


class _TableWalk:
    """The rows of an ODS table; empty cells and rows count when something follows them."""

    def __init__(self) -> None:
        self.places = 0
        self._rows = self._waiting_rows = self._repeat = 0
        self._widest = self._width = self._waiting = 0
        self._written = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "table":
            self._rows = self._waiting_rows = self._widest = self._written = 0
        elif tag == "table-row":
            self._repeat = _repeats(attributes, "number-rows-repeated")
            self._waiting_rows += self._repeat
            self._width = self._waiting = 0
        elif tag in {"table-cell", "covered-table-cell"}:
            self._waiting += _repeats(attributes, "number-columns-repeated")
            if any(name.endswith("value-type") for name in attributes):
                self._fill()
        elif tag == "p":
            self._fill()

    def _fill(self) -> None:
        self._width += self._waiting
        self._written += self._waiting
        self._waiting = 0
        self._rows += self._waiting_rows
        self._waiting_rows = 0
        self._widest = max(self._widest, self._width)
        self.places = max(self.places, self._rows * self._widest, self._written)


def _repeats(attributes: Attributes, ending: str) -> int:
    for name, value in attributes.items():
        if name.endswith(ending):
            return int(value) if value.isdecimal() else 1
    return 1


def _walked(content: bytes, walk: _SheetWalk | _TableWalk) -> int:
    parser = expat.ParserCreate()
    start: Callable[[str, Attributes], None] = walk.start
    parser.StartElementHandler = lambda tag, given: start(tag.rpartition(":")[2], given)
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ValueError from error
    return walk.places
