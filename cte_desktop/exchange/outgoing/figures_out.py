"""The completion report as a workbook: a sheet for each view, numbers as numbers."""

from __future__ import annotations

import io
import re
from datetime import datetime, time
from typing import TYPE_CHECKING

from cte_desktop.exchange.outgoing.lists import WIDEST

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from cte_desktop.domain.completion.figures.table import FigureReport, FigureTable

_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_NUMBER = re.compile(r"[0-9][0-9,]*")
_SHARE = re.compile(r"[0-9]+\.[0-9]%")
_ABOUT = 90  # characters, the width of what is said of a line


def figures_workbook(report: FigureReport, title: str) -> bytes:
    """Return the workbook: totals first, then every view with what it counts."""
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"created": datetime.combine(report.printed_on, time()), "title": title})
    bold = book.add_format({"bold": True})
    share = book.add_format({"num_format": "0.0%"})
    first = book.add_worksheet(_sheet_name(title))
    first.write_string(0, 0, title, bold)
    for row, text in enumerate((report.district, *report.totals), 1):
        first.write_string(row, 0, text)
    first.set_column(0, 0, _ABOUT)
    for table in report.tables:
        _write_view(book.add_worksheet(_sheet_name(table.title)), table, bold, share)
    book.close()
    return content.getvalue()


def _write_view(sheet: Worksheet, table: FigureTable, bold: Format, share: Format) -> None:
    sheet.write_string(0, 0, table.about)
    for column, heading in enumerate(table.headings):
        sheet.write_string(2, column, heading, bold)
    widths = [len(heading) for heading in table.headings]
    for row, line in enumerate(table.lines, 3):
        for column, cell in enumerate((line.name, *line.cells)):
            if column and _NUMBER.fullmatch(cell):
                sheet.write_number(row, column, float(cell.replace(",", "")))
            elif column and _SHARE.fullmatch(cell):
                sheet.write_number(row, column, float(cell[:-1]) / 100, share)
            else:
                sheet.write_string(row, column, cell)
            widths[column] = max(widths[column], len(cell))
        if line.about:
            sheet.write_string(row, len(table.headings), line.about)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, WIDEST) + 2)
    sheet.freeze_panes(3, 1)


def _sheet_name(text: str) -> str:
    return _NOT_IN_NAMES.sub(" ", text).strip()[:_LONGEST_NAME]
