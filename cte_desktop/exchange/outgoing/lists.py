"""A list of texts as CSV or XLSX, by the ending of the file.

CSV is UTF-8 with a mark, so that a spreadsheet reads accents, and formulas are neutralised. In XLSX
every text is a text: ids keep their zeros and nothing is calculated; only grades, counts and ranks
are numbers. The bytes depend on the rows and the day alone.
"""

from __future__ import annotations

import codecs
import csv
import io
from datetime import datetime, time
from typing import TYPE_CHECKING, Protocol

from cte_desktop.exchange.outgoing.export import neutral
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

ENDINGS = (".csv", ".xlsx")
NUMBERS = frozenset({"grade_level", "priority", "alternate_rank"})
"""Headings of columns that hold whole numbers, in lists of this program's own."""

WIDEST = 60  # characters of a column in a spreadsheet
_ROWS_AT_ONCE = 1000
_MOST_ROWS = 1_048_576
_MOST_CHARACTERS = 32_767  # of a cell; a spreadsheet refuses more


class Sink(Protocol):
    """Where the bytes of a file go."""

    def write(self, content: bytes, /) -> int:
        """Take bytes; return how many."""
        ...


def write_list(
    sink: Sink,
    ending: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    day: date,
    title: str,
) -> int:
    """Write the list as a file of that ending and return how many rows it has.

    `title` is a short plain word that names the sheet of a workbook. A `KnownError` for more rows
    than a sheet can hold. A CSV goes out row by row; a workbook is put together in memory, since a
    temporary file would hold names.
    """
    if ending == ".xlsx":
        return _write_workbook(sink, headings, rows, day, title)
    sink.write(codecs.BOM_UTF8)
    return write_plain(sink, headings, rows)


def write_plain(
    sink: Sink, headings: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str = ","
) -> int:
    """Write a list for another program: UTF-8 without a mark, formulas neutralised."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(list(headings))
    count = 0
    for row in rows:
        writer.writerow([neutral(cell) for cell in row])
        count += 1
        if count % _ROWS_AT_ONCE == 0:
            _pour(lines, sink)
    _pour(lines, sink)
    return count


def _pour(lines: io.StringIO, sink: Sink) -> None:
    sink.write(lines.getvalue().encode("utf-8"))
    lines.seek(0)
    lines.truncate()


def _write_workbook(
    sink: Sink, headings: Sequence[str], rows: Iterable[Sequence[str]], day: date, title: str
) -> int:
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"created": datetime.combine(day, time())})
    sheet = book.add_worksheet(title)
    bold = book.add_format({"bold": True})
    widths = [len(heading) for heading in headings]
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading, bold)
    number = 0
    for number, row in enumerate(rows, 1):
        if number >= _MOST_ROWS:
            raise KnownError(
                "too_many_rows",
                "A spreadsheet holds {most} rows, and the list has more.",
                kept="Nothing was written.",
                do="Write it as CSV, or one school at a time.",
                most=f"{_MOST_ROWS:,}",
            )
        for column, cell in enumerate(row):
            if headings[column] in NUMBERS and cell.isdecimal() and cell.isascii():
                sheet.write_number(number, column, int(cell))
            elif cell:
                sheet.write_string(number, column, cell[:_MOST_CHARACTERS])
            widths[column] = max(widths[column], len(cell))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, WIDEST) + 2)
    sheet.freeze_panes(1, 0)
    book.close()
    sink.write(content.getvalue())
    return number
