"""Painting a PDF on a printer, away from the window's thread; told page by page, to be cancelled.

Qt paints on a QPrinter from any thread; pdfium works for one thread at a time (`PdfPages`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from cte_desktop.system.errors import KnownError
from cte_desktop.ui.tasks import Cancelled
from cte_desktop.ui.widgets.pdf_view import PdfPages

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter

PRINT_DPI = 300
_POINTS_PER_INCH = 72.0


@dataclass(frozen=True, slots=True)
class WentOut:
    """The pages that went to the printer, from 1, of how many that were asked for."""

    pages: tuple[int, ...]
    asked: int


def print_pdf(
    content: bytes, printer: QPrinter, name: str, report: Callable[[int, int], None]
) -> WentOut:
    """Paint the pages that the printer's settings ask for, each on paper of its own size.

    `report` is told (done, of how many). When it raises `Cancelled` no more pages are painted; a
    printer that can take back what it has then printed none. A `KnownError` when the printer takes
    nothing at all.
    """
    printer.setDocName(name)
    printer.setFullPage(True)
    pages = PdfPages(content)
    wanted = _wanted(printer, len(pages))
    painter = QPainter()
    went: list[int] = []
    try:
        for number in wanted:
            report(len(went), len(wanted))
            if not _next_sheet(painter, printer, pages.size(number - 1)):
                break
            _paint(painter, printer, pages, number - 1)
            went.append(number)
    except Cancelled:
        if painter.isActive() and printer.abort():
            went.clear()
    finally:
        if painter.isActive():
            painter.end()
        pages.close()
    return WentOut(tuple(went), len(wanted))


def _wanted(printer: QPrinter, count: int) -> tuple[int, ...]:
    ranges = printer.pageRanges()
    every = range(1, count + 1)
    return tuple(n for n in every if ranges.isEmpty() or ranges.contains(n))


def _next_sheet(painter: QPainter, printer: QPrinter, size: tuple[float, float]) -> bool:
    """Take a new sheet; False when the printer takes no more."""
    _set_paper(printer, *size)
    if painter.isActive():
        return printer.newPage()
    if not painter.begin(printer):
        raise KnownError(
            "printer_refused",
            "The printer took nothing.",
            kept="Nothing counts as printed.",
            do="Look whether it is switched on and connected, or save the paper as PDF.",
        )
    return True


def _paint(painter: QPainter, printer: QPrinter, pages: PdfPages, number: int) -> None:
    width, height = pages.size(number)
    dots = printer.resolution() / _POINTS_PER_INCH
    picture = pages.picture(number, PRINT_DPI / _POINTS_PER_INCH)
    # In one piece: strips would spare the window pauses, and show as squeezed lines of letters.
    painter.drawImage(QRectF(0, 0, width * dots, height * dots), picture)


def _set_paper(printer: QPrinter, width: float, height: float) -> None:
    upright = QSizeF(min(width, height), max(width, height))
    way = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    size = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    printer.setPageLayout(QPageLayout(size, way, QMarginsF(0, 0, 0, 0)))
