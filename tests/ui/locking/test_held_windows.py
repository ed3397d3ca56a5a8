"""Dialogs, menus, tooltips and drags at a locked window: none is seen, and what was begun waits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from cte_desktop.ui.locking.locker import Locker
from cte_desktop.ui.main_window import MainWindow
from tests.ui.hands import CONTROL, press, type_text
from tests.ui.locking.test_locker import unlock


class Wish(QDialog):
    """A dialog in which somebody types."""

    def __init__(self, parent: QWidget, name: str = "Ana Rivera") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(name)
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)


def others(window: MainWindow) -> list[QWidget]:
    """The windows seen beside the main one."""
    QApplication.processEvents()
    return [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window]


def test_a_dialog_locks_by_the_keys_and_comes_back_with_what_was_typed(
    locker: Locker, window: MainWindow, qtbot: QtBot
) -> None:
    dialog = Wish(window)
    dialog.open()
    type_text(dialog.field, "half a wish")
    press(dialog.field, Qt.Key.Key_L, CONTROL)
    assert locker.is_locked()
    assert others(window) == []
    assert QApplication.activeModalWidget() is None
    unlock(locker, qtbot)
    assert others(window) == [dialog]
    assert dialog.field.text() == "half a wish"
    assert dialog.windowModality() == Qt.WindowModality.WindowModal
    assert QApplication.activeModalWidget() is dialog


def test_a_question_on_a_dialog_comes_back_above_it(
    locker: Locker, window: MainWindow, qtbot: QtBot
) -> None:
    below = Wish(window)
    below.open()
    above = Wish(below, "Really?")
    above.open()
    locker.lock("menu")
    assert others(window) == []
    unlock(locker, qtbot)
    assert set(others(window)) == {below, above}
    assert QApplication.activeModalWidget() is above
    above.reject()
    assert QApplication.activeModalWidget() is below


def test_what_is_opened_while_locked_waits_unseen(
    locker: Locker, window: MainWindow, qtbot: QtBot
) -> None:
    locker.lock("menu")
    dialog = Wish(window, "Report of the import")
    dialog.open()
    assert dialog.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    assert others(window) == []
    unlock(locker, qtbot)
    assert others(window) == [dialog]
    assert not dialog.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    assert dialog.windowModality() == Qt.WindowModality.WindowModal


def test_what_ends_while_locked_does_not_come_back(
    locker: Locker, window: MainWindow, qtbot: QtBot
) -> None:
    ended, kept, plain = Wish(window, "a"), Wish(window, "b"), QWidget(window, Qt.WindowType.Window)
    ended.open()
    kept.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    kept.show()
    plain.show()
    locker.lock("menu")
    ended.accept()
    kept.accept()
    plain.close()
    unlock(locker, qtbot)
    assert others(window) == []
    qtbot.waitUntil(lambda: not isValid(ended))


def test_menus_lists_and_tooltips_close(locker: Locker, window: MainWindow, qtbot: QtBot) -> None:
    names = QComboBox(window)
    names.addItems(["Ana Rivera", "Ben Smith"])
    names.show()
    names.showPopup()
    menu = QMenu(window)
    menu.addAction("Open the plan of Ana Rivera")
    deeper = menu.addMenu("More")
    deeper.addAction("Ben Smith")
    menu.popup(window.mapToGlobal(QPoint(50, 50)))
    deeper.popup(window.mapToGlobal(QPoint(90, 90)))
    QToolTip.showText(window.mapToGlobal(QPoint(9, 9)), "Ana Rivera", window)
    assert len(others(window)) >= 3
    locker.lock("menu")
    assert others(window) == []
    unlock(locker, qtbot)
    assert others(window) == []


def test_the_keys_lock_over_an_open_menu(locker: Locker, window: MainWindow) -> None:
    menu = QMenu(window)
    menu.addAction("Open the plan of Ana Rivera")
    menu.popup(window.mapToGlobal(QPoint(50, 50)))
    press(menu, Qt.Key.Key_L, CONTROL)
    assert locker.is_locked()
    assert others(window) == []


def test_a_dialog_for_files_is_closed_for_good(
    locker: Locker, window: MainWindow, qtbot: QtBot
) -> None:
    dialog = QFileDialog(window, "Where to?")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chosen: list[int] = []
    dialog.finished.connect(chosen.append)
    dialog.open()
    locker.lock("menu")
    assert others(window) == []
    late = QFileDialog(window, "And where to?")
    late.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    late.open()
    assert others(window) == []
    unlock(locker, qtbot)
    assert others(window) == []
    assert chosen == [QDialog.DialogCode.Rejected]


def test_a_drag_is_cancelled(
    locker: Locker, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancelled: list[bool] = []
    monkeypatch.setattr(QDrag, "cancel", lambda: cancelled.append(True))
    drag = QDrag(window)
    drag.setMimeData(QMimeData())
    locker.lock("menu")
    assert cancelled == [True]


def test_no_drag_no_cancelling(
    locker: Locker, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancelled: list[bool] = []
    monkeypatch.setattr(QDrag, "cancel", lambda: cancelled.append(True))
    locker.lock("menu")
    assert cancelled == []


def test_a_window_that_closes_while_locked_leaves_nothing_behind(
    locker: Locker, window: MainWindow, qtbot: QtBot
) -> None:
    dialog = Wish(window)
    dialog.open()
    locker.lock("menu")
    with qtbot.waitSignal(window.closed):
        window.close()
    locker.stop()
    assert others(window) == []
