"""The window with pages of its own making."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from cte_desktop.services.changes import Changes
from cte_desktop.system.errors import KnownError
from cte_desktop.ui import theme
from cte_desktop.ui.main_window import MainWindow, remembered_look
from cte_desktop.ui.navigation import PageRecord
from cte_desktop.ui.page import Page, Workbench
from cte_desktop.ui.window_memory import WindowMemory
from tests.ui.hands import click, press


class Diary(Page):
    """A page that writes down what happens to it."""

    listens = frozenset({"students"})

    def __init__(self, name: str, diary: list[str]) -> None:
        super().__init__()
        self._name = name
        self._diary = diary
        QVBoxLayout(self).addWidget(QLineEdit())
        diary.append(f"{name} built")

    def activate(self) -> None:
        self._diary.append(f"{self._name} opened")

    def deactivate(self) -> None:
        self._diary.append(f"{self._name} left")

    def refresh(self, changes: Changes) -> None:
        self._diary.append(f"{self._name} {'+'.join(sorted(changes.students)) or 'all'}")


@pytest.fixture
def diary() -> list[str]:
    return []


@pytest.fixture
def memory(tmp_path: Path) -> WindowMemory:
    return WindowMemory(tmp_path / "window.json")


@pytest.fixture
def make(
    bench: Workbench, diary: list[str], memory: WindowMemory, qtbot: QtBot
) -> Callable[[], MainWindow]:
    def made() -> MainWindow:
        pages = [
            PageRecord("students", "Students", "users", lambda: Diary("students", diary)),
            PageRecord("plan", "Plan", "layout-grid", lambda: Diary("plan", diary)),
        ]
        window = MainWindow(bench, pages, memory)
        qtbot.addWidget(window)
        window.show()
        return window

    return made


@pytest.fixture
def window(make: Callable[[], MainWindow]) -> MainWindow:
    return make()


def entry(window: MainWindow, name: str) -> QToolButton:
    buttons = window.rail.findChildren(QToolButton)
    return next(button for button in buttons if button.accessibleName() == name)


def test_pages_are_built_when_they_are_first_opened(
    window: MainWindow, qtbot: QtBot, diary: list[str]
) -> None:
    assert diary == ["students built", "students opened"]
    click(entry(window, "Plan"))
    assert diary[2:] == ["students left", "plan built", "plan opened"]
    assert window.windowTitle() == "Plan – CTE Desktop"


def test_the_rail_is_walked_and_opened_by_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    first = entry(window, "Students")
    first.setFocus()
    press(first, Qt.Key.Key_Down)
    assert entry(window, "Plan").hasFocus()
    assert window.stack.open_id() == "students"
    press(entry(window, "Plan"), Qt.Key.Key_Return)
    assert window.stack.open_id() == "plan"
    press(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.stack.open_id() == "students"


def test_a_change_reaches_the_open_page_now_and_the_hidden_one_when_opened(
    window: MainWindow, bench: Workbench, diary: list[str]
) -> None:
    window.open_page("plan")
    diary.clear()
    bench.refresh.tell(Changes(frozenset({"students"}), frozenset({"a"})))
    bench.refresh.tell(Changes(frozenset({"students"}), frozenset({"b"})))
    bench.refresh.tell(Changes(frozenset({"settings"})))
    assert diary == ["plan a", "plan b"]
    window.open_page("students")
    assert diary[2:] == ["plan left", "students a+b", "students opened"]


def test_the_status_line_tells_saving_saved_and_not_saved(
    window: MainWindow, bench: Workbench, qtbot: QtBot
) -> None:
    def fail() -> None:
        raise KnownError("disk_full", "The disk is full.")

    assert window.status.saved_text() == "All changes saved"
    bench.tasks.write(lambda: None)
    assert window.status.saved_text() == "Saving…"
    qtbot.waitUntil(bench.tasks.is_idle)
    assert window.status.saved_text() == "All changes saved"
    bench.tasks.write(fail)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert window.status.saved_text() == "The last change is not saved"
    assert [bar.text() for bar in window.messages.bars()] == ["The disk is full."]


def test_what_was_refused_is_no_lost_change(
    window: MainWindow, bench: Workbench, qtbot: QtBot
) -> None:
    def refuse() -> None:
        raise KnownError("not_allowed", "This student is in another caseload.")

    def fail() -> None:
        raise KnownError("disk_full", "The disk is full.")

    for deed, told in (
        (refuse, "All changes saved"),
        (fail, "The last change is not saved"),
        (refuse, "The last change is not saved"),
        (lambda: None, "All changes saved"),
    ):
        bench.tasks.write(deed)
        qtbot.waitUntil(bench.tasks.is_idle)
        assert window.status.saved_text() == told


def test_dropped_files_are_handed_on(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "students.csv"
    payload = QMimeData()
    payload.setUrls([QUrl.fromLocalFile(str(file)), QUrl("https://example.org/x")])
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        payload,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(window.files_dropped) as dropped:
        window.dropEvent(event)
    assert dropped.args == [[file]]


def test_dark_colors_are_switched_by_keyboard_and_told(window: MainWindow, qtbot: QtBot) -> None:
    told: list[bool] = []
    window.look_chosen.connect(lambda look: told.append(look.dark))
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(window, Qt.Key.Key_D, keys)
    assert theme.look().dark
    press(window, Qt.Key.Key_D, keys)
    assert not theme.look().dark
    assert told == [True, False]


def test_pages_take_the_place_of_what_stood_there_before_them(
    bench: Workbench, diary: list[str], memory: WindowMemory, qtbot: QtBot
) -> None:
    window = MainWindow(bench, (), memory)
    qtbot.addWidget(window)
    window.show()
    first = QLineEdit("first")
    window.show_instead(first)
    assert first.isVisible()
    assert not window.rail.isVisible()
    window.show_pages(
        [PageRecord("plan", "Plan", "layout-grid", lambda: Diary("plan", diary))], "Valencia"
    )
    assert diary == ["plan built", "plan opened"]
    assert window.rail.isVisible()
    assert window.windowTitle() == "Plan – Valencia"
    bench.refresh.tell(Changes(frozenset({"students"})))
    assert diary[2:] == ["plan all"]


def test_larger_and_usual_size(window: MainWindow, bench: Workbench, memory: WindowMemory) -> None:
    bench.actions.action("larger").trigger()
    assert remembered_look(memory).scale == 1.125
    bench.actions.action("actual_size").trigger()
    assert theme.look().scale == 1.0


def test_place_and_page_come_back_at_the_next_start(
    make: Callable[[], MainWindow], diary: list[str]
) -> None:
    first = make()
    first.resize(1100, 700)
    first.open_page("plan")
    first.close()
    second = make()
    assert second.height() == 700  # the width is cut to the small screen of a test
    assert second.stack.open_id() == "plan"


def test_closing_waits_for_a_write_on_its_way(
    window: MainWindow, bench: Workbench, qtbot: QtBot
) -> None:
    written: list[str] = []
    bench.tasks.write(lambda: "written", written.append)
    with qtbot.waitSignal(window.closing):
        bench.actions.action("quit").trigger()
    assert written == ["written"]


def test_hint_and_words_go_with_the_page(window: MainWindow, bench: Workbench) -> None:
    bench.requests.hint_changed.emit("Period 7 ends at 16:00")
    assert window.status.hint() == "Period 7 ends at 16:00"
    bench.requests.page_requested.emit("plan")
    assert window.status.hint() == ""


def test_a_spoiled_memory_is_an_empty_one(tmp_path: Path, qapp: QApplication) -> None:
    file = tmp_path / "window.json"
    file.write_text("[1, 2", encoding="utf-8")
    memory = WindowMemory(file)
    assert memory.recall("page", "none") == "none"
    memory.remember("page", "plan")
    assert WindowMemory(file).recall("page") == "plan"


def test_the_first_window_fits_the_screen(window: MainWindow) -> None:
    room = window.screen().availableSize()
    assert window.height() < room.height()
    assert window.width() <= max(room.width(), window.minimumWidth())
