"""Going through the steps of an import as a person does."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from cte_desktop.ui.data.imports.import_flow import ImportFlow
from cte_desktop.ui.data.imports.import_sheet import ImportSheet
from cte_desktop.ui.data.imports.importer import Importer
from cte_desktop.ui.data.imports.report_dialog import ReportDialog
from cte_desktop.ui.data.step_line import Step
from cte_desktop.ui.main_window import MainWindow
from tests.ui.hands import click


def sheet_of(importer: Importer, step: Step, qtbot: QtBot) -> ImportSheet:
    """Wait for a step of the import that is going on, and return its sheet."""

    def is_there() -> bool:
        sheet = importer.flow.sheet if importer.flow is not None else None
        return sheet is not None and sheet.steps.step() is step and not sheet.work.is_working()

    qtbot.waitUntil(is_there, timeout=20_000)
    sheet = flow_of(importer).sheet
    assert sheet is not None
    return sheet


def flow_of(importer: Importer) -> ImportFlow:
    """Return the import that is going on."""
    assert importer.flow is not None
    return importer.flow


def report_of(window: MainWindow, qtbot: QtBot) -> ReportDialog:
    """Wait for the report."""
    qtbot.waitUntil(lambda: window.findChild(ReportDialog) is not None, timeout=20_000)
    dialog = window.findChild(ReportDialog)
    assert isinstance(dialog, ReportDialog)
    return dialog


def imported(importer: Importer, window: MainWindow, file: Path, qtbot: QtBot) -> ReportDialog:
    """Import a file that leaves nothing open, with one click."""
    importer.bring([file])
    click(sheet_of(importer, Step.FILES, qtbot).main_button)
    return report_of(window, qtbot)


def said(window: MainWindow) -> list[str]:
    """Return the first sentences of the messages in the window."""
    return [bar.text() for bar in window.messages.bars()]


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    """Write a file of students."""
    file = folder / "students.csv"
    file.write_bytes(text.encode(encoding))
    return file
