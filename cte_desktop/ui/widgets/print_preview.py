"""The preview of a paper, before it is printed or saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import icon_button, primary_button, push_button
from cte_desktop.ui.widgets.folders import documents_folder
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, separator
from cte_desktop.ui.widgets.pdf_printing import WentOut, print_pdf
from cte_desktop.ui.widgets.pdf_view import PdfView
from cte_desktop.ui.widgets.recipient_fields import RecipientFields
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.ui.tasks import Progress, Reporter, Tasks

_SIZE = (900, 760)
_FRAME = 40  # the title that the desktop puts above the dialog


class PrintPreview(QDialog):
    """Shows a PDF with Print and Save.

    `save` writes the bytes to the chosen file and tells what went wrong by itself (through the
    services and the notices); `file_name` is what the dialog suggests; with `to` nothing is handed
    out before it is said who receives it and what for. Signal: `printed(pages, of how many)`: these
    pages, from 1, have gone to a printer.
    """

    printed = Signal(tuple, int)

    def __init__(
        self,
        content: bytes,
        title: str,
        file_name: str,
        save: Callable[[Path], None],
        tasks: Tasks,
        parent: QWidget | None = None,
        *,
        to: RecipientFields | None = None,
    ) -> None:
        super().__init__(parent)
        self._content, self._tasks = content, tasks
        self._printing = 0
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._file_name = file_name
        self._save = save
        self.to = to
        self.view = PdfView(title)
        self.save_button = push_button(tr("Save as PDF…"), "save", self.save_file)
        self.print_button = primary_button(tr("Print…"), "printer", self.print_pages)
        self.progress = _PrintProgress(self._cancel)
        self._note = sentence("", muted=True)
        self._page = ThemedLabel("", color="text_muted", tabular=True)
        self._zoom = ThemedLabel("", color="text_muted", tabular=True)
        self._zoom.setMinimumWidth(theme.px(44))
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._put_together()
        self._listen()
        room = self.screen().availableSize() - QSize(0, theme.px(_FRAME))
        self.resize(QSize(theme.px(_SIZE[0]), theme.px(_SIZE[1])).boundedTo(room))
        self.view.show_pdf(content)
        self.view.setFocus()
        self._enable()

    def say(self, note: str) -> None:
        """Show a line above the pages."""
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def print_pages(self) -> None:
        """Ask for a printer, then print."""
        if not self._can_hand_out():
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.setModal(True)
        dialog.show()

    def print_on(self, printer: QPrinter) -> None:
        """Print every page that the printer's settings ask for, away from the window's thread."""
        if self._printing:
            return
        content, name = self._content, self.windowTitle()

        def work(report: Reporter) -> WentOut:
            return print_pdf(content, printer, name, report)

        self._printing = self._tasks.long(
            work, self._on_printed, failed=self._on_refused, text=tr("Printing…"), writes=False
        )
        self._enable()
        self.progress.begin()

    def reject(self) -> None:
        """Close; while pages are being printed, stop that first."""
        if self._printing:
            self._cancel()
        else:
            super().reject()

    def save_file(self) -> None:
        """Ask where to, then save."""
        if not self._can_hand_out():
            return
        place = str(documents_folder() / self._file_name)
        dialog = QFileDialog(self, tr("Save as PDF"), place, tr("PDF files (*.pdf)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda name: self._save(Path(name)))
        dialog.open()

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tools())
        if self.to is not None:
            column.addWidget(_asking(self.to))
        side = theme.px(theme.GAP)
        self._note.setContentsMargins(side, 0, side, theme.px(theme.INSIDE))
        self._note.setVisible(False)
        column.addWidget(self._note)
        column.addWidget(separator())
        column.addWidget(self.view, 1)
        column.addWidget(self.progress)

    def _listen(self) -> None:
        if self.to is not None:
            self.to.changed.connect(self._enable)
        self.view.page_changed.connect(self._on_page_changed)
        self.view.zoom_changed.connect(self._on_zoom_changed)
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_pages)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save_file)
        self.finished.connect(self.view.let_go)
        self._tasks.progressed.connect(self._on_progressed)
        # An open preview dies with the program unasked, and its document must close before.
        program = QCoreApplication.instance()
        if program is not None:
            program.aboutToQuit.connect(self.view.let_go)

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
        row.addWidget(self.save_button)
        row.addSpacing(theme.px(theme.TIGHT))
        row.addWidget(self.print_button)
        return bar

    def _can_hand_out(self) -> bool:
        return not self._printing and (self.to is None or self.to.is_filled())

    def _enable(self) -> None:
        able = self._can_hand_out()
        asked = self.to is None or self.to.is_filled()
        for button in (self.save_button, self.print_button):
            button.setEnabled(able)
            button.setToolTip("" if asked else tr("Say who receives it and what for."))

    def _cancel(self) -> None:
        self.progress.stop()
        self._tasks.cancel(self._printing)

    def _on_progressed(self, progress: Progress) -> None:
        if progress.number == self._printing:
            self.progress.show_progress(progress)

    def _on_printed(self, went: WentOut) -> None:
        self._end_printing()
        if went.pages:
            self.printed.emit(went.pages, went.asked)

    def _on_refused(self, error: Exception) -> None:
        self._end_printing()
        self._tasks.failed.emit(error)

    def _end_printing(self) -> None:
        self._printing = 0
        self.progress.setVisible(False)
        self._enable()

    def _on_page_changed(self, number: int, count: int) -> None:
        self._page.setText(tr("Page {number} of {count}", number=number, count=count))

    def _on_zoom_changed(self, zoom: float) -> None:
        self._zoom.setText(f"{round(zoom * 100)} %")


class _PrintProgress(QFrame):
    """How many pages went to the printer, and Cancel; seen while pages are being printed."""

    def __init__(self, cancel: Callable[[], None]) -> None:
        super().__init__()
        self._words = ThemedLabel("", tabular=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Progress"))
        self.cancel_button = push_button(tr("Cancel"), press=cancel)
        row = QHBoxLayout(self)
        side = theme.px(theme.GAP)
        row.setContentsMargins(side, theme.px(theme.INSIDE), side, theme.px(theme.INSIDE))
        row.setSpacing(theme.px(theme.GAP))
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(self.cancel_button)
        self.setVisible(False)

    def begin(self) -> None:
        """Show that printing begins."""
        self._words.setText(tr("Printing…"))
        self._bar.setRange(0, 0)
        self.cancel_button.setEnabled(True)
        self.setVisible(True)

    def show_progress(self, progress: Progress) -> None:
        """Show how many pages went."""
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)
        self._words.setText(
            tr("{done} of {total}", done=f"{progress.done:,}", total=f"{progress.total:,}")
        )

    def stop(self) -> None:
        """Show that no more pages are going to be printed."""
        self._words.setText(tr("Stopping…"))
        self.cancel_button.setEnabled(False)


def _asking(to: RecipientFields) -> QWidget:
    bar = QFrame()
    row = QHBoxLayout(bar)
    side = theme.px(theme.GAP)
    row.setContentsMargins(side, 0, side, theme.px(theme.INSIDE))
    row.setSpacing(theme.px(theme.INSIDE))
    for text, line in ((tr("Who receives &it"), to.recipient), (tr("What &for"), to.purpose)):
        label = ThemedLabel(text, color="text_muted")
        label.setBuddy(line)
        row.addWidget(label)
        row.addWidget(line, 1)
    return bar
