"""A table of the window as CSV or XLSX: what is shown, in its order, numbers as numbers.

A column of figures is one of numbers when every cell is a plain number; then thousands are written
without commas. All else is text: ids keep their zeros and nothing is calculated.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from cte_desktop.exchange.outgoing.lists import WIDEST, write_list
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.exchange.outgoing.lists import Sink

ENDINGS = (".csv", ".xlsx")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4})(?:\.[0-9]{1,6})?")
_MOST_ROWS = 1_048_575
_MOST_CHARACTERS = 32_767  # of a cell
_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table as it is shown; `figures` says which columns hold figures."""

    name: str
    headings: tuple[str, ...]
    figures: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]


def write_table(sink: Sink, ending: str, table: ShownTable, day: date) -> int:
    """Write the table as a file of that ending and return how many rows it has.

    A `KnownError` for more rows than a sheet of a workbook can hold.
    """
    numbers = _number_columns(table)
    if ending == ".xlsx":
        return _write_workbook(sink, table, numbers, day)
    rows = (
        [cell.replace(",", "") if n in numbers else cell for n, cell in enumerate(row)]
        for row in table.rows
    )
    return write_list(sink, ending, table.headings, rows, day, "table")


def _number_columns(table: ShownTable) -> frozenset[int]:
    """Return the places of the columns that hold nothing but numbers."""
    return frozenset(
        place
        for place, figures in enumerate(table.figures)
        if figures and all(not row[place] or _NUMBER.fullmatch(row[place]) for row in table.rows)
    )


def _write_workbook(sink: Sink, table: ShownTable, numbers: frozenset[int], day: date) -> int:
    import xlsxwriter

    if len(table.rows) > _MOST_ROWS:
        raise KnownError(
            "too_many_rows",
            "A spreadsheet holds {most} rows, and the table has more.",
            kept="Nothing was written.",
            do="Save it as CSV, or search for fewer rows.",
            most=f"{_MOST_ROWS:,}",
        )
    content = io.BytesIO()
    # Put together in memory: a temporary file would hold names.
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"created": datetime.combine(day, time())})
    sheet = book.add_worksheet(_SHEET_NAME.sub(" ", table.name).strip()[:_LONGEST_NAME] or None)
    bold = book.add_format({"bold": True})
    widths = [len(heading) for heading in table.headings]
    for column, heading in enumerate(table.headings):
        sheet.write_string(0, column, heading, bold)
    for number, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            if cell and column in numbers:
                sheet.write_number(number, column, float(cell.replace(",", "")))
            elif cell:
                sheet.write_string(number, column, cell[:_MOST_CHARACTERS])
            widths[column] = max(widths[column], len(cell))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, WIDEST) + 2)
    sheet.freeze_panes(1, 0)
    book.close()
    sink.write(content.getvalue())
    return len(table.rows)
