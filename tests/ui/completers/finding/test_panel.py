"""Finding completers on the page: lists, filters, figures and evidence, by mouse and keyboard."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from cte_desktop.services.awards.completers import Standing
from cte_desktop.ui.completers.finding.lists import NEEDS_A_PERSON, ONE_AWAY
from cte_desktop.ui.completers.finding.panel import FindingPanel
from cte_desktop.ui.completers.page import CompletersPage
from cte_desktop.ui.completers.parts import FINDING
from cte_desktop.ui.page import Workbench
from tests.services.awards.people import PHOTOS, SPORTS
from tests.ui.hands import click, press, type_text


@pytest.fixture
def panel(page: CompletersPage) -> FindingPanel:
    return cast("FindingPanel", page.part(FINDING))


def ids(panel: FindingPanel) -> list[str]:
    return [line.student_id for line in panel.lists.model().shown_rows()]


def test_the_usual_school_year_is_open_with_its_completers(panel: FindingPanel) -> None:
    assert ids(panel) == ["0001", "0004", "0005", "0006", "0008", "0010", "0011", "0012"]
    assert panel.which.accessibleName() == "Which list"
    assert panel.lists.table().hasFocus()


def test_nothing_of_another_year_stays_while_one_is_looked_for(
    page: CompletersPage, panel: FindingPanel, bench: Workbench, qtbot: QtBot
) -> None:
    page.year.setCurrentIndex(page.year.currentIndex() + 1)
    assert ids(panel) == []
    assert panel.words.text().startswith("Looking for completers of 2025")
    assert panel.which.last().text() == "One course away"  # no number before it is known
    assert not panel.figures.isVisible()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert panel.words.text().endswith("line")
    assert panel.figures.isVisible()


def test_the_list_needs_no_horizontal_bar_on_a_small_screen(panel: FindingPanel) -> None:
    for place in range(3):
        panel.which.choose(place)
        assert panel.lists.table().horizontalScrollBar().maximum() == 0


def test_students_completions_and_state_completions_stand_apart(panel: FindingPanel) -> None:
    assert panel.figures.students.text() == "8 students"
    assert panel.figures.completions.text() == "8 completions"
    assert panel.figures.for_the_state.text() == "7 counted by the State"
    assert panel.figures.open.text() == "8 to be awarded"
    assert not panel.figures.awarded.isEnabled()


def test_a_figure_opens_exactly_its_students(panel: FindingPanel, bench: Workbench) -> None:
    listed: list[tuple[str, tuple[str, ...]]] = []
    bench.requests.students_listed.connect(lambda title, uids: listed.append((title, uids)))
    click(panel.figures.students)
    ((title, uids),) = listed
    assert title == "Completers 2026-27"
    assert set(uids) == {line.uid for line in panel.lists.models[0].shown_rows()}


def test_the_lists_change_by_mouse_and_say_how_many(panel: FindingPanel) -> None:
    button = panel.which.last()
    assert button.text() == f"One course away  {panel.lists.models[ONE_AWAY].rowCount()}"
    click(button)
    assert "0014" in ids(panel)
    panel.which.choose(NEEDS_A_PERSON)
    assert "0007" in ids(panel)


def test_words_and_filters_narrow_the_lists_together(panel: FindingPanel) -> None:
    filters = panel.filters
    type_text(filters.search, "000")
    assert len(ids(panel)) == 5
    filters.pathway.setCurrentIndex(filters.pathway.findData(PHOTOS))
    assert ids(panel) == ["0004"]
    click(filters.clear_button)
    filters.choose(Standing.LOOK_FIRST)
    assert ids(panel) == ["0004", "0005", "0008"]
    filters.clear()
    filters.school.setCurrentIndex(filters.school.findText("Valencia High"))
    filters.sector.setCurrentIndex(1)
    assert ids(panel) == ["0004"]


def test_nobody_found_says_so(panel: FindingPanel) -> None:
    type_text(panel.filters.search, "nobody of this name")
    assert not panel.lists.table().isVisible()
    assert panel.words.text() == "0 of 8 lines"


def test_the_arrows_show_the_evidence_of_each(
    panel: FindingPanel, bench: Workbench, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: panel.side.heading.text() == "Núñez, Ana 0001")
    texts = panel.side.texts()
    assert "Completed in 2026–27" in texts
    assert any("fall 2026, mark C-, Valencia High" in text for text in texts)
    press(panel.lists.table(), Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert panel.side.heading.text() == "Núñez, Ana 0012"
    assert any("moved here in grade 11" in text for text in panel.side.texts())


def test_what_is_missing_stands_beside_who_is_one_course_away(
    panel: FindingPanel, bench: Workbench, qtbot: QtBot
) -> None:
    panel.which.choose(ONE_AWAY)
    panel.lists.table().focus_first()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert panel.side.decided.text().startswith("Not completed")
    assert "Still missing" in panel.side.texts()


def test_enter_and_a_double_click_open_the_plan(panel: FindingPanel, bench: Workbench) -> None:
    asked: list[str] = []
    bench.requests.student_requested.connect(asked.append)
    press(panel.lists.table(), Qt.Key.Key_Return)
    table = panel.lists.table()
    spot = QPoint(40, table.rowViewportPosition(2) + 8)
    click(table.viewport(), spot)
    click(table.viewport(), spot, twice=True)
    rows = panel.lists.model().shown_rows()
    assert asked == [rows[0].uid, rows[2].uid]


def test_another_school_year_shows_its_own(
    page: CompletersPage, panel: FindingPanel, bench: Workbench, qtbot: QtBot
) -> None:
    page.year.setCurrentIndex(page.year.findData(2025))
    qtbot.waitUntil(bench.tasks.is_idle)
    assert ids(panel) == ["0013"]
    assert panel.figures.students.text() == "1 student"
    page.year.setCurrentIndex(page.year.findData(2023))
    qtbot.waitUntil(bench.tasks.is_idle)
    assert not panel.lists.table().isVisible()


def test_ctrl_f_goes_to_the_search(panel: FindingPanel, bench: Workbench) -> None:
    bench.actions.action("find").trigger()
    assert panel.filters.search.hasFocus()


def test_the_models_are_sound(panel: FindingPanel) -> None:
    warning = QAbstractItemModelTester.FailureReportingMode.Warning
    testers = [
        QAbstractItemModelTester(cast("QAbstractItemModel", model), warning)
        for model in panel.lists.models
    ]
    panel.filters.choose(Standing.LOOK_FIRST)
    panel.filters.clear()
    assert len(testers) == 3
    assert {line.pathway for line in panel.lists.model().shown_rows()} == {PHOTOS, SPORTS}


def test_tab_into_a_list_selects_its_first_line(panel: FindingPanel, bench: Workbench) -> None:
    panel.which.choose(NEEDS_A_PERSON)
    panel.filters.search.setFocus()
    panel.lists.table().setFocus()
    assert [line.student_id for line in panel.lists.selection()] == ids(panel)[:1]
