"""The findings beside the plan: their rows are made when somebody comes to them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.widgets.finding_row import FindingRow
from cte_desktop.ui.widgets.focus_order import in_reading_order


def test_rows_out_of_sight_are_made_when_they_come_into_sight(page: PlanPage, qtbot: QtBot) -> None:
    made = len(_made(page))
    assert 6 <= made < 20
    _scroll_to_the_end(page)
    qtbot.waitUntil(lambda: len(_made(page)) > made)
    assert _made(page) == list(page.panel.findings.rows())
    assert len(_made(page)) == 40


def test_the_summary_brings_the_head_of_the_findings_to_the_top(
    page: PlanPage,
) -> None:
    summary = page.panel.findChildren(QPushButton)[-1]
    assert summary.accessibleName().startswith("Findings: ")
    summary.click()
    bar = page.panel.findChildren(QScrollArea)[0].verticalScrollBar()
    assert bar.value() == page.panel.findings.y() - 12


def test_tab_goes_from_fix_to_fix_into_the_rows_that_were_out_of_sight(
    page: PlanPage, qtbot: QtBot
) -> None:
    made = _made(page)
    last = made[-1].findChildren(QPushButton)[-1]
    last.setFocus(Qt.FocusReason.TabFocusReason)
    page.panel.findChildren(QScrollArea)[0].ensureWidgetVisible(last)
    qtbot.waitUntil(lambda: len(_made(page)) > len(made))
    fixes = [row.findChildren(QPushButton) for row in _made(page)[len(made) :]]
    next_fix = next(buttons[0] for buttons in fixes if buttons)
    stops = in_reading_order(page)
    assert stops[stops.index(last) + 1] is next_fix
    QTest.keyClick(last, Qt.Key.Key_Tab)
    assert page.window().focusWidget() is next_fix


def test_rows_once_made_stay_made_after_an_edit_of_the_same_plan(
    page: PlanPage,
) -> None:
    whole = page.panel.findings.rows()
    case = page.case()
    assert case is not None
    findings = case.findings[1:]
    page.panel.findings.show_findings(findings, case.district.catalog)
    assert _made(page)[: len(whole) - 1] == list(whole[1:])
    assert len(_made(page)) == min(40, len(findings))
    page.panel.findings.show_findings((), case.district.catalog)
    page.panel.findings.show_findings(case.findings, case.district.catalog)
    assert len(_made(page)) < 20


def _made(page: PlanPage) -> list[FindingRow]:
    column = page.panel.findings.layout()
    assert column is not None
    places = [column.itemAt(place) for place in range(column.count())]
    widgets = [place.widget() for place in places if place is not None]
    return [one for one in widgets if isinstance(one, FindingRow)]


def _scroll_to_the_end(page: PlanPage) -> None:
    bar = page.panel.findChildren(QScrollArea)[0].verticalScrollBar()
    bar.setValue(bar.maximum())
