"""Answering what files leave open, by mouse and by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cte_desktop.services.answering_imports import Answers, Question
from cte_desktop.services.desk import Desk
from cte_desktop.ui.data.steps.question_row import QuestionRow
from cte_desktop.ui.data.steps.questions_sheet import MOST_SHOWN, QuestionsSheet
from cte_desktop.ui.widgets.focus_order import in_reading_order
from tests.exchange.reading.reading_district import RECORD, STUDENTS, known, read_lines
from tests.ui.hands import CONTROL, click, press, type_text

FIRST, SECOND = "S1,2025-26,fall", "S1,2025-26,spring"


@pytest.fixture
def questions(tmp_path: Path) -> tuple[Question, ...]:
    what = known()
    students = ("S5,Lee,Kim,11,Valenica High School,",)
    read_lines(tmp_path, "students.csv", STUDENTS, *students, what=what)
    rows = (
        f"{FIRST},ENG10A,B,5,5",
        f"{FIRST},ENG11,Q,5,5",
        f"{SECOND},ENG11,Q,5,5",
        f"{FIRST},ENG10,B,0.5,0.5",
    )
    read_lines(tmp_path, "record.csv", RECORD, *rows, what=what)
    return what.asked.questions(what)


@pytest.fixture
def sheet(questions: tuple[Question, ...], empty_desk: Desk, qtbot: QtBot) -> QuestionsSheet:
    made = QuestionsSheet(questions, empty_desk)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def row_of(sheet: QuestionsSheet, code: str) -> QuestionRow:
    return next(row for row in sheet.rows if row.question.code == code)


def chosen(row: QuestionRow, words: str) -> None:
    """Choose from the list as a person does: arrows until the words stand there."""
    row.box.setFocus()
    while words not in row.box.currentText():
        before = row.box.currentIndex()
        press(row.box, Qt.Key.Key_Down)
        assert row.box.currentIndex() != before, words


def test_suggestions_stand_there_and_are_not_taken_by_themselves(sheet: QuestionsSheet) -> None:
    assert sheet.count.text() == "0 of 4 answered"
    school = row_of(sheet, "unknown_school")
    assert school.box.currentText() == "Valencia High (suggested)"
    assert school.state.text() == "Suggested"
    assert not sheet.answers()
    assert not sheet.answer_button.isEnabled()


def test_each_question_says_how_many_rows_hang_on_it(sheet: QuestionsSheet) -> None:
    assert row_of(sheet, "unknown_mark").question.rows == 2
    assert "2 rows" in row_of(sheet, "unknown_mark").accessibleName()


def test_enter_accepts_and_goes_to_the_next_open_question(
    sheet: QuestionsSheet, qapp: QApplication, qtbot: QtBot
) -> None:
    sheet.setFocus()
    for row in sheet.rows:
        qtbot.waitUntil(row.box.hasFocus)
        if not row.is_suggested():
            press(row.box, Qt.Key.Key_Down)
        press(row.box, Qt.Key.Key_Return)
    qtbot.waitUntil(sheet.answer_button.hasFocus)
    assert sheet.count.text() == "4 of 4 answered"
    with qtbot.waitSignal(sheet.answered) as heard:
        press(sheet.answer_button, Qt.Key.Key_Space)
    (answers,) = heard.args
    assert isinstance(answers, Answers)
    assert answers.of("unknown_school", "Valenica High School") == "VL"
    assert answers.of("unknown_mark", "Q") == "A"
    assert answers.of("unknown_course", "ENG10A") == "ENG10"
    assert answers.of("credit_scale", "0.5") == "carnegie"


def test_one_button_accepts_all_suggestions(sheet: QuestionsSheet, qtbot: QtBot) -> None:
    assert "Accept 3 suggestions" in sheet.accept_button.text()
    click(sheet.accept_button)
    assert sheet.count.text() == "3 of 4 answered"
    assert not sheet.accept_button.isVisible()
    assert row_of(sheet, "unknown_mark").answer() is None
    with qtbot.waitSignal(sheet.answered):
        click(sheet.answer_button)


def test_the_button_beside_a_suggestion_accepts_it(sheet: QuestionsSheet) -> None:
    row = row_of(sheet, "unknown_school")
    click(row.accept_button)
    assert row.answer() == "VL"
    assert row.state.text() == "Answered"
    assert sheet.count.text() == "1 of 4 answered"


@pytest.mark.parametrize("by_mouse", [True, False], ids=["mouse", "Enter"])
def test_choosing_the_suggestion_that_stands_there_is_an_answer(
    sheet: QuestionsSheet, qtbot: QtBot, *, by_mouse: bool
) -> None:
    row = row_of(sheet, "unknown_school")
    choices = row.box.view()
    row.box.showPopup()
    qtbot.waitUntil(choices.isVisible)
    if by_mouse:
        # Qt takes a click for the one that opened the list until that is long enough ago.
        qtbot.wait(QApplication.doubleClickInterval() + 50)
        click(choices.viewport(), choices.visualRect(choices.currentIndex()).center())
    else:
        press(choices, Qt.Key.Key_Return)
    assert row.answer() == "VL"
    assert row.state.text() == "Answered"
    assert not row.accept_button.isVisible()
    assert row.box.currentText() == "Valencia High"
    assert sheet.count.text() == "1 of 4 answered"


def test_rows_can_be_left_out_and_asked_about_later(sheet: QuestionsSheet) -> None:
    row = row_of(sheet, "unknown_mark")
    chosen(row, "Leave these rows out")
    assert row.answer() == "skip"
    press(row.box, Qt.Key.Key_Home)
    assert row.box.currentText() == "Ask me later"
    assert row.answer() is None
    assert sheet.count.text() == "0 of 4 answered"


def test_an_answer_can_be_typed_and_is_looked_over(sheet: QuestionsSheet, qtbot: QtBot) -> None:
    row = row_of(sheet, "unknown_mark")
    chosen(row, "Something else")
    qtbot.waitUntil(row.field.hasFocus)
    type_text(row.field, "ZZ")
    press(row.field, Qt.Key.Key_Return)
    assert row.answer() is None
    assert "“ZZ” is not a mark" in row.problem.text()
    assert sheet.count.text() == "0 of 4 answered"
    row.field.clear()
    type_text(row.field, "CR")
    press(row.field, Qt.Key.Key_Return)
    assert row.answer() == "CR"
    assert not row.problem.isVisible()
    assert not row.field.hasFocus()


def test_a_course_is_completed_from_any_part_of_its_name(
    sheet: QuestionsSheet, qtbot: QtBot
) -> None:
    row = row_of(sheet, "unknown_course")
    chosen(row, "Something else")
    qtbot.waitUntil(row.field.hasFocus)
    type_text(row.field, "english 11")
    completer = row.field.completer()
    found = [
        completer.completionModel().index(n, 0).data() for n in range(completer.completionCount())
    ]
    assert "ENG11 English 11" in found
    row.field.clear()
    type_text(row.field, "ENG11 English 11")
    assert row.answer() == "ENG11"


def test_a_closed_question_takes_nothing_typed(sheet: QuestionsSheet) -> None:
    row = row_of(sheet, "credit_scale")
    words = [row.box.itemText(place) for place in range(row.box.count())]
    assert words == [
        "Ask me later",
        "Carnegie units: multiply by ten (suggested)",
        "Credits as they stand",
        "Leave these rows out",
    ]


def test_later_goes_on_without_an_answer(sheet: QuestionsSheet, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.later):
        click(sheet.later_button)


def test_control_enter_uses_the_answers_from_anywhere(sheet: QuestionsSheet, qtbot: QtBot) -> None:
    row = row_of(sheet, "unknown_school")
    row.accept()
    with qtbot.waitSignal(sheet.answered):
        press(row.box, Qt.Key.Key_Return, CONTROL)


def test_tab_goes_through_the_sheet_in_reading_order(sheet: QuestionsSheet) -> None:
    stops = [widget for widget in in_reading_order(sheet) if widget.isVisible()]
    assert stops[0] is sheet.rows[0].box
    assert stops[-1] is sheet.answer_button
    assert all(widget.accessibleName() for widget in stops)
    for row in sheet.rows:
        assert row.accessibleName() == row.question.text


def test_more_questions_than_anybody_answers_at_once_are_shown_in_parts(
    tmp_path: Path, empty_desk: Desk, qtbot: QtBot
) -> None:
    what = known()
    rows = (f"{FIRST},ENG11,Q{number},5,5" for number in range(MOST_SHOWN + 20))
    read_lines(tmp_path, "record.csv", RECORD, *rows, what=what)
    sheet = QuestionsSheet(what.asked.questions(what), empty_desk)
    qtbot.addWidget(sheet)
    assert len(sheet.rows) == MOST_SHOWN
    assert sheet.count.text() == f"0 of {MOST_SHOWN + 20} answered"
