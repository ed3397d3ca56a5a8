"""The day of a counselor by keyboard alone: from the start of the program to the next student."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from cte_desktop.app import Program, Start, build
from cte_desktop.domain.planning.approval import ApprovalState
from cte_desktop.services.approvals import approvals_of
from cte_desktop.services.desk import open_desk
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.services.protection import set_passphrase
from cte_desktop.services.shared_notes import notes_of
from cte_desktop.ui import theme
from cte_desktop.ui.opening.unlock_panel import UnlockPanel
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.widgets.folders import documents_folder
from tests.end_to_end.day import PAGE, WRITES, Hands, keys_written, table
from tests.ui.districts import CLOCK, copied
from tests.ui.hands import CONTROL, SHIFT

PASSPHRASE = "kiln orbit velvet sand moss"
GOAL = "Apprenticeship"
AGREED = "An evening class in spring"
MOST_KEYS = 110
"""The passphrase, a goal and a line of what was agreed are 75 of them."""


@pytest.fixture
def program(
    qapp: QApplication, qtbot: QtBot, sample_file: Path, tmp_path: Path
) -> Iterator[Program]:
    """The program as it starts on a database with a passphrase."""
    file = copied(sample_file, tmp_path / "district")
    desk = open_desk(file, None, CLOCK, actor="A. Lee", writable=True)
    set_passphrase(desk, "", PASSPHRASE)
    desk.close()
    started = build(qapp, Start(CLOCK, "A. Lee", file))
    qtbot.waitUntil(lambda: started.window.findChild(UnlockPanel) is not None, timeout=20_000)
    qtbot.waitUntil(started.window.isActiveWindow, timeout=5_000)
    yield started
    started.close()
    theme.apply(qapp, theme.Look())


@pytest.fixture
def hands(program: Program, qtbot: QtBot) -> Hands:
    def rest() -> None:
        qtbot.waitUntil(program.bench.tasks.is_idle, timeout=30_000)
        qtbot.wait(1)
        qtbot.waitUntil(program.bench.tasks.is_idle, timeout=30_000)
        if QApplication.activeWindow() is None:  # without a desktop nobody gives it back
            in_front = [*open_dialogs(program), program.window][0]
            in_front.activateWindow()
            qtbot.waitUntil(in_front.isActiveWindow, timeout=5_000)

    return Hands(rest)


def plan(program: Program) -> PlanPage:
    return cast("PlanPage", program.window.page("plan"))


def open_dialogs(program: Program) -> list[QDialog]:
    return [one for one in program.window.findChildren(QDialog) if one.isVisible()]


def wait_for_dialog(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(open_dialogs(program)), timeout=10_000)


def start(program: Program, hands: Hands, qtbot: QtBot) -> None:
    with hands.part("unlock"):
        hands.type(PASSPHRASE)
        hands.press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: program.window.stack.open_id() == "home", timeout=30_000)
    with hands.part("Home: open the list of plans that are not signed"):
        hands.press(Qt.Key.Key_Tab)
        hands.press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: program.window.stack.open_id() == "students", timeout=10_000)
    with hands.part("open the first student's plan"):
        hands.press(Qt.Key.Key_Down)
        hands.press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: plan(program).case() is not None, timeout=10_000)


def meet(program: Program, hands: Hands, qtbot: QtBot) -> None:
    mode = plan(program).meeting
    with hands.part("meeting: see what is new and three things to decide"):
        hands.press(Qt.Key.Key_F11)
        qtbot.waitUntil(lambda: mode.meeting is not None, timeout=10_000)
    with hands.part("write the goal down"):
        hands.press(Qt.Key.Key_G)
        wait_for_dialog(program, qtbot)
        hands.type(GOAL)
        hands.press(Qt.Key.Key_Return, CONTROL)
    with hands.part("fill the plan and keep it"):
        hands.press(Qt.Key.Key_F5)
        qtbot.waitUntil(lambda: not plan(program).filling.search.is_running(), timeout=60_000)
        assert plan(program).filling.table.proposal() is not None
        hands.press(Qt.Key.Key_Return)


def agree(program: Program, hands: Hands, qtbot: QtBot) -> None:
    with hands.part("sign it, on paper"):
        hands.press(Qt.Key.Key_G, CONTROL | SHIFT)
        wait_for_dialog(program, qtbot)
        hands.press(Qt.Key.Key_Right)
        hands.press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not open_dialogs(program), timeout=10_000)
    with hands.part("note what was agreed"):
        hands.press(Qt.Key.Key_F12)
        wait_for_dialog(program, qtbot)
        hands.type(AGREED)
        hands.press(Qt.Key.Key_Return)
    with hands.part("print it into a file"):
        hands.press(Qt.Key.Key_P, CONTROL)
        wait_for_dialog(program, qtbot)
        hands.press(Qt.Key.Key_S, CONTROL)
        qtbot.waitUntil(lambda: len(open_dialogs(program)) > 1, timeout=10_000)
        hands.press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: len(open_dialogs(program)) <= 1, timeout=10_000)
        if open_dialogs(program):
            hands.press(Qt.Key.Key_Escape)


@pytest.mark.qt_log_ignore("Keyboard event not accepted", extend=True)  # Enter, by Qt's own dialog
def test_a_day_is_done_by_keyboard_within_so_many_keys(
    program: Program, hands: Hands, qtbot: QtBot
) -> None:
    documents_folder().mkdir(parents=True, exist_ok=True)
    start(program, hands, qtbot)
    meet(program, hands, qtbot)
    case = plan(program).case()
    assert case is not None
    uid, desk = case.file.student.uid, program.desk
    assert desk is not None
    agree(program, hands, qtbot)
    with hands.part("the next student sits down"):
        hands.press(Qt.Key.Key_PageDown, CONTROL)
        qtbot.waitUntil(lambda: _uid(program) != uid, timeout=10_000)
    assert plan(program).meeting.is_on()
    with hands.part("end the meetings"):
        hands.press(Qt.Key.Key_Escape)
    assert not plan(program).meeting.is_on()
    assert program.window.menuBar().isVisible()

    sys.stdout.write(table(hands.parts))
    assert approvals_of(desk, uid)[0].state is ApprovalState.SIGNED
    assert case.file.student.goal == GOAL
    assert notes_of(desk, uid)[0].said == AGREED
    assert [line.what for line in list_disclosures(desk, uid)] == ["Four-year plan"]
    [paper] = documents_folder().glob("*.pdf")
    words = " ".join(page.extract_text() for page in pypdf.PdfReader(paper).pages)
    assert case.file.student.last_name in words
    assert hands.keys <= MOST_KEYS
    if os.environ.get(WRITES):
        PAGE.write_text(table(hands.parts), encoding="utf-8")
    told = keys_written(PAGE.read_text(encoding="utf-8"))
    assert told == [(part.name, part.keys) for part in hands.parts]


def _uid(program: Program) -> str:
    case = plan(program).case()
    return "" if case is None else case.file.student.uid
