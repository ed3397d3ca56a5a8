"""The radar lists what closes first, narrows it, says it in words, and leads to what is done."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from cte_desktop.domain.school_year import school_year_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.radar import radar
from cte_desktop.services.standings import bring_up_to_date
from cte_desktop.ui.fill_actions import COULD_COMPLETE, FILL_PLAN
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.pathways.page import RADAR, PathwaysPage
from cte_desktop.ui.pathways.radar.lines import Closes
from cte_desktop.ui.pathways.radar.panel import RadarPanel
from cte_desktop.wording.radar import closing_text
from tests.ui.hands import click, press, type_text
from tests.ui.pathways.conftest import shown

Settle = Callable[[], None]


@pytest.fixture
def settle(bench: Workbench, qtbot: QtBot) -> Settle:
    return lambda: qtbot.waitUntil(bench.tasks.is_idle)


@pytest.fixture
def panel(page: PathwaysPage, settle: Settle) -> RadarPanel:
    page.open_radar()
    settle()
    assert page.radar is not None
    return page.radar


def test_every_last_chance_is_listed_what_closes_first_on_top(
    panel: RadarPanel, kept_desk: Desk
) -> None:
    rows = tuple(line.row for line in panel.model.shown_rows())
    assert rows == radar(kept_desk).rows
    assert f"{len(rows)} last chances" in panel.count.text()
    assert panel.table.hasFocus()
    assert panel.stale.isHidden()
    QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_the_list_is_narrowed_by_when_it_closes_and_whether_it_is_planned(
    panel: RadarPanel, kept_desk: Desk
) -> None:
    year = school_year_of(kept_desk.today())
    every = panel.model.shown_rows()
    for closes in Closes:
        panel.filters.closes.setCurrentIndex(panel.filters.closes.findData(closes))
        found = panel.model.shown_rows()
        assert found == tuple(line for line in every if line.closes is closes)
    assert len({line.closes for line in every}) > 1
    for line in every:
        assert line.row.closes is not None
        assert (line.closes is Closes.THIS_YEAR) == (line.row.closes.school_year == year)
    panel.filters.clear()
    panel.filters.planned.setCurrentIndex(panel.filters.planned.findData(False))
    found = panel.model.shown_rows()
    assert found == tuple(line for line in every if not line.closing.planned)


def test_school_grade_and_pathway_narrow_together_and_clear_again(panel: RadarPanel) -> None:
    every = panel.model.shown_rows()
    one = every[0]
    filters = panel.filters
    filters.school.setCurrentIndex(filters.school.findData(one.school_name))
    filters.grade.setCurrentIndex(filters.grade.findData(one.row.grade_level))
    filters.pathway.setCurrentIndex(filters.pathway.findData(one.closing.pathway))
    found = panel.model.shown_rows()
    asked = (one.school_name, one.row.grade_level, one.closing.pathway)
    assert one in found
    assert {(x.school_name, x.row.grade_level, x.closing.pathway) for x in found} == {asked}
    click(filters.clear_button)
    assert panel.model.shown_rows() == every


def test_a_name_is_searched_and_enter_opens_the_plan(
    panel: RadarPanel, bench: Workbench, qtbot: QtBot
) -> None:
    line = panel.model.shown_rows()[-1]
    panel.focus_search()
    type_text(panel.filters.search, line.row.name)
    assert line in panel.model.shown_rows()
    press(panel.filters.search, Qt.Key.Key_Down)
    panel.table.select_key(line.key)
    with qtbot.waitSignal(bench.requests.student_requested) as asked:
        press(panel.table, Qt.Key.Key_Return)
    assert asked.args == [line.uid]


def test_beside_the_list_it_says_what_closes_and_what_else_the_student_has(
    panel: RadarPanel,
) -> None:
    for line in panel.model.shown_rows()[:8]:
        panel.table.select_key(line.key)
        words = panel.side.words()
        assert line.row.name in words
        assert closing_text(line.closing) in words
        others = [o for o in panel.model.shown_rows() if o.uid == line.uid and o.key != line.key]
        assert all(other.closing.pathway in words for other in others)


def test_filling_and_pathways_in_reach_are_asked_for_this_student(
    panel: RadarPanel, bench: Workbench, qtbot: QtBot
) -> None:
    line = panel.model.shown_rows()[1]
    panel.table.select_key(line.key)
    for button, action in (
        (panel.side.fill_button, FILL_PLAN),
        (panel.side.reach_button, COULD_COMPLETE),
    ):
        with qtbot.waitSignal(bench.requests.plan_action_requested) as asked:
            click(button)
        assert asked.args == [line.uid, action]


def test_selected_students_else_all_that_are_shown_are_listed(
    panel: RadarPanel, bench: Workbench, qtbot: QtBot
) -> None:
    every = {line.uid for line in panel.model.shown_rows()}
    with qtbot.waitSignal(bench.requests.students_listed) as listed:
        click(panel.list_button)
    assert listed.args is not None
    assert set(listed.args[1]) == every
    assert len(listed.args[1]) == len(every)
    press(panel.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    press(panel.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(panel.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = {line.uid for line in panel.table.selected_rows()}
    assert panel.list_button.accessibleName().startswith(f"List {len(chosen)} student")
    with qtbot.waitSignal(bench.requests.students_listed) as listed:
        click(panel.list_button)
    assert listed.args is not None
    assert set(listed.args[1]) == chosen


def test_what_is_not_worked_out_yet_is_said_and_comes_with_the_standings(
    bench: Workbench, desk: Desk, settle: Settle, qtbot: QtBot
) -> None:
    page = shown(bench, desk, qtbot)
    page.switch.choose(RADAR)
    settle()
    panel = page.radar
    assert panel is not None
    assert panel.stale.isVisible()
    assert "60 students are being worked out" in panel.stale.text()
    assert panel.model.counts() == (0, 0)
    page.refresh(bring_up_to_date(desk))
    settle()
    assert panel.stale.isHidden()
    assert len(panel.model.shown_rows()) == len(radar(desk).rows) > 0


def test_when_nobody_fits_a_way_back_is_offered(panel: RadarPanel) -> None:
    type_text(panel.filters.search, "nobody of this name")
    assert not panel.table.isVisible()
    assert not panel.list_button.isEnabled()
    assert panel.side.fill_button.isHidden()
    panel.filters.clear()
    assert panel.table.isVisible()
