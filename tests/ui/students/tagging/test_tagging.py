"""Tags are given and taken in a dialog that stays open; each press is taken back by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cte_desktop.services import history
from cte_desktop.services.desk import Desk
from cte_desktop.services.tags import every_tag, tag_many, tags_of
from cte_desktop.ui.caseload_actions import TAG_MANY
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.students.page import PAGE, StudentsPage
from cte_desktop.ui.students.tagging.actions import TagMany
from cte_desktop.ui.students.tagging.dialog import TagsDialog
from tests.ui.hands import press, type_text


def _opened(page: StudentsPage, desk: Desk, bench: Workbench, qtbot: QtBot) -> TagsDialog:
    TagMany(desk, bench, page.selected, (PAGE, page))
    page.table.selectRow(0)
    press(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    bench.actions.action(TAG_MANY).trigger()
    qtbot.waitUntil(bench.tasks.is_idle)
    (dialog,) = page.findChildren(TagsDialog)
    return dialog


def _button(dialog: TagsDialog, name: str) -> QPushButton:
    buttons = dialog.findChildren(QPushButton)
    (found,) = (one for one in buttons if one.accessibleName() == name)
    return found


def test_a_tag_is_written_and_given(
    listed_page: StudentsPage, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    dialog = _opened(listed_page, desk, bench, qtbot)
    assert "2 students" in dialog.accessibleName()
    assert not dialog.give_button.isEnabled()
    type_text(dialog.field, "robotics club")
    press(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert every_tag(desk) == (("robotics club", 2),)
    assert dialog.said() == ("robotics club: 2 of 2",)
    assert dialog.isVisible()
    _button(dialog, "Take robotics club away").click()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert every_tag(desk) == ()
    history.undo(desk)
    assert every_tag(desk) == (("robotics club", 2),)
    dialog.accept()


def test_who_has_it_already_is_told_by_the_counts(
    listed_page: StudentsPage, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    uid = listed_page.model.row_at(0).uid
    tag_many(desk, (uid,), "AP")
    dialog = _opened(listed_page, desk, bench, qtbot)
    assert dialog.said() == ("AP: 1 of 2",)
    _button(dialog, "Give AP to all").click()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert dialog.said() == ("AP: 2 of 2",)
    assert tags_of(desk, listed_page.model.row_at(1).uid) == ("AP",)
    dialog.accept()


def test_without_a_selection_it_says_what_to_do(
    listed_page: StudentsPage, desk: Desk, bench: Workbench
) -> None:
    TagMany(desk, bench, listed_page.selected, (PAGE, listed_page))
    listed_page.table.clearSelection()
    bench.actions.action(TAG_MANY).trigger()
    assert listed_page.findChildren(TagsDialog) == []
