"""Whatever is open when the lock falls: nothing that is still seen names a student."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.services.changes import Changes
from cte_desktop.services.desk import Desk
from cte_desktop.services.students import list_students
from cte_desktop.ui.locking.locker import Locker
from cte_desktop.ui.main_window import MainWindow
from cte_desktop.ui.notices import Choice, Question
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.students.page import StudentsPage
from tests.ui.hands import NO_KEY, press
from tests.ui.locking.conftest import PASSPHRASE
from tests.ui.locking.seen import seen_texts

_PAGES = ("home", "students", "plan", "sections", "pathways", "completers", "data")
_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_F6)


class Monkey:
    """Does harmless things at random, as a person might before they leave."""

    def __init__(self, bench: Workbench, window: MainWindow, desk: Desk, seed: int) -> None:
        self._bench = bench
        self._window = window
        self._students = list_students(desk)
        self._chance = random.Random(seed)
        self.deeds: tuple[Callable[[], None], ...] = (
            self.open_page,
            self.open_student,
            self.type_key,
            self.click,
            self.open_menu,
            self.say_something,
            self.ask_something,
            self.tell_of_change,
        )

    def names_seen(self) -> list[str]:
        """Return the names and numbers of students that can be read somewhere now."""
        said = "\n".join(seen_texts())
        return [one.name for one in self._students if one.name in said or one.student_id in said]

    def act(self) -> None:
        """Do one of them."""
        self._chance.choice(self.deeds)()
        QApplication.processEvents()

    def open_page(self) -> None:
        self._window.open_page(self._chance.choice(_PAGES))

    def open_student(self) -> None:
        self._window.open_page("students")
        page = self._window.page("students")
        assert isinstance(page, StudentsPage)
        page.table.select_key(self._chance.choice(self._students).uid)
        press(page.table, Qt.Key.Key_Menu)

    def type_key(self) -> None:
        target = QApplication.focusWidget() or self._window
        press(target, self._chance.choice(_KEYS))

    def click(self) -> None:
        target = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        inside = self._chance.choice(_leaves(target or self._window.stack))
        QTest.mouseClick(inside, Qt.MouseButton.RightButton, NO_KEY, inside.rect().center())

    def open_menu(self) -> None:
        menus = [action.menu() for action in self._window.menuBar().actions()]
        menu = self._chance.choice(menus)
        if isinstance(menu, QWidget) and self._window.menuBar().isVisible():
            menu.popup(self._window.mapToGlobal(QPoint(80, 60)))  # type: ignore[attr-defined]

    def say_something(self) -> None:
        name = self._chance.choice(self._students).name
        self._bench.notices.done(f"{name} is signed up.")
        self._bench.actions.set_text("undo", f"Undo the wish of {name}")
        self._bench.requests.hint_changed.emit(name)

    def ask_something(self) -> None:
        name = self._chance.choice(self._students).name
        question = Question("names", f"Is {name} leaving?", name, (Choice("yes", name),))
        self._bench.notices.ask(self._window, question, lambda _: None)

    def tell_of_change(self) -> None:
        self._bench.refresh.tell(Changes(frozenset({"students", "plans"})))


@pytest.fixture
def monkeys(bench: Workbench, window: MainWindow, desk: Desk) -> Callable[[int], Monkey]:
    return lambda seed: Monkey(bench, window, desk, seed)


@pytest.mark.parametrize(
    ("seed", "steps"), [(5, 16), *(pytest.param(n, 80, marks=pytest.mark.slow) for n in (8, 88))]
)
def test_a_lock_at_a_random_moment_leaves_no_name_on_the_screen(
    monkeys: Callable[[int], Monkey], locker: Locker, qtbot: QtBot, seed: int, steps: int
) -> None:
    monkey, chance = monkeys(seed), random.Random(seed)
    named_before = 0
    for _ in range(steps):
        monkey.act()
        if chance.random() < 0.3:
            named_before += bool(monkey.names_seen())
            locker.lock("idle")
            for late in (monkey.say_something, monkey.ask_something, monkey.tell_of_change):
                late()
            QApplication.processEvents()
            assert "Passphrase" in seen_texts()
            assert monkey.names_seen() == []
            reopen(locker, qtbot)
    assert named_before > 2


def reopen(locker: Locker, qtbot: QtBot) -> None:
    """Unlock by the passphrase, and close what came back."""
    assert locker.panel is not None
    locker.panel.field.setText(PASSPHRASE)
    press(locker.panel.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not locker.is_locked())
    while (dialog := QApplication.activeModalWidget()) is not None:
        dialog.close()


def _leaves(widget: QWidget) -> list[QWidget]:
    inside = [one for one in widget.findChildren(QWidget) if one.isVisible()]
    return inside or [widget]
