"""The lists of sign-ups are read, narrowed, explained beside, and acted on for all selected."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from cte_desktop.services.cases import open_case_of, open_cases
from cte_desktop.services.changes import Changes
from cte_desktop.services.desk import Desk
from cte_desktop.services.sign_ups.listing import changed, interested, not_signed_up
from cte_desktop.services.sign_ups.suggesting import suggest
from cte_desktop.ui.completion.sign_ups.many_dialog import ManyDialog
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.pathways.page import SIGN_UPS, PathwaysPage
from cte_desktop.ui.pathways.sign_ups.lines import (
    CHANGED,
    INTERESTED,
    NOT_SIGNED_UP,
    SignUpLine,
)
from cte_desktop.ui.pathways.sign_ups.panel import SignUpsPanel
from cte_desktop.ui.widgets.table_saving import shown_table
from cte_desktop.ui.widgets.table_view import TableView, saving_news
from tests.ui.hands import SHIFT, click, press, type_text
from tests.ui.pathways.conftest import shown

Settle = Callable[[], None]


@pytest.fixture
def settle(bench: Workbench, qtbot: QtBot) -> Settle:
    return lambda: qtbot.waitUntil(bench.tasks.is_idle)


@pytest.fixture
def page(bench: Workbench, desk: Desk, qtbot: QtBot) -> PathwaysPage:
    return shown(bench, desk, qtbot)


@pytest.fixture
def panel(page: PathwaysPage, settle: Settle) -> SignUpsPanel:
    page.switch.choose(SIGN_UPS)
    settle()
    assert page.sign_ups is not None
    return page.sign_ups


def test_each_list_has_whom_the_service_finds(panel: SignUpsPanel, desk: Desk) -> None:
    expected = {
        NOT_SIGNED_UP: [one.student.uid for one in not_signed_up(desk)],
        INTERESTED: [one.student.uid for one in interested(desk)],
        CHANGED: [one.student.uid for one in changed(desk)],
    }
    for place, uids in expected.items():
        panel.lists.choose(place)
        rows = panel.models[place].shown_rows()
        assert [row.student.uid for row in rows] == uids
        if uids:
            assert panel.table().isVisible()
    for model in panel.models:
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_suggestions_come_by_themselves_and_are_those_of_the_student(
    panel: SignUpsPanel, desk: Desk
) -> None:
    assert panel.suggester.left() == 0
    expected = {
        case.file.student.uid: tuple(one.pathway for one in suggest(case))
        for case in open_cases(desk)
    }
    rows = panel.models[NOT_SIGNED_UP].shown_rows()
    assert all(row.suggested == expected[row.student.uid] for row in rows)
    assert any(row.suggestion for row in rows)
    assert "worked out" not in panel.count.text()


def test_the_chosen_student_s_reasons_stand_beside_the_list(
    panel: SignUpsPanel, settle: Settle
) -> None:
    rows = panel.models[NOT_SIGNED_UP].shown_rows()
    row = next(row for row in rows if row.suggested)
    panel.table().select_key(row.key)
    settle()
    said = panel.side.words()
    assert row.student.name in said
    assert row.suggested is not None
    assert set(row.suggested) <= set(said)
    assert any(text.startswith("It can still be completed") for text in said)


def test_filters_and_words_narrow_every_list(panel: SignUpsPanel, settle: Settle) -> None:
    model = panel.models[NOT_SIGNED_UP]
    every = model.rowCount()
    panel.filters.grade.setCurrentIndex(panel.filters.grade.findData(9))
    rows = model.shown_rows()
    assert rows
    assert {row.student.grade_level for row in rows} == {9}
    assert len(rows) < every
    name = next(row.suggested[0] for row in rows if row.suggested)
    panel.filters.pathway.setCurrentIndex(panel.filters.pathway.findData(name))
    assert all(name in row.pathways for row in model.shown_rows())
    suggested = [row for row in model.shown_rows() if row.suggested and name in row.suggested]
    assert suggested
    assert all(row.suggestion.startswith(f"{name}:") for row in suggested)
    panel.filters.clear()
    assert model.rowCount() == every
    panel.focus_search()
    type_text(panel.filters.search, "nobody of this name")
    settle()
    assert not panel.table().isVisible()
    assert "Nobody fits" in panel._nobody.text()


def test_the_selected_are_signed_up_with_one_step_that_the_message_takes_back(
    panel: SignUpsPanel, bench: Workbench, desk: Desk, settle: Settle
) -> None:
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    bench.refresh.changed.connect(panel.refresh)
    panel.filters.pathway.setCurrentIndex(
        panel.filters.pathway.findData("Marketing and Entrepreneurship")
    )
    panel.filters.clear()
    panel.table().focus_first()
    press(panel.table(), Qt.Key.Key_Down, SHIFT)
    uids = panel.selected()
    assert len(uids) == 2
    assert panel.sign_up_button.text().strip() == "Sign up 2 students…"
    click(panel.sign_up_button)
    settle()
    dialog = panel.window().findChildren(ManyDialog)[-1]
    dialog.pathway.setCurrentIndex(dialog.pathway.findData("Graphic Design and Animation"))
    settle()
    for box in (dialog.also_full, dialog.also_not_offered):
        box.setChecked(box.isVisible())
    click(dialog.save_button)
    settle()
    assert "Graphic Design and Animation" in said[-1].text
    assert set(uids).isdisjoint(row.student.uid for row in panel.models[0].shown_rows())
    said[-1].buttons[0].press()
    settle()
    assert set(uids) <= {row.student.uid for row in panel.models[0].shown_rows()}
    assert open_case_of(desk, uids[0]).file.pathways == ()


def test_the_actions_are_off_without_a_selection_and_on_other_parts(
    panel: SignUpsPanel, page: PathwaysPage, bench: Workbench
) -> None:
    action = bench.actions.action("sign_up_many")
    panel.table().focus_first()
    assert action.isEnabled()
    panel.table().clearSelection()
    assert not action.isEnabled()
    panel.table().selectAll()
    page.switch.choose(0)
    assert not action.isEnabled()


def test_enter_opens_the_plan_of_the_student(panel: SignUpsPanel, bench: Workbench) -> None:
    wanted: list[str] = []
    bench.requests.student_requested.connect(wanted.append)
    panel.table().focus_first()
    press(panel.table(), Qt.Key.Key_Return)
    click(panel.side.open_button)
    assert wanted == [panel.models[0].row_at(0).student.uid] * 2


def test_what_a_change_touches_is_worked_out_anew(panel: SignUpsPanel, settle: Settle) -> None:
    uid = panel.models[0].row_at(0).student.uid
    before = panel.suggester.known()[uid]
    panel.refresh(Changes(frozenset({"standings"})))
    assert panel.suggester.left() == 0
    panel.refresh(Changes(frozenset({"record"}), frozenset({uid})))
    assert uid not in panel.suggester.known()
    settle()
    assert panel.suggester.known()[uid] == before
    panel.refresh(Changes(frozenset({"catalog"})))
    assert panel.suggester.known() == {}
    settle()
    assert panel.suggester.left() == 0


def test_a_list_is_saved_as_it_is_shown_and_names_its_students(
    panel: SignUpsPanel, desk: Desk
) -> None:
    wanted: list[TableView[SignUpLine]] = []
    keep = wanted.append
    saving_news().wanted.connect(keep)
    saving_news().offer(panel)
    panel.lists.choose(INTERESTED)
    click(panel.save_button)
    assert wanted == [panel.tables[INTERESTED]]
    table = shown_table(panel.tables[INTERESTED])
    assert table.name == "Interested"
    assert len(table.rows) == len(interested(desk))
    assert table.headings[4:] == ("Interested in", "Since", "Grade then", "Now")
    saving_news().offer(None)
    saving_news().wanted.disconnect(keep)


def test_an_empty_district_says_what_belongs_here(
    bench: Workbench, empty_desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    page = shown(bench, empty_desk, qtbot)
    page.switch.choose(SIGN_UPS)
    settle()
    panel = page.sign_ups
    assert panel is not None
    said = []
    for place in range(3):
        panel.lists.choose(place)
        said.append(panel._nobody.text())
    assert "is in a pathway" in said[0]
    assert "No interest" in said[1]
    assert "2026-27" in said[2]
