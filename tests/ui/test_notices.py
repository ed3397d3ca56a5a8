"""What is said, and how decisions are asked for."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.system.errors import KnownError
from cte_desktop.ui.notices import Choice, Notice, NoticeButton, Notices, Question
from cte_desktop.ui.widgets.message_bar import MessageArea
from cte_desktop.ui.widgets.question_dialog import QuestionDialog
from tests.ui.hands import click, press

QUESTION = Question(
    "replace_plans",
    "Replace the plans?",
    "300 students have a plan.",
    (Choice("replace", "Replace"), Choice("keep", "Keep", primary=True)),
)


@pytest.fixture
def area(qtbot: QtBot) -> MessageArea:
    made = MessageArea()
    qtbot.addWidget(made)
    return made


def test_an_error_says_what_happened_what_was_kept_and_what_to_do(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    notices = Notices()
    said: list[Notice] = []
    notices.posted.connect(said.append)
    with caplog.at_level(logging.INFO):
        notices.error(
            KnownError(
                "file_in_use", "{who} is open.", kept="All is kept.", do="Close it.", who="Ana.csv"
            )
        )
    assert said == [Notice("must_fix", "Ana.csv is open.", "All is kept.", "Close it.")]
    assert "file_in_use" in caplog.text
    assert "Ana" not in caplog.text


def test_a_fault_of_the_program_goes_to_the_crash_hook(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    monkeypatch.setattr("sys.excepthook", lambda *told: seen.append(told[1]))
    fault = ValueError("ours")
    Notices().error(fault)
    assert seen == [fault]


def test_a_crash_report_can_be_copied(qtbot: QtBot) -> None:
    notices = Notices()
    said: list[Notice] = []
    notices.posted.connect(said.append)
    notices.crashed("the report", None)
    said[0].buttons[0].press()
    assert QApplication.clipboard().text() == "the report"


def test_a_button_of_a_bar_does_its_work_and_closes_the_bar(
    qtbot: QtBot, area: MessageArea
) -> None:
    pressed: list[str] = []
    area.post(Notice("met", "Moved.", buttons=(NoticeButton("Undo", lambda: pressed.append("x")),)))
    area.show()
    undo = next(one for one in area.findChildren(QPushButton) if one.text() == "Undo")
    click(undo)
    assert pressed == ["x"]
    assert area.bars() == ()
    assert not area.isVisible()


def test_good_news_makes_room_and_errors_stay(area: MessageArea) -> None:
    area.post(Notice("must_fix", "The disk is full."))
    for number in range(4):
        area.post(Notice("met", f"Saved {number}."))
    assert [bar.text() for bar in area.bars()] == ["The disk is full.", "Saved 2.", "Saved 3."]
    area.post(Notice("must_fix", "The disk is full."))
    assert [bar.text() for bar in area.bars()].count("The disk is full.") == 1


def test_escape_closes_a_bar(qtbot: QtBot, area: MessageArea) -> None:
    area.post(Notice("warning", "Look at this."))
    press(area.bars()[0], Qt.Key.Key_Escape)
    assert area.bars() == ()


@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_Return, "keep"), (Qt.Key.Key_Escape, "")])
def test_enter_takes_the_primary_answer_and_escape_backs_out(
    qtbot: QtBot, key: Qt.Key, answer: str
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    answers: list[str] = []
    Notices().ask(window, QUESTION, answers.append)
    dialog = window.findChildren(QuestionDialog)[0]
    press(dialog, key)
    assert answers == [answer]


def test_a_notice_whose_offer_is_past_goes_and_no_other(area: MessageArea) -> None:
    notices = Notices()
    notices.posted.connect(area.post)
    notices.withdrawn.connect(area.withdraw)
    first, second = (NoticeButton("Undo", lambda: None) for _ in range(2))
    notices.done("One is done.", first)
    notices.done("Another is done.", second)
    notices.withdraw(first)
    assert [bar.text() for bar in area.bars()] == ["Another is done."]
    notices.withdraw(first)
    notices.withdraw(second)
    assert area.bars() == ()


def test_the_button_that_backs_out_may_have_words_of_its_own(qtbot: QtBot) -> None:
    dialog = QuestionDialog(replace(QUESTION, keep="Keep it"))
    qtbot.addWidget(dialog)
    words = [button.text() for button in dialog.findChildren(QPushButton)]
    assert words == ["Keep it", "Replace", "Keep"]
