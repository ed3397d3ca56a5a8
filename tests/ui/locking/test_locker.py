"""Locking and unlocking the window of a district, by mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QClipboard, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.services.students import list_students
from cte_desktop.storage import tries
from cte_desktop.storage.key_file import keys_path
from cte_desktop.ui.locking.locker import Locker
from cte_desktop.ui.main_window import MainWindow
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.students.page import StudentsPage
from cte_desktop.ui.widgets.passphrase_field import PassphraseField
from tests.ui.hands import CONTROL, NO_KEY, click, press, type_text
from tests.ui.locking.conftest import PASSPHRASE
from tests.ui.locking.seen import seen_texts

LOCKER = "cte_desktop.ui.locking.locker"


def lock(locker: Locker, window: MainWindow) -> None:
    """Lock by the keys."""
    press(window, Qt.Key.Key_L, CONTROL)
    assert locker.is_locked()


def unlock(locker: Locker, qtbot: QtBot, passphrase: str = PASSPHRASE) -> None:
    """Type the passphrase and press Enter."""
    assert locker.panel is not None
    type_text(locker.panel.field, passphrase)
    press(locker.panel.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not locker.is_locked())


def students(window: MainWindow) -> StudentsPage:
    page = window.page("students")
    assert isinstance(page, StudentsPage)
    return page


def test_the_keys_hide_all_names_and_ask_for_the_passphrase(
    locker: Locker, window: MainWindow, desk: Desk
) -> None:
    everyone = list_students(desk)
    assert any(everyone[0].name in text for text in seen_texts())
    lock(locker, window)
    assert locker.panel is not None
    assert window.windowTitle() == "CTE Desktop"
    assert not window.menuBar().isVisible()
    assert not students(window).isVisible()
    assert QApplication.focusWidget() is locker.panel.field
    said = "\n".join(seen_texts())
    assert [one.name for one in everyone if one.name in said] == []


def test_unlocking_leads_back_to_the_same_student_the_same_place_and_the_focus(
    locker: Locker, window: MainWindow, qtbot: QtBot
) -> None:
    table = students(window).table
    row = students(window).model.row_at(40)
    table.select_key(row.uid)
    table.setFocus()
    table.verticalScrollBar().setValue(25)
    lock(locker, window)
    unlock(locker, qtbot)
    assert window.stack.open_id() == "students"
    assert window.windowTitle() == "Students – sample – CTE Desktop"
    assert window.menuBar().isVisible()
    assert table.verticalScrollBar().value() == 25
    assert students(window).selected() == (row.uid,)
    assert QApplication.focusWidget() is table


def test_a_wrong_passphrase_is_said_and_the_right_one_opens_by_mouse(
    locker: Locker, window: MainWindow, qtbot: QtBot
) -> None:
    lock(locker, window)
    panel = locker.panel
    assert panel is not None
    assert not panel.unlock.isEnabled()
    type_text(panel.field, "wrong one")
    click(panel.unlock)
    qtbot.waitUntil(panel.said.isVisible)
    assert panel.said.text().startswith("This is not the passphrase.")
    assert panel.field.text() == ""
    assert QApplication.focusWidget() is panel.field
    type_text(panel.field, PASSPHRASE)
    click(panel.unlock)
    qtbot.waitUntil(lambda: not locker.is_locked())


def test_guessing_on_is_slowed_down_with_the_seconds_counted(
    locker: Locker, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock(locker, window)
    panel = locker.panel
    assert panel is not None
    now = [1000.0]
    monkeypatch.setattr("cte_desktop.storage.tries.time.monotonic", lambda: now[0])
    monkeypatch.setattr("cte_desktop.storage.tries.clock.seconds", lambda: 1_800_000_000.0 + now[0])
    for number in range(tries.FREE_TRIES):
        type_text(panel.field, f"wrong {number}")
        press(panel.field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not panel.unlock.text().endswith("…"))
    assert panel.is_waiting()
    assert panel.said.text() == ("Too many wrong passphrases. The next can be tried in 2 seconds.")
    assert not panel.field.isEnabled()
    now[0] += 1
    panel.show_seconds()
    assert "in 1 second." in panel.said.text()
    now[0] += 1
    panel.show_seconds()
    assert not panel.is_waiting()
    assert not panel.said.isVisible()
    unlock(locker, qtbot)


def test_a_database_without_a_passphrase_is_unlocked_by_a_button(
    locker: Locker, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    desk.database.is_open_to_all = True
    lock(locker, window)
    panel = locker.panel
    assert panel is not None
    assert not panel.field.isVisible()
    assert QApplication.focusWidget() is panel.unlock
    press(panel.unlock, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not locker.is_locked())


def test_a_passphrase_that_is_given_while_it_is_locked_is_asked_for(
    locker: Locker, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    desk.database.is_open_to_all = True
    lock(locker, window)
    panel = locker.panel
    assert panel is not None
    desk.database.is_open_to_all = False
    press(panel.unlock, Qt.Key.Key_Return)
    qtbot.waitUntil(panel.field.isVisible)
    assert not any("no passphrase" in text for text in seen_texts())
    assert QApplication.focusWidget() is panel.field
    assert not panel.unlock.isEnabled()
    unlock(locker, qtbot)


def test_nothing_can_be_done_while_locked_but_quit(
    locker: Locker, window: MainWindow, bench: Workbench, qtbot: QtBot
) -> None:
    bench.actions.set_text("undo", "Undo the wish of Ana Rivera")
    lock(locker, window)
    able = {spec.id for spec, action in bench.actions.every() if action.isEnabled()}
    looks = {"dark_theme", "high_contrast", "comfortable_rows", "larger", "smaller", "actual_size"}
    assert able <= {"quit", *looks}
    assert bench.actions.action("undo").text() == "&Undo"
    press(window, Qt.Key.Key_3, CONTROL)
    assert window.stack.open_id() == "students"
    bench.actions.set_text("redo", "Redo the wish of Ana Rivera")
    assert "Ana" not in bench.actions.action("redo").text()
    unlock(locker, qtbot)
    assert bench.actions.action("undo").text() == "Undo the wish of Ana Rivera"
    assert bench.actions.action("redo").text() == "Redo the wish of Ana Rivera"
    assert bench.actions.action("lock").isEnabled()


def test_files_dropped_on_a_locked_window_are_not_taken(locker: Locker, window: MainWindow) -> None:
    taken: list[object] = []
    window.files_dropped.connect(taken.append)
    lock(locker, window)
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("/students.csv")])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    window.dropEvent(QDropEvent(QPointF(9, 9), copy, files, left, NO_KEY))
    assert taken == []


def test_what_is_said_meanwhile_waits_and_is_told_afterwards(
    locker: Locker, window: MainWindow, bench: Workbench, qtbot: QtBot
) -> None:
    lock(locker, window)
    bench.notices.done("Ana Rivera is signed up.")
    bench.requests.hint_changed.emit("Ana Rivera")
    bench.requests.page_requested.emit("home")
    QApplication.processEvents()
    assert window.messages.bars() == ()
    assert window.windowTitle() == "CTE Desktop"
    assert locker.panel is not None
    assert QApplication.focusWidget() is locker.panel.field
    assert not any("Ana" in text for text in seen_texts())
    unlock(locker, qtbot)
    assert [bar.text() for bar in window.messages.bars()] == ["Ana Rivera is signed up."]
    assert window.stack.open_id() == "home"
    qtbot.waitUntil(bench.tasks.is_idle)


class Clipboard:
    """The clipboard of a desktop that knows whose its content is; the offscreen one does not."""

    def __init__(self, *, ours: bool) -> None:
        self.ours = ours
        self.cleared: list[QClipboard.Mode] = []

    def ownsClipboard(self) -> bool:
        return self.ours

    def ownsSelection(self) -> bool:
        return self.ours

    def supportsSelection(self) -> bool:
        return True

    def mimeData(self, mode: QClipboard.Mode) -> QMimeData:
        held = QMimeData()
        if mode not in self.cleared:
            held.setText("Ana Rivera")
        return held

    def clear(self, mode: QClipboard.Mode) -> None:
        self.cleared.append(mode)


@pytest.mark.parametrize("ours", [True, False])
def test_copied_rows_leave_the_clipboard_and_what_another_program_copied_stays(
    locker: Locker, window: MainWindow, monkeypatch: pytest.MonkeyPatch, *, ours: bool
) -> None:
    clipboard = Clipboard(ours=ours)
    monkeypatch.setattr(f"{LOCKER}.QGuiApplication.clipboard", lambda: clipboard)
    lock(locker, window)
    both = [QClipboard.Mode.Clipboard, QClipboard.Mode.Selection]
    assert clipboard.cleared == (both if ours else [])


def test_what_is_copied_by_an_answer_that_comes_after_the_lock_leaves_the_clipboard_too(
    locker: Locker, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    clipboard, real = Clipboard(ours=True), QApplication.clipboard()
    monkeypatch.setattr(f"{LOCKER}.QGuiApplication.clipboard", lambda: clipboard)
    real.dataChanged.emit()
    assert clipboard.cleared == []
    lock(locker, window)
    clipboard.cleared.clear()
    real.dataChanged.emit()
    assert clipboard.cleared == [QClipboard.Mode.Clipboard, QClipboard.Mode.Selection]
    real.dataChanged.emit()  # as clearing does
    assert len(clipboard.cleared) == 2


def test_a_screen_reader_says_that_it_is_locked_and_unlocked(
    locker: Locker, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        f"{LOCKER}.QAccessible.updateAccessibility", lambda event: said.append(event.message())
    )
    lock(locker, window)
    assert locker.panel is not None
    assert locker.panel.accessibleName() == "Locked"
    assert (
        QAccessible.queryAccessibleInterface(locker.panel.field).text(QAccessible.Text.Name)
        == "Passphrase"
    )
    unlock(locker, qtbot)
    assert said == ["Locked", "Unlocked"]


def test_a_half_typed_passphrase_elsewhere_is_forgotten(
    locker: Locker, window: MainWindow, qtbot: QtBot
) -> None:
    other = PassphraseField("New passphrase")
    qtbot.addWidget(other)
    other.setText("half of a pass")
    plain = QLineEdit("half of a wish")
    qtbot.addWidget(plain)
    lock(locker, window)
    assert (other.text(), plain.text()) == ("", "half of a wish")


def test_minutes_without_anybody_and_a_sleeping_computer_lock(locker: Locker, qtbot: QtBot) -> None:
    for reason, watch in (("idle", locker.idle), ("sleep", locker.session)):
        watch.lock_wanted.emit(reason)
        assert locker.is_locked()
        unlock(locker, qtbot)


def test_the_panel_offers_to_quit(locker: Locker, window: MainWindow, qtbot: QtBot) -> None:
    lock(locker, window)
    assert locker.panel is not None
    with qtbot.waitSignal(window.closed):
        click(locker.panel.leave, QPoint(5, 5))


def test_a_fault_of_the_program_is_said_at_the_panel_and_reported_afterwards(
    locker: Locker, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []
    monkeypatch.setattr("sys.excepthook", lambda *told: seen.append(told[1]))
    fault = ValueError("ours")

    def fails(*_given: object) -> None:
        raise fault

    with monkeypatch.context() as broken:
        broken.setattr(f"{LOCKER}.confirm_own", fails)
        lock(locker, window)
        panel = locker.panel
        assert panel is not None
        type_text(panel.field, PASSPHRASE)
        click(panel.unlock)
        qtbot.waitUntil(panel.said.isVisible)
    assert panel.said.text().startswith("Something went wrong in the program itself.")
    assert seen == [fault]
    unlock(locker, qtbot)


@pytest.mark.parametrize("spoiled", [None, b"{}"])
def test_a_key_file_that_can_t_be_used_is_said_without_the_name_of_anything(
    locker: Locker, window: MainWindow, desk: Desk, qtbot: QtBot, spoiled: bytes | None
) -> None:
    file = desk.database.path
    assert file is not None
    lock(locker, window)
    panel = locker.panel
    assert panel is not None
    whole = keys_path(file).read_bytes()
    keys_path(file).unlink()
    if spoiled is not None:
        keys_path(file).write_bytes(spoiled)
    type_text(panel.field, PASSPHRASE)
    click(panel.unlock)
    qtbot.waitUntil(panel.said.isVisible)
    assert panel.said.text().startswith("It stays locked: the key file beside the database")
    assert file.stem not in panel.said.text()
    keys_path(file).write_bytes(whole)
    unlock(locker, qtbot)


def test_a_window_that_closes_while_a_passphrase_is_looked_at_stays_locked(
    locker: Locker, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlocked: list[bool] = []
    locker.unlocked.connect(lambda: unlocked.append(True))
    lock(locker, window)
    panel = locker.panel
    assert panel is not None
    type_text(panel.field, PASSPHRASE)
    click(panel.unlock)
    window.close()
    locker.stop()
    QApplication.processEvents()
    assert unlocked == []
