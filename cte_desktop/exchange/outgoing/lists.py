"""A list of texts as CSV or XLSX, by the ending of the file.

CSV is UTF-8 with a mark, so that a spreadsheet reads accents, and formulas are neutralised. In XLSX
every text is a text: ids keep their zeros and nothing is calculated. The bytes depend on the rows
and the day alone.
"""

from __future__ import annotations

import csv
import io
from datetime import datetime, time
from typing import TYPE_CHECKING

from cte_desktop.exchange.export import neutral, write_texts
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

ENDINGS = (".csv", ".xlsx")
WIDEST = 60  # characters of a column in a spreadsheet
_MOST_ROWS = 1_048_576
_MOST_CHARACTERS = 32_767  # of a cell; a spreadsheet refuses more


def list_file(
    ending: str, headings: Sequence[str], rows: Iterable[Sequence[str]], day: date, title: str
) -> bytes:
    """Return the list as a file of that ending; `title` names the sheet of a workbook.

    `title` is a short plain word. A `KnownError` for more rows than a sheet can hold.
    """
    if ending == ".xlsx":
        return _workbook(headings, rows, day, title)
    stream = io.StringIO(newline="")
    write_texts(stream, headings, rows)
    return stream.getvalue().encode("utf-8-sig")


def plain_file(headings: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str) -> bytes:
    """Return a list for another program: UTF-8 without a mark, formulas neutralised."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(list(headings))
    for row in rows:
        writer.writerow([neutral(cell) for cell in row])
    return stream.getvalue().encode("utf-8")


def _workbook(
    headings: Sequence[str], rows: Iterable[Sequence[str]], day: date, title: str
) -> bytes:
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"created": datetime.combine(day, time())})
    sheet = book.add_worksheet(title)
    bold = book.add_format({"bold": True})
    widths = [len(heading) for heading in headings]
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading, bold)
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
            if cell:
                sheet.write_string(number, column, cell[:_MOST_CHARACTERS])
                widths[column] = max(widths[column], len(cell))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, WIDEST) + 2)
    sheet.freeze_panes(1, 0)
    book.close()
    return content.getvalue()
