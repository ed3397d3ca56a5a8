"""What is due over the caseload: told once at the start, ticked off and put off by keys."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.services.reminders import Reminder, add_reminder, reminders_of
from cte_desktop.services.students import list_students
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.reminders.caseload import CaseloadReminders
from cte_desktop.ui.reminders.list_dialog import RemindersDialog
from tests.ui.hands import press


class Caseload:
    """The reminders of a counselor with three students: late, today, in ten days."""

    def __init__(self, desk: Desk, bench: Workbench, qtbot: QtBot) -> None:
        self.desk, self.bench, self.qtbot = desk, bench, qtbot
        line = next(one for one in list_students(desk) if one.counselor)
        self.uid = line.uid
        for days, said in ((-2, "Late"), (0, "Today"), (10, "Later")):
            add_reminder(desk, self.uid, Reminder("", "", desk.today() + timedelta(days), said))
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.told: list[Notice] = []
        bench.notices.posted.connect(self.told.append)
        self.reminders = CaseloadReminders(desk, bench, line.counselor, self.window)

    def open(self) -> RemindersDialog:
        self.bench.actions.action("reminders").trigger()
        self.idle()
        assert self.reminders.dialog is not None
        return self.reminders.dialog

    def idle(self) -> None:
        self.qtbot.waitUntil(self.bench.tasks.is_idle)


@pytest.fixture
def caseload(desk: Desk, bench: Workbench, qtbot: QtBot) -> Caseload:
    return Caseload(desk, bench, qtbot)


def said(dialog: RemindersDialog) -> list[str]:
    return [row.reminder.said for row in dialog.model.shown_rows()]


def test_one_word_at_the_start_says_what_is_due_and_opens_it(caseload: Caseload) -> None:
    caseload.reminders.tell_what_is_due()
    caseload.idle()
    (notice,) = caseload.told
    assert notice.text == "2 reminders are due. 1 of them is late."
    notice.buttons[0].press()
    caseload.idle()
    assert caseload.reminders.dialog is not None
    assert said(caseload.reminders.dialog) == ["Late", "Today"]


def test_nothing_is_said_when_nothing_is_due(
    desk: Desk, bench: Workbench, caseload: Caseload
) -> None:
    other = CaseloadReminders(desk, bench, "Nobody", caseload.window)
    other.tell_what_is_due()
    caseload.idle()
    assert caseload.told == []


def test_space_ticks_off_and_a_number_puts_off(desk: Desk, caseload: Caseload) -> None:
    dialog = caseload.open()
    press(dialog.table, Qt.Key.Key_Space)
    caseload.idle()
    assert said(dialog) == ["Today"]
    menu = dialog.days_menu()
    menu.actions()[1].trigger()  # in seven days
    caseload.idle()
    assert said(dialog) == []
    assert dialog.count.text() == "Nothing is due."
    assert not dialog.done_button.isEnabled()
    dialog.ahead.setCurrentIndex(dialog.ahead.count() - 1)
    caseload.idle()
    assert said(dialog) == ["Today", "Later"]
    by_words = {one.said: one for one in reminders_of(desk, caseload.uid)}
    assert by_words["Late"].done_on == desk.today()
    assert by_words["Today"].due == desk.today() + timedelta(7)


def test_enter_opens_the_plan_of_the_student(caseload: Caseload) -> None:
    wanted: list[str] = []
    caseload.bench.requests.student_requested.connect(wanted.append)
    press(caseload.open().table, Qt.Key.Key_Return)
    assert wanted == [caseload.uid]
    assert caseload.reminders.dialog is None


def test_del_removes_and_late_ones_are_marked_by_words_and_color(
    desk: Desk, caseload: Caseload
) -> None:
    dialog = caseload.open()
    assert dialog.model.index(0, 0).data() == "2 days late"
    assert dialog.model.index(1, 0).data() == "today"
    press(dialog.table, Qt.Key.Key_Delete)
    caseload.idle()
    assert {one.said for one in reminders_of(desk, caseload.uid)} == {"Today", "Later"}
