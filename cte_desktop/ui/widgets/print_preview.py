"""The preview of a paper, before it is printed or saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMarginsF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPageLayout, QPageSize, QPainter, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import icon_button, primary_button, push_button
from cte_desktop.ui.widgets.folders import documents_folder
from cte_desktop.ui.widgets.labels import ThemedLabel, separator
from cte_desktop.ui.widgets.pdf_view import PdfPages, PdfView
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

PRINT_DPI = 300
_POINTS_PER_INCH = 72.0
_SIZE = (900, 760)
_FRAME = 40  # the title that the desktop puts above the dialog


class PrintPreview(QDialog):
    """Shows a PDF with Print and Save.

    `save` writes the bytes to the chosen file and tells what went wrong by itself (through the
    services and the notices); `file_name` is what the dialog suggests. Signal: `printed()` when the
    pages have gone to a printer.
    """

    printed = Signal()

    def __init__(
        self,
        content: bytes,
        title: str,
        file_name: str,
        save: Callable[[Path], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._file_name = file_name
        self._save = save
        self.view = PdfView(title)
        self._page = ThemedLabel("", color="text_muted", tabular=True)
        self._zoom = ThemedLabel("", color="text_muted", tabular=True)
        self._zoom.setMinimumWidth(theme.px(44))
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tools())
        column.addWidget(separator())
        column.addWidget(self.view, 1)
        self.view.page_changed.connect(self._on_page_changed)
        self.view.zoom_changed.connect(self._on_zoom_changed)
        room = self.screen().availableSize() - QSize(0, theme.px(_FRAME))
        self.resize(QSize(theme.px(_SIZE[0]), theme.px(_SIZE[1])).boundedTo(room))
        self.view.show_pdf(content)
        self.view.setFocus()
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_pages)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save_file)
        self.finished.connect(self.view.let_go)
        # An open preview dies with the program unasked, and its document must close before.
        program = QCoreApplication.instance()
        if program is not None:
            program.aboutToQuit.connect(self.view.let_go)

    def print_pages(self) -> None:
        """Ask for a printer, then print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.setModal(True)
        dialog.show()

    def print_on(self, printer: QPrinter) -> None:
        """Print every page that the printer's settings ask for, each on paper of its own size."""
        pages = self.view.pages()
        if pages is not None:
            print_pdf(pages, printer, self.windowTitle())
            self.printed.emit()

    def save_file(self) -> None:
        """Ask where to, then save."""
        place = str(documents_folder() / self._file_name)
        dialog = QFileDialog(self, tr("Save as PDF"), place, tr("PDF files (*.pdf)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda name: self._save(Path(name)))
        dialog.open()

    def _tools(self) -> QWidget:
        bar = QFrame()
        row = QHBoxLayout(bar)
        side = theme.px(theme.GAP)
        row.setContentsMargins(side, theme.px(theme.INSIDE), side, theme.px(theme.INSIDE))
        row.setSpacing(theme.px(theme.TIGHT))
        row.addWidget(icon_button("chevron-up", tr("Previous page"), lambda: self.view.turn(-1)))
        row.addWidget(icon_button("chevron-down", tr("Next page"), lambda: self.view.turn(1)))
        row.addWidget(self._page)
        row.addStretch(1)
        row.addWidget(icon_button("zoom-out", tr("Smaller"), self.view.zoom_out))
        row.addWidget(self._zoom)
        row.addWidget(icon_button("zoom-in", tr("Larger"), self.view.zoom_in))
        row.addWidget(
            icon_button("move-horizontal", tr("As wide as the window"), self.view.fit_width)
        )
        row.addStretch(1)
        row.addWidget(push_button(tr("Save as PDF…"), "save", self.save_file))
        row.addSpacing(theme.px(theme.TIGHT))
        row.addWidget(primary_button(tr("Print…"), "printer", self.print_pages))
        return bar

    def _on_page_changed(self, number: int, count: int) -> None:
        self._page.setText(tr("Page {number} of {count}", number=number, count=count))

    def _on_zoom_changed(self, zoom: float) -> None:
        self._zoom.setText(f"{round(zoom * 100)} %")


def print_pdf(pages: PdfPages, printer: QPrinter, name: str) -> None:
    """Paint pages as pictures of 300 dpi on a printer, in their real size; page ranges are
    honoured.
    """
    printer.setDocName(name)
    printer.setFullPage(True)
    first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
    painter = QPainter()
    for number in range(max(first, 1) - 1, min(last, len(pages))):
        width, height = pages.size(number)
        _set_paper(printer, width, height)
        if painter.isActive():
            printer.newPage()
        else:
            painter.begin(printer)
        dots = printer.resolution() / _POINTS_PER_INCH
        picture = pages.picture(number, PRINT_DPI / _POINTS_PER_INCH)
        painter.drawImage(QRectF(0, 0, width * dots, height * dots), picture)
    if painter.isActive():
        painter.end()


def _set_paper(printer: QPrinter, width: float, height: float) -> None:
    upright = QSizeF(min(width, height), max(width, height))
    way = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    size = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    printer.setPageLayout(QPageLayout(size, way, QMarginsF(0, 0, 0, 0)))
