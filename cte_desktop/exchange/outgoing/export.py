"""Writing the plain files: what `reading.py` reads back without a difference.

A text that a spreadsheet would take for a formula gets a leading apostrophe, which the plain import
takes off again. Writes to an open text stream; keeping the file safe is the caller's part.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TextIO

from cte_desktop.domain.catalog.timetable import clock_text
from cte_desktop.domain.credits import text as credits_text
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.exchange.plain.cell_readers import NO_NAME
from cte_desktop.exchange.plain.columns import Column, Kind, Sort, Value

ROWS_AT_ONCE = 2_000
_MOST_REMEMBERED = 20_000  # texts of a column
_FORMULA = re.compile(r"^'*[=+\-@\t\r]")


def write_rows(stream: TextIO, kind: Kind, rows: Iterable[Iterable[Value]]) -> int:
    """Write a header and rows of stored values in the order of `kind.fields`; return how many rows.

    Columns that are not stored (`credit_scale`) are left out: their default holds. Open the stream
    with `newline=""` and UTF-8.
    """
    count = 0
    for text, written in plain_texts(kind, _pieces(rows)):
        stream.write(text)
        count += written
    return count


def plain_texts(
    kind: Kind, pieces: Iterable[Sequence[Iterable[Value]]]
) -> Iterator[tuple[str, int]]:
    """Yield the text of a plain file piece by piece, each with its number of rows; header first."""
    columns = [column for column in kind.columns if column.field]
    yield _csv_text([[column.name for column in columns]]), 0
    cells = [_Cells(_writer(column)) for column in columns]
    for rows in pieces:
        by_column = zip(*rows, strict=True)
        texts = [known.of(values) for known, values in zip(cells, by_column, strict=True)]
        yield _csv_text(zip(*texts, strict=True)), len(rows)


def write_texts(stream: TextIO, headers: Iterable[str], rows: Iterable[Iterable[str]]) -> int:
    """Write a header and rows of ready texts, neutralised; return how many rows."""
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(list(headers))
    count = 0
    for row in rows:
        writer.writerow([neutral(cell) for cell in row])
        count += 1
    return count


def cell_writer(kind: Kind, field: str) -> Callable[[Value], str]:
    """Return what writes the stored values of a field as the cells of its plain file."""
    column = next((one for one in kind.columns if one.field == field), None)
    return _plain_text if column is None else _writer(column)


def neutral(cell: str) -> str:
    """Return the cell so that no spreadsheet calculates it: "=1" becomes "'=1"."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


class _Cells(dict[Value, str]):
    """The texts of a column's values: each is written once, since most come again and again."""

    def __init__(self, write: Callable[[Value], str]) -> None:
        super().__init__()
        self._write = write

    def __missing__(self, value: Value) -> str:
        text = self[value] = neutral(self._write(value))
        return text

    def of(self, values: Iterable[Value]) -> list[str]:
        if len(self) > _MOST_REMEMBERED:
            self.clear()
        return [self[value] for value in values]


def _pieces(rows: Iterable[Iterable[Value]]) -> Iterator[list[Iterable[Value]]]:
    given = iter(rows)
    while piece := list(islice(given, ROWS_AT_ONCE)):
        yield piece


def _csv_text(rows: Iterable[Iterable[str]]) -> str:
    lines = io.StringIO(newline="")
    csv.writer(lines, lineterminator="\r\n").writerows(rows)
    return lines.getvalue()


def _writer(column: Column) -> Callable[[Value], str]:
    if column.sort is Sort.NAME:
        return _name_text
    return _WRITERS.get(column.sort, _plain_text)


def _plain_text(value: Value) -> str:
    return "" if value is None else str(value)


def _name_text(value: Value) -> str:
    return str(value) if value else NO_NAME


def _amount_text(value: Value) -> str:
    """Return credits and years with one decimal at least, as the files have them: "5.0"."""
    if not isinstance(value, int):
        return ""
    text = credits_text(value)
    return text if "." in text else f"{text}.0"


def _year_text(value: Value) -> str:
    return school_year_text(value) if isinstance(value, int) else ""


def _time_text(value: Value) -> str:
    return clock_text(value) if isinstance(value, int) else ""


def _yes_no_text(value: Value) -> str:
    if value is None or value == "":
        return ""
    return "yes" if value else "no"


_WRITERS: dict[Sort, Callable[[Value], str]] = {
    Sort.CREDITS: _amount_text,
    Sort.HUNDREDTHS: _amount_text,
    Sort.SCHOOL_YEAR: _year_text,
    Sort.CLOCK: _time_text,
    Sort.YES_NO: _yes_no_text,
}
