"""The part School year: preview, what is asked, the deed with its question, and Undo."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.services.history import list_history
from cte_desktop.services.students import list_students
from cte_desktop.services.year_start import Fate, list_begun
from cte_desktop.system.clock import Clock
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.settings.school_year.panel import SchoolYearPanel
from cte_desktop.ui.settings.school_year.staying_dialog import StayingDialog
from cte_desktop.ui.widgets.question_dialog import QuestionDialog
from tests.ui.hands import click, press, type_text


@pytest.fixture
def june(desk: Desk) -> Desk:
    desk.clock = desk.database.clock = Clock(date(2027, 6, 12))
    return desk


def shown(desk: Desk, bench: Workbench, qtbot: QtBot) -> SchoolYearPanel:
    panel = SchoolYearPanel(desk, bench)
    qtbot.addWidget(panel)
    panel.resize(1000, 700)
    panel.show()
    panel.read()
    qtbot.waitUntil(lambda: panel.model.rowCount() > 0)
    return panel


def answer(panel: SchoolYearPanel, words: str) -> None:
    """Press the button of the question with these words."""
    (dialog,) = panel.findChildren(QuestionDialog)
    press_button(dialog, words)


def press_button(dialog: QDialog, words: str) -> None:
    (button,) = (one for one in dialog.findChildren(QPushButton) if one.text() == words)
    click(button)


def test_it_shows_what_happens_and_begins_the_year_after_a_question(
    june: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    told: list[Notice] = []
    bench.notices.posted.connect(told.append)
    panel = shown(june, bench, qtbot)
    bench.refresh.changed.connect(lambda c: panel.read() if c.nouns & panel.listens else None)
    assert "students move up into 2027-28" in panel.totals.text()
    assert "marks of 2026-27 are missing yet" in panel.missing.text()
    assert panel.boxes["RN"].currentText() == "Valencia High (as most before)"
    assert sum(row.students for row in panel.model.shown_rows()) == len(list_students(june))
    panel.begin_button.click()
    answer(panel, "Begin 2027-28")
    qtbot.waitUntil(lambda: bool(told))
    assert told[-1].text.startswith("2027-28 was begun: ")
    qtbot.waitUntil(panel.refused.isVisible)
    assert "nobody moves up twice" in panel.refused.text()
    assert not panel.begin_button.isEnabled()
    assert panel.last.text().startswith("2027-28 was begun on June 12, 2027, for ")
    panel.undo_button.click()
    qtbot.waitUntil(lambda: not list_begun(june))
    qtbot.waitUntil(panel.begin_button.isEnabled)
    assert not panel.refused.isVisible()
    assert "students move up into 2027-28" in panel.totals.text()


def test_backing_out_of_the_question_begins_nothing(
    june: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    panel = shown(june, bench, qtbot)
    steps = len(list_history(june))
    panel.begin_button.click()
    answer(panel, "Cancel")
    assert len(list_history(june)) == steps


def test_who_repeats_is_searched_and_turned_by_the_keyboard(
    june: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    senior = next(line for line in list_students(june) if line.grade_level == 12)
    panel = shown(june, bench, qtbot)
    panel.staying_button.click()
    (dialog,) = panel.findChildren(StayingDialog)
    type_text(dialog.search, senior.student_id)
    press(dialog.search, Qt.Key.Key_Down)
    press(dialog.table, Qt.Key.Key_Return)
    assert dialog.count.text() == "1 student repeats"
    assert dialog.turn_button.text() == "Moves on after all"
    press_button(dialog, "Done")
    qtbot.waitUntil(lambda: any(row.fate is Fate.STAYS for row in panel.model.shown_rows()))
    assert "1 repeats the grade." in panel.totals.text()


def test_another_high_school_is_previewed_at_once(
    june: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    panel = shown(june, bench, qtbot)
    box = panel.boxes["RN"]
    place = box.findData("SG")
    box.setCurrentIndex(place)
    box.activated.emit(place)
    qtbot.waitUntil(lambda: any(row.to_school == "Saugus High" for row in panel.model.shown_rows()))


def test_before_may_it_says_from_when_on(desk: Desk, bench: Workbench, qtbot: QtBot) -> None:
    panel = shown(desk, bench, qtbot)
    assert "from May 1, 2027 on" in panel.refused.text()
    assert not panel.begin_button.isEnabled()
