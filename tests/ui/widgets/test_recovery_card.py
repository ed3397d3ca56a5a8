"""The card of the recovery code."""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cte_desktop.ui.widgets.pdf_view import PdfPages
from cte_desktop.ui.widgets.recovery_card import RecoveryCard
from tests.ui.hands import click

CODE = "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH-JJJJ"


def test_a_code_is_printed_by_the_dialog_of_the_system(tmp_path: Path, qtbot: QtBot) -> None:
    card = RecoveryCard(CODE, "district", date(2026, 11, 22))
    qtbot.addWidget(card)
    card.show()
    click(
        next(b for b in card.findChildren(QPushButton) if "Print" in b.accessibleName() + b.text())
    )
    gc.collect()
    dialog = card.findChild(QPrintDialog)
    assert dialog is not None
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "code.pdf"))
    dialog.accepted.emit(printer)
    dialog.close()
    pages = PdfPages((tmp_path / "code.pdf").read_bytes())
    assert pages.size(0) == (612, 792)
    picture = pages.picture(0, 1.0)
    inked = {x for x in range(612) for y in range(792) if picture.pixelColor(x, y).lightness() < 90}
    assert min(inked) >= 36
    assert 400 < max(inked) < 612 - 36  # the whole code stands between the margins
    pages.close()
