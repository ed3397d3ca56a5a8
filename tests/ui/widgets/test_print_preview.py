"""The preview, on screen and on a printer that writes a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from cte_desktop.system.errors import KnownError
from cte_desktop.ui import theme
from cte_desktop.ui.tasks import Cancelled, Tasks
from cte_desktop.ui.widgets.folders import documents_folder
from cte_desktop.ui.widgets.pdf_printing import WentOut, print_pdf
from cte_desktop.ui.widgets.print_preview import PrintPreview
from cte_desktop.ui.widgets.recipient_fields import RecipientFields
from tests.ui.hands import press, type_text


@pytest.fixture
def letter(tmp_path: Path, qapp: object) -> bytes:
    """Two pages of Letter, the first says "Four-year plan"."""
    file = tmp_path / "made.pdf"
    writer = QPdfWriter(str(file))
    writer.setPageSize(writer.pageLayout().pageSize().PageSizeId.Letter)
    painter = QPainter(writer)
    painter.setFont(theme.font(200))
    painter.drawText(500, 1500, "Four-year plan")
    writer.newPage()
    painter.drawText(500, 1500, "Signatures")
    painter.end()
    return file.read_bytes()


@pytest.fixture
def saved() -> list[Path]:
    return []


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    threads = Tasks()
    yield threads
    threads.finish()


@pytest.fixture
def preview(letter: bytes, saved: list[Path], tasks: Tasks, qtbot: QtBot) -> PrintPreview:
    dialog = PrintPreview(letter, "Plan of a student", "plan.pdf", saved.append, tasks)
    dialog.show()
    return dialog


@pytest.fixture
def printer(tmp_path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    return printer


def test_pages_are_drawn_and_turned_by_keyboard(preview: PrintPreview, qtbot: QtBot) -> None:
    picture = preview.view.grab().toImage()
    inks = {picture.pixelColor(x, 100).name() for x in range(0, picture.width(), 7)}
    assert "#ffffff" in inks
    assert preview.view.accessibleName() == "Plan of a student, page 1 of 2"
    assert "Four-year plan" in preview.view.accessibleDescription()
    with qtbot.waitSignal(preview.view.page_changed) as turned:
        press(preview.view, Qt.Key.Key_PageDown)
    assert turned.args == [2, 2]
    preview.close()


def test_zoom_by_keys_and_back_to_the_width(preview: PrintPreview, qtbot: QtBot) -> None:
    fitted = preview.view.zoom()
    press(preview.view, Qt.Key.Key_Plus)
    assert preview.view.zoom() > fitted
    for _ in range(30):
        press(preview.view, Qt.Key.Key_Minus)
    assert preview.view.zoom() == 0.25
    preview.view.fit_width()
    assert preview.view.zoom() == pytest.approx(fitted, rel=0.05)
    preview.close()


@pytest.mark.parametrize("zoom", [0.87, 1.0337, 1.24])
def test_a_page_is_shown_pixel_by_pixel(preview: PrintPreview, zoom: float) -> None:
    preview.view.set_zoom(zoom)
    preview.view.verticalScrollBar().setValue(0)
    pages = preview.view.pages()
    assert pages is not None
    screen = preview.view.viewport().grab().toImage()
    real = pages.picture(0, zoom * 96 / 72)
    left = max(theme.PAGE, (screen.width() - real.width()) // 2)
    inside = QRect(4, 4, min(real.width(), screen.width() - left) - 8, screen.height() - 40)
    shown = screen.copy(inside.translated(left, theme.GAP)).convertToFormat(real.format())
    assert shown == real.copy(inside)
    preview.close()


def test_printing_keeps_page_size_and_number(
    preview: PrintPreview, printer: QPrinter, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(preview.printed) as printed:
        preview.print_on(printer)
        assert not preview.print_button.isEnabled()  # it is painted away from the window
        assert preview.progress.isVisible()
    assert printed.args == [(1, 2), 2]
    assert preview.print_button.isEnabled()
    assert not preview.progress.isVisible()
    on_paper = pdfium.PdfDocument(tmp_path / "printed.pdf")
    assert len(on_paper) == 2
    assert on_paper[0].get_size() == pytest.approx((612, 792), abs=1)
    on_paper.close()
    preview.close()


def test_the_pages_asked_for_are_told_and_no_others(
    preview: PrintPreview, printer: QPrinter, tmp_path: Path, qtbot: QtBot
) -> None:
    printer.setFromTo(2, 2)
    with qtbot.waitSignal(preview.printed) as printed:
        preview.print_on(printer)
    assert printed.args == [(2,), 1]
    on_paper = pdfium.PdfDocument(tmp_path / "printed.pdf")
    assert len(on_paper) == 1
    on_paper.close()
    preview.close()


def test_cancel_stops_between_pages_and_only_what_went_is_told(
    letter: bytes, printer: QPrinter
) -> None:
    def cancelled_after_one(done: int, _of: int) -> None:
        if done:
            raise Cancelled

    def cancelled_at_once(_done: int, _of: int) -> None:
        raise Cancelled

    assert print_pdf(letter, printer, "Plan", cancelled_after_one) == WentOut((1,), 2)
    assert print_pdf(letter, printer, "Plan", cancelled_at_once) == WentOut((), 2)


def test_closing_while_pages_are_printed_stops_that_first(
    preview: PrintPreview, printer: QPrinter, tasks: Tasks, qtbot: QtBot
) -> None:
    preview.print_on(printer)
    press(preview, Qt.Key.Key_Escape)
    assert preview.isVisible()
    assert not preview.progress.cancel_button.isEnabled()
    qtbot.waitUntil(tasks.is_idle)
    press(preview, Qt.Key.Key_Escape)
    assert not preview.isVisible()


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_told_and_nothing_counts_as_printed(
    preview: PrintPreview, printer: QPrinter, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    printer.setOutputFileName(str(tmp_path / "no folder" / "printed.pdf"))
    told: list[object] = []
    preview.printed.connect(lambda pages, _of: told.append(pages))
    with qtbot.waitSignal(tasks.failed) as failed:
        preview.print_on(printer)
    (error,) = failed.args
    assert isinstance(error, KnownError)
    assert error.code == "printer_refused"
    assert told == []
    assert preview.print_button.isEnabled()
    preview.close()


def test_nothing_is_handed_out_before_it_is_said_who_receives_it(
    letter: bytes, saved: list[Path], tasks: Tasks, qtbot: QtBot
) -> None:
    to = RecipientFields()
    dialog = PrintPreview(letter, "Evidence", "evidence.pdf", saved.append, tasks, to=to)
    dialog.show()
    press(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert dialog.findChildren(QFileDialog) == []
    assert not dialog.save_button.isEnabled()
    type_text(to.recipient, "Registrar")
    assert not dialog.print_button.isEnabled()
    type_text(to.purpose, "transfer")
    assert dialog.print_button.isEnabled()
    assert dialog.save_button.isEnabled()
    dialog.close()


def test_saving_asks_for_a_file_and_hands_it_over(
    preview: PrintPreview, saved: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    press(preview, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog = preview.findChildren(QFileDialog)[0]
    assert [Path(name).name for name in dialog.selectedFiles()] == ["plan.pdf"]
    assert Path(dialog.directory().path()) == documents_folder()
    dialog.fileSelected.emit(str(tmp_path / "plan.pdf"))
    assert saved == [tmp_path / "plan.pdf"]
    dialog.close()
    preview.close()


def test_the_preview_fits_the_screen(preview: PrintPreview) -> None:
    room = preview.screen().availableSize()
    assert preview.height() < room.height()
    assert preview.width() <= room.width()
