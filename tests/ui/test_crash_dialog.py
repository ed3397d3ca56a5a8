"""The report of a fault: shown once, copied, counted, and its folder opened."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.ui.crash_dialog import CrashTeller
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from tests.ui.hands import click, press

FILE = Path("log") / "crash-20270115-100000-01.txt"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def teller(bench: Workbench, window: QWidget, tmp_path: Path) -> CrashTeller:
    return CrashTeller(bench.notices, bench.actions, window, tmp_path)


def test_a_crash_opens_its_report_which_is_copied(teller: CrashTeller, bench: Workbench) -> None:
    bench.notices.crashed("ValueError\n  plan.py:12 in move", FILE)
    dialog = teller.dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert dialog.heading.text() == "Something went wrong in the program itself"
    assert dialog.report.toPlainText() == "ValueError\n  plan.py:12 in move"
    assert FILE.name in dialog.place.text()
    click(dialog.copy)
    assert QApplication.clipboard().text() == "ValueError\n  plan.py:12 in move"
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_crash_on_another_thread_is_told_of_too(
    teller: CrashTeller, bench: Workbench, qtbot: QtBot
) -> None:
    thread = threading.Thread(target=lambda: bench.notices.crashed("elsewhere", None))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: teller.dialog is not None)
    assert teller.dialog is not None
    assert teller.dialog.report.toPlainText() == "elsewhere"
    assert not teller.dialog.place.isVisible()


def test_many_crashes_are_one_dialog(teller: CrashTeller, bench: Workbench) -> None:
    for number in range(3):
        bench.notices.crashed(f"fault {number}", None)
    dialog = teller.dialog
    assert dialog is not None
    assert [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)] == [dialog]
    assert dialog.report.toPlainText() == "fault 2"
    assert dialog.place.text() == "2 faults before it."


def test_the_notice_shows_a_closed_report_again(teller: CrashTeller, bench: Workbench) -> None:
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    bench.notices.crashed("the report", None)
    assert teller.dialog is not None
    teller.dialog.close()
    said[0].buttons[1].press()
    assert teller.dialog.isVisible()
    assert teller.dialog.report.toPlainText() == "the report"


def test_it_can_be_used_above_a_dialog(
    teller: CrashTeller, bench: Workbench, window: QWidget
) -> None:
    below = QDialog(window)
    below.open()
    bench.notices.crashed("the report", None)
    assert QApplication.activeModalWidget() is teller.dialog


@pytest.mark.parametrize("opens", [True, False])
def test_the_folder_of_the_log_opens_or_is_named(
    teller: CrashTeller,
    bench: Workbench,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    opens: bool,
) -> None:
    asked: list[QUrl] = []
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)

    def open_url(url: QUrl) -> bool:
        asked.append(url)
        return opens

    monkeypatch.setattr("cte_desktop.ui.crash_dialog.QDesktopServices.openUrl", open_url)
    bench.actions.action("log_folder").trigger()
    assert [Path(url.toLocalFile()) for url in asked] == [tmp_path]
    assert [one.text for one in said] == ([] if opens else [f"The log lies in {tmp_path}."])
