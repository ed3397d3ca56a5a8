"""From the very first start to the first printed plan, with nothing read before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.app import Program, Start, build
from cte_desktop.system import paths
from cte_desktop.ui.data.imports.report_dialog import ReportDialog
from cte_desktop.ui.data.step_line import Step
from cte_desktop.ui.opening.assistant.dialog import Assistant
from cte_desktop.ui.opening.start_panel import StartPanel
from cte_desktop.ui.opening.unlock_panel import UnlockPanel
from cte_desktop.ui.widgets.print_preview import PrintPreview
from tests.end_to_end.test_main_job import STUDENTS_CSV, act, open_by_search, rest
from tests.ui.data.imports.steps import flow_of, sheet_of
from tests.ui.districts import CLOCK
from tests.ui.hands import click, press, type_text
from tests.ui.tidying import delete_windows, usual_look

PASSPHRASE = "kiln orbit velvet sand moss"
Part = TypeVar("Part", bound=QWidget)


@pytest.fixture
def program(qapp: QApplication, quick_keys: None) -> Iterator[Program]:
    """The program on a computer that never saw it."""
    made = build(qapp, Start(CLOCK, "vsoto"))
    yield made
    made.close()
    delete_windows(qapp)
    usual_look(qapp)


def part(program: Program, kind: type[Part], qtbot: QtBot) -> Part:
    """Wait for a part of the window, and return it."""

    def seen() -> list[Part]:
        return [one for one in program.window.findChildren(kind) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(seen()), timeout=10_000)
    return seen()[0]


def set_up(program: Program, qtbot: QtBot) -> None:
    """Go through the assistant by keyboard, to the import."""
    press(part(program, StartPanel, qtbot).new, Qt.Key.Key_Return)
    dialog = part(program, Assistant, qtbot)
    type_text(dialog.school.name, "Vera Soto")
    press(dialog.school.name, Qt.Key.Key_Return)
    fields = dialog.passphrase.passphrase
    type_text(fields.first, PASSPHRASE)
    type_text(fields.again, PASSPHRASE)
    press(fields.again, Qt.Key.Key_Return)
    click(dialog.forward)
    qtbot.waitUntil(lambda: dialog.card is not None)
    card = dialog.card
    assert card is not None
    press(card.sure, Qt.Key.Key_Space)
    click(card.go_on)
    press(dialog.next_step.bring, Qt.Key.Key_Return)


def bring(program: Program, file: Path, qtbot: QtBot) -> None:
    """Choose the file in the dialog that the assistant ended with, and take it in."""
    chooser = part(program, QFileDialog, qtbot)
    chooser.filesSelected.emit([str(file)])
    chooser.close()
    importer = program.importer
    assert importer is not None
    click(sheet_of(importer, Step.FILES, qtbot).main_button)
    sheet_of(importer, Step.QUESTIONS, qtbot)
    questions = flow_of(importer).questions
    assert questions is not None
    click(questions.later_button)
    click(sheet_of(importer, Step.CHANGES, qtbot).main_button)
    click(part(program, ReportDialog, qtbot).close_button)
    rest(program, qtbot)


def test_the_first_start_leads_to_a_printed_plan_and_the_next_one_asks_the_passphrase(
    program: Program, qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    files = tmp_path / "students.csv"
    files.write_text(STUDENTS_CSV, encoding="utf-8")
    set_up(program, qtbot)
    bring(program, files, qtbot)
    open_by_search(program, "zyx nunez", qtbot)
    act(program, "print_plan", qtbot)
    preview = part(program, PrintPreview, qtbot)
    preview._save(tmp_path / "plan.pdf")
    rest(program, qtbot)
    words = " ".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "plan.pdf").pages)
    assert "Zyx-Núñez" in words
    program.close()
    again = build(qapp, Start(CLOCK, "vsoto"))
    try:
        panel = part(again, UnlockPanel, qtbot)
        type_text(panel.field, PASSPHRASE)
        press(panel.field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: again.desk is not None, timeout=10_000)
        assert again.desk is not None
        assert again.desk.database.path == paths.default_database()
        rest(again, qtbot)
    finally:
        again.close()
