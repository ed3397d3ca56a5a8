"""Work in the background at a locked window: an import goes on and is told of afterwards."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.services.students import list_students
from cte_desktop.ui.data.imports import import_work
from cte_desktop.ui.data.imports.importer import Importer
from cte_desktop.ui.data.imports.report_dialog import ReportDialog
from cte_desktop.ui.data.step_line import Step
from cte_desktop.ui.locking.locker import Locker
from cte_desktop.ui.main_window import MainWindow
from cte_desktop.ui.page import Workbench
from tests.ui.data.imports.steps import flow_of, report_of, sheet_of, written
from tests.ui.districts import STUDENTS, STUDENTS_CSV
from tests.ui.hands import click
from tests.ui.locking.test_held_windows import others
from tests.ui.locking.test_locker import unlock


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Holds the import back until it is opened."""
    opened, apply = threading.Event(), import_work.apply

    def slow(*given: object, **more: object) -> object:
        assert opened.wait(10)
        return apply(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(import_work, "apply", slow)
    return opened


def begun(bench: Workbench, desk: Desk, window: MainWindow, folder: Path, qtbot: QtBot) -> Importer:
    """Begin an import that waits at the gate."""
    importer = Importer(bench, desk, window)
    importer.bring([written(folder, STUDENTS_CSV)])
    for step in (Step.FILES, Step.CHANGES):
        click(sheet_of(importer, step, qtbot).main_button)
    qtbot.waitUntil(flow_of(importer).is_busy, timeout=10_000)
    return importer


def test_an_import_ends_while_locked_and_its_report_is_there_afterwards(
    locker: Locker,
    window: MainWindow,
    bench: Workbench,
    desk: Desk,
    gate: threading.Event,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    importer = begun(bench, desk, window, tmp_path, qtbot)
    locker.lock("idle")
    assert others(window) == []
    gate.set()
    with qtbot.waitSignal(importer.reported, timeout=10_000):
        assert locker.is_locked()
    assert others(window) == []
    unlock(locker, qtbot)
    report = report_of(window, qtbot)
    assert others(window) == [report]
    assert len(list_students(desk)) == STUDENTS + 3
    qtbot.waitUntil(bench.tasks.is_idle, timeout=10_000)


def test_an_import_that_still_runs_has_its_sheet_again(
    locker: Locker,
    window: MainWindow,
    bench: Workbench,
    desk: Desk,
    gate: threading.Event,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    sheet = flow_of(begun(bench, desk, window, tmp_path, qtbot)).sheet
    assert sheet is not None
    locker.lock("idle")
    unlock(locker, qtbot)
    assert others(window) == [sheet]
    assert QApplication.activeModalWidget() is sheet
    gate.set()
    assert isinstance(report_of(window, qtbot), ReportDialog)
    qtbot.waitUntil(bench.tasks.is_idle, timeout=10_000)
