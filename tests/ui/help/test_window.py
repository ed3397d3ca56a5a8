"""The window of the help: F1, topics, search, links, back and forward."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.ui import theme
from cte_desktop.ui.help.offers import HelpDoor
from cte_desktop.ui.help.window import HelpWindow
from cte_desktop.ui.page import Workbench
from cte_desktop.wording.help_topics import help_topics
from cte_desktop.wording.translate import language
from tests.ui.hands import type_text


def window_at(bench: Workbench, topic: str) -> HelpWindow:
    window = HelpWindow(bench.actions)
    window.open_topic(topic)
    window.show()
    return window


def listed(window: HelpWindow) -> list[str]:
    return [window.list.item(row).text().split("\n")[0] for row in range(window.list.count())]


def heading(window: HelpWindow) -> str:
    return window.text.toPlainText().split("\n")[0]


def test_f1_opens_the_topic_of_the_page_once(qtbot: QtBot, bench: Workbench) -> None:
    host, page = QWidget(), ["plan"]
    qtbot.addWidget(host)
    door = HelpDoor(bench, host, lambda: page[0])
    bench.actions.action("help").trigger()
    first = door.shown
    assert first is not None
    assert heading(first).startswith("Plan")
    page[0] = "data"
    bench.actions.action("help").trigger()
    assert door.shown is first
    assert heading(first).startswith("Data")
    with qtbot.waitSignal(first.destroyed):
        first.close()
    assert door.shown is None


def test_every_topic_stands_in_the_list_and_can_be_read(qtbot: QtBot, bench: Workbench) -> None:
    window = window_at(bench, "start")
    assert listed(window) == [topic.name for topic in help_topics()]
    for row, topic in enumerate(help_topics()):
        window.list.setCurrentRow(row)
        assert heading(window) == topic.title
        assert "{" not in window.text.toPlainText()


def test_actions_stand_with_their_keys(qtbot: QtBot, bench: Workbench) -> None:
    window = window_at(bench, "fill")
    assert "Fill the plan (F5)" in window.text.toPlainText()


def test_a_search_narrows_the_list_and_enter_opens_the_best(qtbot: QtBot, bench: Workbench) -> None:
    window = window_at(bench, "start")
    type_text(window.search, "serial number")
    assert listed(window)[0] == "Completers and certificates"
    assert "serial" in window.list.item(0).text()
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    assert heading(window) == "Completers and certificates"
    window.search.clear()
    type_text(window.search, "zzz")
    assert listed(window) == []
    assert window.count.text() == "No topic has all these words."


def test_links_lead_on_and_alt_left_leads_back(qtbot: QtBot, bench: Workbench) -> None:
    window = window_at(bench, "start")
    assert not window.back.isEnabled()
    window.text.anchorClicked.emit(QUrl("history"))
    assert heading(window) == "Undo and history"
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert heading(window) == "The first five minutes"
    assert window.list.currentItem().text() == "The first five minutes"
    window.forward.click()
    assert heading(window) == "Undo and history"


def test_the_help_speaks_spanish(qtbot: QtBot, bench: Workbench) -> None:
    with language("es"):
        window = window_at(bench, "history")
        assert heading(window) == "Deshacer e historial"


def test_dark_colors_leave_the_topic_where_it_is(qtbot: QtBot, bench: Workbench) -> None:
    window = window_at(bench, "rules")
    theme.news().changed.emit()
    assert heading(window) == "Requirements: what is met, what is missing"
